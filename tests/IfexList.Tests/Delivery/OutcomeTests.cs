using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using Xunit;

namespace IfexList.Tests.Delivery;

public class OutcomeTests
{
    private static readonly RetryPlan Plan = new(new RelaySettings
    {
        Retry = [TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)],
        GiveUpAfter = TimeSpan.FromDays(1),
    });

    [Fact]
    public void The_outcomes_are_the_four_that_the_recorder_knows() =>
        Assert.Equal(["Deferred", "Delivered", "Expired", "Refused"], typeof(Outcome).GetNestedTypes().Select(type => type.Name).Order());

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 60)]
    [InlineData(2, 60)]
    [InlineData(99, 60)]
    public void The_last_pause_repeats_and_each_is_a_little_longer_than_it_says(int attempts, int minutes) =>
        Assert.InRange(Plan.NextAt(Copy(attempts), 1000), 1000 + minutes * 60_000L, 1000 + minutes * 72_000L);

    [Fact]
    public void What_was_put_off_together_doesnt_come_back_together()
    {
        var times = Enumerable.Range(1, 1000).Select(id => Plan.NextAt(Copy(0, id), 0)).ToList();
        // Five to six minutes: each of the sixty seconds has its part.
        Assert.All(times.GroupBy(time => time / 1000), second => Assert.InRange(second.Count(), 1, 40));
        Assert.True(times.Max() - times.Min() > 58_000, "they are spread over a minute");
        Assert.Equal(times, Enumerable.Range(1, 1000).Select(id => Plan.NextAt(Copy(0, id), 0)));
    }

    [Fact]
    public void A_reader_whose_link_was_down_for_five_days_still_gets_his_copy()
    {
        var (plan, copy, now, outage) = (new RetryPlan(new RelaySettings()), Copy(0), 0L, (long)TimeSpan.FromDays(5).TotalMilliseconds);
        while (now < outage)
        {
            Assert.IsType<Outcome.Deferred>(plan.Judge(copy, new Outcome.Deferred(SmtpReply.OurFault), now));
            (now, copy) = (plan.NextAt(copy, now), copy with { Attempts = copy.Attempts + 1 });
        }
        Assert.True(now < outage + TimeSpan.FromHours(5).TotalMilliseconds, "and within hours");
        Assert.InRange(copy.Attempts, 20, 60);
    }

    [Theory]
    [InlineData(23, false, "a try before the end")]
    [InlineData(24, true, "a deferral at the end is the end")]
    public void Only_a_deferral_past_its_time_is_given_up(int hours, bool isOver, string reason)
    {
        var now = hours * 3_600_000L;
        var deferred = new Outcome.Deferred(SmtpReply.OurFault);
        Assert.True(Plan.Judge(Copy(3), deferred, now) is Outcome.Expired == isOver, reason);
        Assert.Same(Outcome.Delivered.Instance, Plan.Judge(Copy(3), Outcome.Delivered.Instance, now));
    }

    private static OwedCopy Copy(int attempts, long id = 1) => new(id, 1, 1, "a@example.net", 5, 0, attempts, 0);
}
