using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Publishing;

/// <summary>Something that is ready to be put on record.</summary>
/// <param name="Release">Without its number, where it is new.</param>
/// <param name="Original">Of what is on record, to which it is a text more; null: it is new.</param>
public sealed record ReadyFiling(FilingOrder Order, NewRelease Release, IReadOnlyList<EditionFile> Files, DateTimeOffset At, PublishedEdition? Original);

/// <summary>Puts on record what nobody is sent. Its text and files are cleansed as those of posts are.</summary>
public sealed class Filing(AddressPlan addresses, TimeProvider time)
{
    /// <summary>Why it can't be filed: <c>faults</c>, <c>empty</c>, <c>case</c>, <c>number</c>; null where it can.</summary>
    public static string? Refusal(Connection db, FilingOrder order, CleanPost post) =>
        order.Faults.Count > 0 ? "faults"
        : order.Text.Length == 0 && order.Link is null || post.IsCut || post.IsEncrypted ? "empty"
        : order.Case is { } number && !Releases.IsCase(db, order.List.Name, number) ? "case"
        : order.Number is not null && Original(db, order) is null ? "number"
        : null;

    /// <param name="post">The mail that orders it: its subject, where no title is said, and its files.</param>
    public ReadyFiling Prepare(Connection db, FilingOrder order, CleanPost post)
    {
        var clean = Cleansing.Edited(post, order.Title, order.Text.Length > 0 ? order.Text : order.Link ?? "");
        var files = FileCleaner.Clean(FilePlan.Of(post, order.List), order.List.Source.AttachmentOctets).Files;
        var language = order.Language ?? LanguageGuess.Of($"{clean.Subject}\n{clean.Text}", order.List.Languages);
        var about = new NewRelease(
            "", order.List.Name, language, "", clean.Subject, clean.Text, null, CopyPriority, ToMembers: false, Topic.WithRegions(order.About), order.Kind)
        { Origin = Origin.Filed, Link = order.Link };
        return new ReadyFiling(order, about, files, order.Date is { } day ? order.List.InstantOf(day.ToDateTime(new TimeOnly(12, 0))) : time.GetUtcNow(), Original(db, order));
    }

    /// <returns>Its number, as readers ask for it.</returns>
    public string Commit(Connection tx, ReadyFiling ready, long? person)
    {
        var (order, now) = (ready.Order, time.Now());
        var number = ready.Original is { } original ? Add(tx, ready, original, now) : File(tx, ready);
        ArchiveLog.Note(tx, new ArchiveDeed("filed", number, 1, null, person, now));
        return number;
    }

    // Nobody waits for it: it goes behind all that is sent.
    private const int CopyPriority = 9;

    private static PublishedEdition? Original(Connection db, FilingOrder order) =>
        order.Number is { } number && Releases.IdOf(db, number) is { } release && Releases.IsFiled(db, release) && CaseFile.NewestOf(db, release) is { } original && original.About.List == order.List.Name
            ? original : null;

    private string File(Connection tx, ReadyFiling ready)
    {
        var order = ready.Order;
        var number = Posts.NextNumber(tx, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(ready.At, order.List.Zone).DateTime));
        var organisation = order.Source is { } name ? Membership.OrganisationNamed(tx, name, time.Now()) : (long?)null;
        Posts.File(tx, ready.Release with { Number = number, MessageId = $"{number}@{addresses.Domain}", Organisation = organisation, Case = order.Case ?? number }, ready.Files, ready.At.ToUnixTimeMilliseconds());
        return number;
    }

    // In its own language a correction, in another one a translation.
    private string Add(Connection tx, ReadyFiling ready, PublishedEdition original, long now)
    {
        var (about, language) = (original.About, ready.Release.Language);
        var old = CaseFile.InLanguages(tx, original.Release).FirstOrDefault(edition => edition.About.Language == language);
        var id = $"{about.Number}.{language.Code()}{(old is null ? "" : $".c{CaseFile.Count(tx, old) + 1}")}@{addresses.Domain}";
        var edition = Posts.AddEdition(tx, about with { Language = language, MessageId = id, Subject = ready.Release.Subject, Text = ready.Release.Text, Origin = Origin.Filed }, original.Release, old?.Id, now);
        EditionFiles.Add(tx, edition, ready.Files);
        return language == about.Language ? about.Number : ReleaseNumbers.Of(about.Number, language);
    }
}
