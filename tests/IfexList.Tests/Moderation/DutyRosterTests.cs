using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;

namespace IfexList.Tests.Moderation;

public sealed class DutyRosterTests
{
    private static readonly MailingList List = new ListCatalogue(new Settings
    {
        Lists = new Dictionary<string, ListSettings> { ["alerts"] = new() { Zone = "America/Toronto", QuietHours = "22:00-07:00" } },
    }).All[0];

    // A day of the desk: one in Paris, one in Toronto, one in Sydney, and a reader of Arabic who is always there.
    private static readonly Moderator[] Desk =
    [
        Moderator(1, "fr;en", "mon-fri 08:00-18:00 Europe/Paris"),
        Moderator(2, "", "mon-fri 09:00-17:00"),
        Moderator(3, "en", "22:00-06:00 Australia/Sydney"),
        Moderator(4, "ar", ""),
    ];

    [Theory]
    [InlineData("2026-03-12T08:00Z", "fr", "1", "morning in Paris")]
    [InlineData("2026-03-12T15:00Z", "en", "1 2 3", "all three are on duty: it is two in the night in Sydney")]
    [InlineData("2026-03-12T15:00Z", "ru", "2", "whose desk is all languages")]
    [InlineData("2026-03-12T08:00Z", "ar", "4", "no hours means always")]
    [InlineData("2026-03-12T08:00Z", "ru", "1 4", "nobody on duty reads it: all on duty")]
    [InlineData("2026-03-29T15:00Z", "fr", "3 4", "a Sunday, and nobody on duty reads it")]
    public void Those_on_duty_who_read_the_language_are_asked_first(string at, string language, string asked, string reason) =>
        Assert.True(asked == Persons(DutyRoster.Asked(Desk, List, Languages.Parse(language), At(at))), reason);

    [Theory]
    [InlineData("2026-03-12T22:00Z", "1", "Toronto has closed, Paris opens before Sydney's evening")]
    [InlineData("2026-03-13T23:00Z", "3", "the week is over for the others")]
    [InlineData("2026-03-12T20:00Z", "2", "the last hour of Toronto")]
    public void Where_nobody_is_on_duty_the_next_one_is_asked_whatever_she_reads(string at, string asked, string reason) =>
        Assert.True(asked == Persons(DutyRoster.Asked(Desk[..3], List, Language.Ar, At(at))), reason);

    [Fact]
    public void Those_who_come_on_duty_together_are_asked_together() =>
        Assert.Equal("1 5", Persons(DutyRoster.Asked([Desk[0], Moderator(5, "ar", "07:00-08:00 UTC")], List, Language.En, At("2026-03-12T05:00Z"))));

    [Fact]
    public void The_roster_goes_by_when_duty_begins_and_then_stays_as_it_is() =>
        Assert.Equal("2 4 6 1 3", Persons(DutyRoster.InOrder([.. Desk, Moderator(6, "", "")], List, At("2026-03-12T19:30Z"))));

    [Theory]
    [InlineData(1, "2026-03-12T18:00Z", "2026-03-13T07:00Z", "her own hours")]
    [InlineData(1, "2026-03-12T09:00Z", "2026-03-12T09:00Z", "on duty, though it is quiet in Toronto")]
    [InlineData(4, "2026-03-12T09:00Z", "2026-03-12T11:00Z", "the list's quiet hours")]
    [InlineData(4, "2026-03-12T11:00Z", "2026-03-12T11:00Z", "after them")]
    public void She_sleeps_outside_her_hours_or_where_she_has_none_in_the_lists_quiet_ones(int who, string at, string wakes, string reason) =>
        Assert.True(DutyRoster.Wakes(Desk[who - 1], List, At(at)) == At(wakes), reason);

    [Fact]
    public void A_desk_without_moderators_asks_nobody()
    {
        Assert.Empty(DutyRoster.Asked([], List, Language.En, At("2026-03-12T08:00Z")));
        Assert.Empty(DutyRoster.OnDuty([], List, At("2026-03-12T08:00Z")));
    }

    private static string Persons(IEnumerable<Moderator> moderators) => string.Join(' ', moderators.Select(moderator => moderator.Person));

    private static Moderator Moderator(long person, string desks, string hours) =>
        new(person, "alerts", default, Language.En, Languages.Split(desks), Suspended: false, WeeklyHours.Parse(hours));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
