using IfexList.Mail;

namespace IfexList.Store;

/// <summary>Who reads what: rows of <c>subscription</c>.</summary>
public static class Subscriptions
{
    public static bool IsReader(Connection db, long person) =>
        db.Number("SELECT 1 FROM subscription WHERE person = @person AND state = 'active' LIMIT 1", ("@person", person)) is not null;

    /// <summary>Whether he reads any list, paused or not.</summary>
    public static bool ReadsAny(Connection db, long person) =>
        db.Number("SELECT 1 FROM subscription WHERE person = @person LIMIT 1", ("@person", person)) is not null;

    /// <summary>The lists that he reads, paused or not.</summary>
    public static IReadOnlyList<string> ListsOf(Connection db, long person) =>
        db.All("SELECT list FROM subscription WHERE person = @person ORDER BY list", r => r.GetString(0), ("@person", person));

    /// <summary>A reader's languages on one list, best first; none where he doesn't read it.</summary>
    public static IReadOnlyList<Language> LanguagesOf(Connection db, string list, long person) =>
        db.Text("SELECT languages FROM subscription WHERE list = @list AND person = @person", ("@list", list), ("@person", person)) is { } codes ? Languages.Split(codes) : [];

    /// <summary>Nothing from that list until then, or until he resumes; comes back by itself.</summary>
    public static void Pause(Connection tx, string list, long person, long? until)
    {
        tx.Execute("UPDATE subscription SET state = 'paused', paused_until = @until, bounced = 0 WHERE list = @list AND person = @person",
            ("@until", until), ("@list", list), ("@person", person));
        Due.Done(tx, Due.Resume, $"{list}/{person}", null);
        if (until is { } at)
            Due.Owe(tx, Due.Resume, $"{list}/{person}", at);
    }

    public static void Resume(Connection tx, string list, long person)
    {
        tx.Execute("UPDATE subscription SET state = 'active', paused_until = NULL, bounced = 0 WHERE list = @list AND person = @person", ("@list", list), ("@person", person));
        Due.Done(tx, Due.Resume, $"{list}/{person}", null);
    }

    /// <summary>The pause that a due row names is over.</summary>
    public static void ResumeDue(Connection tx, string subject)
    {
        var slash = subject.LastIndexOf('/');
        Resume(tx, subject[..slash], long.Parse(subject.AsSpan(slash + 1), System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Ends a subscription at once; copies and parcels that still wait for him are dropped.</summary>
    /// <returns>False where there was nothing to leave.</returns>
    public static bool Leave(Connection tx, string list, long person, long now)
    {
        if (tx.Execute("DELETE FROM subscription WHERE list = @list AND person = @person", ("@list", list), ("@person", person)) == 0)
            return false;
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
        LanguageWaits.Forget(tx, list, person);
        Due.Done(tx, Due.Resume, $"{list}/{person}", null);
        return true;
    }
}
