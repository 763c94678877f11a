namespace IfexList.Delivery;

/// <summary>
/// How an address that nobody knows yet is made known: few messages a day to each provider, more day by day. After the last day nothing limits it.
/// </summary>
public sealed record WarmUp
{
    /// <summary>The day of the first figure, by UTC; it holds before that day, too.</summary>
    public DateOnly Since { get; init; }

    public IReadOnlyList<int> PerDay { get; init; } = [];

    /// <summary>Null: no ceiling.</summary>
    public int? CeilingOn(DateOnly day)
    {
        var index = Math.Max(0, day.DayNumber - Since.DayNumber);
        return index < PerDay.Count ? PerDay[index] : null;
    }
}
