namespace IfexList.Store;

/// <summary>
/// What waits for a time that a wrong clock wrote: a machine came up a year ahead, and its clock was set right. Without this, an alert that was due
/// would wait for that year.
/// </summary>
public static class WrongClock
{
    // An embargo, but not the grace to recall, a pause and the hours of parcels and summaries were named by people, who have other clocks.
    private const string NamedByPeople = $"'{Due.Release}', '{Due.Resume}', '{Due.Parcel}', '{Due.Summary}'";

    /// <summary>The clock was ahead by that much: all that was counted from it comes earlier by as much.</summary>
    /// <param name="now">As it is known to be: nobody's mail has failed later.</param>
    public static void SetBack(Connection tx, long by, long now)
    {
        Failing.SetBack(tx, now);
        tx.Execute("UPDATE deliveries SET next_at = next_at - @by", ("@by", by));
        tx.Execute("UPDATE inbox SET next_at = next_at - @by", ("@by", by));
        tx.Execute($"UPDATE due SET at = at - @by WHERE kind NOT IN ({NamedByPeople})", ("@by", by));
    }

    /// <summary>
    /// How far the clock was ahead when the daemon last ran; 0 where nothing shows it. The sweep is always owed, and never later than
    /// <paramref name="sweepEvery"/> from when it was written.
    /// </summary>
    public static long WasAheadBy(Connection db, long now, TimeSpan sweepEvery) =>
        Due.At(db, Due.Sweep, "") is { } at && at - now > (long)sweepEvery.TotalMilliseconds ? at - now : 0;
}
