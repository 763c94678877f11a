using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Preflight;
using IfexList.Publishing;
using IfexList.Store;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>A held post with all that its moderators are shown.</summary>
/// <param name="Clean">What would be released: its own text, or a moderator's in its place.</param>
/// <param name="IsRegisteredAddress">Its author's address itself is registered, not only its domain.</param>
/// <param name="IsFirst">Nothing from that address was released before.</param>
/// <param name="Remarks">The desk's questions, its poster's answers.</param>
/// <param name="Findings">What can be told of what would be released.</param>
/// <param name="Readers">How many would get it in each of the list's languages, its own first; of a list of members there is one number.</param>
public sealed record Submission(
    HeldPost Held, CleanPost Clean, MimeMessage Original, Organisation? Organisation, bool IsRegisteredAddress, bool IsFirst, IReadOnlyList<Remark> Remarks, PostFindings Findings,
    IReadOnlyList<(Language Language, int Readers)> Readers)
{
    /// <summary>The post as it rests in the database, where <see cref="With"/> has put another text in the place of its own.</summary>
    public HeldPost AtRest { get; private init; } = Held;

    /// <summary>As it rests in the database.</summary>
    public static Submission Read(Connection db, HeldPost held, MailingList list)
    {
        var original = RawMessage.Parse(Inbox.Body(db, held.Body) ?? throw new InvalidDataException($"held post {held.Id} has lost its body"));
        return Of(db, held, list, original, Cleansing.Of(original, PlainText.Of(original)), Roster.Organisation(db, held.Organisation), held.Poster);
    }

    /// <param name="poster">Null for a stranger or a program.</param>
    public static Submission Of(Connection db, HeldPost held, MailingList list, MimeMessage original, CleanPost clean, Organisation? organisation, long? poster)
    {
        var shown = held.Edited is { } edited ? Cleansing.Edited(clean, edited.Subject, edited.Text) : clean;
        var findings = FirstLook.Of(shown, list, Releases.Recent(db, list.Name, held.At - (long)Limits.CaseTime.TotalMilliseconds, Limits.RecentReleases));
        return new Submission(
            held, shown, original, organisation, poster is { } member && Roster.IsMember(db, member), poster is not { } known || !Person.WasReleased(db, known),
            Store.Remarks.Of(db, held.Id), findings, ReadersOf(db, held, list, findings));
    }

    private static List<(Language Language, int Readers)> ReadersOf(Connection db, HeldPost held, MailingList list, PostFindings findings) => list.Kind == ListKind.Members
        ? [(held.Language, Audience.CountMembers(db))]
        : [.. Audience.CountByLanguage(db, list.Name, list.Languages, Topic.WithRegions(findings.Stated)).OrderByDescending(row => row.Language == held.Language)];

    /// <summary>What its author wrote, whatever is to be released in its place.</summary>
    public CleanPost AsItCame() => Cleansing.Of(Original, PlainText.Of(Original));

    /// <summary>The same with a moderator's text.</summary>
    public Submission With(EditedText edited, MailingList list)
    {
        var clean = Cleansing.Edited(Clean, edited.Subject, edited.Text);
        return this with { Held = Held with { Edited = edited }, Clean = clean, Findings = FirstLook.Of(clean, list, []) };
    }
}
