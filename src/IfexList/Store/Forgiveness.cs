namespace IfexList.Store;

/// <summary>What was taken back.</summary>
/// <param name="Score">The points that he had, in hundredths; null where nothing was held against him.</param>
/// <param name="Resumed">Lists that he reads again.</param>
/// <param name="Setbacks">How many of them count no more.</param>
public sealed record Forgiven(int? Score, IReadOnlyList<string> Resumed, int Setbacks)
{
    public bool IsNothing => Score is null && Resumed.Count == 0 && Setbacks == 0;
}

/// <summary>A reader's failures are held against him no more: by himself, who answers, by what arrives, or by the administrator.</summary>
public static class Forgiveness
{
    /// <summary>His row goes with all that is due because of it, his setbacks are passed over, and what we have paused he reads again. A pause of his own stays.</summary>
    public static Forgiven Forgive(Connection tx, long person)
    {
        var passed = Setbacks.Pass(tx, person);
        if (Failing.Of(tx, person) is not { } failing)
            return new Forgiven(null, [], passed);
        Failing.End(tx, person);
        var paused = Failing.PausedLists(tx, person);
        foreach (var list in paused)
            Subscriptions.Resume(tx, list, person);
        return new Forgiven(failing.Score, paused, passed);
    }
}
