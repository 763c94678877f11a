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
    public void The_last_pause_repeats(int attempts, int minutes) => Assert.Equal(1000 + minutes * 60_000L, Plan.NextAt(Copy(attempts), 1000));

    [Theory]
    [InlineData(23, 3, false, "a try before the end")]
    [InlineData(24, 3, true, "a deferral at the end is the end")]
    [InlineData(24, 2, true, "each step of the plan was taken")]
    [InlineData(999, 1, false, "the daemon was down, or the clock leapt: he was tried once")]
    public void Only_a_deferral_past_its_time_is_given_up(int hours, int attempts, bool isOver, string reason)
    {
        var now = hours * 3_600_000L;
        var deferred = new Outcome.Deferred(SmtpReply.OurFault);
        Assert.True(Plan.Judge(Copy(attempts), deferred, now) is Outcome.Expired == isOver, reason);
        Assert.Same(Outcome.Delivered.Instance, Plan.Judge(Copy(attempts), Outcome.Delivered.Instance, now));
    }

    private static OwedCopy Copy(int attempts) => new(1, 1, 1, "a@example.net", 5, 0, attempts, 0);
}
