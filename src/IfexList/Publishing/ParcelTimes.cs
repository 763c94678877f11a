using IfexList.Lists;

namespace IfexList.Publishing;

/// <summary>
/// When a list's parcels are due: at its hour in its zone, weekly ones on its day, once on each such day. A local time that the clocks skip moves to
/// the next one that exists; of one that they show twice the first is meant.
/// </summary>
public static class ParcelTimes
{
    private const int DaysOfWeek = 7;

    /// <summary>The rhythms that have an hour.</summary>
    public static readonly IReadOnlyList<Rhythm> Rhythms = [Rhythm.Daily, Rhythm.Weekly, Rhythm.Headlines];

    public static DateTimeOffset Next(MailingList list, Rhythm rhythm, DateTimeOffset after)
    {
        // From the day before: where a whole day is skipped, its parcel comes after the day's end.
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, list.Zone).DateTime).AddDays(-1);
        return Enumerable.Range(0, 2 * DaysOfWeek).Select(first.AddDays)
            .Where(day => rhythm != Rhythm.Weekly || day.DayOfWeek == list.ParcelDay)
            .Select(day => list.InstantOf(day.ToDateTime(list.ParcelHour)))
            .First(instant => instant > after);
    }
}
