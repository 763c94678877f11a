using IfexList.Mail;

namespace IfexList.Store;

/// <summary>How many rest in one place, and since when the oldest.</summary>
public sealed record Resting(long Count, DateTimeOffset? Oldest);

/// <summary>Readers of one list whose best language this is.</summary>
public sealed record Readers(string List, string State, Language Language, long Count);

/// <summary>Counts of everything that is owed and everybody who reads.</summary>
/// <param name="InboxReturned">What came back waits apart: it may be much, and nobody waits for it.</param>
/// <param name="Requests">Asked for by mail and not yet confirmed.</param>
/// <param name="Deferrals">Why copies were put off, the most frequent reason first.</param>
/// <param name="Troubled">Routes that aren't in order, by name.</param>
/// <param name="Failing">Readers whose mail fails, by state.</param>
/// <param name="LettersWithheld">Not sent of late, since too many were asked for in one name.</param>
public sealed record Census(
    Resting InboxWaiting, Resting InboxReturned, Resting InboxAside, Resting HeldPosts, Resting HeldStrangers, Resting DeliveriesDue, Resting DeliveriesDeferred, Resting Requests, long LettersWithheld,
    IReadOnlyList<Readers> Readers, IReadOnlyList<WaitReason> Deferrals, IReadOnlyList<(string Name, RouteState State)> Troubled,
    IReadOnlyList<(string State, Resting Readers)> Failing)
{
    /// <summary>Editions that are still missing, since their desk was called.</summary>
    public Resting Translations { get; init; } = new(0, null);

    public static Census Take(Connection db, long now) => new(
        Rest(db, "SELECT count(*), min(at) FROM inbox WHERE aside = 0 AND rank = 0", now),
        Rest(db, "SELECT count(*), min(at) FROM inbox WHERE aside = 0 AND rank = 1", now),
        Rest(db, "SELECT count(*), min(at) FROM inbox WHERE aside = 1", now),
        Rest(db, "SELECT count(*), min(at) FROM held WHERE kind <> 'stranger' AND verdict IS NOT 'returned'", now),
        Rest(db, "SELECT count(*), min(at) FROM held WHERE kind = 'stranger' AND verdict IS NOT 'returned'", now),
        Rest(db, "SELECT count(*), min(since) FROM deliveries WHERE next_at <= @now", now),
        Rest(db, "SELECT count(*), min(since) FROM deliveries WHERE next_at > @now", now),
        Rest(db, "SELECT count(*), min(at) FROM request", now),
        Allowances.CountRefused(db),
        db.All("SELECT list, state, substr(languages, 1, 2) AS best, count(*) FROM subscription GROUP BY list, state, best ORDER BY list, state, best",
            r => new Readers(r.GetString(0), r.GetString(1), Languages.Parse(r.GetString(2)), r.GetInt64(3))),
        WaitReason.OfDeferred(db, now),
        [.. Routes.Troubled(db).OrderBy(route => route.Key, StringComparer.Ordinal).Select(route => (route.Key, route.Value))],
        Store.Failing.Count(db))
    {
        Translations = Rest(db, "SELECT count(*), min(at) FROM translation WHERE state IN ('wanted', 'drafted')", now),
    };

    /// <summary>The youngest thing that the database knows of: the clock can't stand before it.</summary>
    public static long Youngest(Connection db) => db.Number("""
        SELECT max(coalesce((SELECT max(since) FROM person), 0), coalesce((SELECT max(at) FROM inbox), 0), coalesce((SELECT max(at) FROM release), 0))
        """) ?? 0;

    private static Resting Rest(Connection db, string sql, long now) => db.First(
        sql, r => new Resting(r.GetInt64(0), r.IsDBNull(1) ? null : Instant.Time(r.GetInt64(1))), sql.Contains("@now", StringComparison.Ordinal) ? [("@now", now)] : [])!;
}
