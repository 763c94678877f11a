using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>One number of a newsletter in one language, as its editors work on it.</summary>
/// <param name="IsOpen">It is a draft still: neither released nor given up.</param>
/// <param name="IsReleased">It is out.</param>
/// <param name="Version">Of what letters show: an answer to an older one changes nothing.</param>
/// <param name="Note">The editor's, on top; maybe empty.</param>
/// <param name="Text">The whole, as an editor sent it back; null: it is made of its entries.</param>
public sealed record IssueDraft(long Id, string List, Language Language, int Volume, int Number, bool IsOpen, bool IsReleased, int Version, string Note, string? Text, long At);

/// <summary>Rows of <c>issue</c> while they are drafts, and what the next one is numbered by.</summary>
public static class IssueDrafts
{
    private const string Columns = "SELECT id, list, language, volume, number, state, version, note, text, at FROM issue";

    public static IssueDraft? Find(Connection db, long id) => db.First($"{Columns} WHERE id = @id", Row, ("@id", id));

    /// <summary>The list's issues since then, in all languages, the highest number last.</summary>
    public static IReadOnlyList<IssueDraft> Since(Connection db, string list, long since) =>
        db.All($"{Columns} WHERE list = @list AND at >= @since ORDER BY volume, number", Row, ("@list", list), ("@since", since));

    /// <summary>The highest number of a volume so far, in any language; 0 where it has none.</summary>
    public static int LastNumber(Connection db, string list, int volume) =>
        (int)(db.Number("SELECT max(number) FROM issue WHERE list = @list AND volume = @volume", ("@list", list), ("@volume", (long)volume)) ?? 0);

    /// <summary>When the last draft in that language was made; null where there was none.</summary>
    public static long? LastAt(Connection db, string list, Language language) =>
        db.Number("SELECT max(at) FROM issue WHERE list = @list AND language = @language", ("@list", list), ("@language", language.Code()));

    /// <returns>The draft's id; null where there is that number in that language already.</returns>
    public static long? Add(Connection tx, string list, Language language, int volume, int number, long now) => tx.Number(
        """
        INSERT INTO issue (list, language, volume, number, state, at) VALUES (@list, @language, @volume, @number, 'draft', @now)
        ON CONFLICT DO NOTHING RETURNING id
        """, ("@list", list), ("@language", language.Code()), ("@volume", (long)volume), ("@number", (long)number), ("@now", now));

    /// <summary>What an editor changed of it: the next version.</summary>
    /// <returns>False where somebody was first.</returns>
    public static bool Change(Connection tx, IssueDraft earlier, string note, string? text) => tx.Execute(
        "UPDATE issue SET version = version + 1, note = @note, text = @text WHERE id = @id AND version = @version AND state = 'draft'",
        ("@note", note), ("@text", text), ("@id", earlier.Id), ("@version", (long)earlier.Version)) == 1;

    /// <summary>No number in that language this week.</summary>
    /// <returns>False where somebody was first.</returns>
    public static bool Skip(Connection tx, IssueDraft draft) => tx.Execute(
        "UPDATE issue SET state = 'dropped', version = version + 1 WHERE id = @id AND version = @version AND state = 'draft'",
        ("@id", draft.Id), ("@version", (long)draft.Version)) == 1;

    private static IssueDraft Row(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetString(1), Languages.Parse(r.GetString(2)), r.GetInt32(3), r.GetInt32(4), r.GetString(5) == "draft", r.GetString(5) == "released", r.GetInt32(6),
        r.GetString(7), r.IsDBNull(8) ? null : r.GetString(8), r.GetInt64(9));
}
