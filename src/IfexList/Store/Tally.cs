namespace IfexList.Store;

/// <summary>Copies that wait with one priority in one stream: a list's, or the empty one of letters.</summary>
public sealed record Lane(int Priority, string List, long Due, long Deferred);

/// <summary>Since when what is due was decided on; none where nothing is due.</summary>
public sealed record QueueAge(TimeSpan Median, TimeSpan Late, TimeSpan Oldest)
{
    public static readonly QueueAge None = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
}

/// <summary>
/// What waits, for somebody who looks every few seconds. The copies are counted in their index alone; how long they wait is asked of some, at even distances,
/// since rows are numbered as they come.
/// </summary>
/// <param name="Age">Of the copies that are due: what half of them exceed, what one in twenty does, and the oldest.</param>
public sealed record Tally(IReadOnlyList<Lane> Lanes, QueueAge Age, long InboxWaiting, long Held)
{
    private const int Probes = 400;
    private const int Front = 1000;

    public long Due => Lanes.Sum(lane => lane.Due);
    public long Deferred => Lanes.Sum(lane => lane.Deferred);

    public static Tally Take(Connection db, long now)
    {
        const string streams = """
            SELECT priority, stream, sum(next_at <= @now), sum(next_at > @now) FROM deliveries GROUP BY priority, stream ORDER BY priority, stream
            """;
        return new Tally(
            db.All(streams, r => new Lane(r.GetInt32(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3)), ("@now", now)),
            AgeOf(db, now),
            InboxWaitingIn(db, InboxRank.Written) + InboxWaitingIn(db, InboxRank.Returned),
            db.Number("SELECT count(*) FROM held WHERE verdict IS NOT 'returned'") ?? 0);
    }

    public static long InboxWaitingIn(Connection db, InboxRank rank) => db.Number("SELECT count(*) FROM inbox WHERE aside = 0 AND rank = @rank", ("@rank", (long)rank)) ?? 0;

    private static QueueAge AgeOf(Connection db, long now)
    {
        // What is due and old stands in front, where few rows need to be looked at.
        const string front = "SELECT since, next_at FROM (SELECT since, next_at FROM deliveries ORDER BY id LIMIT @front)";
        const string probes = """
            WITH RECURSIVE probe (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM probe WHERE i < @probes),
                span AS MATERIALIZED (SELECT min(id) AS low, max(id) AS high FROM deliveries)
            SELECT d.since, d.next_at FROM span, probe
            JOIN deliveries d ON d.id = (SELECT id FROM deliveries WHERE id >= low + (high - low) * i / @probes ORDER BY id LIMIT 1)
            """;
        var first = db.All(front, r => (Since: r.GetInt64(0), NextAt: r.GetInt64(1)), ("@front", (long)Front));
        var looked = first.Count < Front ? first : db.All(probes, r => (Since: r.GetInt64(0), NextAt: r.GetInt64(1)), ("@probes", (long)Probes));
        var ages = looked.Where(row => row.NextAt <= now).Select(row => now - row.Since).Order().ToList();
        if (ages.Count == 0)
            return QueueAge.None;
        var oldest = first.Where(row => row.NextAt <= now).Select(row => now - row.Since).Append(ages[^1]).Max();
        return new QueueAge(Span(ages[ages.Count / 2]), Span(ages[ages.Count * 95 / 100]), Span(oldest));
    }

    private static TimeSpan Span(long milliseconds) => TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));
}
