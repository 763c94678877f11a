namespace IfexList.Store;

/// <summary>How a route is that isn't as it should be.</summary>
/// <param name="Failures">In a row, since it last worked.</param>
/// <param name="Until">Nothing is tried before then.</param>
/// <param name="Reason">In the words of the other side, without an address.</param>
/// <param name="At">When that was found out.</param>
public sealed record RouteState(int Failures, long Until, string Reason, long At);

/// <summary>How a domain's mail goes.</summary>
/// <param name="Provider">Whose limits hold for that route; often the route itself.</param>
public sealed record Way(string Route, string Provider);

/// <summary>What is known of the ways out (<c>way</c>, <c>route</c>), so that it holds after a restart and the command line can tell it.</summary>
public static class Routes
{
    /// <summary>What the one next hop of the mode smarthost is called, by which every domain's mail goes that has no way of its own.</summary>
    public const string Smarthost = "smarthost";

    /// <summary>By route; those in order have no entry.</summary>
    public static IReadOnlyDictionary<string, RouteState> Troubled(Connection db) =>
        db.All("SELECT name, failures, until, reason, at FROM route", r => (r.GetString(0), new RouteState(r.GetInt32(1), r.GetInt64(2), r.GetString(3), r.GetInt64(4))))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <param name="state">Null: it is in order.</param>
    public static void Note(Connection tx, string route, RouteState? state)
    {
        const string note = """
            INSERT INTO route (name, failures, until, reason, at) VALUES (@name, @failures, @until, @reason, @at)
            ON CONFLICT (name) DO UPDATE SET failures = excluded.failures, until = excluded.until, reason = excluded.reason, at = excluded.at
            """;
        if (state is null)
            tx.Execute("DELETE FROM route WHERE name = @name", ("@name", route));
        else
            tx.Execute(note, ("@name", route), ("@failures", (long)state.Failures), ("@until", state.Until), ("@reason", state.Reason), ("@at", state.At));
    }

    /// <summary>How a domain's mail goes, as it was last found out.</summary>
    public static Way? WayOf(Connection db, string domain) =>
        db.First("SELECT route, provider FROM way WHERE domain = @domain", r => new Way(r.GetString(0), r.GetString(1)), ("@domain", domain));

    public static void Learn(Connection tx, string domain, Way way, long now)
    {
        const string learn = """
            INSERT INTO way (domain, route, provider, at) SELECT @domain, @route, @provider, @now WHERE EXISTS (SELECT 1 FROM person WHERE domain = @domain)
            ON CONFLICT (domain) DO UPDATE SET route = excluded.route, provider = excluded.provider, at = excluded.at
            """;
        tx.Execute(learn, ("@domain", domain), ("@route", way.Route), ("@provider", way.Provider), ("@now", now));
    }

    /// <summary>If nobody has an address there any more, neither the domain stays nor a route that was its alone: either name may be a person's.</summary>
    public static void Forget(Connection tx, string domain)
    {
        if (tx.Number("SELECT 1 FROM person WHERE domain = @domain LIMIT 1", ("@domain", domain)) is not null)
            return;
        tx.Execute("DELETE FROM sts_policy WHERE domain = @domain", ("@domain", domain));
        tx.Execute("DELETE FROM trouble WHERE provider = @domain", ("@domain", domain));
        if (tx.Text("DELETE FROM way WHERE domain = @domain RETURNING route", ("@domain", domain)) is not { } route
            || tx.Number("SELECT 1 FROM way WHERE route = @route LIMIT 1", ("@route", route)) is not null)
            return;
        tx.Execute("DELETE FROM route WHERE name = @route", ("@route", route));
        tx.Execute("DELETE FROM warmth WHERE route = @route", ("@route", route));
    }

    /// <summary>The same for every domain that has a way.</summary>
    internal static void Sweep(Connection tx)
    {
        foreach (var domain in tx.All("SELECT domain FROM way EXCEPT SELECT domain FROM person", r => r.GetString(0)))
            Forget(tx, domain);
    }
}
