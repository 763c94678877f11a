using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>
/// Who gets an edition in a further language. Who reads the original's language had that at once; everybody else who was there before the release waits for his best
/// language, or, when his wait is over, takes whichever of his exists. Who wants all editions gets each. Nobody gets what he can't read.
/// </summary>
public static class FurtherAudience
{
    // instr finds nothing of an empty original: no language of a newsletter is one.
    private const string Expecting = "editions = 'one' AND consent_at <= @opened AND (@original = '' OR instr(languages, @original) = 0)";

    internal const string Awaiting = $"{Expecting} AND {Audience.Unserved}";

    // "Never" is below zero.
    private const string IsOver = "coalesce(wait, @wait) BETWEEN 0 AND @now - @opened";

    private const string Lacking = """
        NOT EXISTS (
            SELECT 1 FROM served AS had JOIN edition ON edition.id = had.edition
            WHERE had.release = @release AND had.person = subscription.person AND edition.language = @language)
        """;

    // What he had is looked up last: within the OR SQLite keeps our order, and most wait for another language.
    private const string Readers = $"""
        {Audience.Concerned} AND (
            {Expecting} AND (substr(languages, 1, 2) = @language OR instr(languages, @language) > 0 AND {IsOver}) AND {Audience.Unserved}
            OR editions = 'all' AND consent_at <= @opened AND {Lacking})
        """;

    /// <summary>How many an edition in that language that comes now would go to.</summary>
    public static int Count(Connection db, AwaitedRelease release, Language language, long now) =>
        (int)db.Number($"SELECT count(*) {Readers}", Sought(release, language, now))!.Value;

    /// <summary>The edition has come.</summary>
    public static int Serve(Connection tx, AwaitedRelease release, Language language, long edition, long now) =>
        tx.Execute($"{Audience.Serve} {Readers}", [.. Sought(release, language, now), ("@edition", edition)]);

    /// <summary>How many readers whose wait of so many milliseconds ends get an edition that is out, if none of theirs is better.</summary>
    /// <param name="better">Languages that are out and go before, where they are among a reader's and he likes them more.</param>
    public static int CountOver(Connection db, AwaitedRelease release, long wait, Language language, IReadOnlyList<Language> better) =>
        (int)db.Number($"SELECT count(*) {Over(better)}", [.. Sought(release, language, 0), ("@over", wait)])!.Value;

    public static int ServeOver(Connection tx, AwaitedRelease release, long wait, Language language, IReadOnlyList<Language> better, long edition, long now) =>
        tx.Execute($"{Audience.Serve} {Over(better)}", [.. Sought(release, language, now), ("@over", wait), ("@edition", edition)]);

    /// <summary>Whether one reader, who has chosen anew, may have an edition that is out: 1 or 0.</summary>
    public static int CountOne(Connection db, AwaitedRelease release, long person, Language language, IReadOnlyList<Language> better, long now) =>
        (int)db.Number($"SELECT count(*) {One(better)}", [.. Sought(release, language, now), ("@person", person)])!.Value;

    public static int ServeOne(Connection tx, AwaitedRelease release, long person, Language language, IReadOnlyList<Language> better, long edition, long now) =>
        tx.Execute($"{Audience.Serve} {One(better)}", [.. Sought(release, language, now), ("@person", person), ("@edition", edition)]);

    private static string Over(IReadOnlyList<Language> better) =>
        $"{Audience.Concerned} AND coalesce(wait, @wait) = @over AND instr(languages, @language) > 0 AND {Awaiting} {NoneOf(better)}";

    // Now that he reads the original's language he need not wait.
    private static string One(IReadOnlyList<Language> better) => $"""
        {Audience.Concerned} AND person = @person AND consent_at <= @opened AND (
            editions = 'one' AND instr(languages, @language) > 0
                AND (substr(languages, 1, 2) = @language OR @original <> '' AND instr(languages, @original) > 0 OR {IsOver}) {NoneOf(better)} AND {Audience.Unserved}
            OR editions = 'all' AND {Lacking})
        """;

    // The codes are our own two letters each; a million rows are quicker without a table of them.
    private static string NoneOf(IReadOnlyList<Language> better) =>
        string.Concat(better.Select(language => $" AND instr(languages, '{language.Code()}') NOT BETWEEN 1 AND instr(languages, @language) - 1"));

    internal static (string, object?)[] Of(AwaitedRelease release) =>
    [
        .. Audience.About(release.List, release.Topics), ("@release", release.Id), ("@original", release.Original?.Code() ?? ""), ("@opened", release.Opened), ("@wait", release.Wait),
    ];

    private static (string, object?)[] Sought(AwaitedRelease release, Language language, long now) =>
        [.. Of(release), ("@language", language.Code()), ("@now", release.Now(now))];
}
