using IfexList.Lists;
using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>One edition of the place of record, as everybody may know it.</summary>
/// <param name="IsOriginal">Whether it is in the language that its release came out in first.</param>
/// <param name="Case">The number of the case that it belongs to.</param>
/// <param name="Organisation">The source's name, and the id that its page has; null where none is known.</param>
/// <param name="Author">The name that the desk wants to be read behind it.</param>
/// <param name="At">When its release came out.</param>
/// <param name="Issued">When the edition itself came out.</param>
/// <param name="Withdrawn">Why its text is gone; null where it isn't.</param>
public sealed record ArchivedEdition(
    long Id, long Release, string Number, string List, Language Language, bool IsOriginal, string Case, string? Kind, Origin Origin, IReadOnlyList<Topic> Topics, string? Organisation,
    long? OrganisationId, string? Author, string Subject, string Text, string? Link, string MessageId, DateTimeOffset At, DateTimeOffset Issued, bool IsStale, string? Withdrawn)
{
    /// <summary>As readers ask for it: a further edition's has its language behind it.</summary>
    public string PublicNumber => IsOriginal ? Number : ReleaseNumbers.Of(Number, Language);

    /// <summary>Its visible author; empty where none is known.</summary>
    public string Credit => string.Join(", ", new[] { Organisation, Author }.Where(name => !string.IsNullOrEmpty(name)));
}

/// <summary>Which editions are looked for; null means any.</summary>
/// <param name="Month">As their numbers begin: <c>2026-11</c>.</param>
/// <param name="From">The first instant of their releases, and with <paramref name="Until"/> the first one behind.</param>
public sealed record ShelfQuery(
    Language? Language = null, string? List = null, Topic? About = null, string? Kind = null, long? Organisation = null, string? Case = null, DateTimeOffset? From = null, DateTimeOffset? Until = null,
    string? Month = null);

/// <summary>By what releases are put together.</summary>
public enum ShelfmarkKind
{
    Country,
    Month,
    Kind,
    Organisation,
    List,
}

/// <summary>One country, month, kind, organisation or list of the archive.</summary>
/// <param name="Code">As its address has it.</param>
/// <param name="Name">An organisation's; of others people know the code's.</param>
/// <param name="Latest">When its newest release came out.</param>
public sealed record Shelfmark(string Code, string Name, int Count, DateTimeOffset Latest);

/// <summary>
/// What everybody may read: the newest edition of each release in each language, on lists whose archive is public, save what is for members alone.
/// Web, feeds and bundles know nothing else; no reader, no desk, nothing that waits.
/// </summary>
public static class Shelf
{
    private const string Edition = $"""
        SELECT edition.id, release.id, number, list, language, {CaseFile.IsOriginal}, case_number, kind, origin, topics, organisation.name, organisation.id, author, subject, text, link, message_id,
            release.at, edition.at, state = 'stale', retraction.reason
        FROM release JOIN edition ON edition.release = release.id LEFT JOIN organisation ON organisation.id = release.organisation
        LEFT JOIN retraction ON retraction.edition = edition.id
        """;

    // A release's number begins with the day on which it came out, by its list's clock.
    private const string MonthOf = "substr(number, 1, 7)";

    private const string PublicRelease = "release.audience = 'everyone' AND release.list IN (SELECT value FROM json_each(@lists))";

    private const string WantedRelease = """
        (@language IS NULL OR EXISTS (SELECT 1 FROM edition WHERE edition.release = release.id AND edition.language = @language))
        AND (@list IS NULL OR list = @list) AND (@topic IS NULL OR instr(topics, @topic) > 0) AND (@kind IS NULL OR kind = @kind)
        AND (@organisation IS NULL OR organisation = @organisation) AND (@case IS NULL OR case_number = @case) AND at >= @from AND at < @until AND (@month IS NULL OR number >= @month AND number < @month || '~')
        """;

    // A correction takes the place of what it corrects, for good: also where it was withdrawn itself.
    private const string Public = "audience = 'everyone' AND list IN (SELECT value FROM json_each(@lists)) AND NOT EXISTS (SELECT 1 FROM edition AS later WHERE later.corrects = edition.id)";

    internal const string Wanted = """
        (@language IS NULL OR language = @language) AND (@list IS NULL OR list = @list) AND (@topic IS NULL OR instr(topics, @topic) > 0) AND (@kind IS NULL OR kind = @kind)
        AND (@organisation IS NULL OR organisation = @organisation) AND (@case IS NULL OR case_number = @case) AND release.at >= @from AND release.at < @until AND (@month IS NULL OR number >= @month AND number < @month || '~')
        """;

    // Since when it is in that language: a correction keeps the place of what it corrects, here and in a house that was rebuilt without that.
    private const string Place = "(SELECT min(first.id) FROM edition AS first WHERE first.release = edition.release AND first.language = edition.language)";

    /// <summary>A release in one language, or in the one that it came out in first. Null where nobody may read it, or there is none.</summary>
    public static ArchivedEdition? Find(Connection db, ListCatalogue lists, string number, Language? language) => db.First(
        $"{Edition} WHERE number = @number AND {Public} AND (language = @language OR @language IS NULL AND {CaseFile.IsOriginal}) ORDER BY edition.id DESC LIMIT 1",
        Row, ("@number", number), ("@language", language?.Code()), Lists(lists));

    /// <summary>A release in all its languages, the original first.</summary>
    public static IReadOnlyList<ArchivedEdition> InLanguages(Connection db, ListCatalogue lists, string number) => db.All(
        $"{Edition} WHERE number = @number AND {Public} ORDER BY {Place}", Row, ("@number", number), Lists(lists));

    /// <summary>What is looked for, newest first.</summary>
    public static IReadOnlyList<ArchivedEdition> Page(Connection db, ListCatalogue lists, ShelfQuery query, int offset, int most) => db.All(
        $"{Edition} WHERE {Public} AND {Wanted} ORDER BY release.at DESC, release.id DESC, {Place} LIMIT @most OFFSET @offset",
        Row, [.. Parameters(query), ("@most", (long)most), ("@offset", (long)offset), Lists(lists)]);

    public static int Count(Connection db, ListCatalogue lists, ShelfQuery query) => (int)db.Number(
        $"SELECT count(*) FROM release JOIN edition ON edition.release = release.id WHERE {Public} AND {Wanted}", [.. Parameters(query), Lists(lists)])!.Value;

    /// <summary>Releases that are looked for, newest first, each in one language: the preferred one, or the one that it came out in first.</summary>
    public static IReadOnlyList<ArchivedEdition> Releases(Connection db, ListCatalogue lists, ShelfQuery query, Language preferred, int offset, int most)
    {
        const string best = """
            edition.id = coalesce(
                (SELECT max(same.id) FROM edition AS same WHERE same.release = release.id AND same.language = @preferred),
                (SELECT max(same.id) FROM edition AS first JOIN edition AS same USING (release, language)
                    WHERE first.id = (SELECT min(id) FROM edition WHERE release = release.id)))
            """;
        // The rows of one page are chosen before any text is read.
        const string page = $"""
            release.id IN (SELECT id FROM release WHERE {PublicRelease} AND {WantedRelease} ORDER BY at DESC, id DESC LIMIT @most OFFSET @offset)
            """;
        return db.All($"{Edition} WHERE {page} AND {best} ORDER BY release.at DESC, release.id DESC", Row,
            [.. Parameters(query), ("@preferred", preferred.Code()), ("@most", (long)most), ("@offset", (long)offset), Lists(lists)]);
    }

    public static int CountReleases(Connection db, ListCatalogue lists, ShelfQuery query) =>
        (int)db.Number($"SELECT count(*) FROM release WHERE {PublicRelease} AND {WantedRelease}", [.. Parameters(query), Lists(lists)])!.Value;

    /// <summary>Countries, months, kinds, organisations or lists that anything is about or from, and how many releases each has.</summary>
    public static IReadOnlyList<Shelfmark> Shelfmarks(Connection db, ListCatalogue lists, ShelfmarkKind kind)
    {
        var (code, name) = kind switch
        {
            ShelfmarkKind.Country => ("country", "country"),
            ShelfmarkKind.Month => (MonthOf, "''"),
            ShelfmarkKind.Kind => ("kind", "kind"),
            ShelfmarkKind.Organisation => ("CAST(organisation AS TEXT)", "(SELECT name FROM organisation WHERE organisation.id = release.organisation)"),
            ShelfmarkKind.List => ("list", "list"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return db.All($"SELECT {code}, {name}, count(*), max(at) FROM release WHERE {PublicRelease} AND {code} IS NOT NULL GROUP BY 1 ORDER BY 1 DESC",
            r => new Shelfmark(r.GetString(0), r.IsDBNull(1) ? "" : r.GetString(1), r.GetInt32(2), Instant.Time(r.GetInt64(3))), Lists(lists));
    }

    /// <summary>Months and countries with their numbers of releases, from that month on.</summary>
    public static IReadOnlyList<(string Month, string? Country, int Count)> ByMonthAndCountry(Connection db, ListCatalogue lists, string since) => db.All(
        $"SELECT {MonthOf}, country, count(*) FROM release WHERE {PublicRelease} AND number >= @since GROUP BY 1, 2 ORDER BY 1",
        r => (r.GetString(0), OrNull(r, 1), r.GetInt32(2)), ("@since", since), Lists(lists));

    /// <summary>All editions of a year as their addresses have them, save withdrawn ones and those of unlisted cases.</summary>
    public static IReadOnlyList<(string Number, DateTimeOffset Issued)> Addresses(Connection db, ListCatalogue lists, string year, int most) => db.All(
        $"""
        SELECT CASE WHEN {CaseFile.IsOriginal} THEN number ELSE number || '/' || language END, max(edition.at) FROM release JOIN edition ON edition.release = release.id
        WHERE {PublicRelease} AND number >= @year AND number < @year || '~' AND state <> 'withdrawn' AND case_number NOT IN (SELECT case_number FROM unlisted)
        GROUP BY 1 ORDER BY 1 LIMIT @most
        """, r => (r.GetString(0), Instant.Time(r.GetInt64(1))), ("@year", year), ("@most", (long)most), Lists(lists));

    /// <summary>Whether search engines are asked to leave a case alone.</summary>
    public static bool IsUnlisted(Connection db, string number) => db.Number("SELECT 1 FROM unlisted WHERE case_number = @case", ("@case", number)) is not null;

    /// <summary>Another one whenever anything on record has come, gone or changed.</summary>
    public static string Version(Connection db)
    {
        const string version = """
            SELECT (SELECT max(id) FROM edition) || '.' || (SELECT count(*) FROM retraction) || '.' || coalesce((SELECT max(id) FROM archive_log), 0)
                || '.' || (SELECT count(*) FROM unlisted) || '.' || coalesce((SELECT max(widened) FROM release WHERE widened IS NOT NULL), 0)
            """;
        return db.Text(version) ?? "";
    }

    /// <summary>By their ids, in that order, for whoever may read there; what he may not is left out.</summary>
    public static IReadOnlyList<ArchivedEdition> ByIds(Connection db, Reach reach, IReadOnlyList<long> editions)
    {
        const string readable = "(@member OR audience = 'everyone') AND list IN (SELECT value FROM json_each(@lists))";
        var found = db.All($"{Edition} WHERE {readable} AND edition.id IN (SELECT value FROM json_each(@ids))", Row, ("@ids", System.Text.Json.JsonSerializer.Serialize(editions)),
            ("@lists", System.Text.Json.JsonSerializer.Serialize(reach.Lists)), ("@member", reach.ToMember ? 1L : 0L)).ToDictionary(edition => edition.Id);
        return [.. editions.Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <summary>What everybody may read.</summary>
    public static Reach Everybody(ListCatalogue lists) => new([.. lists.Public.Select(list => list.Name)], ToMember: false);

    /// <summary>The ids of those that came out themselves within that time, in the order in which they were entered.</summary>
    public static IReadOnlyList<long> Issued(Connection db, ListCatalogue lists, DateTimeOffset from, DateTimeOffset until)
    {
        const string issued = $"SELECT edition.id FROM edition JOIN release ON release.id = edition.release WHERE edition.at >= @from AND edition.at < @until AND {Public}";
        return [.. db.All(issued, r => r.GetInt64(0), ("@from", from.ToUnixTimeMilliseconds()), ("@until", until.ToUnixTimeMilliseconds()), Lists(lists)).Order()];
    }

    /// <summary>The months of UTC, such as <c>2026-11</c>, in which any came out, and how many.</summary>
    public static IReadOnlyDictionary<string, long> Months(Connection db, ListCatalogue lists)
    {
        const string months = $"""
            SELECT strftime('%Y-%m', edition.at / 1000, 'unixepoch') AS month, count(*) FROM edition JOIN release ON release.id = edition.release WHERE {Public} GROUP BY month
            """;
        return db.All(months, r => (Month: r.GetString(0), Count: r.GetInt64(1)), Lists(lists)).ToDictionary(month => month.Month, month => month.Count);
    }

    private static (string, object?) Lists(ListCatalogue lists) => ("@lists", System.Text.Json.JsonSerializer.Serialize(lists.Public.Select(list => list.Name)));

    internal static (string, object?)[] Parameters(ShelfQuery query) =>
    [
        ("@language", query.Language?.Code()), ("@list", query.List), ("@topic", query.About is { } topic ? Topic.Join([topic]) : null), ("@kind", query.Kind),
        ("@organisation", query.Organisation), ("@case", query.Case), ("@from", query.From?.ToUnixTimeMilliseconds() ?? long.MinValue),
        ("@until", query.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue), ("@month", query.Month),
    ];

    private static ArchivedEdition Row(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetString(3), Languages.Parse(r.GetString(4)), r.GetInt64(5) == 1, r.GetString(6), OrNull(r, 7),
        Enum.Parse<Origin>(r.GetString(8), ignoreCase: true), [.. Topic.Split(r.GetString(9)).Where(topic => !topic.IsCase)], OrNull(r, 10), r.IsDBNull(11) ? null : r.GetInt64(11), OrNull(r, 12),
        r.GetString(13), r.GetString(14), OrNull(r, 15), r.GetString(16), Instant.Time(r.GetInt64(17)), Instant.Time(r.GetInt64(18)), r.GetInt64(19) == 1, OrNull(r, 20));

    private static string? OrNull(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
