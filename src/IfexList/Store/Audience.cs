using System.Text.Json;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>How many readers still wait for a release in a language.</summary>
/// <param name="Listing">Who reads that language, maybe among others.</param>
/// <param name="Best">Whose best language it is.</param>
public sealed record WaitingLanguage(Language Language, int Listing, int Best);

/// <summary>
/// Who gets an original: each person once per release, whatever lists and languages overlap (<c>served</c> sees to it). Whoever reads at once is
/// queued; for everybody else it waits for his next parcel. Further editions are <see cref="FurtherAudience"/>'s.
/// </summary>
public static class Audience
{
    // Language codes have two letters and stand between semicolons, so instr finds whole codes only; topics stand between semicolons on both
    // sides. What is about nothing in particular, whatever its case, goes to everybody: better too many than an alert missed. Who reads nothing but
    // cases has said what he wants; a case's number has no letters.
    internal const string Chosen = """
        FROM subscription WHERE list = @list
        AND (topics = '' OR @general AND topics GLOB '*[A-Za-z]*'
            OR EXISTS (SELECT 1 FROM json_each(@topics) WHERE instr(subscription.topics, json_each.value) > 0))
        """;

    internal const string Concerned = $"{Chosen} AND state = 'active'";

    // A range of one person keeps to the rows of this release, one behind the other. By the index of persons, which SQLite takes otherwise, each reader's whole history
    // would be passed: with twenty releases in it that took half as long again, and more with each.
    internal const string Unserved = """
        NOT EXISTS (SELECT 1 FROM served already WHERE already.release = @release AND already.person BETWEEN subscription.person AND subscription.person)
        """;

    // Who reads that language at all gets the original at once.
    private const string Readers = $"{Concerned} AND (instr(languages, @language) > 0 OR editions = 'all') AND {Unserved}";

    /// <summary>How many a release in that language, about these topics, would go to.</summary>
    /// <param name="release">One that is out: only those count who haven't got it.</param>
    public static int CountReaders(Connection db, string list, Language language, IReadOnlyList<Topic>? topics = null, long? release = null) =>
        (int)db.Number($"SELECT count(*) {Readers}", Sought(list, language, topics ?? [], release))!.Value;

    /// <summary>How many readers a release about these topics would have in each language, in one pass.</summary>
    /// <param name="hasOriginal">False for a newsletter: it goes first to those whose best language it is.</param>
    public static IReadOnlyList<(Language Language, int Readers)> CountByLanguage(
        Connection db, string list, IReadOnlyList<Language> languages, IReadOnlyList<Topic> topics, bool hasOriginal = true)
    {
        // The codes are our own two letters each; a best language stands first.
        var place = hasOriginal ? "> 0" : "= 1";
        var sums = string.Join(", ", languages.Select(language => $"coalesce(sum(instr(languages, '{language.Code()}') {place} OR editions = 'all'), 0)"));
        return db.First($"SELECT {sums} {Concerned}", r => languages.Select((language, i) => (language, r.GetInt32(i))).ToList(), About(list, topics)) ?? [];
    }

    public static int CountMembers(Connection db) => (int)db.Number("SELECT count(*) FROM member")!.Value;

    /// <summary>
    /// For each language, how many readers who had nothing of that release yet read it, and how many have it as their best. Who pauses isn't counted. None for what
    /// is for members alone.
    /// </summary>
    public static IReadOnlyList<WaitingLanguage> Waiting(Connection db, long release, bool hasOriginal = true)
    {
        if (AwaitedRelease.Find(db, release, new Waits(0, hasOriginal)) is not { } awaited)
            return [];
        var sums = string.Join(", ", Languages.All.Select(language =>
            $"coalesce(sum(instr(languages, '{language.Code()}') > 0), 0), coalesce(sum(substr(languages, 1, 2) = '{language.Code()}'), 0)"));
        return db.First(
            $"SELECT {sums} {Concerned} AND {FurtherAudience.Awaiting}",
            r => Languages.All.Select((language, i) => new WaitingLanguage(language, r.GetInt32(2 * i), r.GetInt32(2 * i + 1))).ToList(), FurtherAudience.Of(awaited)) ?? [];
    }

    public static int ServeReaders(Connection tx, NewRelease about, long release, long edition, long now) =>
        tx.Execute($"{Serve} {Readers}", [.. Sought(about.List, about.Language, about.AllTopics, release), ("@edition", edition), ("@now", now)]);

    internal const string Serve = """
        INSERT INTO served (release, person, edition, outcome, at)
        SELECT @release, person, @edition, CASE rhythm WHEN 'now' THEN 'queued' ELSE 'waiting' END, @now
        """;

    public static int ServeMembers(Connection tx, long release, long edition, long now)
    {
        const string serve = """
            INSERT INTO served (release, person, edition, outcome, at) SELECT @release, person, @edition, 'queued', @now FROM member WHERE true
            """;
        return tx.Execute(serve, ("@release", release), ("@edition", edition), ("@now", now));
    }

    private static (string, object?)[] Sought(string list, Language language, IReadOnlyList<Topic> topics, long? release) =>
    [
        .. About(list, topics), ("@language", language.Code()), ("@release", release),
    ];

    internal static (string, object?)[] About(string list, IReadOnlyList<Topic> topics) =>
    [
        ("@list", list), ("@topics", JsonSerializer.Serialize(topics.Select(topic => Topic.Join([topic])))), ("@general", topics.All(topic => topic.IsCase) ? 1L : 0L),
    ];
}
