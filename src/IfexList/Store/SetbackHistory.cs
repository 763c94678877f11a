namespace IfexList.Store;

/// <summary>Why mail for a person fails, and what was done about it.</summary>
/// <param name="Failing">Null where he is in order.</param>
/// <param name="Next">What comes next if nothing arrives, and when; null where nothing is due.</param>
/// <param name="Setbacks">Newest first.</param>
public sealed record SetbackHistory(FailingPerson? Failing, (string Kind, long At)? Next, IReadOnlyList<DaySetback> Setbacks)
{
    public static readonly SetbackHistory None = new(null, null, []);

    public bool IsEmpty => Failing is null && Setbacks.Count == 0;

    public static SetbackHistory Of(Connection db, long person, int most) =>
        new(Store.Failing.Of(db, person), Store.Failing.Next(db, person), Store.Setbacks.Of(db, person, most));
}
