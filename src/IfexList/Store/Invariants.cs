namespace IfexList.Store;

/// <summary>One thing that must hold between rows: said in a sentence, and counted where it doesn't.</summary>
/// <param name="Remedy">What the administrator does when it is broken.</param>
public sealed record Invariant(string Sentence, string Violations, string Remedy);

/// <summary>What the schema's own constraints can't say. <c>check --data</c> and the crash tests ask them.</summary>
public static class Invariants
{
    public static readonly IReadOnlyList<Invariant> All =
    [
        new("every copy that waits is recorded as queued for its reader", """
            WITH shown (rendering, edition) AS (
                SELECT id, edition FROM rendering WHERE edition IS NOT NULL UNION ALL SELECT rendering, edition FROM parcel)
            SELECT count(*) FROM deliveries JOIN shown ON shown.rendering = deliveries.rendering
            WHERE NOT EXISTS (
                SELECT 1 FROM served WHERE served.edition = shown.edition AND served.person = deliveries.person AND served.outcome = 'queued')
            """, "drop those copies (queue list, queue drop), or a correction may go out twice"),
        new("everything recorded as queued is waiting", """
            SELECT count(*) FROM served WHERE outcome = 'queued' AND NOT EXISTS (
                SELECT 1 FROM deliveries JOIN rendering ON rendering.id = deliveries.rendering
                WHERE deliveries.person = served.person AND (rendering.edition = served.edition OR EXISTS (
                    SELECT 1 FROM parcel WHERE parcel.rendering = rendering.id AND parcel.edition = served.edition)))
            """, "those readers did not get a copy: restore a backup, or post the release again"),
        new("everything that waits for a parcel has one that comes due", """
            SELECT count(*) FROM served JOIN release ON release.id = served.release
            LEFT JOIN subscription ON subscription.list = release.list AND subscription.person = served.person
            WHERE served.outcome = 'waiting' AND NOT EXISTS (
                SELECT 1 FROM due WHERE due.kind = 'parcel'
                AND due.subject IN (release.list || '/' || subscription.rhythm, release.list || '/person/' || served.person))
            """, "those readers miss them: set their rhythm anew (subscribers add), and report this"),
        new("no bytes are gone that are still to be delivered", """
            SELECT count(*) FROM deliveries JOIN rendering ON rendering.id = deliveries.rendering WHERE rendering.bytes IS NULL
            """, "drop those deliveries (queue list, queue drop)"),
        new("no letter waits for somebody else than its addressee", """
            SELECT count(*) FROM deliveries JOIN rendering ON rendering.id = deliveries.rendering
            WHERE rendering.edition IS NULL AND rendering.person IS NOT NULL AND rendering.person <> deliveries.person
            """, "drop those deliveries at once (queue list, queue drop) and report this"),
        new("each held post and each mail taken in has its body", """
            SELECT (SELECT count(*) FROM held WHERE NOT EXISTS (SELECT 1 FROM body WHERE body.id = held.body))
                 + (SELECT count(*) FROM inbox WHERE NOT EXISTS (SELECT 1 FROM body WHERE body.id = inbox.body))
            """, "those mails are lost here: restore a backup"),
        new("no body stays behind that nothing needs", """
            SELECT count(*) FROM body WHERE NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.body = body.id) AND NOT EXISTS (SELECT 1 FROM held WHERE held.body = body.id)
            """, "nothing is lost, but mail is kept longer than it should be: report this"),
        new("no post is both held and decided", """
            SELECT count(*) FROM held JOIN decision ON decision.held = held.id AND decision.version = held.version WHERE held.verdict IS NOT 'waiting'
            """, "look at those posts (held list) and report this"),
        new("each post to be decided has its reminder and its last day", """
            SELECT count(*) FROM held WHERE (verdict IS NULL OR verdict = 'seconding')
            AND (NOT EXISTS (SELECT 1 FROM due WHERE due.kind = 'return' AND due.subject = CAST(held.id AS TEXT))
                OR kind <> 'stranger' AND NOT EXISTS (SELECT 1 FROM due WHERE due.kind = 'remind' AND due.subject = CAST(held.id AS TEXT)))
            """, "nobody is reminded of those posts: decide them (held list) and report this"),
        new("every open decision letter is about a post that is held or was decided", """
            SELECT count(*) FROM token WHERE purpose = 'decision' AND used IS NULL
            AND NOT EXISTS (SELECT 1 FROM held WHERE held.id = token.subject) AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.held = token.subject)
            """, "those letters decide nothing: report this"),
        new("everybody who was probed or paused comes up again", """
            SELECT count(*) FROM failing WHERE state <> 'watched' AND NOT EXISTS (SELECT 1 FROM due WHERE due.kind = failing.state AND due.subject = CAST(failing.person AS TEXT))
            """, "those readers are neither forgiven nor removed: report this"),
        new("a subscription is paused for bounces only while its reader is", """
            SELECT count(*) FROM subscription WHERE bounced = 1 AND (state <> 'paused' OR NOT EXISTS (
                SELECT 1 FROM failing WHERE failing.person = subscription.person AND failing.state = 'paused'))
            """, "those readers get nothing: wake them (subscribers add) and report this"),
        new("whoever waits for a language of a release that is younger than his wait gets what there is when it ends", """
            SELECT count(*) FROM (SELECT *, coalesce(widened, at) AS opened, (SELECT language FROM edition WHERE edition.release = release.id ORDER BY edition.id LIMIT 1) AS original
                FROM release WHERE audience = 'everyone' AND origin = 'released' AND at > coalesce(@now, unixepoch() * 1000) - 366 * 86400000) AS release
            JOIN subscription ON subscription.list = release.list
            WHERE state = 'active' AND editions = 'one' AND length(languages) > 2 AND instr(languages, original) = 0 AND consent_at <= opened
            AND opened + coalesce(subscription.wait, release.wait) > coalesce(@now, unixepoch() * 1000) AND coalesce(subscription.wait, release.wait) > 0
            AND (subscription.topics = '' OR release.topics = '')
            AND NOT EXISTS (SELECT 1 FROM served WHERE served.release = release.id AND served.person = subscription.person)
            AND NOT EXISTS (SELECT 1 FROM due WHERE kind = 'fallback' AND subject = release.id || '/' || coalesce(subscription.wait, release.wait))
            """, "those readers may miss it: have them set their wait anew (subscribers import), and report this"),
        new("every release has an edition", """
            SELECT count(*) FROM release WHERE NOT EXISTS (SELECT 1 FROM edition WHERE edition.release = release.id)
            """, "those releases have no text: restore a backup"),
    ];

    /// <summary>How many rows break it.</summary>
    /// <param name="now">Unix milliseconds; null: as the system's clock has it.</param>
    public static long CountViolations(Connection db, Invariant invariant, long? now = null) => db.Number(invariant.Violations, ("@now", now)) ?? 0;

    /// <summary>What SQLite itself finds wrong with the file; empty when it is sound.</summary>
    public static IReadOnlyList<string> Damage(Connection db)
    {
        // FTS5 keeps how its index is laid out, and its check doesn't ask whether somebody has written since; a search does.
        db.Run("BEGIN");
        try
        {
            // A backup of an earlier version has none yet.
            if (db.Number("SELECT 1 FROM sqlite_master WHERE name = 'edition_words'") is not null)
                db.Number("SELECT 1 FROM edition_words WHERE edition_words MATCH 'a' LIMIT 1");
            return Found(db);
        }
        finally
        {
            db.Run("COMMIT");
        }
    }

    private static IReadOnlyList<string> Found(Connection db) =>
    [
        .. db.All("PRAGMA integrity_check", r => r.GetString(0)).Where(row => row != "ok"),
        .. db.All("PRAGMA foreign_key_check", r => $"a row of {r.GetString(0)} points at a row of {r.GetString(2)} that doesn't exist"),
    ];

    public static long SchemaVersion(Connection db) => db.Number("PRAGMA user_version") ?? 0;
}
