using System.Globalization;
using IfexList.Foundation;

namespace IfexList.Tests.Foundation;

public sealed class WeeklyHoursTests
{
    private static readonly TimeZoneInfo Toronto = TimeZoneInfo.FindSystemTimeZoneById("America/Toronto");

    [Theory]
    [InlineData("mon-fri 08:00-18:00 Europe/Paris", "2026-03-12T07:00Z", true, "the first minute, by Paris's clock")]
    [InlineData("mon-fri 08:00-18:00 Europe/Paris", "2026-03-12T06:59Z", false, "a minute earlier")]
    [InlineData("mon-fri 08:00-18:00 Europe/Paris", "2026-03-12T17:00Z", false, "the end isn't within")]
    [InlineData("mon-fri 08:00-18:00 Europe/Paris", "2026-03-14T10:00Z", false, "a Saturday")]
    [InlineData("mon-fri 08:00-18:00 Europe/Paris", "2026-03-30T06:00Z", true, "summer time begins an hour earlier")]
    [InlineData("08:00-18:00", "2026-03-12T12:00Z", true, "without a zone in the list's, without days every day")]
    [InlineData("08:00-18:00", "2026-03-12T11:59Z", false, "not yet eight in Toronto")]
    [InlineData("22:00-07:00", "2026-03-12T10:30Z", true, "half past six in the morning, since the evening before")]
    [InlineData("22:00-07:00", "2026-03-12T11:00Z", false, "seven")]
    [InlineData("fri 22:00-07:00", "2026-03-14T10:30Z", true, "Friday's night goes on on Saturday")]
    [InlineData("fri 22:00-07:00", "2026-03-13T10:30Z", false, "Thursday's night isn't Friday's")]
    [InlineData("sat-mon 00:00-24:00", "2026-03-16T03:59Z", true, "Sunday evening, of a span over the week's end")]
    [InlineData("sat-mon 00:00-24:00", "2026-03-17T04:00Z", false, "Tuesday")]
    [InlineData("mon 08:00-12:00 Asia/Tokyo; THU 08:00–12:00 Asia/Tokyo, sun 8:00 - 9:00", "2026-03-12T00:00Z", true, "the second of three")]
    public void A_moment_is_within_or_not(string hours, string at, bool isWithin, string reason) =>
        Assert.True(Hours(hours).Contains(At(at), Toronto) == isWithin, reason);

    [Theory]
    [InlineData("mon-fri 08:00-18:00 Europe/Paris", "2026-03-13T18:00Z", "2026-03-16T07:00Z", "2026-03-13T18:00Z", "Friday evening: Monday morning")]
    [InlineData("mon-fri 08:00-18:00 Europe/Paris", "2026-03-12T10:00Z", "2026-03-12T10:00Z", "2026-03-12T17:00Z", "within")]
    [InlineData("08:00-12:00; 12:00-16:00", "2026-03-12T13:00Z", "2026-03-12T13:00Z", "2026-03-12T20:00Z", "spans that touch are one")]
    [InlineData("22:00-07:00", "2026-03-08T05:00Z", "2026-03-08T05:00Z", "2026-03-08T11:00Z", "the clocks go forward at two: seven comes an hour earlier")]
    [InlineData("22:00-07:00", "2026-11-01T03:00Z", "2026-11-01T03:00Z", "2026-11-01T12:00Z", "the clocks go back at two: seven comes an hour later")]
    [InlineData("sun 02:30-04:00", "2026-03-07T12:00Z", "2026-03-08T07:00Z", "2026-03-07T12:00Z", "half past two is skipped: at three")]
    [InlineData("sun 02:10-02:40", "2026-03-07T12:00Z", "2026-03-15T06:10Z", "2026-03-07T12:00Z", "all of it is skipped: a week later")]
    public void Hours_begin_and_end(string hours, string at, string begin, string end, string reason)
    {
        Assert.True(Hours(hours).Begin(At(at), Toronto) == At(begin), $"{reason}: begins {Hours(hours).Begin(At(at), Toronto):u}");
        Assert.True(Hours(hours).End(At(at), Toronto) == At(end), $"{reason}: ends {Hours(hours).End(At(at), Toronto):u}");
    }

    [Fact]
    public void Hours_that_never_end_are_no_endless_search() =>
        Assert.InRange(Hours("00:00-24:00").End(At("2026-03-12T10:00Z"), Toronto), At("2026-03-20T10:00Z"), At("2026-04-01T10:00Z"));

    [Theory]
    [InlineData("", "no span of hours such as")]
    [InlineData("mon-fri", "\"mon-fri\" is no span of hours")]
    [InlineData("08:00-18:00;", "\"\" is no span of hours")]
    [InlineData("25:00-26:00", "\"25:00-26:00\" is no span of hours")]
    [InlineData("08:00-08:00", "no span of hours")]
    [InlineData("24:00-08:00", "no span of hours")]
    [InlineData("monday 08:00-18:00", "\"monday\" is none of the days")]
    [InlineData("mon-frx 08:00-18:00", "\"mon-frx\" is none of the days")]
    [InlineData("08:00-18:00 Mars/Base", "\"Mars/Base\" is no IANA time zone")]
    public void What_cannot_be_read_is_named(string text, string problem)
    {
        Assert.False(WeeklyHours.TryParse(text, out _, out var said));
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    private static WeeklyHours Hours(string text) => WeeklyHours.TryParse(text, out var hours, out var problem) ? hours : throw new FormatException(problem);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
