using IfexList.Foundation;

namespace IfexList.Store;

/// <summary>Rows of <c>complaint_day</c>: how many left by a complaint. Whoever it was is forgotten; the figure stays for the weekly letter.</summary>
public static class Complaints
{
    /// <summary>One more has left. His domain is noted where enough others have it that it names nobody.</summary>
    public static void Count(Connection tx, long person, string list, long now)
    {
        const string count = """
            INSERT INTO complaint_day (day, list, domain, times)
            SELECT @day, @list, CASE WHEN (SELECT count(*) FROM (SELECT 1 FROM person other WHERE other.domain = person.domain LIMIT @enough)) >= @enough THEN domain ELSE '' END, 1
            FROM person WHERE id = @person
            ON CONFLICT (day, list, domain) DO UPDATE SET times = times + 1
            """;
        tx.Execute(count, ("@day", now / Setbacks.DayLength), ("@list", list), ("@enough", (long)Limits.NamedDomainPersons), ("@person", person));
    }

    /// <summary>Those of one list in a time, by domain; empty stands for domains that few have.</summary>
    public static IReadOnlyList<(string Domain, long Times)> Of(Connection db, string list, long from, long to)
    {
        const string of = "SELECT domain, sum(times) FROM complaint_day WHERE list = @list AND day >= @from AND day < @to GROUP BY domain ORDER BY 2 DESC, 1";
        return db.All(of, r => (r.GetString(0), r.GetInt64(1)), ("@list", list), ("@from", from / Setbacks.DayLength), ("@to", to / Setbacks.DayLength));
    }

    /// <summary>A domain that nobody has any more is not named any more.</summary>
    internal static void Forget(Connection tx, string domain)
    {
        tx.Execute("""
            INSERT INTO complaint_day (day, list, domain, times) SELECT day, list, '', times FROM complaint_day WHERE domain = @domain
            ON CONFLICT (day, list, domain) DO UPDATE SET times = times + excluded.times
            """, ("@domain", domain));
        tx.Execute("DELETE FROM complaint_day WHERE domain = @domain", ("@domain", domain));
    }

    public static void Sweep(Connection tx, long now) =>
        tx.Execute("DELETE FROM complaint_day WHERE day < @limit", ("@limit", (now - (long)Limits.SetbackTime.TotalMilliseconds) / Setbacks.DayLength));
}
