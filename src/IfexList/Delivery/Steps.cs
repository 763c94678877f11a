namespace IfexList.Delivery;

/// <summary>Waits that grow from one failure to the next, as in <c>Relay.Retry</c>.</summary>
internal static class Steps
{
    /// <param name="before">How often it failed before; the last wait repeats.</param>
    public static TimeSpan After(this IReadOnlyList<TimeSpan> waits, int before) => waits[Math.Min(before, waits.Count - 1)];
}
