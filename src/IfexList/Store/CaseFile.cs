using IfexList.Lists;
using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>An edition that is out.</summary>
/// <param name="Credit">Its visible author; null where none is known.</param>
/// <param name="At">When its release came out.</param>
public sealed record PublishedEdition(long Id, long Release, NewRelease About, string? Credit, DateTimeOffset At)
{
    /// <summary>When the edition itself came out.</summary>
    public DateTimeOffset Issued { get; init; } = At;

    /// <summary>Whether it is in the language that its release came out in first.</summary>
    public bool IsOriginal { get; init; } = true;

    /// <summary>Its original was corrected since.</summary>
    public bool IsStale { get; init; }

    /// <summary>As readers ask for it: a further edition's has its language behind it.</summary>
    public string Number => IsOriginal ? About.Number : ReleaseNumbers.Of(About.Number, About.Language);
}

/// <summary>One edition of a case, as the next one refers to it.</summary>
/// <param name="At">When its release came out.</param>
public sealed record CaseEdition(long Id, Language Language, string MessageId, DateTimeOffset At);

/// <summary>What is out, as far as what comes after it must know: the editions of a case, and the one that is corrected or widened.</summary>
public static class CaseFile
{
    /// <summary>Whether an edition is in its release's first language, as SQL.</summary>
    internal const string IsOriginal = "language = (SELECT first.language FROM edition AS first WHERE first.release = release.id ORDER BY first.id LIMIT 1)";

    private const string Published = $"""
        SELECT edition.id, release.id, number, list, language, message_id, subject, text, organisation, priority, audience, topics, kind, author, case_number,
            {Releases.Credit}, release.at, edition.at, {IsOriginal}, state = 'stale'
        FROM edition JOIN release ON release.id = edition.release LEFT JOIN organisation ON organisation.id = release.organisation
        """;

    /// <summary>The editions of a case, oldest first. What only members may read isn't named to others.</summary>
    /// <param name="before">Only what came out before that edition.</param>
    public static IReadOnlyList<CaseEdition> Editions(Connection db, string number, bool toMembers, long before = long.MaxValue)
    {
        const string editions = """
            SELECT edition.id, language, message_id, release.at FROM release JOIN edition ON edition.release = release.id
            WHERE case_number = @number AND state <> 'withdrawn' AND (@members OR audience = 'everyone') AND edition.id < @before ORDER BY edition.id
            """;
        return db.All(editions, r => new CaseEdition(r.GetInt64(0), Languages.Parse(r.GetString(1)), r.GetString(2), Instant.Time(r.GetInt64(3))),
            ("@number", number), ("@members", toMembers ? 1L : 0L), ("@before", before));
    }

    /// <summary>That edition, whatever corrected it since. Null where it isn't known.</summary>
    public static PublishedEdition? Find(Connection db, long edition) => db.First($"{Published} WHERE edition.id = @edition", Row, ("@edition", edition));

    /// <summary>The newest edition of that release in that language: the edition itself, or what corrects it. Null where it isn't known.</summary>
    public static PublishedEdition? Newest(Connection db, long edition) => db.First(
        $"""
        {Published} WHERE edition.id = (SELECT max(later.id) FROM edition AS asked JOIN edition AS later USING (release, language)
            WHERE asked.id = @edition AND later.state <> 'withdrawn')
        """, Row, ("@edition", edition));

    /// <summary>The newest edition of a release in the language that it first came out in. Null where it isn't known.</summary>
    public static PublishedEdition? NewestOf(Connection db, long release) =>
        db.Number("SELECT min(id) FROM edition WHERE release = @release", ("@release", release)) is { } first ? Newest(db, first) : null;

    /// <summary>The newest edition of a release in each of its languages, the original first.</summary>
    public static IReadOnlyList<PublishedEdition> InLanguages(Connection db, long release) => db.All(
        $"""
        {Published} WHERE edition.id IN (SELECT max(id) FROM edition WHERE release = @release AND state <> 'withdrawn' GROUP BY language)
        ORDER BY (SELECT min(first.id) FROM edition AS first WHERE first.release = edition.release AND first.language = edition.language)
        """, Row, ("@release", release));

    /// <summary>How many editions a release has in one language.</summary>
    public static int Count(Connection db, PublishedEdition edition) => (int)db.Number("SELECT count(*) FROM edition WHERE release = @release AND language = @language",
        ("@release", edition.Release), ("@language", edition.About.Language.Code()))!.Value;

    private static PublishedEdition Row(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetInt64(1),
        new NewRelease(
            r.GetString(2), r.GetString(3), Languages.Parse(r.GetString(4)), r.GetString(5), r.GetString(6), r.GetString(7), r.IsDBNull(8) ? null : r.GetInt64(8), r.GetInt32(9),
            r.GetString(10) == "members", [.. Topic.Split(r.GetString(11)).Where(topic => topic.Code != r.GetString(14))], OrNull(r, 12), OrNull(r, 13))
        { Case = r.GetString(14) },
        OrNull(r, 15), Instant.Time(r.GetInt64(16)))
    { Issued = Instant.Time(r.GetInt64(17)), IsOriginal = r.GetInt64(18) == 1, IsStale = r.GetInt64(19) == 1 };

    private static string? OrNull(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
