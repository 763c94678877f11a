using IfexList.Mail;

namespace IfexList.Store;

/// <summary>Who reads what: rows of <c>subscription</c>.</summary>
public static class Subscriptions
{
    public static bool IsReader(Connection db, long person) =>
        db.Number("SELECT 1 FROM subscription WHERE person = @person AND state = 'active' LIMIT 1", ("@person", person)) is not null;

    /// <summary>A reader's languages on one list, best first; none where he doesn't read it.</summary>
    public static IReadOnlyList<Language> LanguagesOf(Connection db, string list, long person) =>
        db.Text("SELECT languages FROM subscription WHERE list = @list AND person = @person", ("@list", list), ("@person", person)) is { } codes ? Languages.Split(codes) : [];

    /// <summary>Ends a subscription at once; copies and parcels that still wait for him are dropped.</summary>
    /// <returns>The language he read in, for the farewell; null where there was nothing to leave.</returns>
    public static Language? Leave(Connection tx, string list, long person, long now)
    {
        var languages = LanguagesOf(tx, list, person);
        if (tx.Execute("DELETE FROM subscription WHERE list = @list AND person = @person", ("@list", list), ("@person", person)) == 0)
            return null;
        const string drop = """
            UPDATE served SET outcome = 'dropped', at = @now WHERE person = @person AND outcome IN ('queued', 'waiting')
            AND (SELECT list FROM release WHERE id = served.release) = @list
            """;
        tx.Execute(drop, ("@now", now), ("@person", person), ("@list", list));
        // Letters, such as the farewell, still go.
        const string recall = """
            DELETE FROM deliveries WHERE person = @person AND (SELECT list = @list AND format <> 'letter' FROM rendering WHERE id = deliveries.rendering)
            """;
        tx.Execute(recall, ("@person", person), ("@list", list));
        Waiting.Forget(tx, list, person);
        return languages[0];
    }
}
