using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Publishing;

namespace IfexList.Tests.Publishing;

/// <summary>When parcels are due, by real zones and their changes of clocks.</summary>
public sealed class ParcelTimesTable
{
    [Theory]
    [InlineData("America/Toronto", "05:00", Rhythm.Daily, "2026-03-12T08:00Z", "2026-03-12T09:00Z", "today, if the hour is to come")]
    [InlineData("America/Toronto", "05:00", Rhythm.Daily, "2026-03-12T09:00Z", "2026-03-13T09:00Z", "tomorrow, if it has come")]
    [InlineData("America/Toronto", "05:00", Rhythm.Headlines, "2026-03-12T09:00Z", "2026-03-13T09:00Z", "headlines are daily")]
    [InlineData("America/Toronto", "05:00", Rhythm.Weekly, "2026-03-12T08:00Z", "2026-03-13T09:00Z", "Friday")]
    [InlineData("America/Toronto", "05:00", Rhythm.Weekly, "2026-03-13T09:00Z", "2026-03-20T09:00Z", "and the next Friday")]
    [InlineData("America/Toronto", "02:30", Rhythm.Daily, "2026-03-08T05:00Z", "2026-03-08T07:00Z", "2:30 is skipped: 3:00 is the next time that exists")]
    [InlineData("America/Toronto", "02:30", Rhythm.Daily, "2026-03-08T07:00Z", "2026-03-09T06:30Z", "and that was the day's parcel")]
    [InlineData("America/Toronto", "01:30", Rhythm.Daily, "2026-11-01T04:00Z", "2026-11-01T05:30Z", "1:30 comes twice: the first")]
    [InlineData("America/Toronto", "01:30", Rhythm.Daily, "2026-11-01T05:30Z", "2026-11-02T06:30Z", "the second is passed over")]
    [InlineData("Europe/Paris", "02:30", Rhythm.Daily, "2026-03-28T12:00Z", "2026-03-29T01:00Z", "skipped")]
    [InlineData("Europe/Paris", "02:30", Rhythm.Daily, "2026-10-24T12:00Z", "2026-10-25T00:30Z", "twice")]
    [InlineData("Europe/Paris", "02:30", Rhythm.Daily, "2026-10-25T00:30Z", "2026-10-26T01:30Z", "once")]
    [InlineData("Asia/Tehran", "05:00", Rhythm.Daily, "2026-07-01T00:00Z", "2026-07-01T01:30Z", "half an hour's zone, no summer time any more")]
    [InlineData("Asia/Tehran", "00:00", Rhythm.Daily, "2022-03-21T00:00Z", "2022-03-21T20:30Z", "its last summer time began at midnight")]
    [InlineData("Asia/Beirut", "00:00", Rhythm.Daily, "2026-03-28T12:00Z", "2026-03-28T22:00Z", "midnight is skipped")]
    [InlineData("Africa/Cairo", "00:00", Rhythm.Daily, "2026-04-23T12:00Z", "2026-04-23T22:00Z", "midnight is skipped, on a Friday")]
    [InlineData("Africa/Cairo", "00:00", Rhythm.Weekly, "2026-04-23T12:00Z", "2026-04-23T22:00Z", "and that Friday is the week's")]
    [InlineData("Africa/Cairo", "00:00", Rhythm.Weekly, "2026-04-23T22:00Z", "2026-04-30T21:00Z", "once")]
    [InlineData("Australia/Lord_Howe", "02:15", Rhythm.Daily, "2026-10-03T00:00Z", "2026-10-03T15:30Z", "half an hour is skipped")]
    public void A_parcel_is_due_once_at_the_lists_hour(string zone, string hour, Rhythm rhythm, string after, string expected, string because) =>
        Assert.True(Instant(expected) == ParcelTimes.Next(List(zone, hour), rhythm, Instant(after)), $"{because}: {ParcelTimes.Next(List(zone, hour), rhythm, Instant(after)).UtcDateTime:u}");

    [Theory]
    [InlineData("America/Toronto")]
    [InlineData("Europe/Paris")]
    [InlineData("Asia/Beirut")]
    [InlineData("Africa/Cairo")]
    [InlineData("America/Santiago")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Pacific/Kiritimati")]
    public void Each_day_of_two_years_has_one_daily_parcel_whatever_its_hour(string zone)
    {
        foreach (var hour in (string[])["00:00", "00:30", "01:30", "02:00", "02:30", "05:00", "23:59"])
        {
            var list = List(zone, hour);
            var (at, end) = (Instant("2025-12-31T00:00Z"), Instant("2027-12-31T00:00Z"));
            var days = new List<DateOnly>();
            while ((at = ParcelTimes.Next(list, Rhythm.Daily, at)) < end)
                days.Add(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, list.Zone).DateTime));
            Assert.Equal(Enumerable.Range(0, days.Count).Select(days[0].AddDays), days);
            Assert.InRange(days.Count, 729, 731);
        }
    }

    private static MailingList List(string zone, string hour) => new ListCatalogue(new Settings
    {
        Lists = new Dictionary<string, ListSettings> { ["alerts"] = new() { Zone = zone, ParcelHour = TimeOnly.Parse(hour, CultureInfo.InvariantCulture) } },
    }).All[0];

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
