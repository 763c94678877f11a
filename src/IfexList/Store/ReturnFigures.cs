namespace IfexList.Store;

/// <summary>How many readers of a list this befell, at one domain.</summary>
/// <param name="Domain">Empty for domains of so few readers that the name would tell who they are.</param>
/// <param name="What">dead, full, unavailable (each reader once, by his gravest), probed, paused, removed, complaint.</param>
public sealed record ReturnFigure(string Domain, string What, long Readers);

/// <summary>What came back for a list's readers from one moment up to another, and what was done about it: numbers by domain, never a person.</summary>
public static class ReturnFigures
{
    /// <param name="namedFrom">So many readers a domain needs to be named, those counted who left in that time.</param>
    public static IReadOnlyList<ReturnFigure> Between(Connection db, string list, long from, long to, int namedFrom)
    {
        const string figures = """
            WITH failed (person, grave) AS (
                    SELECT person, max(CASE class WHEN 'dead' THEN 3 WHEN 'unavailable' THEN 2 ELSE 1 END) FROM setback
                    WHERE at >= @from AND at < @to AND class IN ('dead', 'unavailable', 'full') AND weight <> 'provider' GROUP BY person),
                happened (person, what) AS (
                    SELECT person, CASE grave WHEN 3 THEN 'dead' WHEN 2 THEN 'unavailable' ELSE 'full' END FROM failed
                    UNION ALL SELECT person, state FROM failing WHERE state <> 'watched' AND coalesce(paused_at, state_at) >= @from AND coalesce(paused_at, state_at) < @to),
                figure (domain, what, readers) AS (
                    SELECT domain, what, count(*) FROM happened
                        JOIN subscription ON subscription.person = happened.person AND subscription.list = @list JOIN person ON person.id = happened.person GROUP BY 1, 2
                    UNION ALL SELECT domain, why, sum(times) FROM parted WHERE list = @list AND day >= @from_day AND day < @to_day GROUP BY 1, 2),
                known (domain, readers) AS (
                    SELECT domain, (SELECT count(*) FROM person JOIN subscription ON subscription.person = person.id WHERE person.domain = figure.domain AND list = @list)
                        + coalesce(sum(readers) FILTER (WHERE what IN ('complaint', 'removed')), 0) FROM figure GROUP BY domain)
            SELECT CASE WHEN known.readers >= @named THEN figure.domain ELSE '' END AS name, what, sum(figure.readers)
            FROM figure JOIN known ON known.domain = figure.domain GROUP BY 1, 2 ORDER BY 1, 2
            """;
        return db.All(figures, r => new ReturnFigure(r.GetString(0), r.GetString(1), r.GetInt64(2)),
            ("@from", from), ("@to", to), ("@from_day", from / Instant.DayLength), ("@to_day", to / Instant.DayLength), ("@list", list), ("@named", (long)namedFrom));
    }
}
