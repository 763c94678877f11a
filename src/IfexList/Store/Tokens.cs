using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>A random token as stored: bound to a person, a subject and its version; used once.</summary>
/// <param name="IsProven">Whoever answers to it has read that person's mailbox after an answer came from nobody proven.</param>
public sealed record StoredToken(byte[] Hash, string Purpose, string List, long Person, long Subject, int Version, long Expires, long? Used, bool Asked, bool IsProven);

/// <summary>One line of a digest letter: <c>ok 3</c> means the held post of line 3.</summary>
public sealed record DigestLine(int Line, long Held, int Version);

/// <summary>Rows of <c>token</c>. After use or expiry they are recognised for a while and decide nothing.</summary>
public static class Tokens
{
    public const string Decision = "decision";
    public const string Digest = "digest";
    public const string Confirm = "confirm";

    /// <summary>A poster's own, for one post of his: he may use it as often as he has something to say.</summary>
    public const string Answer = "answer";

    /// <summary>A member's, for an item of his for a newsletter (<c>item</c>): he may use it as often as he has something to say.</summary>
    public const string Item = "item";

    /// <summary>A translator's or an editor's, for one release in one language (<c>translation</c>), bound to the version that the letter shows.</summary>
    public const string Translation = "translation";

    /// <summary>An editor's, for the draft of one number of a newsletter (<c>issue</c>), bound to the version that the letter shows.</summary>
    public const string Issue = "issue";

    public static void Add(Connection tx, string token, string purpose, string list, long person, long subject, int version, long expires)
    {
        const string insert = """
            INSERT INTO token (hash, purpose, list, person, subject, version, expires) VALUES (@hash, @purpose, @list, @person, @subject, @version, @expires)
            """;
        tx.Execute(insert, ("@hash", Token.Hash(token)), ("@purpose", purpose), ("@list", list), ("@person", person),
            ("@subject", subject), ("@version", (long)version), ("@expires", expires));
    }

    public static void AddLine(Connection tx, string token, DigestLine line) =>
        tx.Execute("INSERT INTO digest_line (token, line, held, version) VALUES (@token, @line, @held, @version)",
            ("@token", Token.Hash(token)), ("@line", (long)line.Line), ("@held", line.Held), ("@version", (long)line.Version));

    public static StoredToken? Find(Connection db, string token) =>
        db.First("SELECT hash, purpose, list, person, subject, version, expires, used, asked, proven FROM token WHERE hash = @hash", r => new StoredToken(
            (byte[])r[0], r.GetString(1), r.GetString(2), r.GetInt64(3), r.GetInt64(4), r.GetInt32(5), r.GetInt64(6),
            r.IsDBNull(7) ? null : r.GetInt64(7), r.GetInt64(8) == 1, r.GetInt64(9) == 1), ("@hash", Token.Hash(token)));

    public static DigestLine? Line(Connection db, StoredToken token, int line) =>
        db.First("SELECT line, held, version FROM digest_line WHERE token = @token AND line = @line",
            r => new DigestLine(r.GetInt32(0), r.GetInt64(1), r.GetInt32(2)), ("@token", token.Hash), ("@line", (long)line));

    /// <summary>How many posts a digest shows.</summary>
    public static int Lines(Connection db, StoredToken token) => (int)db.Number("SELECT count(*) FROM digest_line WHERE token = @token", ("@token", token.Hash))!.Value;

    /// <summary>All open decision tokens of a post die with its decision, save those that are given out with it: they name a version that is still to come.</summary>
    public static void UseAll(Connection tx, HeldPost post, long now) =>
        tx.Execute("UPDATE token SET used = @now WHERE purpose = 'decision' AND subject = @held AND version <= @version AND used IS NULL",
            ("@now", now), ("@held", post.Id), ("@version", (long)post.Version));

    /// <returns>True the first time.</returns>
    public static bool Use(Connection tx, StoredToken token, long now) =>
        tx.Execute("UPDATE token SET used = @now WHERE hash = @hash AND used IS NULL", ("@now", now), ("@hash", token.Hash)) == 1;

    /// <returns>True the first time: an unclear answer is asked back once.</returns>
    public static bool AskOnce(Connection tx, StoredToken token) =>
        tx.Execute("UPDATE token SET asked = 1 WHERE hash = @hash AND asked = 0", ("@hash", token.Hash)) == 1;

    /// <summary>A new token that means what an earlier one does, and lives no longer.</summary>
    public static void AddInstead(Connection tx, string token, StoredToken earlier, bool isProven)
    {
        Add(tx, token, earlier.Purpose, earlier.List, earlier.Person, earlier.Subject, earlier.Version, earlier.Expires);
        tx.Execute("UPDATE token SET proven = @proven WHERE hash = @hash", ("@proven", isProven ? 1L : 0L), ("@hash", Token.Hash(token)));
        tx.Execute("INSERT INTO digest_line (token, line, held, version) SELECT @hash, line, held, version FROM digest_line WHERE token = @earlier",
            ("@hash", Token.Hash(token)), ("@earlier", earlier.Hash));
    }

    /// <returns>True the first time: an answer from nobody proven is to be sent once more, once.</returns>
    public static bool DoubtOnce(Connection tx, StoredToken token) =>
        tx.Execute("UPDATE token SET doubted = 1 WHERE hash = @hash AND doubted = 0", ("@hash", token.Hash)) == 1;

    public static void MarkAsked(Connection tx, string token) => tx.Execute("UPDATE token SET asked = 1 WHERE hash = @hash", ("@hash", Token.Hash(token)));

    public static void Sweep(Connection tx, long now) =>
        tx.Execute("DELETE FROM token WHERE max(expires, coalesce(used, 0)) < @limit", ("@limit", now - (long)Limits.TokenMemory.TotalMilliseconds));
}
