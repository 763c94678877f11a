using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Publishing;

/// <summary>A further edition of a release in another language, ready for its commit.</summary>
/// <param name="Original">The newest text in the language that the release first came out in.</param>
/// <param name="Readers">Those who wait for that language, or have waited long enough.</param>
public sealed record ReadyTranslation(MailingList List, PublishedEdition Original, NewRelease Translated, EditionBytes Bytes, int Readers)
{
    /// <summary>The original's.</summary>
    public IReadOnlyList<EditionFile> Files { get; init; } = [];
}

/// <summary>
/// Editions of one release in further languages: the same number, case, topics, author and files, other readers. As with <see cref="Publication"/>, all is rendered before the
/// transaction.
/// </summary>
public sealed class FurtherEditions(EditionWriter writer, ListCatalogue lists, AddressPlan addresses, TimeProvider time)
{
    /// <param name="subject">The original's, where it is empty.</param>
    /// <param name="text">Without the line of what it updates: that is written here, in its language.</param>
    /// <param name="html">The text once more, as <see cref="SafeHtml"/> makes it; null where there is none.</param>
    /// <returns>Null where there is no such release, its list is gone, or it is out in that language: then its text is corrected.</returns>
    public ReadyTranslation? Prepare(Connection db, long release, Language language, string subject, string text, string? html = null)
    {
        if (CaseFile.NewestOf(db, release) is not { About.ToMembers: false } original || lists.Find(original.About.List) is not { Kind: ListKind.Broadcast } list)
            return null;
        var editions = CaseFile.InLanguages(db, release);
        if (editions.Any(edition => edition.About.Language == language))
            return null;
        var post = Cleansing.Edited(Publication.Blank with { Subject = original.About.Subject }, subject, text);
        var lead = UpdatesLine(db, list, original, language);
        var translated = original.About with
        {
            Language = language,
            MessageId = $"{original.About.Number}.{language.Code()}@{addresses.Domain}",
            Subject = post.Subject,
            Text = post.Text.StartsWith(lead, StringComparison.Ordinal) ? post.Text : Publication.Led(lead, post.Text),
        };
        var edition = new NewEdition(list, translated, original.Credit, time.GetUtcNow(), Reprint.Thread(db, translated, original.At))
        {
            Files = EditionFiles.OfFirst(db, original.Id),
            Html = html,
            Number = ReleaseNumbers.Of(translated.Number, language),
            Also = [.. editions.Select(other => other.About.Language)],
        };
        return new ReadyTranslation(list, original, translated, writer.Write(edition), Readers(db, release, list, language)) { Files = edition.Files };
    }

    /// <summary>What a translator gets of an original: its subject and text without our own lines, which are written anew in his language.</summary>
    public (string Subject, string Text) Source(Connection db, PublishedEdition original)
    {
        if (lists.Find(original.About.List) is not { } list)
            return (original.About.Subject, original.About.Text);
        var corrects = writer.CorrectsLine(list, original, "").Lead;
        var updates = UpdatesLine(db, list, original, original.About.Language);
        var isCorrection = original.About.Text.StartsWith(corrects, StringComparison.Ordinal);
        var subject = original.About.Subject;
        return (isCorrection ? writer.WithoutCorrection(list, original, subject) : subject, Without(updates, Without(corrects, original.About.Text)));
    }

    public bool StillHolds(Connection tx, ReadyTranslation ready) => CaseFile.NewestOf(tx, ready.Original.Release) is { About.ToMembers: false } original
        && original.Id == ready.Original.Id && CaseFile.InLanguages(tx, original.Release).All(edition => edition.About.Language != ready.Translated.Language)
        && Readers(tx, original.Release, ready.List, ready.Translated.Language) == ready.Readers;

    /// <returns>The new edition's id.</returns>
    public long Commit(Connection tx, ReadyTranslation ready)
    {
        var awaited = AwaitedRelease.Find(tx, ready.Original.Release, Waits.Of(ready.List))!;
        var edition = Posts.Add(
            tx, awaited, ready.Translated, ready.Bytes.Whole, ready.Bytes.Cuts, time.Now(), ready.Bytes.Full is { } full ? new NewFiles(full, ready.Files) : null);
        Parcels.Plan(tx, ready.List, time.GetUtcNow());
        return edition;
    }

    // Of the same days as the original's, whatever came out since.
    private string UpdatesLine(Connection db, MailingList list, PublishedEdition original, Language language) => writer.UpdatesLine(
        list, language, [.. CaseFile.Editions(db, original.About.Case, toMembers: false).Where(edition => edition.At < original.At)]);

    private static string Without(string lead, string text) => lead.Length > 0 && text.StartsWith(lead, StringComparison.Ordinal) ? text[lead.Length..].TrimStart('\n') : text;

    private int Readers(Connection db, long release, MailingList list, Language language) =>
        AwaitedRelease.Find(db, release, Waits.Of(list)) is { } awaited ? FurtherAudience.Count(db, awaited, language, time.Now()) : 0;
}
