using IfexList.Foundation;

namespace IfexList.Store;

/// <summary>
/// Rows of <c>parted</c>: how many left a list because of what came back, by domain and day. Their own rows go with them, and the owners' weekly figures
/// need no more than a number.
/// </summary>
public static class Parted
{
    /// <summary>He complained, or his provider did for him.</summary>
    public const string Complaint = "complaint";

    /// <summary>His mail had failed for weeks.</summary>
    public const string Removed = "removed";

    /// <summary>To be noted while the subscription is still there: who doesn't read the list isn't counted.</summary>
    public static void Note(Connection tx, string list, long person, string why, long now) => tx.Execute("""
        INSERT INTO parted (list, day, domain, why, times)
        SELECT list, @day, domain, @why, 1 FROM subscription JOIN person ON person.id = subscription.person WHERE list = @list AND person = @person
        ON CONFLICT (list, day, domain, why) DO UPDATE SET times = times + 1
        """, ("@day", now / Instant.DayLength), ("@why", why), ("@list", list), ("@person", person));

    /// <summary>The name of a domain that nobody has any more is forgotten; its numbers stay.</summary>
    public static void Forget(Connection tx)
    {
        const string orphans = "FROM parted WHERE domain <> '' AND domain NOT IN (SELECT domain FROM person)";
        if (tx.Number($"SELECT 1 {orphans} LIMIT 1") is null)
            return;
        tx.Execute($"""
            INSERT INTO parted (list, day, domain, why, times) SELECT list, day, '', why, sum(times) {orphans} GROUP BY list, day, why
            ON CONFLICT (list, day, domain, why) DO UPDATE SET times = times + excluded.times
            """);
        tx.Execute($"DELETE {orphans}");
    }

    public static void Sweep(Connection tx, long now)
    {
        tx.Execute("DELETE FROM parted WHERE day < @limit", ("@limit", (now - (long)Limits.PartedTime.TotalMilliseconds) / Instant.DayLength));
        Forget(tx);
    }
}
