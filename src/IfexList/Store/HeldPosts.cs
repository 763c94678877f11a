using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>What makes a held post special.</summary>
public enum HeldKind
{
    /// <summary>From a registered member.</summary>
    Post,

    /// <summary>From anybody else: the desk gets it in a digest.</summary>
    Stranger,

    /// <summary>Encrypted to the desk: never released, quoted or archived.</summary>
    Encrypted,
}

/// <summary>A post that waits for a decision. The row is the lock: who deletes it has decided.</summary>
/// <param name="Sender">As the From line shows it, for the desk's eyes.</param>
public sealed record HeldPost(
    long Id, long Body, int Version, HeldKind Kind, string List, Language Language, long? Poster, long? Organisation, string Subject, string Sender, long At);

/// <summary>What was decided about a post that is no longer held.</summary>
public sealed record Decided(string Verdict, long? Moderator, long At, string? Release);

/// <summary>M2: rows of <c>held</c> and <c>decision</c>.</summary>
public static class HeldPosts
{
    private const string Columns = "id, body, version, kind, list, language, poster, organisation, subject, sender, at";

    public static void Add(Connection tx, HeldPost post)
    {
        const string insert = """
            INSERT INTO held (id, body, version, kind, list, language, poster, organisation, subject, sender, at)
            VALUES (@id, @body, @version, @kind, @list, @language, @poster, @organisation, @subject, @sender, @at)
            """;
        tx.Execute(insert, ("@id", post.Id), ("@body", post.Body), ("@version", (long)post.Version), ("@kind", Name(post.Kind)), ("@list", post.List),
            ("@language", post.Language.Code()), ("@poster", post.Poster), ("@organisation", post.Organisation),
            ("@subject", post.Subject), ("@sender", post.Sender), ("@at", post.At));
    }

    public static HeldPost? Find(Connection db, long id) => db.First($"SELECT {Columns} FROM held WHERE id = @id", Row, ("@id", id));

    public static IReadOnlyList<HeldPost> All(Connection db) => db.All($"SELECT {Columns} FROM held ORDER BY id", Row);

    /// <summary>Strangers' posts that no digest has shown yet, oldest first.</summary>
    public static IReadOnlyList<HeldPost> Undigested(Connection db, string list, int most) =>
        db.All($"SELECT {Columns} FROM held WHERE list = @list AND kind = 'stranger' AND digested = 0 ORDER BY id LIMIT @most", Row,
            ("@list", list), ("@most", (long)most));

    public static int CountUndigested(Connection db, string list) =>
        (int)db.Number("SELECT count(*) FROM held WHERE list = @list AND kind = 'stranger' AND digested = 0", ("@list", list))!.Value;

    public static void MarkDigested(Connection tx, long id) => tx.Execute("UPDATE held SET digested = 1 WHERE id = @id", ("@id", id));

    /// <summary>Octets of the post as it came in.</summary>
    public static long Size(Connection db, HeldPost post) => db.Number("SELECT length(bytes) FROM body WHERE id = @body", ("@body", post.Body)) ?? 0;

    /// <summary>The moment of decision: true for exactly one caller per held version.</summary>
    public static bool Decide(Connection tx, HeldPost post, string verdict, long? moderator, long? release, long now)
    {
        if (tx.Execute("DELETE FROM held WHERE id = @id AND version = @version", ("@id", post.Id), ("@version", (long)post.Version)) == 0)
            return false;
        const string insert = """
            INSERT INTO decision (held, version, list, moderator, verdict, release, at)
            VALUES (@held, @version, @list, @moderator, @verdict, @release, @now)
            """;
        tx.Execute(insert, ("@held", post.Id), ("@version", (long)post.Version), ("@list", post.List), ("@moderator", moderator),
            ("@verdict", verdict), ("@release", release), ("@now", now));
        Inbox.DropUnusedBody(tx, post.Body);
        return true;
    }

    public static Decided? Decision(Connection db, long held)
    {
        const string select = """
            SELECT verdict, moderator, decision.at, number FROM decision LEFT JOIN release ON release.id = decision.release
            WHERE held = @held ORDER BY version DESC LIMIT 1
            """;
        return db.First(select, r => new Decided(r.GetString(0), r.IsDBNull(1) ? null : r.GetInt64(1), r.GetInt64(2), r.IsDBNull(3) ? null : r.GetString(3)), ("@held", held));
    }

    private static string Name(HeldKind kind) => kind switch
    {
        HeldKind.Post => "post",
        HeldKind.Stranger => "stranger",
        _ => "encrypted",
    };

    private static HeldPost Row(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetInt64(1), r.GetInt32(2),
        r.GetString(3) switch { "post" => HeldKind.Post, "stranger" => HeldKind.Stranger, _ => HeldKind.Encrypted },
        r.GetString(4), Languages.Parse(r.GetString(5)),
        r.IsDBNull(6) ? null : r.GetInt64(6), r.IsDBNull(7) ? null : r.GetInt64(7), r.GetString(8), r.GetString(9), r.GetInt64(10));
}
