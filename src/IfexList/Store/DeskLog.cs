using System.Text.Json;
using IfexList.Foundation;
using IfexList.Lists;
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

    /// <summary>A translation of what was released is out.</summary>
    Translated,

    /// <summary>No translation into that language is wanted.</summary>
    Untranslated,
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

    /// <summary>What was done at one list's desk from one moment up to another, oldest first.</summary>
    public static IReadOnlyList<DeskEntry> Between(Connection db, string list, long from, long to) => db.All("""
        SELECT list, held, language, person, deed, detail, at FROM desk_log WHERE list = @list AND at >= @from AND at < @to ORDER BY at, id
        """, Row, ("@list", list), ("@from", from), ("@to", to));

    /// <summary>The log as people read it, oldest first: with the moderator's address, null where there is none to name.</summary>
    /// <param name="list">One list, or null for all.</param>
    /// <param name="held">One post, or null for all.</param>
    public static IReadOnlyList<(DeskEntry Entry, string? Who)> Read(Connection db, string? list, long? held, long since) => db.All("""
        SELECT list, held, desk_log.language, person, deed, detail, at, person.address FROM desk_log LEFT JOIN person ON person.id = desk_log.person
        WHERE (@list IS NULL OR list = @list) AND (@held IS NULL OR held = @held) AND at >= @since ORDER BY at, desk_log.id
        """, r => (Row(r), r.IsDBNull(7) ? null : r.GetString(7)), ("@list", list), ("@held", held), ("@since", since));

    /// <summary>
    /// How long each post waited that was decided from one moment up to another. A post is decided when the decision that stands was made: one that was
    /// scheduled not when it goes out, one that was recalled not by the approval that fell.
    /// </summary>
    public static IReadOnlyList<TimeSpan> Waits(Connection db, string list, long from, long to) => db.All("""
        WITH fate AS (
            SELECT held, min(at) AS at FROM desk_log AS ended
            WHERE held IN (SELECT held FROM desk_log WHERE list = @list AND at >= @from AND at < @to)
                AND deed IN ('scheduled', 'released', 'corrected', 'rejected', 'discarded', 'withdrawn', 'returned')
                AND NOT EXISTS (SELECT 1 FROM desk_log WHERE held = ended.held AND deed = 'recalled' AND id > ended.id)
            GROUP BY held)
        SELECT fate.at - min(desk_log.at) FROM fate JOIN desk_log ON desk_log.held = fate.held AND desk_log.deed = 'received'
        WHERE fate.at >= @from AND fate.at < @to GROUP BY fate.held, fate.at
        """, r => TimeSpan.FromMilliseconds(r.GetInt64(0)), ("@list", list), ("@from", from), ("@to", to));

    /// <summary>Each list's log is kept as long as the list says; that of a list that is gone as long as ours would be by itself.</summary>
    public static void Sweep(Connection tx, ListCatalogue lists, long now)
    {
        foreach (var list in lists.All)
            tx.Execute("DELETE FROM desk_log WHERE list = @list AND at < @limit", ("@list", list.Name), ("@limit", now - (long)list.Desk.KeepLog.TotalMilliseconds));
        tx.Execute("DELETE FROM desk_log WHERE list NOT IN (SELECT value FROM json_each(@lists)) AND at < @limit",
            ("@lists", JsonSerializer.Serialize(lists.All.Select(list => list.Name))), ("@limit", now - (long)Limits.LostLogTime.TotalMilliseconds));
    }

    private static string Name(Deed deed) => deed.ToString().ToLowerInvariant();

    private static DeskEntry Row(SqliteDataReader r) => new(
        r.GetString(0), r.GetInt64(1), Languages.Parse(r.GetString(2)), r.IsDBNull(3) ? null : r.GetInt64(3),
        Enum.Parse<Deed>(r.GetString(4), ignoreCase: true), r.GetString(5), r.GetInt64(6));
}
