using IfexList.Mail;

namespace IfexList.Store;

/// <summary>
/// A correction goes to those who got the wrong text or are owed it, and nobody reads the wrong one first: what still waits for a parcel becomes the
/// correction, a copy that is still queued is recalled, and only who has had it is owed a second mail.
/// </summary>
public static class Corrections
{
    // Who has left since stays away; a registered member reads as such.
    private const string Readers = """
        FROM served JOIN release ON release.id = served.release
        LEFT JOIN subscription ON subscription.list = release.list AND subscription.person = served.person LEFT JOIN member ON member.person = served.person
        WHERE served.release = @release AND served.edition = @corrected AND outcome IN ('waiting', 'queued', 'delivered')
        AND (outcome <> 'delivered' OR member.person IS NOT NULL OR audience = 'everyone' AND subscription.person IS NOT NULL)
        """;

    /// <summary>How many it would go to.</summary>
    public static int CountReaders(Connection db, PublishedEdition wrong) =>
        (int)db.Number($"SELECT count(*) {Readers}", ("@release", wrong.Release), ("@corrected", wrong.Id))!.Value;

    /// <returns>The new edition's id.</returns>
    public static long Publish(Connection tx, PublishedEdition wrong, NewRelease corrected, NewRendering whole, IReadOnlyList<NewRendering> cuts, long now)
    {
        var edition = Posts.AddEdition(tx, corrected, wrong.Release, wrong.Id, now);
        Replace(tx, wrong, edition);
        Add(tx, wrong, edition, now);
        Posts.Owe(tx, corrected, wrong.Release, edition, whole, cuts, [], now);
        OweBundles(tx, wrong.Release, now);
        return edition;
    }

    // The wrong text leaves the bundle that it stood in, and what is stale since is said to be.
    private static void OweBundles(Connection tx, long release, long now)
    {
        const string months = """
            INSERT INTO due (kind, subject, at) SELECT DISTINCT 'bundle', strftime('%Y-%m', edition.at / 1000, 'unixepoch'), @now FROM edition JOIN release ON release.id = edition.release
            WHERE release = @release AND audience = 'everyone' ON CONFLICT (kind, subject) DO UPDATE SET at = min(at, excluded.at)
            """;
        tx.Execute(months, ("@now", now), ("@release", release));
    }

    /// <summary>An original was corrected: its editions in other languages say what it said before, and their desks are to be told.</summary>
    public static void MakeStale(Connection tx, PublishedEdition wrong, long now)
    {
        tx.Execute("UPDATE edition SET state = 'stale' WHERE release = @release AND language <> @language AND state = 'released'",
            ("@release", wrong.Release), ("@language", wrong.About.Language.Code()));
        Due.OweBy(tx, Due.Translate, wrong.Release.ToString(System.Globalization.CultureInfo.InvariantCulture), now);
    }

    // A copy within a parcel that is on its way stays there: the parcel's other texts would be late.
    private static void Replace(Connection tx, PublishedEdition wrong, long edition)
    {
        const string copies = "SELECT person FROM deliveries WHERE rendering IN (SELECT id FROM rendering WHERE edition = @wrong)";
        const string move = $"""
            UPDATE served SET edition = @edition
            WHERE release = @release AND edition = @wrong AND (outcome = 'waiting' OR outcome = 'queued' AND person IN ({copies}))
            """;
        tx.Execute(move, ("@edition", edition), ("@release", wrong.Release), ("@wrong", wrong.Id));
        tx.Execute("DELETE FROM deliveries WHERE rendering IN (SELECT id FROM rendering WHERE edition = @wrong)", ("@wrong", wrong.Id));
        tx.Execute("UPDATE rendering SET bytes = NULL WHERE edition = @wrong", ("@wrong", wrong.Id));
    }

    // Members had what is theirs alone as a mail of its own. Who reads at once and pauses has it when he comes back.
    private static void Add(Connection tx, PublishedEdition wrong, long edition, long now)
    {
        const string serve = $"""
            INSERT INTO served (release, person, edition, outcome, at)
            SELECT served.release, served.person, @edition,
                CASE WHEN audience = 'members' OR subscription.person IS NULL OR subscription.state = 'active' AND rhythm = 'now' THEN 'queued' ELSE 'waiting' END, @now
            {Readers}
            """;
        tx.Execute(serve, ("@edition", edition), ("@now", now), ("@release", wrong.Release), ("@corrected", wrong.Id));
        const string owe = """
            INSERT INTO due (kind, subject, at) SELECT 'parcel', list || '/person/' || person, @now FROM served JOIN subscription USING (person)
            WHERE release = @release AND edition = @edition AND outcome = 'waiting' AND list = @list AND rhythm = 'now' ON CONFLICT DO NOTHING
            """;
        tx.Execute(owe, ("@now", now), ("@release", wrong.Release), ("@edition", edition), ("@list", wrong.About.List));
    }
}
