using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Communique;

/// <summary>
/// When the drafts of a newsletter are due: at the hour of each language on its day, by the list's clock, once a week. A local time that the clocks skip
/// moves to the next one that exists; of one that they show twice the first is meant.
/// </summary>
public static class DraftTimes
{
    private const int DaysOfWeek = 7;

    /// <returns>Null where that language gets no draft.</returns>
    public static DateTimeOffset? Next(MailingList list, Language language, DateTimeOffset after)
    {
        if (list.Newsletter is not { } newsletter || !newsletter.Drafts.TryGetValue(language, out var weekly))
            return null;
        // From the day before: where a whole day is skipped, what was due on it comes after the day's end.
        var first = Day(list, after).AddDays(-1);
        return Enumerable.Range(0, 2 * DaysOfWeek).Select(first.AddDays).Where(day => day.DayOfWeek == weekly.Day)
            .Select(day => list.InstantOf(day.ToDateTime(weekly.Hour))).First(instant => instant > after);
    }

    /// <summary>The Monday with which the list's week began: all languages of one week have one number.</summary>
    public static DateTimeOffset WeekOf(MailingList list, DateTimeOffset at)
    {
        var today = Day(list, at);
        return list.Begin(today.AddDays(-(((int)today.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek)));
    }

    public static DateOnly Day(MailingList list, DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, list.Zone).DateTime);
}
