using IfexList.Foundation;

namespace IfexList.Store;

/// <summary>A mail taken in and not yet worked off, for one recipient. Its id is the message's id everywhere.</summary>
public sealed record InboxMail(long Id, long Body, string Recipient, string? Sender, long At, int Attempts, long Octets, InboxRank Rank = InboxRank.Written);

/// <summary>M1 and M5: rows of <c>inbox</c> and the bodies they share.</summary>
public static class Inbox
{
    private const string Columns = "id, body, recipient, sender, at, attempts, (SELECT length(bytes) FROM body WHERE body.id = inbox.body), rank";

    /// <summary>Takes in one mail for all its recipients.</summary>
    /// <param name="bytes">The mail in pieces, as it is stored.</param>
    /// <param name="returned">Those of the recipients to which mail comes back.</param>
    public static void Add(
        Connection tx, IReadOnlyList<ReadOnlyMemory<byte>> bytes, string? sender, IReadOnlyList<string> recipients, long now, IReadOnlyCollection<string>? returned = null)
    {
        var body = AddBody(tx, bytes);
        foreach (var recipient in recipients)
            tx.Execute("INSERT INTO inbox (body, recipient, sender, at, rank) VALUES (@body, @recipient, @sender, @now, @rank)",
                ("@body", body), ("@recipient", recipient), ("@sender", sender), ("@now", now),
                ("@rank", (long)(returned?.Contains(recipient) == true ? InboxRank.Returned : InboxRank.Written)));
    }

    // Bound to a statement, a mail is in memory twice more: SQLite copies it, and then copies it into a row.
    private static long AddBody(Connection tx, IReadOnlyList<ReadOnlyMemory<byte>> bytes)
    {
        const string insert = "INSERT INTO body (bytes) VALUES (@bytes) RETURNING id";
        const string makeRoom = "INSERT INTO body (bytes) VALUES (zeroblob(@octets)) RETURNING id";
        var octets = bytes.Sum(piece => piece.Length);
        if (octets <= Limits.LargeMailOctets)
            return tx.Number(insert, ("@bytes", Joined(bytes, octets)))!.Value;
        var body = tx.Number(makeRoom, ("@octets", (long)octets))!.Value;
        using var room = tx.Blob("body", "bytes", body, readOnly: false);
        foreach (var piece in bytes)
            room.Write(piece.Span);
        return body;
    }

    private static byte[] Joined(IReadOnlyList<ReadOnlyMemory<byte>> pieces, int octets)
    {
        var joined = new byte[octets];
        var at = 0;
        foreach (var piece in pieces)
        {
            piece.Span.CopyTo(joined.AsSpan(at));
            at += piece.Length;
        }
        return joined;
    }

    /// <summary>When the mail whose turn is next came in; null where none waits.</summary>
    public static long? WaitingSince(Connection db, long now) => WaitingSince(db, now, InboxRank.Written) ?? WaitingSince(db, now, InboxRank.Returned);

    public static long? WaitingSince(Connection db, long now, InboxRank rank) => db.Number(
        "SELECT at FROM inbox WHERE aside = 0 AND rank = @rank AND next_at <= @now ORDER BY next_at, id LIMIT 1", ("@rank", (long)rank), ("@now", now));

    public static bool HasNew(Connection db, long now, InboxRank rank) => db.Number(
        "SELECT 1 FROM inbox WHERE aside = 0 AND rank = @rank AND next_at <= @now AND attempts = 0 LIMIT 1", ("@rank", (long)rank), ("@now", now)) is not null;

    /// <summary>Whether mails wait that were tried before, besides so many that are being worked on now.</summary>
    public static bool HasTried(Connection db, long now, int besides) => db.Number(
        "SELECT 1 FROM inbox WHERE aside = 0 AND rank IN (0, 1) AND next_at <= @now AND attempts > 0 LIMIT 1 OFFSET @besides", ("@now", now), ("@besides", (long)besides)) is not null;

    /// <summary>
    /// Claims new mails of one rank, several together. A turn is counted before it begins: a mail that ends the process has had it all the same.
    /// </summary>
    public static IReadOnlyList<InboxMail> ClaimNew(Connection tx, long now, InboxRank rank = InboxRank.Written)
    {
        const string oldest = $"""
            SELECT {Columns} FROM inbox
            WHERE aside = 0 AND rank = @rank AND next_at <= @now AND attempts = 0 ORDER BY next_at, id LIMIT @most
            """;
        var most = rank == InboxRank.Returned ? Limits.ReturnsClaimedTogether : Limits.ClaimedTogether;
        return CountTurn(tx, tx.All(oldest, Row, ("@rank", (long)rank), ("@now", now), ("@most", (long)most)));
    }

    /// <summary>Claims one mail that had a turn before: alone, so that it can't drag others with it.</summary>
    public static InboxMail? ClaimTried(Connection tx, long now) => ClaimTried(tx, now, InboxRank.Written) ?? ClaimTried(tx, now, InboxRank.Returned);

    private static InboxMail? ClaimTried(Connection tx, long now, InboxRank rank)
    {
        const string oldest = $"""
            SELECT {Columns} FROM inbox
            WHERE aside = 0 AND rank = @rank AND next_at <= @now AND attempts > 0 ORDER BY next_at, id LIMIT 1
            """;
        return CountTurn(tx, tx.All(oldest, Row, ("@rank", (long)rank), ("@now", now))).FirstOrDefault();
    }

    private static List<InboxMail> CountTurn(Connection tx, List<InboxMail> claimed)
    {
        foreach (var mail in claimed)
            tx.Execute("UPDATE inbox SET attempts = attempts + 1 WHERE id = @id", ("@id", mail.Id));
        return claimed;
    }

    /// <summary>Claimed and not begun: as if it had never been claimed.</summary>
    public static void Unclaim(Connection tx, IReadOnlyList<InboxMail> unbegun)
    {
        foreach (var mail in unbegun)
            tx.Execute("UPDATE inbox SET attempts = attempts - 1 WHERE id = @id AND attempts > 0", ("@id", mail.Id));
    }

    /// <summary>Ends the mail's stay. False when somebody else has ended it: then nothing may be done for it.</summary>
    public static bool Finish(Connection tx, InboxMail mail)
    {
        if (tx.Execute("DELETE FROM inbox WHERE id = @id", ("@id", mail.Id)) == 0)
            return false;
        DropUnusedBody(tx, mail.Body);
        return true;
    }

    /// <summary>Like <see cref="Finish"/>, for a mail that lives on as a held post: its body stays.</summary>
    public static bool MoveOn(Connection tx, InboxMail mail) => tx.Execute("DELETE FROM inbox WHERE id = @id", ("@id", mail.Id)) == 1;

    /// <summary>A turn has failed: the next one comes later.</summary>
    public static void Defer(Connection tx, long id, string stage, string error, long nextAt) =>
        tx.Execute("UPDATE inbox SET stage = @stage, error = @error, next_at = @next WHERE id = @id",
            ("@stage", stage), ("@error", error), ("@next", nextAt), ("@id", id));

    /// <summary>A turn that failed through no fault of the mail doesn't count.</summary>
    public static void GiveBack(Connection tx, long id, long nextAt) =>
        tx.Execute("UPDATE inbox SET attempts = max(attempts - 1, 0), next_at = @next WHERE id = @id", ("@next", nextAt), ("@id", id));

    /// <summary>M5: out of the way until the administrator looks.</summary>
    public static bool SetAside(Connection tx, long id, string stage, string error) =>
        tx.Execute("UPDATE inbox SET aside = 1, stage = @stage, error = @error WHERE id = @id AND aside = 0", ("@stage", stage), ("@error", error), ("@id", id)) == 1;

    /// <summary>Where its last turn failed, and of what; null if no turn came to an end.</summary>
    public static (string Stage, string Error)? Trouble(Connection db, long id) =>
        db.First("SELECT stage, error FROM inbox WHERE id = @id AND stage IS NOT NULL", r => Tuple.Create(r.GetString(0), r.GetString(1)), ("@id", id)) is { } row
            ? (row.Item1, row.Item2)
            : null;

    public static byte[]? Body(Connection db, long body)
    {
        if (db.Number("SELECT length(bytes) FROM body WHERE id = @body", ("@body", body)) is not { } octets)
            return null;
        return octets > Limits.LargeMailOctets ? Start(db, body, octets) : db.First("SELECT bytes FROM body WHERE id = @body", r => (byte[])r[0], ("@body", body));
    }

    /// <summary>The first octets of a body: at least its whole header.</summary>
    public static byte[]? Header(Connection db, long body) =>
        db.Number("SELECT length(bytes) FROM body WHERE id = @body", ("@body", body)) is { } octets ? Start(db, body, Math.Min(octets, 2L * Limits.HeaderOctets)) : null;

    // A column's value is read whole, and then copied.
    private static byte[] Start(Connection db, long body, long octets)
    {
        var start = new byte[octets];
        using var bytes = db.Blob("body", "bytes", body, readOnly: true);
        bytes.ReadExactly(start);
        return start;
    }

    /// <summary>A body goes with the last row that needs it.</summary>
    public static void DropUnusedBody(Connection tx, long body)
    {
        const string drop = """
            DELETE FROM body WHERE id = @body
            AND NOT EXISTS (SELECT 1 FROM inbox WHERE body = @body) AND NOT EXISTS (SELECT 1 FROM held WHERE body = @body)
            """;
        tx.Execute(drop, ("@body", body));
    }

    private static InboxMail Row(Microsoft.Data.Sqlite.SqliteDataReader r) =>
        new(r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3), r.GetInt64(4), r.GetInt32(5), r.IsDBNull(6) ? 0 : r.GetInt64(6), (InboxRank)r.GetInt32(7));
}
