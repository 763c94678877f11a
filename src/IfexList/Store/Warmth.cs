using System.Globalization;

namespace IfexList.Store;

/// <summary>What each provider was sent on a day, while our address is being warmed up (<c>warmth</c>): so the day's ceiling holds over a restart.</summary>
public static class Warmth
{
    /// <summary>By route; those that were sent nothing have no entry.</summary>
    public static IReadOnlyDictionary<string, int> On(Connection db, DateOnly day) =>
        db.All("SELECT route, sent FROM warmth WHERE day = @day", r => (r.GetString(0), r.GetInt32(1)), ("@day", Text(day))).ToDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>In the commit of the outcomes. What was on earlier days is forgotten.</summary>
    public static void Add(Connection tx, string route, DateOnly day, int count)
    {
        const string add = """
            INSERT INTO warmth (route, day, sent) VALUES (@route, @day, @count)
            ON CONFLICT (route, day) DO UPDATE SET sent = sent + excluded.sent
            """;
        tx.Execute(add, ("@route", route), ("@day", Text(day)), ("@count", (long)count));
        tx.Execute("DELETE FROM warmth WHERE route = @route AND day < @day", ("@route", route), ("@day", Text(day)));
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
