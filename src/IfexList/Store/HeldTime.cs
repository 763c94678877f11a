using System.Globalization;
using IfexList.Foundation;

namespace IfexList.Store;

/// <summary>What time brings to held posts: their rows of <c>due</c>, the reminders counted, the last day, and the copy that is kept after it.</summary>
public static class HeldTime
{
    /// <summary>With its row of <c>held</c>: none is forgotten.</summary>
    /// <param name="remind">Null for strangers' posts, which the desk gets in its digest.</param>
    public static void Begin(Connection tx, HeldPost post, long? remind, long lastDay)
    {
        if (remind is { } at)
            Due.Owe(tx, Due.Remind, Subject(post.Id), at);
        Due.Owe(tx, Due.Return, Subject(post.Id), lastDay);
    }

    /// <summary>It is to be decided, and its moderators are reminded then.</summary>
    public static void RemindAt(Connection tx, HeldPost post, long at) => Due.Set(tx, Due.Remind, Subject(post.Id), at);

    /// <summary>It is approved, and leaves then; until then nobody has to be reminded of it.</summary>
    /// <param name="isNamed">A person named that time, by whatever clock; the end of a grace is counted by ours.</param>
    public static void LeaveAt(Connection tx, HeldPost post, long at, bool isNamed)
    {
        Due.Done(tx, Due.Remind, Subject(post.Id), null);
        Stay(tx, post);
        Due.Set(tx, isNamed ? Due.Release : Due.Grace, Subject(post.Id), at);
    }

    /// <summary>It is to be decided again, and doesn't leave by itself.</summary>
    public static void Stay(Connection tx, HeldPost post)
    {
        Due.Done(tx, Due.Release, Subject(post.Id), null);
        Due.Done(tx, Due.Grace, Subject(post.Id), null);
    }

    /// <summary>When it leaves; null where it doesn't.</summary>
    public static DateTimeOffset? Leaves(Connection db, HeldPost post) => (Due.At(db, Due.Release, Subject(post.Id)) ?? Due.At(db, Due.Grace, Subject(post.Id))) is { } at ? Instant.Time(at) : null;

    /// <summary>It is decided, or gone: nothing comes due for it any more.</summary>
    public static void End(Connection tx, long held) =>
        tx.Execute("DELETE FROM due WHERE kind IN ('remind', 'return', 'release', 'grace') AND subject = @subject", ("@subject", Subject(held)));

    /// <summary>What stands in <c>due.subject</c>.</summary>
    public static string Subject(long held) => held.ToString(CultureInfo.InvariantCulture);

    /// <summary>The post that a due row names; null where it is gone.</summary>
    public static HeldPost? Find(Connection db, string subject) => HeldPosts.Find(db, long.Parse(subject, CultureInfo.InvariantCulture));

    /// <summary>A list's posts, whatever their state, for which that comes due by then.</summary>
    public static IReadOnlyList<HeldPost> DueBy(Connection db, string kind, string list, long until) =>
        db.All($"""
            SELECT {HeldPosts.Columns} FROM held WHERE list = @list
            AND id IN (SELECT CAST(subject AS INTEGER) FROM due WHERE kind = @kind AND at <= @until) ORDER BY id
            """, HeldPosts.Row, ("@list", list), ("@kind", kind), ("@until", until));

    /// <summary>One reminder further; who had it in hand has had her time.</summary>
    public static void Remind(Connection tx, HeldPost post, int reminded, long next)
    {
        tx.Execute("UPDATE held SET reminded = @reminded, taken_by = NULL WHERE id = @id", ("@reminded", (long)reminded), ("@id", post.Id));
        Due.Done(tx, Due.Remind, Subject(post.Id), next);
    }

    /// <summary>Its last day has come. What stays is a copy, in a version that no letter names: every answer comes too late.</summary>
    public static void Return(Connection tx, HeldPost post, long now)
    {
        tx.Execute("UPDATE held SET verdict = 'returned', version = version + 1, taken_by = NULL, orders = NULL, approved_by = NULL WHERE id = @id", ("@id", post.Id));
        HeldPosts.NoteDecision(tx, post, "returned", moderator: null, release: null, now);
        Tokens.UseAll(tx, post, now);
        End(tx, post.Id);
    }

    /// <summary>Copies that have been kept long enough go.</summary>
    public static void Sweep(Connection tx, long now)
    {
        const string sweep = """
            DELETE FROM held WHERE verdict = 'returned'
            AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.held = held.id AND decision.verdict = 'returned' AND decision.at >= @limit)
            RETURNING body
            """;
        foreach (var body in tx.All(sweep, r => r.GetInt64(0), ("@limit", now - (long)Limits.ReturnedCopyTime.TotalMilliseconds)))
            Inbox.DropUnusedBody(tx, body);
    }
}
