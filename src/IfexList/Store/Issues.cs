using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>One number of a newsletter in one language.</summary>
/// <param name="Release">One for all languages of a number; null while it is a draft.</param>
/// <param name="At">When its draft was made, or it came out.</param>
public sealed record Issue(long Id, string List, Language Language, int Volume, int Number, IssueState State, int Version, long? Release, long? Edition, long At);

/// <summary>A newsletter's number within its volume.</summary>
public sealed record IssueNumber(int Volume, int Number);

/// <summary>How far a number has come in a language.</summary>
public enum IssueState
{
    /// <summary>Its editor has been sent a draft.</summary>
    Draft,

    /// <summary>It is out.</summary>
    Released,

    /// <summary>Its editor wants no such number.</summary>
    Dropped,
}

/// <summary>Rows of <c>issue</c>: what is known of a newsletter's numbers, each in its languages.</summary>
public static class Issues
{
    private const string Columns = "SELECT id, list, language, volume, number, state, version, release, edition, at FROM issue";

    public static Issue? Find(Connection db, string list, Language language, int volume, int number) => db.First(
        $"{Columns} WHERE list = @list AND language = @language AND volume = @volume AND number = @number", Row,
        ("@list", list), ("@language", language.Code()), ("@volume", (long)volume), ("@number", (long)number));

    /// <summary>The release that all languages of a number are editions of; null where none is out.</summary>
    public static long? ReleaseOf(Connection db, string list, int volume, int number) => db.Number(
        "SELECT release FROM issue WHERE list = @list AND volume = @volume AND number = @number AND state = 'released' AND release IS NOT NULL ORDER BY id LIMIT 1",
        ("@list", list), ("@volume", (long)volume), ("@number", (long)number));

    /// <summary>The highest number that is out or drafted, in any language; null where there is none.</summary>
    public static IssueNumber? Latest(Connection db, string list, bool isOut = false) => db.First(
        $"SELECT volume, number FROM issue WHERE list = @list AND state {(isOut ? "= 'released'" : "<> 'dropped'")} ORDER BY volume DESC, number DESC LIMIT 1",
        r => new IssueNumber(r.GetInt32(0), r.GetInt32(1)), ("@list", list));

    /// <summary>It is out in that language. Letters about its draft show nothing any more that could be decided.</summary>
    public static void Release(Connection tx, string list, Language language, int volume, int number, long release, long edition, long now)
    {
        const string upsert = """
            INSERT INTO issue (list, language, volume, number, state, release, edition, at) VALUES (@list, @language, @volume, @number, 'released', @release, @edition, @now)
            ON CONFLICT (list, language, volume, number) DO UPDATE SET
                at = CASE WHEN state = 'released' THEN at ELSE excluded.at END, state = 'released', version = version + 1, release = excluded.release, edition = excluded.edition
            """;
        tx.Execute(upsert, ("@list", list), ("@language", language.Code()), ("@volume", (long)volume), ("@number", (long)number), ("@release", release), ("@edition", edition), ("@now", now));
    }

    private static Issue Row(Microsoft.Data.Sqlite.SqliteDataReader r) => new(
        r.GetInt64(0), r.GetString(1), Languages.Parse(r.GetString(2)), r.GetInt32(3), r.GetInt32(4), Enum.Parse<IssueState>(r.GetString(5), ignoreCase: true), r.GetInt32(6),
        r.IsDBNull(7) ? null : r.GetInt64(7), r.IsDBNull(8) ? null : r.GetInt64(8), r.GetInt64(9));
}
