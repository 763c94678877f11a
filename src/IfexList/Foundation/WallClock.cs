namespace IfexList.Foundation;

/// <summary>What a zone's clocks show, and when they show it.</summary>
public static class WallClock
{
    /// <summary>The instant that a local time means: one that the clocks skip moves to the next one that exists; of one that they show twice the first is meant.</summary>
    public static DateTimeOffset InstantOf(this TimeZoneInfo zone, DateTime local)
    {
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
