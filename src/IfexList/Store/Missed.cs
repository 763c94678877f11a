using IfexList.Mail;

namespace IfexList.Store;

/// <summary>
/// Readers whom a release missed: the last copy of it that was owed to them was refused, given up or dropped, and they read the list still. It is owed
/// to them once more; whoever has had it, or is owed it, is none of them.
/// </summary>
public static class Missed
{
    // As with a correction: what is for members alone, or came as theirs, goes to those who are members still.
    private const string Readers = """
        FROM served JOIN release ON release.id = served.release JOIN edition ON edition.id = served.edition
        LEFT JOIN subscription ON subscription.list = release.list AND subscription.person = served.person
        WHERE served.release = @release AND edition.language = @language AND outcome IN ('refused', 'expired', 'dropped')
        AND NOT EXISTS (
            SELECT 1 FROM served AS later JOIN edition AS newer ON newer.id = later.edition
            WHERE later.release = served.release AND later.person = served.person AND later.edition > served.edition AND newer.language = @language)
        AND CASE WHEN audience = 'everyone' AND subscription.person IS NOT NULL THEN subscription.state = 'active'
            ELSE EXISTS (SELECT 1 FROM member WHERE member.person = served.person) END
        """;

    /// <param name="newest">Of its language: it is what they get.</param>
    public static int Count(Connection db, PublishedEdition newest) => (int)db.Number($"SELECT count(*) {Readers}", Sought(newest))!.Value;

    /// <summary>Whoever reads at once is owed a copy, for everybody else it waits for his next parcel.</summary>
    /// <param name="full">With the edition's files; null where it has none.</param>
    /// <returns>How many copies are owed anew, and for how many readers it waits.</returns>
    public static (int Queued, int Waiting) Owe(
        Connection tx, PublishedEdition newest, NewRendering whole, IReadOnlyList<NewRendering> cuts, NewRendering? full, long now)
    {
        var owed = Posts.Queued(tx, newest.Release, newest.Id);
        const string serve = $"""
            UPDATE served SET edition = @edition, outcome = missed.outcome, at = @now
            FROM (SELECT served.person, served.edition,
                CASE WHEN audience = 'members' OR subscription.person IS NULL OR rhythm = 'now' THEN 'queued' ELSE 'waiting' END AS outcome {Readers}) AS missed
            WHERE served.release = @release AND served.person = missed.person AND served.edition = missed.edition RETURNING outcome
            """;
        var outcomes = tx.All(serve, r => r.GetString(0), [.. Sought(newest), ("@edition", newest.Id), ("@now", now)]);
        var queued = outcomes.Count(outcome => outcome == "queued");
        if (queued > 0)
            Posts.Owe(tx, newest.About, newest.Release, newest.Id, whole, cuts, owed, now, full);
        return (queued, outcomes.Count - queued);
    }

    private static (string, object?)[] Sought(PublishedEdition newest) => [("@release", newest.Release), ("@language", newest.About.Language.Code())];
}
