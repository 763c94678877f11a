using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>What happens at the desk, as the log names it.</summary>
public enum Deed
{
    /// <summary>A post was held.</summary>
    Received,
    Asked,
    Reminded,

    /// <summary>Nobody answered: the owners were told.</summary>
    Escalated,

    /// <summary>The next hop refused the request to her.</summary>
    Undeliverable,
    Taken,

    /// <summary>She puts it off.</summary>
    PutOff,
    Questioned,

    /// <summary>Its poster answered or added something.</summary>
    Added,

    /// <summary>She got the untouched mail.</summary>
    Original,

    /// <summary>The first of two approvals.</summary>
    Approved,

    /// <summary>Approved for a time to come.</summary>
    Scheduled,
    Recalled,
    Released,

    /// <summary>What had gone to members alone has gone to everybody.</summary>
    Widened,
    Corrected,
    Rejected,
    Discarded,

    /// <summary>By its poster.</summary>
    Withdrawn,

    /// <summary>To its poster, on the last day.</summary>
    Returned,

    /// <summary>Somebody else's address answered with her token.</summary>
    Forged,

    /// <summary>A moderator was suspended by another.</summary>
    Suspended,
}

/// <summary>One line of the desk's log.</summary>
/// <param name="Person">The moderator; null where it was the shell, the poster or the clock, or she is gone.</param>
/// <param name="Detail">Our own words: a release's number, orders as we write them. Never a mail's text or a reason.</param>
public sealed record DeskEntry(string List, long Held, Language Language, long? Person, Deed Deed, string Detail, long At);

/// <summary>Rows of <c>desk_log</c>: who decided what, and when, without the text of any mail.</summary>
public static class DeskLog
{
    public static void Note(Connection tx, HeldPost post, long? person, Deed deed, long now, string detail = "") =>
        Note(tx, new DeskEntry(post.List, post.Id, post.Language, person, deed, detail, now));

    public static void Note(Connection tx, DeskEntry entry) => tx.Execute("""
        INSERT INTO desk_log (list, held, language, person, deed, detail, at) VALUES (@list, @held, @language, @person, @deed, @detail, @at)
        """, ("@list", entry.List), ("@held", entry.Held), ("@language", entry.Language.Code()), ("@person", entry.Person),
        ("@deed", Name(entry.Deed)), ("@detail", entry.Detail), ("@at", entry.At));

    /// <summary>What was done last of these deeds about a held post; null where none was.</summary>
    public static DeskEntry? Last(Connection db, long held, params IEnumerable<Deed> deeds) => db.First("""
        SELECT list, held, language, person, deed, detail, at FROM desk_log
        WHERE held = @held AND deed IN (SELECT value FROM json_each(@deeds)) ORDER BY id DESC LIMIT 1
        """, Row, ("@held", held), ("@deeds", $"[{string.Join(',', deeds.Select(deed => $"\"{Name(deed)}\""))}]"));

    /// <summary>When that was last done at a list's desk.</summary>
    public static long? LastAt(Connection db, string list, Deed deed) =>
        db.Number("SELECT max(at) FROM desk_log WHERE list = @list AND deed = @deed", ("@list", list), ("@deed", Name(deed)));

    private static string Name(Deed deed) => deed.ToString().ToLowerInvariant();

    private static DeskEntry Row(SqliteDataReader r) => new(
        r.GetString(0), r.GetInt64(1), Languages.Parse(r.GetString(2)), r.IsDBNull(3) ? null : r.GetInt64(3),
        Enum.Parse<Deed>(r.GetString(4), ignoreCase: true), r.GetString(5), r.GetInt64(6));
}
