using System.Text.Json;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>A release of the week in one language, as it reads now.</summary>
/// <param name="Country">Null where it names none.</param>
/// <param name="IsUpdate">Its case began before the week.</param>
/// <param name="Organisation">Who reported it; null where nobody is named.</param>
public sealed record WeeksRelease(
    long Edition, string List, string Number, string Case, Topic? Country, string? Kind, string Subject, string Text, string? Organisation, bool IsUpdate, DateTimeOffset At);

/// <summary>What a member announced for the newsletter.</summary>
/// <param name="Kind">event, workshop, conference, publication, award or job.</param>
/// <param name="Organisation">Whose announcement it is; null where it is no longer known.</param>
public sealed record WeeksItem(long Id, string Kind, string Headline, string Text, DateOnly? Day, string? Place, string? Organisation);

/// <summary>What a week brought: releases by their language, and announcements that are still to come. What only members may read isn't among it.</summary>
public static class WeeksNews
{
    private const string Everyones = "release.list IN (SELECT value FROM json_each(@lists)) AND release.audience = 'everyone' AND release.origin = 'released' AND release.at >= @oldest";

    // A release is of the week in which it came out in that language; a correction changes its text, not its week.
    private const string First = "first.language = @language AND first.corrects IS NULL AND first.at >= @from AND first.at < @until";

    public static IReadOnlyList<WeeksRelease> Releases(Connection db, IReadOnlyList<string> lists, Language language, long from, long until)
    {
        const string releases = $"""
            SELECT edition.id, release.list, release.number, release.case_number, release.country, release.kind, edition.subject, edition.text, organisation.name,
                EXISTS (SELECT 1 FROM release AS earlier WHERE earlier.case_number = release.case_number AND earlier.at < @from AND earlier.audience = 'everyone'), first.at
            FROM release JOIN edition AS first ON first.release = release.id
            JOIN edition ON edition.id = (SELECT max(later.id) FROM edition AS later WHERE later.release = release.id AND later.language = @language AND later.state <> 'withdrawn')
            LEFT JOIN organisation ON organisation.id = release.organisation
            WHERE {Everyones} AND {First} ORDER BY release.at DESC, release.id DESC LIMIT @most
            """;
        return db.All(releases, Row, [.. Parameters(lists, language, from, until), ("@most", (long)Limits.DraftReleases)]);
    }

    /// <summary>What one edition says, whatever corrected it since. Null where it isn't known.</summary>
    public static WeeksRelease? Find(Connection db, long edition) => db.First("""
        SELECT edition.id, release.list, release.number, release.case_number, release.country, release.kind, edition.subject, edition.text, organisation.name, 0, release.at
        FROM edition JOIN release ON release.id = edition.release LEFT JOIN organisation ON organisation.id = release.organisation WHERE edition.id = @edition
        """, Row, ("@edition", edition));

    /// <summary>How much came out in that time in other languages only.</summary>
    public static int CountElsewhere(Connection db, IReadOnlyList<string> lists, Language language, long from, long until)
    {
        const string elsewhere = $"""
            SELECT count(*) FROM release WHERE {Everyones} AND release.at >= @from AND release.at < @until
            AND EXISTS (SELECT 1 FROM edition WHERE release = release.id AND state <> 'withdrawn')
            AND NOT EXISTS (SELECT 1 FROM edition WHERE release = release.id AND language = @language AND state <> 'withdrawn')
            """;
        return (int)db.Number(elsewhere, Parameters(lists, language, from, until))!.Value;
    }

    /// <summary>Announcements in that language that are still to come, the nearest first, those without a day last; not what an issue in that language brought already.</summary>
    public static IReadOnlyList<WeeksItem> Items(Connection db, string list, Language language, DateOnly today, long since)
    {
        const string items = """
            SELECT item.id, kind, headline, item.text, day, place, organisation.name FROM item LEFT JOIN organisation ON organisation.id = item.organisation
            WHERE item.list = @list AND item.language = @language AND (day >= @today OR day IS NULL AND item.at >= @since)
            AND NOT EXISTS (SELECT 1 FROM issue_entry JOIN issue ON issue.id = issue_entry.issue
                WHERE issue_entry.item = item.id AND issue_entry.dropped = 0 AND issue.state = 'released' AND issue.language = @language)
            ORDER BY day IS NULL, day, item.id LIMIT @most
            """;
        return db.All(items, r => new WeeksItem(
            r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3),
            OrNull(r, 4) is { } day && DateOnly.TryParseExact(day, "yyyy-MM-dd", out var known) ? known : null, OrNull(r, 5), OrNull(r, 6)),
            ("@list", list), ("@language", language.Code()), ("@today", $"{today:yyyy-MM-dd}"), ("@since", since), ("@most", (long)Limits.DraftItems));
    }

    private static (string, object?)[] Parameters(IReadOnlyList<string> lists, Language language, long from, long until) =>
    [
        ("@lists", JsonSerializer.Serialize(lists)), ("@language", language.Code()), ("@from", from), ("@until", until),
        ("@oldest", from - (long)Limits.DraftTranslations.TotalMilliseconds),
    ];

    private static WeeksRelease Row(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), OrNull(r, 4) is { } country ? Topic.Split(country)[0] : null, OrNull(r, 5), r.GetString(6), r.GetString(7),
        OrNull(r, 8), r.GetInt64(9) == 1, Instant.Time(r.GetInt64(10)));

    private static string? OrNull(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
