using System.Globalization;
using System.Text;
using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>
/// Every statement on the copies that are owed (M3) and on what became of them (M4): <c>deliveries</c>, the bytes of <c>rendering</c>,
/// the outcomes in <c>served</c>, <c>setback</c>. The queue verbs stand below.
/// </summary>
public static class Deliveries
{
    /// <summary>The next due copies behind <paramref name="mark"/>, lowest priority number first; at most <paramref name="limit"/>.</summary>
    public static List<OwedCopy> Due(Connection db, OwedMark mark, long now, int limit)
    {
        // One priority at a time, so that the index leads to due rows only: a long tail of deferred ones costs nothing.
        const string page = """
            SELECT d.id, d.rendering, d.person, p.address, d.priority, d.next_at, d.attempts, d.since
            FROM deliveries d JOIN person p ON p.id = d.person
            WHERE d.priority = @priority AND d.next_at <= @now AND (d.next_at, d.id) > (@nextAt, @id)
            ORDER BY d.next_at, d.id LIMIT @limit
            """;
        const string nextPriority = "SELECT MIN(priority) FROM deliveries WHERE priority > @priority";
        var rows = new List<OwedCopy>();
        while (true)
        {
            if (mark.Priority > int.MinValue)
                rows.AddRange(db.All(page, Row, ("@priority", mark.Priority), ("@now", now), ("@nextAt", mark.NextAt), ("@id", mark.Id), ("@limit", limit - rows.Count)));
            if (rows.Count >= limit || db.Number(nextPriority, ("@priority", (long)mark.Priority)) is not { } next)
                return rows;
            mark = new OwedMark((int)next, long.MinValue, 0);
        }
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

    /// <summary>Notes a final refusal against the person, unless he was erased meanwhile.</summary>
    public static void SetBack(Connection tx, OwedCopy copy, SmtpReply reply, long now)
    {
        const string insert = """
            INSERT INTO setback (person, rendering, code, status, reply, at)
            SELECT id, @rendering, @code, @status, @reply, @now FROM person WHERE id = @person
            """;
        tx.Execute(insert, ("@rendering", copy.Rendering), ("@code", reply.Code), ("@status", reply.Status?.ToString()), ("@reply", reply.Text),
            ("@now", now), ("@person", copy.Person));
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

    // ---- the queue verbs ---------------------------------------------------------------------------------------------

    // A release's number; of a parcel how many it holds.
    private const string What = """
        COALESCE(l.number, CASE WHEN r.format <> 'letter' THEN 'parcel of ' || (SELECT count(*) FROM parcel WHERE parcel.rendering = r.id) ELSE 'letter' END)
        """;

    /// <summary>Waiting copies in the order in which they go out.</summary>
    public static List<QueueEntry> Waiting(Connection db, int limit)
    {
        const string waiting = $"""
            SELECT d.id, r.list, {What}, p.address, d.priority, d.next_at, d.attempts, d.last, d.since
            FROM deliveries d JOIN person p ON p.id = d.person JOIN rendering r ON r.id = d.rendering
            LEFT JOIN edition e ON e.id = r.edition LEFT JOIN release l ON l.id = e.release
            ORDER BY d.priority, d.next_at, d.id LIMIT @limit
            """;
        return db.All(waiting, r => new QueueEntry(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt32(4), r.GetInt64(5),
            r.GetInt32(6), OrNull(r, 7), r.GetInt64(8)), ("@limit", limit));
    }

    /// <summary>Everything that waits is due now. Returns how many that moved.</summary>
    public static int RetryAll(Connection tx, long now)
    {
        const string retry = "UPDATE deliveries SET next_at = @now WHERE next_at > @now";
        return tx.Execute(retry, ("@now", now));
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

    /// <summary>What became of the copies for one address, newest first: those waiting, those served, and what the next hop refused.</summary>
    public static List<CopyStory> Explain(Connection db, Address address, int limit)
    {
        const string explain = $"""
            SELECT d.id, r.list, {What}, 'waiting', d.last, d.next_at AS at
            FROM deliveries d JOIN person p ON p.id = d.person JOIN rendering r ON r.id = d.rendering
            LEFT JOIN edition e ON e.id = r.edition LEFT JOIN release l ON l.id = e.release
            WHERE p.key = @key
            UNION ALL
            SELECT NULL, l.list, l.number, s.outcome, CASE s.outcome WHEN 'waiting' THEN 'for the next parcel' END, s.at
            FROM served s JOIN person p ON p.id = s.person JOIN release l ON l.id = s.release
            WHERE p.key = @key AND s.outcome <> 'queued'
            UNION ALL
            SELECT NULL, COALESCE(r.list, ''), {What}, 'setback', b.code || ' ' || COALESCE(b.status || ' ', '') || b.reply, b.at
            FROM setback b JOIN person p ON p.id = b.person LEFT JOIN rendering r ON r.id = b.rendering
            LEFT JOIN edition e ON e.id = r.edition LEFT JOIN release l ON l.id = e.release
            WHERE p.key = @key
            ORDER BY at DESC LIMIT @limit
            """;
        return db.All(explain, r => new CopyStory(r.IsDBNull(0) ? null : r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), OrNull(r, 4), r.GetInt64(5)),
            ("@key", address.Key), ("@limit", limit));
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

    private static OwedCopy Row(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3), r.GetInt32(4), r.GetInt64(5), r.GetInt32(6), r.GetInt64(7));

    private static string? OrNull(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
