using IfexList.Communique;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Tests.Communique;

public class DraftTimesTests
{
    [Theory]
    [InlineData("sun 02:30", "2026-03-02 12:00", "2026-03-08 07:00", "the clocks skip that hour: the next minute that there is")]
    [InlineData("sun 02:30", "2026-03-08 12:00", "2026-03-15 06:30", "summer time")]
    [InlineData("sun 01:30", "2026-10-31 12:00", "2026-11-01 05:30", "the clocks show it twice: the first time")]
    [InlineData("sun 01:30", "2026-11-01 05:30", "2026-11-08 06:30", "and not again an hour later")]
    [InlineData("mon 09:00", "2026-03-16 12:59", "2026-03-16 13:00", "this minute's")]
    [InlineData("mon 09:00", "2026-03-16 13:00", "2026-03-23 13:00", "a week later, not at once again")]
    public void A_draft_is_due_once_a_week_by_the_clock_on_the_wall(string weekly, string after, string expected, string why) =>
        Assert.True(DraftTimes.Next(List(weekly), Language.En, Utc(after)) == Utc(expected), $"{why}: {DraftTimes.Next(List(weekly), Language.En, Utc(after))?.UtcDateTime:u}");

    [Fact]
    public void A_language_without_an_hour_gets_none() => Assert.Null(DraftTimes.Next(List("mon 09:00"), Language.Fr, Utc("2026-03-16 12:00")));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text + "Z", System.Globalization.CultureInfo.InvariantCulture);

    private static MailingList List(string weekly) => new ListCatalogue(new Settings
    {
        Lists = new Dictionary<string, ListSettings>
        {
            ["communique"] = new()
            {
                Title = new LocalizedText("Communiqué"),
                Zone = "America/Toronto",
                Newsletter = new NewsletterSettings { Drafts = new Dictionary<string, string> { ["en"] = weekly } },
            },
        },
    }).All[0];
}
