using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Preflight;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>A held post with all that its requests tell, gathered once for all who are asked. It costs a look at every reader and at recent releases: whoever only decides doesn't need it.</summary>
/// <param name="Sender">Who sent it, and whether that is believed.</param>
/// <param name="Readers">How many would get it in each of the list's languages, its own first; of a list of members there is one number.</param>
/// <param name="Case">The number of the case that it continues by its poster's own word, else the one that we guess; maybe empty.</param>
/// <param name="Leaves">When it leaves, where it is approved for later.</param>
public sealed record Briefing(
    Submission Post, Credentials Sender, PostFindings Findings, IReadOnlyList<(Language Language, int Readers)> Readers, string Case, string CaseSubject, string ApprovedBy, string TakenBy, DateTimeOffset? Leaves)
{
    /// <summary>What it is to a newsletter; null on other lists, and where nobody can read it.</summary>
    public IssueLook? Issue { get; private init; }

    /// <summary>Of a post as it rests in the database.</summary>
    public static Briefing Read(Connection db, HeldPost held, MailingList list) => Of(db, Submission.Read(db, held), list);

    public static Briefing Of(Connection db, Submission post, MailingList list)
    {
        var held = post.Held;
        var findings = FirstLook.Of(post.Clean, list, Releases.Recent(db, list.Name, held.At - (long)Limits.CaseTime.TotalMilliseconds, Limits.RecentReleases));
        var issue = list.Newsletter is null || post.Clean.IsEncrypted ? null : IssueLook.Of(db, list, post.Clean, held.Language, DayOf(held, list));
        if (issue is not null)
            findings = issue.Over(findings);
        var (number, subject) = held.Continues is { } release
            ? (Releases.CaseOf(db, release), CaseFile.NewestOf(db, release)?.About.Subject)
            : (findings.Case, findings.CaseSubject);
        return new Briefing(
            post, Credentials.Of(db, post.Original), findings, ReadersOf(db, held, list, findings), number ?? "", subject ?? "", Name(db, held.Approval?.By), Name(db, held.TakenBy),
            held.State == HeldState.Waiting ? HeldTime.Leaves(db, held) : null)
        { Issue = issue };
    }

    private static List<(Language Language, int Readers)> ReadersOf(Connection db, HeldPost held, MailingList list, PostFindings findings) => list.Kind == ListKind.Members
        ? [(held.Language, Audience.CountMembers(db))]
        : [.. Audience.CountByLanguage(db, list.Name, list.Languages, Topic.WithRegions(findings.Stated.Topics), hasOriginal: list.Newsletter is null).OrderByDescending(row => row.Language == held.Language)];

    private static DateOnly DayOf(HeldPost held, MailingList list) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Instant.Time(held.At), list.Zone).DateTime);

    private static string Name(Connection db, long? moderator) => moderator is { } person && Person.AddressOf(db, person) is { } address ? address.ToString() : "";
}
