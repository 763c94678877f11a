using IfexList.Foundation;
using IfexList.Lists;

namespace IfexList.Moderation;

/// <summary>When a release may leave, as a moderator wrote it.</summary>
/// <param name="Day">Null: the next time that the clock shows it.</param>
/// <param name="Zone">Null: the list's own.</param>
public sealed record EmbargoTime(EmbargoDay? Day, TimeOnly Time, TimeZoneInfo? Zone)
{
    /// <summary>The instant that he means; null where it has passed, no day fits, or it lies further ahead than <see cref="Limits.EmbargoTime"/>.</summary>
    public DateTimeOffset? Moment(DateTimeOffset now, TimeZoneInfo listZone)
    {
        var zone = Zone ?? listZone;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return Enumerable.Range(0, Limits.EmbargoTime.Days + 1).Select(today.AddDays).Where(day => Day is null || Day.Is(day))
            .Select(day => (DateTimeOffset?)zone.InstantOf(day.ToDateTime(Time)))
            .FirstOrDefault(moment => moment > now && moment - now <= Limits.EmbargoTime);
    }
}
