using IfexList.Foundation;
using IfexList.Lists;

namespace IfexList.Store;

/// <summary>
/// What has outlived its use goes, hourly: old tokens, memories of mails, copies of posts that nobody decided, sealed originals, raw returned mail, setbacks, lines of the desk's log, people nobody
/// knows any more, and their domains, and newsletters' old items.
/// </summary>
public static class Sweeping
{
    public static void Run(Connection tx, ListCatalogue lists, long now)
    {
        Tokens.Sweep(tx, now);
        Requests.Sweep(tx, now);
        Allowances.Sweep(tx, now);
        HeldTime.Sweep(tx, now);
        DeskLog.Sweep(tx, lists, now);
        SealedOriginals.Sweep(tx, lists, now);
        Setbacks.Sweep(tx, now);
        Failing.Sweep(tx, now);
        Troubles.Sweep(tx, now);
        tx.Execute("DELETE FROM seen WHERE at < @limit", ("@limit", Before(now, Limits.SeenTime)));
        tx.Execute("DELETE FROM returned WHERE at < @limit", ("@limit", Before(now, Limits.ReturnedMailTime)));
        tx.Execute("DELETE FROM served WHERE outcome <> 'queued' AND at < @limit", ("@limit", Before(now, Limits.ServedTime)));
        const string renderings = """
            DELETE FROM rendering WHERE at < @limit AND bytes IS NULL AND NOT EXISTS (SELECT 1 FROM deliveries WHERE rendering = rendering.id)
            """;
        tx.Execute(renderings, ("@limit", Before(now, Limits.TokenMemory)));
        const string people = """
            DELETE FROM person WHERE since < @limit
            AND NOT EXISTS (SELECT 1 FROM subscription WHERE person = person.id)
            AND NOT EXISTS (SELECT 1 FROM member WHERE person = person.id)
            AND NOT EXISTS (SELECT 1 FROM moderator WHERE person = person.id)
            AND NOT EXISTS (SELECT 1 FROM moderator_also WHERE also = person.id)
            AND NOT EXISTS (SELECT 1 FROM translator WHERE person = person.id)
            AND NOT EXISTS (SELECT 1 FROM request WHERE person = person.id)
            AND NOT EXISTS (SELECT 1 FROM deliveries WHERE person = person.id)
            AND NOT EXISTS (SELECT 1 FROM returned WHERE person = person.id)
            AND NOT EXISTS (SELECT 1 FROM held WHERE poster = person.id)
            AND NOT EXISTS (SELECT 1 FROM item WHERE person = person.id)
            -- The log names who decided, as long as it is kept; whoever wants to be forgotten goes at once.
            AND NOT EXISTS (SELECT 1 FROM desk_log WHERE person = person.id)
            -- He is about to go, and more goes with him than his row.
            AND NOT EXISTS (SELECT 1 FROM due WHERE kind = 'erase' AND subject = CAST(person.id AS TEXT))
            """;
        tx.Execute(people, ("@limit", Before(now, Limits.StrangerTime)));
        Routes.Sweep(tx);
        StsPolicies.Sweep(tx, now);
        Parted.Sweep(tx, now);
        Items.Sweep(tx, now);
    }

    private static long Before(long now, TimeSpan time) => now - (long)time.TotalMilliseconds;
}
