using IfexList.Lists;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Publishing;

/// <summary>
/// The header block of a list copy, built from nothing: what a poster's mail said in its headers stays here. All of it is ASCII, so that it
/// passes any hop. List-Unsubscribe is personal and written on the wire.
/// </summary>
public static class ListHeaders
{
    public static HeaderList Of(NewEdition edition, AddressPlan addresses)
    {
        var list = edition.List;
        var address = addresses.Post(list);
        var headers = new HeaderList
        {
            { HeaderId.Date, Trace.Date(edition.Date) },
            { "Message-ID", $"<{edition.MessageId}>" },
            { HeaderId.From, HeaderText.Mailbox(FromName(edition), address) },
            { HeaderId.To, HeaderText.Mailbox(list.TitleIn(edition.Language), address) },
            { HeaderId.ReplyTo, $"<{addresses.Request(list)}>" },
            HeaderText.Field("Subject", edition.Post.Subject),
        };
        if (edition.InThreadOf is { } thread)
        {
            headers.Add(HeaderId.InReplyTo, $"<{thread}>");
            headers.Add(HeaderId.References, $"<{thread}>");
        }
        // RFC 2919, RFC 2369. Only registered members may post, and their mail is held: RFC 2369 §3.4 has NO for that.
        headers.Add(HeaderId.ListId, HeaderText.Mailbox(list.TitleIn(edition.Language), $"{list.Name}@{addresses.Domain}").Replace('@', '.'));
        headers.Add(HeaderId.ListHelp, $"<mailto:{addresses.Request(list)}?subject=help>");
        headers.Add(HeaderId.ListPost, "NO");
        headers.Add(HeaderId.ListOwner, $"<mailto:{addresses.Owner(list)}>");
        headers.Add(HeaderId.Precedence, "list");
        headers.Add("Content-Language", edition.Language.Code());
        headers.Add(HeaderId.MimeVersion, "1.0");
        return headers;
    }

    /// <summary>The organisation that speaks, and through whom; a person's name stands nowhere.</summary>
    private static string FromName(NewEdition edition)
    {
        var title = edition.List.TitleIn(edition.Language);
        return edition.Organisation is { Length: > 0 } organisation ? $"{organisation} via {title}" : title;
    }
}
