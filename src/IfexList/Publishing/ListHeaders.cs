using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
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
        var (list, release) = (edition.List, edition.Release);
        var headers = Visible(list, release.Language, release.MessageId, edition.Date, FromName(list, release.Language, edition.Credit), release.Subject, addresses);
        if (edition.References.Count > 0)
        {
            headers.Add(HeaderId.InReplyTo, $"<{edition.References[^1]}>");
            headers.Add(HeaderId.References, string.Join(' ', edition.References.Select(id => $"<{id}>")));
        }
        WithFacts(WithList(headers, list, release.Language, addresses), release);
        if (edition.Also.Count > 0)
            headers.Add("IfexList-Also", string.Join(' ', edition.Also.Select(language => language.Code())));
        return headers;
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
            { HeaderId.Date, Trace.Date(Rounded(date, list.Source.RoundDates)) },
            { "Message-ID", $"<{messageId}>" },
            { HeaderId.From, HeaderText.Mailbox(from, addresses.Post(list)) },
            { HeaderId.To, HeaderText.Mailbox(list.TitleIn(language), addresses.Post(list)) },
            { HeaderId.ReplyTo, $"<{addresses.Request(list)}>" },
            HeaderText.Field("Subject", RightToLeft.Steady(subject)),
        };

    // Down, so that nothing is dated later than it was written. In UTC: a zone tells where somebody sat.
    private static DateTimeOffset Rounded(DateTimeOffset date, TimeSpan to) => to <= TimeSpan.Zero ? date : new DateTimeOffset(date.UtcTicks - date.UtcTicks % to.Ticks, TimeSpan.Zero);

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

    // For programs: those of readers who file by country, and of those who publish again.
    private static HeaderList WithFacts(HeaderList headers, NewRelease release)
    {
        headers.Add("IfexList-Number", release.Number);
        headers.Add("IfexList-Case", release.Case);
        if (release.Topics.Where(topic => topic.IsCountry).ToList() is { Count: > 0 } countries)
            headers.Add("IfexList-Country", string.Join(',', countries));
        if (release.Kind is { } kind)
            headers.Add("IfexList-Kind", kind);
        return headers;
    }

    private static HeaderList WithLanguage(HeaderList headers, Language language)
    {
        headers.Add("Content-Language", language.Code());
        headers.Add(HeaderId.MimeVersion, "1.0");
        return headers;
    }

    /// <summary>Who speaks, and through whom.</summary>
    private static string FromName(MailingList list, Language language, string? credit) =>
        credit is { Length: > 0 } ? $"{credit} via {list.TitleIn(language)}" : list.TitleIn(language);
}
