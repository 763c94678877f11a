using System.Globalization;

namespace IfexList.Store;

/// <summary>What was taken back.</summary>
/// <param name="Score">The points that he had, in hundredths; null where nothing was held against him.</param>
/// <param name="Resumed">Lists that he reads again.</param>
/// <param name="Setbacks">How many of them count no more.</param>
public sealed record Forgiven(long? Score, IReadOnlyList<string> Resumed, int Setbacks)
{
    public bool IsNothing => Score is null && Resumed.Count == 0 && Setbacks == 0;
}

/// <summary>A reader's failures are held against him no more: by himself, who answers, by what arrives, or by the administrator.</summary>
public static class Forgiveness
{
    // What the ledger has due for one person.
    private const string OfLedger = "subject = @subject AND kind IN ('probe', 'probed', 'paused')";

    /// <summary>His row goes with all that is due because of it, his setbacks are passed over, and what we have paused he reads again. A pause of his own stays.</summary>
    public static Forgiven Forgive(Connection tx, long person)
    {
        var score = tx.Number("DELETE FROM failing WHERE person = @person RETURNING score", ("@person", person));
        var passed = tx.Execute("UPDATE setback SET weight = 'passed' WHERE person = @person AND weight IN ('open', 'counted')", ("@person", person));
        if (score is null)
            return new Forgiven(null, [], passed);
        tx.Execute($"DELETE FROM due WHERE {OfLedger}", ("@subject", Subject(person)));
        return new Forgiven(score, Resume(tx, person), passed);
    }

    internal static (string Kind, long At)? Next(Connection db, long person) =>
        db.First($"SELECT kind, at FROM due WHERE {OfLedger} ORDER BY at LIMIT 1", r => Tuple.Create(r.GetString(0), r.GetInt64(1)), ("@subject", Subject(person))) is var (kind, at)
            ? (kind, at) : null;

    private static List<string> Resume(Connection tx, long person)
    {
        var paused = tx.All("SELECT list FROM subscription WHERE person = @person AND state = 'paused' AND bounced = 1 ORDER BY list", r => r.GetString(0), ("@person", person));
        foreach (var list in paused)
            Subscriptions.Resume(tx, list, person);
        tx.Execute("UPDATE subscription SET bounced = 0 WHERE person = @person", ("@person", person));
        return paused;
    }

    private static string Subject(long person) => person.ToString(CultureInfo.InvariantCulture);
}
