using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>
/// When waits for a better language end: a row <see cref="Due.Fallback"/> for each release and each wait that one of its readers has (<c>RELEASE/MILLISECONDS</c>), and one
/// for a reader who has chosen anew meanwhile (<c>RELEASE/person/ID</c>).
/// </summary>
public static class LanguageWaits
{
    // Who pauses may come back before his wait is over. Who reads one language has nothing to fall back on.
    private const string Lasting = $"""
        SELECT DISTINCT coalesce(wait, @wait) AS lasting {Audience.Chosen} AND length(languages) > 2 AND coalesce(wait, @wait) > @now - @opened AND {FurtherAudience.Awaiting}
        """;

    /// <summary>Rows for all waits that aren't over.</summary>
    public static void Owe(Connection tx, AwaitedRelease release, long now)
    {
        const string owe = $"""
            INSERT INTO due (kind, subject, at) SELECT 'fallback', @release || '/' || lasting, @opened + lasting FROM ({Lasting}) WHERE lasting > 0
            ON CONFLICT (kind, subject) DO NOTHING
            """;
        tx.Execute(owe, [.. FurtherAudience.Of(release), ("@now", now)]);
    }

    /// <summary>Rows go for which nobody waits any more.</summary>
    public static void Prune(Connection tx, AwaitedRelease release, long now)
    {
        (string, object?)[] rows = [("@from", $"{release.Id}/"), ("@until", $"{release.Id}0"), ("@now", now)];
        const string ends = "kind = 'fallback' AND subject >= @from AND subject < @until AND at > @now AND subject NOT GLOB '*/person/*'";
        if (tx.Number($"SELECT 1 FROM due WHERE {ends} LIMIT 1", rows) is not null)
            tx.Execute($"DELETE FROM due WHERE {ends} AND subject NOT IN (SELECT @release || '/' || lasting FROM ({Lasting}))", [.. FurtherAudience.Of(release), .. rows]);
    }

    /// <summary>
    /// A reader waits otherwise than before, or for something else: his new wait ends in its time, and what he may have by now comes at once. Only of what he still waited
    /// for, and lately: else who learns a language would get the whole archive.
    /// </summary>
    /// <param name="before">Null: he is new, and maybe was entered elsewhere long ago.</param>
    internal static void Anew(Connection tx, MailingList list, long person, Choices? before, Choices after, long now)
    {
        if (list.Kind != ListKind.Broadcast || before is not null && IsSame(before, after))
            return;
        var wait = Milliseconds(list, after);
        var waited = Math.Min(Milliseconds(list, before ?? after) ?? long.MaxValue, (long)Limits.CaughtUp.TotalMilliseconds);
        const string awaited = """
            SELECT id, coalesce(widened, at), @all OR EXISTS (SELECT 1 FROM edition WHERE edition.release = release.id AND instr(@languages, language) > 0)
            FROM release WHERE list = @list AND (at > @from OR widened > @from) AND coalesce(widened, at) > @from AND audience = 'everyone' AND origin = 'released'
            AND coalesce(widened, at) >= (SELECT consent_at + @isNew FROM subscription WHERE list = @list AND person = @person)
            AND (@all OR NOT EXISTS (SELECT 1 FROM served WHERE served.release = release.id AND served.person = @person)) ORDER BY id DESC LIMIT @most
            """;
        var releases = tx.All(awaited, r => (Id: r.GetInt64(0), Opened: r.GetInt64(1), MayHave: r.GetInt64(2) == 1),
            ("@list", list.Name), ("@from", now - Math.Max(waited, wait ?? 0)), ("@isNew", before is null ? 1L : 0L), ("@person", person), ("@all", after.AllEditions ? 1L : 0L), ("@languages", Languages.Join(after.Languages)),
            ("@most", (long)Limits.CaughtUpReleases));
        foreach (var (id, opened, mayHave) in releases)
        {
            if (wait is { } lasting && opened + lasting > now)
                Due.Owe(tx, Due.Fallback, string.Create(CultureInfo.InvariantCulture, $"{id}/{lasting}"), opened + lasting);
            if (mayHave && opened > now - waited)
                Due.Owe(tx, Due.Fallback, string.Create(CultureInfo.InvariantCulture, $"{id}/{OneReader}/{person}"), now);
        }
    }

    /// <summary>The word in the subject of a row that is one reader's.</summary>
    public const string OneReader = "person";

    /// <summary>He has left: nothing comes due for him any more.</summary>
    internal static void Forget(Connection tx, string list, long person) => tx.Execute(
        """
        DELETE FROM due WHERE kind = 'fallback' AND subject GLOB '*/person/' || @person
        AND (SELECT list FROM release WHERE id = CAST(due.subject AS INTEGER)) = @list
        """, ("@person", person), ("@list", list));

    private static bool IsSame(Choices before, Choices after) => before.Wait == after.Wait && before.AllEditions == after.AllEditions
        && before.Languages.SequenceEqual(after.Languages) && before.Topics.SequenceEqual(after.Topics);

    // Null: for ever.
    private static long? Milliseconds(MailingList list, Choices choices) =>
        (choices.Wait ?? list.Wait) is var wait && wait == Timeout.InfiniteTimeSpan ? null : (long)wait.TotalMilliseconds;
}
