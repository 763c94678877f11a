using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>One waiting copy as the queue verbs show it.</summary>
/// <param name="What">A release's number, or that it is a parcel or a letter.</param>
public sealed record QueueEntry(
    long Id, string List, string What, string Address, string Domain, int Priority, long NextAt, int Attempts, string? Last);

/// <summary>Which waiting copies are meant; what is null isn't asked.</summary>
public sealed record QueuePart(long? Id = null, string? Domain = null, string? Route = null)
{
    public static readonly QueuePart All = new();
}

/// <summary>What became of one copy for one address: waiting, or how it ended.</summary>
/// <param name="Delivery">The id of the row in <c>deliveries</c>; null where there is none (any more).</param>
/// <param name="What">A release's number, or that it is a parcel or a letter.</param>
/// <param name="Outcome">waiting, delivered, refused, expired, dropped; of a setback the next hop's code and status.</param>
/// <param name="Wait">Null where it doesn't wait.</param>
/// <param name="At">When that was; of a copy that waits, since when.</param>
public sealed record CopyStory(long? Delivery, string List, string What, string Outcome, CopyWait? Wait, string? Detail, long At);

/// <summary>The queue as an administrator looks at it and works on it.</summary>
/// <param name="others">The route of those domains of which no way is written.</param>
public sealed class QueueDesk(string others)
{
    // A release's number; of a parcel how many it holds.
    private const string What = """
        COALESCE(l.number, CASE WHEN r.format <> 'letter' THEN 'parcel of ' || (SELECT count(*) FROM parcel WHERE parcel.rendering = r.id) ELSE 'letter' END)
        """;

    private const string Entries = $"""
        SELECT d.id, r.list, {What}, p.address, d.domain, d.priority, d.next_at, d.attempts, d.last, d.since
        FROM deliveries d JOIN person p ON p.id = d.person JOIN rendering r ON r.id = d.rendering
        LEFT JOIN edition e ON e.id = r.edition LEFT JOIN release l ON l.id = e.release
        """;

    private const string Meant = """
        (@id IS NULL OR id = @id) AND (@domain IS NULL OR domain = @domain)
        AND (@route IS NULL OR @route = coalesce((SELECT route FROM way WHERE way.domain = deliveries.domain), @others)
            OR @route = (SELECT provider FROM way WHERE way.domain = deliveries.domain))
        """;

    /// <summary>Waiting copies in the order in which they go out; of equal priority, lists take turns.</summary>
    public IReadOnlyList<QueueEntry> Waiting(Connection db, QueuePart part, int limit)
    {
        // Which they are is known before anything is looked up beside them: a million may wait.
        const string waiting = $"""
            {Entries} WHERE d.id IN (SELECT id FROM deliveries WHERE {Meant} ORDER BY priority, next_at, id LIMIT @limit)
            ORDER BY d.priority, d.next_at, d.id
            """;
        return db.All(waiting, Entry, [.. Named(part), ("@limit", (long)limit)]);
    }

    /// <summary>What waits for its next try is due now, and the routes concerned are tried, whatever they rest for.</summary>
    /// <returns>How many copies that moved; null where one was named that isn't there.</returns>
    public int? Retry(Connection tx, QueuePart part, long now)
    {
        var domain = part.Domain;
        if (part.Id is { } id && (domain = tx.Text("SELECT domain FROM deliveries WHERE id = @id", ("@id", id))) is null)
            return null;
        foreach (var name in part.Route is { } route ? [route] : domain is null ? Routes.Troubled(tx).Keys : NamesOf(tx, domain))
            Routes.Note(tx, name, null);
        const string retry = $"UPDATE deliveries SET next_at = @now WHERE next_at > @now AND {Meant}";
        return tx.Execute(retry, [.. Named(part), ("@now", now)]);
    }

    /// <summary>What became of the copies for one address, newest first: those waiting, those served, and what the next hop refused.</summary>
    public IReadOnlyList<CopyStory> Explain(Connection db, Address address, long now, int limit)
    {
        const string ended = $"""
            SELECT l.list, l.number, s.outcome, NULL, s.at AS at
            FROM served s JOIN person p ON p.id = s.person JOIN release l ON l.id = s.release
            WHERE p.key = @key AND s.outcome NOT IN ('queued', 'waiting')
            UNION ALL
            SELECT COALESCE(r.list, ''), {What}, 'setback', COALESCE(b.code || ' ', '') || COALESCE(b.status || ' ', '') || b.reply, b.at
            FROM setback b JOIN person p ON p.id = b.person LEFT JOIN rendering r ON r.id = b.rendering
            LEFT JOIN edition e ON e.id = r.edition LEFT JOIN release l ON l.id = e.release
            WHERE p.key = @key
            ORDER BY at DESC LIMIT @limit
            """;
        var stories = db.All(ended, r => new CopyStory(null, r.GetString(0), r.GetString(1), r.GetString(2), null, OrNull(r, 3), r.GetInt64(4)),
            ("@key", address.Key), ("@limit", (long)limit));
        return [.. Queued(db, address, now, limit).Concat(ForParcels(db, address, limit)).Concat(stories).OrderByDescending(story => story.At).Take(limit)];
    }

    private IEnumerable<CopyStory> Queued(Connection db, Address address, long now, int limit)
    {
        var troubled = Routes.Troubled(db);
        var waiting = db.All($"{Entries} WHERE p.key = @key ORDER BY d.priority, d.next_at, d.id LIMIT @limit", r => (Entry: Entry(r), Since: r.GetInt64(9)),
            ("@key", address.Key), ("@limit", (long)limit));
        return [.. waiting.Select(copy => new CopyStory(
            copy.Entry.Id, copy.Entry.List, copy.Entry.What, "waiting", WaitOf(db, copy.Entry, troubled, now), copy.Entry.Last, copy.Since))];
    }

    private CopyWait WaitOf(Connection db, QueueEntry copy, IReadOnlyDictionary<string, RouteState> troubled, long now)
    {
        var route = NamesOf(db, copy.Domain)[0];
        var trouble = NamesOf(db, copy.Domain).Select(troubled.GetValueOrDefault).MaxBy(state => state?.Until);
        if (copy.NextAt > Math.Max(now, trouble?.Until ?? now))
            return new CopyWait.TriedAgain(copy.NextAt, copy.Attempts);
        const string ahead = """
            SELECT count(*) FROM deliveries AS d LEFT JOIN way ON way.domain = d.domain
            WHERE d.next_at <= @until AND (d.priority, d.next_at, d.id) < (@priority, @nextAt, @id) AND coalesce(way.route, @others) = @route
            """;
        var until = Math.Max(now, trouble?.Until ?? now);
        return new CopyWait.InTurn(route, trouble, until > now ? until : null, db.Number(ahead, ("@until", until), ("@priority", (long)copy.Priority),
            ("@nextAt", copy.NextAt), ("@id", copy.Id), ("@others", others), ("@route", route)) ?? 0);
    }

    private static IEnumerable<CopyStory> ForParcels(Connection db, Address address, int limit)
    {
        const string waiting = """
            SELECT l.list, l.number, s.at, s.person, u.state, u.paused_until, u.rhythm
            FROM served s JOIN person p ON p.id = s.person JOIN release l ON l.id = s.release
            LEFT JOIN subscription u ON u.list = l.list AND u.person = s.person
            WHERE p.key = @key AND s.outcome = 'waiting' ORDER BY s.at DESC LIMIT @limit
            """;
        return [.. db.All(waiting, r => (List: r.GetString(0), Number: r.GetString(1), At: r.GetInt64(2), Person: r.GetInt64(3),
                State: OrNull(r, 4), Until: r.IsDBNull(5) ? (long?)null : r.GetInt64(5), Rhythm: OrNull(r, 6)), ("@key", address.Key), ("@limit", (long)limit))
            .Select(row => new CopyStory(null, row.List, row.Number, "waiting", row.State switch
            {
                null => new CopyWait.NotReading(),
                "paused" => new CopyWait.Paused(row.Until),
                _ => new CopyWait.NextParcel(
                    new[] { Due.At(db, Due.Parcel, $"{row.List}/{row.Rhythm}"), Due.At(db, Due.Parcel, Store.Waiting.SubjectOf(row.List, row.Person)) }.Min()),
            }, null, row.At))];
    }

    // The route that a domain's mail goes by, and by what else trouble may be noted: whose limits hold for it, and the domain, where its way can't be found out.
    private string[] NamesOf(Connection db, string domain) => Routes.WayOf(db, domain) is { } way ? [way.Route, way.Provider, domain] : [others, domain];

    private (string, object?)[] Named(QueuePart part) => [("@id", part.Id), ("@domain", part.Domain), ("@route", part.Route), ("@others", others)];

    private static QueueEntry Entry(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetInt32(5), r.GetInt64(6), r.GetInt32(7), OrNull(r, 8));

    private static string? OrNull(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
