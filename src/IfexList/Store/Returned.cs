namespace IfexList.Store;

/// <summary>A mail that came back and that an earlier version of this program kept without reading it: a row of <c>returned</c>.</summary>
public sealed record KeptReturn(long Id, long Person, long Rendering, string List, long At);

/// <summary>What is to be known of a mail that comes back: whose copy it was, and how often he was reported on today.</summary>
public static class Returned
{
    /// <summary>Whether something still bears that rendering's tokens: by the same rule that sweeps it away.</summary>
    public static bool IsRemembered(Connection db, long rendering, long since) => db.Number(
        "SELECT 1 FROM rendering WHERE id = @id AND (at >= @since OR bytes IS NOT NULL)", ("@id", rendering), ("@since", since)) is not null;

    /// <summary>The copy of a release, or the parcel, that bore that Message-ID and was sent to that address; null where none was.</summary>
    public static (long Person, long Rendering, string List)? Served(Connection db, string messageId, string key)
    {
        const string served = """
            WITH shown (edition, rendering) AS (
                SELECT edition.id, (SELECT max(id) FROM rendering WHERE rendering.edition = edition.id) FROM edition WHERE message_id = @message_id
                UNION ALL
                SELECT parcel.edition, rendering.id FROM rendering JOIN parcel ON parcel.rendering = rendering.id WHERE rendering.message_id = @message_id)
            SELECT person.id, coalesce(shown.rendering, 0), release.list FROM person
            JOIN served ON served.person = person.id JOIN shown ON shown.edition = served.edition JOIN release ON release.id = served.release
            WHERE person.key = @key AND served.outcome <> 'waiting' LIMIT 1
            """;
        return db.First(served, r => Tuple.Create(r.GetInt64(0), r.GetInt64(1), r.GetString(2)), ("@message_id", messageId), ("@key", key)) is { } row
            ? (row.Item1, row.Item2, row.Item3)
            : null;
    }

    /// <summary>How many refusals and reports about that person this day has seen.</summary>
    public static long TimesToday(Connection db, long person, long now) => db.Number(
        "SELECT sum(times) FROM setback WHERE person = @person AND day = @day", ("@person", person), ("@day", now / Instant.DayLength)) ?? 0;

    /// <summary>One more that nobody has read.</summary>
    public static void CountOnceMore(Connection tx, long person, long now) => tx.Execute("""
        UPDATE setback SET times = times + 1
        WHERE id = (SELECT id FROM setback WHERE person = @person AND day = @day ORDER BY at DESC, id DESC LIMIT 1)
        """, ("@person", person), ("@day", now / Instant.DayLength));

    public static bool AreKept(Connection db) => db.Number("SELECT 1 FROM returned LIMIT 1") is not null;

    public static IReadOnlyList<KeptReturn> Kept(Connection db, int most) => db.All(
        "SELECT id, person, rendering, list, at FROM returned ORDER BY id LIMIT @most",
        r => new KeptReturn(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3), r.GetInt64(4)), ("@most", (long)most));

    public static byte[]? Bytes(Connection db, KeptReturn kept) => db.First("SELECT bytes FROM returned WHERE id = @id", r => (byte[])r[0], ("@id", kept.Id));

    /// <returns>False where somebody else has worked it off, or its person is gone.</returns>
    public static bool Finish(Connection tx, KeptReturn kept) => tx.Execute("DELETE FROM returned WHERE id = @id", ("@id", kept.Id)) == 1;
}
