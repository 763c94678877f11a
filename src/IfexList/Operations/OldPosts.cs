using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary>Enters the mails of an older archive into the place of record: numbered by their own day, in their thread's case, and owed to nobody.</summary>
internal sealed class OldPosts(MailingList list, PostHash hash, string domain)
{
    private const int CopyPriority = 5;

    private readonly Dictionary<string, (string Case, DateTimeOffset At)> _headlines = new(StringComparer.Ordinal);

    /// <summary>False where it is on record already, by its Message-ID or its content.</summary>
    public bool Enter(Connection tx, OldPost post)
    {
        if (IsKnown(tx, post))
        {
            Remember(post, Publication.ThreadOf(tx, hash, list, post.Message) is { } thread ? Releases.CaseOf(tx, thread) : null);
            return false;
        }
        var number = Posts.NextNumber(tx, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(post.At, list.Zone).DateTime));
        var known = CaseOf(tx, post);
        var release = new NewRelease(
            number, list.Name, post.Language, $"{number}.{Mail.Languages.Code(post.Language)}@{domain}", post.Subject, post.Text,
            post.Author is { } author ? Roster.AuthorOf(tx, author, "").Organisation?.Id : null, CopyPriority, list.Kind == ListKind.Members, post.Topics, post.Kind)
        { Origin = Origin.Imported, Case = known ?? number };
        Posts.File(tx, release, [], post.At.ToUnixTimeMilliseconds());
        Posts.Remember(tx, hash.OfId(IdOf(post)), Releases.IdOf(tx, number)!.Value);
        Remember(post, release.Case);
        return true;
    }

    /// <summary>Whether that very mail is on record.</summary>
    public bool IsKnown(Connection db, OldPost post) =>
        Posts.ThreadOf(db, list.Name, hash.OfId(IdOf(post)), post.Message.MessageId ?? "") is not null || Imported.HasText(db, list.Name, post.Subject, post.Text, post.At.ToUnixTimeMilliseconds());

    // Without a Message-ID it is known by what it says and when, also where that was withdrawn since.
    private static string IdOf(OldPost post) => post.Message.MessageId is { Length: > 0 } id ? id : $"{post.At:yyyy-MM-dd}\0{post.Subject}\0{post.Text}";

    private string? CaseOf(Connection tx, OldPost post)
    {
        if (Publication.ThreadOf(tx, hash, list, post.Message) is { } thread)
            return Releases.CaseOf(tx, thread);
        return post.Kind == OldPost.Update && _headlines.TryGetValue(post.Headline, out var known) && (post.At - known.At).Duration() <= Limits.CaseTime ? known.Case : null;
    }

    private void Remember(OldPost post, string? number)
    {
        if (number is null || post.Headline.Length == 0)
            return;
        if (_headlines.Count >= Limits.OldHeadlines)
            _headlines.Clear();
        _headlines[post.Headline] = (number, post.At);
    }
}
