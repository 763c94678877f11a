using System.Text.Json;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>
/// Who gets an edition: each person once per release, whatever lists and languages overlap (<c>served</c> sees to it). Whoever reads at once is
/// queued; for everybody else it waits for his next parcel.
/// </summary>
public static class Audience
{
    // Language codes have two letters and stand between semicolons, so instr finds whole codes only; topics stand between semicolons on both
    // sides. What is about nothing in particular, whatever its case, goes to everybody: better too many than an alert missed. Who reads nothing but
    // cases has said what he wants; a case's number has no letters.
    private const string Concerned = """
        FROM subscription WHERE list = @list AND state = 'active'
        AND (topics = '' OR @general AND topics GLOB '*[A-Za-z]*'
            OR EXISTS (SELECT 1 FROM json_each(@topics) WHERE instr(subscription.topics, json_each.value) > 0))
        """;

    // A language that stands first is its reader's best.
    private const long Best = 1;
    private const long Anywhere = int.MaxValue;

    private const string Readers = $"""
        {Concerned} AND instr(languages, @language) BETWEEN 1 AND @furthest
        AND NOT EXISTS (SELECT 1 FROM served already WHERE already.release = @release AND already.person = subscription.person)
        """;

    /// <summary>How many a release in that language, about these topics, would go to.</summary>
    /// <param name="release">One that is out: only those count who haven't got it.</param>
    /// <param name="isIssue">A number of a newsletter: only those count whose best language it is.</param>
    public static int CountReaders(Connection db, string list, Language language, IReadOnlyList<Topic>? topics = null, long? release = null, bool isIssue = false) =>
        (int)db.Number($"SELECT count(*) {Readers}", Sought(list, language, topics ?? [], release, isIssue))!.Value;

    /// <summary>How many readers a release about these topics would have in each language, in one pass.</summary>
    public static IReadOnlyList<(Language Language, int Readers)> CountByLanguage(
        Connection db, string list, IReadOnlyList<Language> languages, IReadOnlyList<Topic> topics, bool isIssue = false)
    {
        // The codes are our own two letters each.
        var sums = string.Join(", ", languages.Select(language => $"coalesce(sum(instr(languages, '{language.Code()}') BETWEEN 1 AND {(isIssue ? Best : Anywhere)}), 0)"));
        return db.First($"SELECT {sums} {Concerned}", r => languages.Select((language, i) => (language, r.GetInt32(i))).ToList(), About(list, topics)) ?? [];
    }

    public static int CountMembers(Connection db) => (int)db.Number("SELECT count(*) FROM member")!.Value;

    public static int ServeReaders(Connection tx, NewRelease about, long release, long edition, long now)
    {
        const string serve = $"""
            INSERT INTO served (release, person, edition, outcome, at)
            SELECT @release, person, @edition, CASE rhythm WHEN 'now' THEN 'queued' ELSE 'waiting' END, @now {Readers}
            """;
        return tx.Execute(serve, [.. Sought(about.List, about.Language, about.AllTopics, release, about.IsIssue), ("@edition", edition), ("@now", now)]);
    }

    public static int ServeMembers(Connection tx, long release, long edition, long now)
    {
        const string serve = """
            INSERT INTO served (release, person, edition, outcome, at) SELECT @release, person, @edition, 'queued', @now FROM member WHERE true
            """;
        return tx.Execute(serve, ("@release", release), ("@edition", edition), ("@now", now));
    }

    private static (string, object?)[] Sought(string list, Language language, IReadOnlyList<Topic> topics, long? release, bool isIssue) =>
    [
        .. About(list, topics), ("@language", language.Code()), ("@release", release), ("@furthest", isIssue ? Best : Anywhere),
    ];

    private static (string, object?)[] About(string list, IReadOnlyList<Topic> topics) =>
    [
        ("@list", list), ("@topics", JsonSerializer.Serialize(topics.Select(topic => Topic.Join([topic])))), ("@general", topics.All(topic => topic.IsCase) ? 1L : 0L),
    ];
}
