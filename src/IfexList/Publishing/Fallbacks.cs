using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Publishing;

/// <summary>
/// When a wait for a better language is over, its readers get whichever of their languages exists: one due row for a release and wait. A reader who has chosen anew
/// meanwhile has one of his own. See <see cref="LanguageWaits"/>.
/// </summary>
public sealed class Fallbacks(Database database, EditionWriter writer, ListCatalogue lists, TimeProvider time)
{
    public Task ServeAsync(string subject)
    {
        var whose = Waiter.Parse(subject);
        if (database.Read(db => Releases.ListOf(db, whose.Release)) is not { } name)
            return database.WriteAsync(tx => Due.Done(tx, Due.Fallback, subject, next: null));
        // A list that is no longer configured may come back; its readers keep waiting.
        return lists.Find(name) is { } list ? ServeAsync(list, whose, subject) : database.WriteAsync(tx => Due.Done(tx, Due.Fallback, subject, time.After(Limits.ParcelPause)));
    }

    private Task ServeAsync(MailingList list, Waiter whose, string subject)
    {
        var (editions, printed) = database.Read(db => Prepare(db, list, whose));
        return database.WriteAsync(tx =>
        {
            // A text was corrected, or has come, since we looked: the row stays due, and is looked at again.
            if (AwaitedRelease.Find(tx, whose.Release, Waits.Of(list)) is { } awaited && !Serve(tx, list, awaited, whose, editions, printed))
                return;
            Due.Done(tx, Due.Fallback, subject, next: null);
        });
    }

    // What is stale is better than nothing, and worse than anything that isn't.
    private (IReadOnlyList<PublishedEdition> Editions, Dictionary<long, EditionBytes> Printed) Prepare(Connection db, MailingList list, Waiter whose)
    {
        if (AwaitedRelease.Find(db, whose.Release, Waits.Of(list)) is not { } awaited)
            return ([], []);
        var editions = InOrder(db, whose.Release);
        return (editions, editions.Where(edition => whose.Count(db, awaited, edition.About.Language, Better(editions, edition), time.Now()) > 0)
            .ToDictionary(edition => edition.Id, edition => writer.Write(Reprint.Of(db, list, edition))));
    }

    private bool Serve(Connection tx, MailingList list, AwaitedRelease awaited, Waiter whose, IReadOnlyList<PublishedEdition> editions, Dictionary<long, EditionBytes> printed)
    {
        var now = time.Now();
        if (!InOrder(tx, awaited.Id).Select(edition => edition.Id).SequenceEqual(editions.Select(edition => edition.Id))
            || editions.Any(edition => !printed.ContainsKey(edition.Id) && whose.Count(tx, awaited, edition.About.Language, Better(editions, edition), now) > 0))
            return false;
        foreach (var edition in editions.Where(edition => printed.ContainsKey(edition.Id)))
        {
            var owed = Posts.Queued(tx, awaited.Id, edition.Id);
            var bytes = printed[edition.Id];
            if (whose.Serve(tx, awaited, edition.About.Language, Better(editions, edition), edition.Id, now) > 0)
                Posts.Owe(tx, edition.About, awaited.Id, edition.Id, bytes.Whole, bytes.Cuts, owed, now, bytes.Full);
        }
        // Of a release that doesn't know its list's wait, that may be longer by now than it was.
        LanguageWaits.Owe(tx, awaited, now);
        LanguageWaits.Prune(tx, awaited, now);
        Parcels.Plan(tx, list, time.GetUtcNow());
        return true;
    }

    private static IReadOnlyList<PublishedEdition> InOrder(Connection db, long release) => [.. CaseFile.InLanguages(db, release).OrderBy(edition => edition.IsStale)];

    // Whoever could have one that isn't stale has it by now.
    private static IReadOnlyList<Language> Better(IReadOnlyList<PublishedEdition> editions, PublishedEdition than) =>
        [.. editions.Where(edition => edition.IsStale == than.IsStale && edition.Id != than.Id).Select(edition => edition.About.Language)];

    /// <summary>All those whose wait of so many milliseconds ends, or one reader.</summary>
    private sealed record Waiter(long Release, long Wait, long? Person)
    {
        public static Waiter Parse(string subject) => subject.Split('/') switch
        {
            [var release, var wait] => new Waiter(Number(release), Number(wait), null),
            [var release, LanguageWaits.OneReader, var person] => new Waiter(Number(release), 0, Number(person)),
            _ => throw new InvalidDataException($"nobody waits by the name \"{subject}\""),
        };

        public int Count(Connection db, AwaitedRelease release, Language language, IReadOnlyList<Language> better, long now) => Person is { } person
            ? FurtherAudience.CountOne(db, release, person, language, better, now)
            : FurtherAudience.CountOver(db, release, Wait, language, better);

        public int Serve(Connection tx, AwaitedRelease release, Language language, IReadOnlyList<Language> better, long edition, long now) => Person is { } person
            ? FurtherAudience.ServeOne(tx, release, person, language, better, edition, now)
            : FurtherAudience.ServeOver(tx, release, Wait, language, better, edition, now);

        private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
    }
}
