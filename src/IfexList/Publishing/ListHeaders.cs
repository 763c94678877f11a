using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
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
        var headers = Visible(edition.List, edition.Language, edition.MessageId, edition.Date, FromName(edition.List, edition.Language, edition.Organisation), edition.Post.Subject, addresses);
        if (edition.InThreadOf is { } thread)
        {
            headers.Add(HeaderId.InReplyTo, $"<{thread}>");
            headers.Add(HeaderId.References, $"<{thread}>");
        }
        return WithList(headers, edition.List, edition.Language, addresses);
    }

    /// <summary>Of a parcel: nobody but the list speaks.</summary>
    public static HeaderList Of(Parcel parcel, string subject, AddressPlan addresses)
    {
        var (list, language) = (parcel.List, parcel.Key.Language);
        return WithList(Visible(list, language, parcel.MessageId, parcel.Date, list.TitleIn(language), subject, addresses), list, language, addresses);
    }

    /// <summary>Of one text as a message inside a parcel: what its reader sees, files and answers it by.</summary>
    public static HeaderList Of(MailingList list, ParcelEdition edition, AddressPlan addresses) =>
        WithLanguage(Visible(list, edition.Language, edition.MessageId, edition.At, FromName(list, edition.Language, edition.Organisation), edition.Subject, addresses), edition.Language);

    private static HeaderList Visible(
        MailingList list, Language language, string messageId, DateTimeOffset date, string from, string subject, AddressPlan addresses) => new()
        {
            { HeaderId.Date, Trace.Date(date) },
            { "Message-ID", $"<{messageId}>" },
            { HeaderId.From, HeaderText.Mailbox(from, addresses.Post(list)) },
            { HeaderId.To, HeaderText.Mailbox(list.TitleIn(language), addresses.Post(list)) },
            { HeaderId.ReplyTo, $"<{addresses.Request(list)}>" },
            HeaderText.Field("Subject", subject),
        };

    // RFC 2919, RFC 2369. Only registered members may post, and their mail is held: RFC 2369 §3.4 has NO for that.
    private static HeaderList WithList(HeaderList headers, MailingList list, Language language, AddressPlan addresses)
    {
        headers.Add(HeaderId.ListId, HeaderText.Mailbox(list.TitleIn(language), $"{list.Name}@{addresses.Domain}").Replace('@', '.'));
        headers.Add(HeaderId.ListHelp, $"<mailto:{addresses.Request(list)}?subject=help>");
        headers.Add(HeaderId.ListPost, "NO");
        headers.Add(HeaderId.ListOwner, $"<mailto:{addresses.Owner(list)}>");
        headers.Add(HeaderId.Precedence, "list");
        return WithLanguage(headers, language);
    }

    private static HeaderList WithLanguage(HeaderList headers, Language language)
    {
        headers.Add("Content-Language", language.Code());
        headers.Add(HeaderId.MimeVersion, "1.0");
        return headers;
    }

    /// <summary>The organisation that speaks, and through whom; a person's name stands nowhere.</summary>
    private static string FromName(MailingList list, Language language, string? organisation) =>
        organisation is { Length: > 0 } ? $"{organisation} via {list.TitleIn(language)}" : list.TitleIn(language);
}
