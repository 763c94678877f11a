using IfexList.Bounces;
using IfexList.Foundation;
using IfexList.Ledger;
using IfexList.Mail;

namespace IfexList.Tests.Bounces;

/// <summary>How the next hop's own replies become setbacks, and what owners are shown of its words.</summary>
public sealed class SetbackTests
{
    [Theory]
    [InlineData(550, "5.1.1", ReturnClass.Dead, ReturnClass.Unavailable, "for good, or for days")]
    [InlineData(450, "4.1.1", ReturnClass.Dead, ReturnClass.Unavailable, "never said for good")]
    [InlineData(554, "5.7.1", ReturnClass.Policy, ReturnClass.Policy, "about us, however it ended")]
    [InlineData(550, "2.0.0", ReturnClass.Unavailable, ReturnClass.Unavailable, "nonsense; the copy is lost all the same")]
    public void A_lost_copy_is_a_setback_whatever_the_hop_calls_it(int code, string status, ReturnClass refused, ReturnClass givenUp, string why)
    {
        Assert.True(EnhancedStatus.TryParse(status, out var parsed));
        var reply = new SmtpReply(code, parsed, "no");
        Assert.True(refused == Setback.Heard(reply).Reason.Class && givenUp == Setback.Waited(reply).Reason.Class, why);
        Assert.True(Setback.Heard(reply).Live);
    }

    [Theory]
    [InlineData("550 <ann.lee@press.example>: unknown", "550 <<...>>: unknown", "an address")]
    [InlineData("Ann.Lee: mailbox gone\r\nask us", "<...>: mailbox gone ask us", "his name alone, and two lines")]
    [InlineData("see https://x.example/?u=ann.lee%40press.example", "see https:<...>", "inside a link")]
    [InlineData("blocked by list 12", "blocked by list 12", "nobody")]
    public void Owners_read_the_words_without_whom_they_were_said_of(string reply, string shown, string why) =>
        Assert.True(shown == Cleansed.Words(reply, "ann.lee@press.example"), $"{why}: {Cleansed.Words(reply, "ann.lee@press.example")}");

    [Theory]
    [InlineData(99, 7, 21, 28, "Bounces.ProbeScore")]
    [InlineData(300, 0, 21, 28, "Bounces.ProbeWait")]
    [InlineData(300, 7, 401, 28, "Bounces.PauseAfter")]
    [InlineData(300, 7, 21, -1, "Bounces.RemoveAfter")]
    public void What_would_remove_readers_in_a_day_stops_the_start(int score, int wait, int pause, int remove, string key)
    {
        var bounces = new BounceSettings { ProbeScore = score, ProbeWait = TimeSpan.FromDays(wait), PauseAfter = TimeSpan.FromDays(pause), RemoveAfter = TimeSpan.FromDays(remove) };
        Assert.Contains(SettingsCheck.Problems(new Settings { Bounces = bounces }), problem => problem.Key == key);
        Assert.DoesNotContain(SettingsCheck.Problems(new Settings()), problem => problem.Key.StartsWith("Bounces", StringComparison.Ordinal));
    }
}
