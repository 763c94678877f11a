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

/// <summary>How far its decision has come.</summary>
public enum HeldState
{
    /// <summary>To be decided.</summary>
    Open,

    /// <summary>One editor has approved; another must, too.</summary>
    Seconding,

    /// <summary>Approved: released when its time comes, unless somebody recalls it.</summary>
    Waiting,

    /// <summary>It went back to its poster; this is the copy that is kept.</summary>
    Returned,
}

/// <summary>A moderator's Subject and text in place of a post's own.</summary>
public sealed record EditedText(string Subject, string Text);

/// <summary>An approval that waits: for a second editor, or for its time.</summary>
/// <param name="Orders">As a moderator would write them.</param>
/// <param name="By">Null where it came from the shell, or its moderator is gone.</param>
public sealed record StandingApproval(string Orders, long? By);

/// <summary>A post that waits for a decision. The row is the lock: who deletes it has decided.</summary>
/// <param name="Version">Rises with whatever changes what a moderator is asked about; her answer is bound to the one that she saw.</param>
/// <param name="Sender">As the From line shows it, for the desk's eyes.</param>
public sealed record HeldPost(
    long Id, long Body, int Version, HeldKind Kind, string List, Language Language, long? Poster, long? Organisation, string Subject, string Sender, long At)
{
    public HeldState State { get; init; }

    /// <summary>Its poster says that it can't wait.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>The release that it follows, as its poster says by answering it.</summary>
    public long? Continues { get; init; }

    /// <summary>The edition that a moderator corrects by it.</summary>
    public long? Corrects { get; init; }

    /// <summary>The moderator who has it in hand.</summary>
    public long? TakenBy { get; init; }

    /// <summary>How often moderators have been reminded of it.</summary>
    public int Reminded { get; init; }

    /// <summary>Null where nobody has approved it yet.</summary>
    public StandingApproval? Approval { get; init; }

    /// <summary>What is released in the place of its own text.</summary>
    public EditedText? Edited { get; init; }
}

/// <summary>What was decided about a post that is no longer held.</summary>
/// <param name="Version">The one that was decided.</param>
/// <param name="Release">Its number.</param>
public sealed record Decided(int Version, string Verdict, long? Moderator, long At, string? Release, long? ReleaseId);

/// <summary>M2: rows of <c>held</c> and <c>decision</c>.</summary>
public static class HeldPosts
{
    internal const string Columns = """
        id, body, version, kind, list, language, poster, organisation, subject, sender, at, verdict, urgent, continues, corrects, taken_by, reminded, orders, approved_by,
        edited_subject, edited_text
        """;

    public static void Add(Connection tx, HeldPost post)
    {
        const string insert = """
            INSERT INTO held (id, body, version, kind, list, language, poster, organisation, subject, sender, at, urgent, continues, corrects, edited_subject, edited_text)
            VALUES (@id, @body, @version, @kind, @list, @language, @poster, @organisation, @subject, @sender, @at, @urgent, @continues, @corrects, @edited_subject, @edited_text)
            """;
        tx.Execute(insert, ("@id", post.Id), ("@body", post.Body), ("@version", (long)post.Version), ("@kind", Name(post.Kind)), ("@list", post.List),
            ("@language", post.Language.Code()), ("@poster", post.Poster), ("@organisation", post.Organisation),
            ("@subject", post.Subject), ("@sender", post.Sender), ("@at", post.At), ("@urgent", post.IsUrgent ? 1L : 0L), ("@continues", post.Continues),
            ("@corrects", post.Corrects), ("@edited_subject", post.Edited?.Subject), ("@edited_text", post.Edited?.Text));
    }

    public static HeldPost? Find(Connection db, long id) => db.First($"SELECT {Columns} FROM held WHERE id = @id", Row, ("@id", id));

    public static IReadOnlyList<HeldPost> All(Connection db) => db.All($"SELECT {Columns} FROM held ORDER BY id", Row);

    /// <summary>The oldest post in that language that waits for a decision or its time; null where none does.</summary>
    public static long? OldestOpen(Connection db, string list, Language language) => db.Number(
        "SELECT min(id) FROM held WHERE list = @list AND language = @language AND kind = 'post' AND verdict IS NOT 'returned'", ("@list", list), ("@language", language.Code()));

    /// <summary>Strangers' posts that no digest has shown yet, oldest first.</summary>
    public static IReadOnlyList<HeldPost> Undigested(Connection db, string list, int most) =>
        db.All($"SELECT {Columns} FROM held WHERE list = @list AND kind = 'stranger' AND digested = 0 AND verdict IS NULL ORDER BY id LIMIT @most", Row,
            ("@list", list), ("@most", (long)most));

    public static int CountUndigested(Connection db, string list) =>
        (int)db.Number("SELECT count(*) FROM held WHERE list = @list AND kind = 'stranger' AND digested = 0 AND verdict IS NULL", ("@list", list))!.Value;

    public static void MarkDigested(Connection tx, long id) => tx.Execute("UPDATE held SET digested = 1 WHERE id = @id", ("@id", id));

    /// <summary>What a moderator has taken or approved, and nobody has decided yet.</summary>
    public static IReadOnlyList<HeldPost> InHandOf(Connection db, string list, long person) =>
        db.All($"SELECT {Columns} FROM held WHERE list = @list AND (taken_by = @person OR approved_by = @person) ORDER BY id", Row, ("@list", list), ("@person", person));

    /// <summary>A moderator has it in hand; null: nobody has.</summary>
    public static void Take(Connection tx, long id, long? person) => tx.Execute("UPDATE held SET taken_by = @person WHERE id = @id", ("@person", person), ("@id", id));

    /// <summary>
    /// An approval that waits is worth nothing: the post is to be decided again, in a version of its own.
    /// </summary>
    /// <param name="keepsText">A moderator's text stays; that of a correction does in any case, since it has no other.</param>
    public static void Reopen(Connection tx, HeldPost post, bool keepsText)
    {
        const string reopen = """
            UPDATE held SET verdict = NULL, version = version + 1, orders = NULL, approved_by = NULL, digested = 0,
                edited_subject = CASE WHEN @keeps OR corrects IS NOT NULL THEN edited_subject END,
                edited_text = CASE WHEN @keeps OR corrects IS NOT NULL THEN edited_text END
            WHERE id = @id
            """;
        tx.Execute(reopen, ("@id", post.Id), ("@keeps", keepsText ? 1L : 0L));
        HeldTime.Stay(tx, post);
    }

    /// <summary>Octets of the post as it came in.</summary>
    public static long Size(Connection db, HeldPost post) => db.Number("SELECT length(bytes) FROM body WHERE id = @body", ("@body", post.Body)) ?? 0;

    /// <summary>The moment of decision: true for exactly one caller per held version.</summary>
    public static bool Decide(Connection tx, HeldPost post, string verdict, long? moderator, long? release, long now)
    {
        if (tx.Execute("DELETE FROM held WHERE id = @id AND version = @version", ("@id", post.Id), ("@version", (long)post.Version)) == 0)
            return false;
        NoteDecision(tx, post, verdict, moderator, release, now);
        HeldTime.End(tx, post.Id);
        Inbox.DropUnusedBody(tx, post.Body);
        return true;
    }

    internal static void NoteDecision(Connection tx, HeldPost post, string verdict, long? moderator, long? release, long now) => tx.Execute("""
        INSERT INTO decision (held, version, list, moderator, verdict, release, at)
        VALUES (@held, @version, @list, @moderator, @verdict, @release, @now)
        """, ("@held", post.Id), ("@version", (long)post.Version), ("@list", post.List), ("@moderator", moderator),
        ("@verdict", verdict), ("@release", release), ("@now", now));

    /// <summary>It is approved, but waits: for a second editor or for its time. What letters before asked about is no longer what it is.</summary>
    public static void Stand(Connection tx, HeldPost post, HeldState state, StandingApproval approval, EditedText? edited) => tx.Execute("""
        UPDATE held SET verdict = @verdict, orders = @orders, approved_by = @by, edited_subject = @subject, edited_text = @text, version = version + 1 WHERE id = @id
        """, ("@verdict", state.ToString().ToLowerInvariant()), ("@orders", approval.Orders), ("@by", approval.By), ("@subject", edited?.Subject), ("@text", edited?.Text), ("@id", post.Id));

    /// <summary>There is more to it than letters before told.</summary>
    public static void Renew(Connection tx, HeldPost post) => tx.Execute("UPDATE held SET version = version + 1 WHERE id = @id", ("@id", post.Id));

    public static Decided? Decision(Connection db, long held)
    {
        const string select = """
            SELECT version, verdict, moderator, decision.at, number, release FROM decision LEFT JOIN release ON release.id = decision.release
            WHERE held = @held ORDER BY version DESC LIMIT 1
            """;
        return db.First(select, r => new Decided(
            r.GetInt32(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetInt64(2), r.GetInt64(3), r.IsDBNull(4) ? null : r.GetString(4), r.IsDBNull(5) ? null : r.GetInt64(5)),
            ("@held", held));
    }

    private static string Name(HeldKind kind) => kind switch
    {
        HeldKind.Post => "post",
        HeldKind.Stranger => "stranger",
        _ => "encrypted",
    };

    internal static HeldPost Row(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetInt64(1), r.GetInt32(2),
        r.GetString(3) switch { "post" => HeldKind.Post, "stranger" => HeldKind.Stranger, _ => HeldKind.Encrypted },
        r.GetString(4), Languages.Parse(r.GetString(5)),
        r.IsDBNull(6) ? null : r.GetInt64(6), r.IsDBNull(7) ? null : r.GetInt64(7), r.GetString(8), r.GetString(9), r.GetInt64(10))
    {
        State = (r.IsDBNull(11) ? null : r.GetString(11)) switch
        {
            null => HeldState.Open,
            "seconding" => HeldState.Seconding,
            "waiting" => HeldState.Waiting,
            _ => HeldState.Returned,
        },
        IsUrgent = r.GetInt64(12) == 1,
        Continues = r.IsDBNull(13) ? null : r.GetInt64(13),
        Corrects = r.IsDBNull(14) ? null : r.GetInt64(14),
        TakenBy = r.IsDBNull(15) ? null : r.GetInt64(15),
        Reminded = r.GetInt32(16),
        Approval = r.IsDBNull(17) ? null : new StandingApproval(r.GetString(17), r.IsDBNull(18) ? null : r.GetInt64(18)),
        Edited = r.IsDBNull(20) ? null : new EditedText(r.GetString(19), r.GetString(20)),
    };
}
