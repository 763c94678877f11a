using IfexList.Delivery;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IfexList.Tests.Delivery;

public sealed class SimulatedProviderTests
{
    [Theory]
    [InlineData("mx.example", 2, 61, 200, 1.1, "a small server that bears what the default says, and no more")]
    [InlineData("mx.example", 20, 6000, 200, 1.1, "one that bears much: the default holds us")]
    [InlineData("mx.example", 1, 61, 200, 1.1, "one connection fewer than the default")]
    [InlineData("mx.example", 2, 30, 300, 1.6, "half the default's rate")]
    [InlineData("mx.example", 2, 12, 300, 3, "a fifth of it")]
    [InlineData("smtp.google.com", 5, 610, 3000, 1.1, "a large one that bears what the shaping file says")]
    [InlineData("smtp.google.com", 3, 610, 3000, 1.1, "fewer connections than the shaping file says")]
    [InlineData("smtp.google.com", 5, 300, 3000, 1.6, "half the rate")]
    public void Mail_goes_nearly_as_fast_as_the_limits_allow_and_nobody_sends_us_away(
        string exchange, int connections, int perMinute, int messages, double ratio, string reason)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        var shape = Shaping.Open("").For([exchange], "reader.example");
        var provider = new SimulatedProvider(time, connections, perMinute);
        var took = provider.Take(messages, new RoutePace(shape, time, NullLogger.Instance));
        var best = TimeSpan.FromMinutes(messages * 0.95 / Math.Min(perMinute, shape.PerMinute!.Value));
        TestContext.Current.TestOutputHelper?.WriteLine($"{took / best:F2} of the best, {provider.Refused} refused, {provider.Complaints} complaints: {reason}");
        Assert.False(provider.HasSuspended, reason);
        Assert.True(took / best <= ratio, $"{took / best:F2}: {reason}");
        Assert.InRange(provider.Refused, 0, 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(60)]
    public void A_hop_that_refuses_above_some_number_gets_that_many_at_once_and_few_tries_more(int borne)
    {
        var time = new FakeTimeProvider();
        var pace = new RoutePace(Shape.OfNextHop("smarthost", 64), time, NullLogger.Instance);
        var (open, refused) = (0, 0);
        Try();
        Assert.Equal((borne, 64 - borne), (open, refused));
        for (var second = 0; second < 3600; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            Try();
        }
        Assert.Equal(borne, open);
        Assert.InRange(refused, 64 - borne + 4, 64 - borne + 8);

        // All are opened at the same time, and only then hears who is refused of it.
        void Try()
        {
            var pending = 0;
            while (pace.TryOpen())
                pending++;
            var taken = Math.Min(pending, borne - open);
            open += taken;
            for (var i = taken; i < pending; i++)
            {
                refused++;
                // Whoever is refused first doesn't know yet how many of the others are taken.
                pace.Closed();
                pace.TooMany(i == taken ? 0 : open);
            }
        }
    }

    [Fact]
    public void A_hop_that_bears_more_again_gets_more()
    {
        var time = new FakeTimeProvider();
        var pace = new RoutePace(Shape.OfNextHop("smarthost", 8), time, NullLogger.Instance);
        Assert.Equal(8, Opened());
        for (var i = 0; i < 4; i++)
        {
            pace.Closed();
            pace.TooMany(4);
        }
        foreach (var more in new[] { 0, 1, 1, 1, 1, 0 })
        {
            Assert.Equal(more, Opened());
            time.Advance(TimeSpan.FromMinutes(1));
        }

        int Opened()
        {
            var opened = 0;
            while (pace.TryOpen())
                opened++;
            return opened;
        }
    }
}
