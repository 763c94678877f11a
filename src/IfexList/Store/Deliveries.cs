using System.Globalization;
using System.Text;
using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>
/// Every statement on the copies that are owed (M3) and on what became of them (M4): <c>deliveries</c>, the bytes of <c>rendering</c>,
/// the outcomes in <c>served</c>.
/// </summary>
public static class Deliveries
{
    /// <summary>Every priority and stream of which copies wait, due or not, whatever their domain.</summary>
    public static List<OwedLane> Lanes(Connection db)
    {
        // From one to the next over the index: it doesn't matter how many rows each has.
        const string next = """
            SELECT priority, stream FROM deliveries WHERE (priority, stream) > (@priority, @stream) ORDER BY priority, stream LIMIT 1
            """;
        var lanes = new List<OwedLane>();
        var last = new OwedLane(int.MinValue, "");
        while (db.First(next, r => new OwedLane(r.GetInt32(0), r.GetString(1)), ("@priority", (long)last.Priority), ("@stream", last.Stream)) is { } lane)
            lanes.Add(last = lane);
        return lanes;
    }

    /// <summary>Whether rows are looked for by their domain from now on: that costs a fifth of what each row costs, so there is an index for it only where they are.</summary>
    public static void OrderByDomain(Connection tx, bool byDomain)
    {
        const string keep = "CREATE INDEX IF NOT EXISTS deliveries_domain ON deliveries (domain, priority, stream, next_at, id)";
        const string drop = "DROP INDEX IF EXISTS deliveries_domain";
        tx.Execute(byDomain ? keep : drop);
    }

    /// <summary>Every domain, priority and stream of which copies are due.</summary>
    public static List<OwedLane> LanesByDomain(Connection db, long now)
    {
        const string due = "SELECT DISTINCT domain, priority, stream FROM deliveries INDEXED BY deliveries_domain WHERE next_at <= @now";
        return db.All(due, r => new OwedLane(r.GetInt32(1), r.GetString(2), r.GetString(0)), ("@now", now));
    }

    /// <summary>The next due copies of a lane behind <paramref name="mark"/>, longest due first; at most <paramref name="limit"/>.</summary>
    public static List<OwedCopy> Due(Connection db, OwedLane lane, OwedMark mark, long now, int limit)
    {
        // Both indices lead to due rows only: a long tail of deferred ones costs nothing.
        const string columns = "SELECT d.id, d.rendering, d.person, p.address, d.next_at, d.attempts, d.since FROM deliveries d JOIN person p ON p.id = d.person";
        const string next = """
            d.priority = @priority AND d.stream = @stream AND d.next_at <= @now AND (d.next_at, d.id) > (@nextAt, @id) ORDER BY d.next_at, d.id LIMIT @limit
            """;
        const string ofAll = $"{columns} WHERE {next}";
        const string ofDomain = $"{columns} WHERE d.domain = @domain AND {next}";
        OwedCopy Row(SqliteDataReader r) => new(
            r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3), lane.Priority, lane.Stream, r.GetInt64(4), r.GetInt32(5), r.GetInt64(6));
        return lane.Domain is null
            ? db.All(ofAll, Row, ("@priority", (long)lane.Priority), ("@stream", lane.Stream), ("@now", now), ("@nextAt", mark.NextAt), ("@id", mark.Id), ("@limit", limit))
            : db.All(ofDomain, Row, ("@domain", lane.Domain), ("@priority", (long)lane.Priority), ("@stream", lane.Stream), ("@now", now), ("@nextAt", mark.NextAt),
                ("@id", mark.Id), ("@limit", limit));
    }

    /// <summary>Copies for a domain that wait since before <paramref name="since"/>; at most <paramref name="limit"/>.</summary>
    public static List<OwedCopy> Overdue(Connection db, string domain, long since, int limit)
    {
        const string overdue = """
            SELECT d.id, d.rendering, d.person, p.address, d.priority, d.stream, d.next_at, d.attempts, d.since
            FROM deliveries d JOIN person p ON p.id = d.person WHERE d.domain = @domain AND d.since <= @since LIMIT @limit
            """;
        return db.All(overdue, r => new OwedCopy(
            r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3), r.GetInt32(4), r.GetString(5), r.GetInt64(6), r.GetInt32(7), r.GetInt64(8)),
            ("@domain", domain), ("@since", since), ("@limit", limit));
    }

    /// <summary>Null where the bytes are gone.</summary>
    public static RenderingText? Text(Connection db, long rendering)
    {
        const string text = "SELECT list, format, bytes FROM rendering WHERE id = @id AND bytes IS NOT NULL";
        return db.First(text, r => new RenderingText(rendering, r.GetString(0), r.GetString(1) == "letter", r.GetFieldValue<byte[]>(2)), ("@id", rendering));
    }

    /// <summary>What a rendering shows: one edition, or those of a parcel; nothing for a letter, which nobody is "served" with.</summary>
    public static IReadOnlyList<(long Release, long Edition)> EditionsOf(Connection db, long rendering)
    {
        const string editions = """
            SELECT e.release, e.id FROM rendering r JOIN edition e ON e.id = r.edition WHERE r.id = @id
            UNION ALL SELECT e.release, e.id FROM parcel p JOIN edition e ON e.id = p.edition WHERE p.rendering = @id
            """;
        return db.All(editions, r => (r.GetInt64(0), r.GetInt64(1)), ("@id", rendering));
    }

    /// <summary>
    /// These copies of one rendering have arrived. A statement for the whole group and each edition, since row by row they would be the daemon's
    /// most frequent.
    /// </summary>
    public static void Arrive(Connection tx, IReadOnlyList<OwedCopy> copies, IReadOnlyList<(long Release, long Edition)> editions, long now)
    {
        const string delete = "DELETE FROM deliveries WHERE id IN (SELECT value FROM json_each(@ids))";
        const string serve = """
            UPDATE served SET outcome = 'delivered', at = @now
            WHERE release = @release AND edition = @edition AND outcome = 'queued' AND person IN (SELECT value FROM json_each(@persons))
            """;
        tx.Execute(delete, ("@ids", JsonArray(copies, copy => copy.Id)));
        var persons = JsonArray(copies, copy => copy.Person);
        foreach (var (release, edition) in editions)
            tx.Execute(serve, ("@now", now), ("@release", release), ("@edition", edition), ("@persons", persons));
    }

    /// <summary>The copy is owed no more. <paramref name="outcome"/> as <c>served</c> knows it.</summary>
    public static void Finish(Connection tx, OwedCopy copy, IReadOnlyList<(long Release, long Edition)> editions, string outcome, long now)
    {
        const string delete = "DELETE FROM deliveries WHERE id = @id";
        tx.Execute(delete, ("@id", copy.Id));
        Serve(tx, editions, copy.Person, outcome, now);
    }

    /// <summary>To be tried again at <paramref name="nextAt"/>.</summary>
    public static void Defer(Connection tx, OwedCopy copy, long nextAt, string last)
    {
        const string defer = "UPDATE deliveries SET attempts = attempts + 1, next_at = @nextAt, last = @last WHERE id = @id";
        tx.Execute(defer, ("@nextAt", nextAt), ("@last", last), ("@id", copy.Id));
    }

    /// <summary>Lets go of a text when the last copy of it is gone; the row stays, since its tokens still resolve.</summary>
    /// <returns>Whether it was.</returns>
    public static bool ForgetTextIfLast(Connection tx, long rendering)
    {
        const string forget = """
            UPDATE rendering SET bytes = NULL
            WHERE id = @id AND bytes IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deliveries WHERE rendering = @id)
            """;
        return tx.Execute(forget, ("@id", rendering)) > 0;
    }

    /// <summary>Gives one copy up. False where there is no such row.</summary>
    public static bool Drop(Connection tx, long id, long now)
    {
        const string drop = "DELETE FROM deliveries WHERE id = @id RETURNING rendering, person";
        if (tx.First(drop, r => Tuple.Create(r.GetInt64(0), r.GetInt64(1)), ("@id", id)) is not var (rendering, person))
            return false;
        Serve(tx, EditionsOf(tx, rendering), person, "dropped", now);
        ForgetTextIfLast(tx, rendering);
        return true;
    }

    private static void Serve(Connection tx, IReadOnlyList<(long Release, long Edition)> editions, long person, string outcome, long now)
    {
        const string serve = """
            UPDATE served SET outcome = @outcome, at = @now
            WHERE release = @release AND person = @person AND edition = @edition AND outcome = 'queued'
            """;
        foreach (var (release, edition) in editions)
            tx.Execute(serve, ("@outcome", outcome), ("@now", now), ("@release", release), ("@person", person), ("@edition", edition));
    }

    private static string JsonArray(IReadOnlyList<OwedCopy> copies, Func<OwedCopy, long> id)
    {
        var json = new StringBuilder("[", copies.Count * 16);
        foreach (var copy in copies)
            json.Append(json.Length > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $"{id(copy)}");
        return json.Append(']').ToString();
    }

}
