using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IfexList.Tests.Delivery;

public sealed class RoutePaceTests
{
    private static readonly SmtpReply SlowDown = SmtpReply.Say(421, 7, 0, "Try again later, closing connection");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly List<RouteState?> _noted = [];

    [Fact]
    public void A_next_hop_of_our_own_pauses_for_a_minute_at_most_and_what_fails_together_is_one_failure()
    {
        var pace = Pace(Shape.OfNextHop("smarthost", 8));
        foreach (var seconds in new[] { 1, 2, 5, 10, 30, 60, 60 })
        {
            for (var i = 0; i < 8; i++)
                pace.Failed("SocketException");
            Assert.Equal(TimeSpan.FromSeconds(seconds), pace.PauseLeft);
            Assert.False(pace.TryOpen());
            Assert.False(pace.TrySend(out var wait));
            Assert.Equal(pace.PauseLeft, wait);
            _time.Advance(pace.PauseLeft);
        }
        // The first second is over before anybody asks.
        Assert.Equal(6, _noted.Count);
    }

    [Fact]
    public void A_provider_that_is_down_is_asked_about_once_an_hour_in_the_end()
    {
        var pace = Pace(Provider());
        foreach (var pause in Limits.ProviderPauses.Append(Limits.ProviderPauses[^1]))
        {
            pace.Failed("SocketException");
            Assert.InRange(pace.PauseLeft, pause, pause * 1.2);
            _time.Advance(pace.PauseLeft);
        }
        // It is written down, each time; the first success takes it back.
        Assert.Equal(8, _noted.Count);
        Assert.All(_noted, state => Assert.Equal("SocketException", state!.Reason));
        pace.Succeeded();
        Assert.Null(_noted[^1]);
        Assert.Null(pace.State);
    }

    [Fact]
    public void While_it_fails_one_connection_finds_out_whether_that_is_over()
    {
        var pace = Pace(Provider());
        pace.Failed("SocketException");
        _time.Advance(pace.PauseLeft);
        Assert.NotNull(pace.State);
        Assert.True(pace.TryOpen());
        Assert.False(pace.TryOpen());
        pace.Succeeded();
        Assert.Null(pace.State);
        Assert.True(pace.TryOpen());
    }

    [Fact]
    public void A_complaint_halves_pace_and_connections_and_a_second_one_quarters_what_is_left()
    {
        var pace = Pace(Provider() with { Connections = 8 });
        while (pace.TryOpen())
            continue;
        Assert.Equal(60, Sent(pace, TimeSpan.FromMinutes(1)));
        pace.Answered(SlowDown);
        // What was on its way is answered in the same way, and in the pause something still succeeds.
        pace.Answered(SlowDown);
        pace.Succeeded();
        Assert.InRange(pace.PauseLeft, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(36));
        Assert.True(pace.IsCrowded);
        for (var i = 0; i < 4; i++)
            pace.Closed();
        Assert.False(pace.IsCrowded);
        _time.Advance(pace.PauseLeft);
        Assert.False(pace.TryOpen());
        pace.Answered(SlowDown);
        Assert.InRange(pace.PauseLeft, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2.4));
        _time.Advance(pace.PauseLeft);
        Assert.InRange(Sent(pace, TimeSpan.FromMinutes(2)), 14, 16);
    }

    [Fact]
    public void The_pace_comes_back_step_by_step_and_wholly_when_the_complaint_is_forgotten()
    {
        var pace = Pace(Provider());
        pace.Answered(SlowDown);
        _time.Advance(pace.PauseLeft);
        var sent = Enumerable.Range(0, 90).Select(_ => Sent(pace, TimeSpan.FromMinutes(1))).ToList();
        Assert.InRange(sent[0], 30, 33);
        Assert.InRange(sent[50], 47, 49);
        Assert.Equal(60, sent[^1]);
        Assert.All(sent.Zip(sent.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, -1, 5));
    }

    [Theory]
    [InlineData("451 4.7.1 Greylisting in action, please come back in 5 minutes")]
    [InlineData("452 4.2.2 Mailbox full")]
    [InlineData("550 5.1.1 User unknown")]
    [InlineData("421 4.4.2 idle for too long")]
    public void What_is_about_one_reader_or_one_connection_slows_nobody_down(string reply)
    {
        var pace = Pace(Provider());
        for (var i = 0; i < 100; i++)
            pace.Answered(ReplyConcernTests.Parse(reply));
        Assert.Equal(TimeSpan.Zero, pace.PauseLeft);
        Assert.Equal(60, Sent(pace, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_rule_suspends_at_its_number_within_its_time_and_holds_over_a_restart()
    {
        var shape = Shaping.Parse("""
            { "Default": { "Rules": [ { "Reply": "^554 5\\.7\\.1 .*blocked", "Times": 3, "Within": "01:00:00", "Suspend": "04:00:00" } ] } }
            """, "shaping.json").For(["mx.example"], "reader.example");
        var blocked = SmtpReply.Say(554, 7, 1, "reader@example.net: our IP is blocked");
        var pace = Pace(shape);
        foreach (var minutes in new[] { 0, 50, 50 })
        {
            _time.Advance(TimeSpan.FromMinutes(minutes));
            pace.Answered(blocked);
        }
        // Three, but not within an hour.
        Assert.Equal(TimeSpan.Zero, pace.PauseLeft);
        pace.Answered(blocked);
        Assert.Equal(TimeSpan.FromHours(4), pace.PauseLeft);
        var state = Assert.Single(_noted)!;
        Assert.Equal((_time.After(TimeSpan.FromHours(4)), "554 5.7.1, 3 times within 01:00:00"), (state.Until, state.Reason));

        _time.Advance(TimeSpan.FromHours(1));
        var again = Pace(shape, state);
        Assert.Equal(TimeSpan.FromHours(3), again.PauseLeft);
        Assert.False(again.TryOpen());
        _time.Advance(TimeSpan.FromHours(3));
        Assert.True(again.TryOpen());
        Assert.False(again.TryOpen());
        again.Succeeded();
        Assert.Null(_noted[^1]);
        Assert.True(again.TryOpen());
    }

    [Fact]
    public void The_rate_is_even_and_what_was_not_sent_doesnt_count()
    {
        var pace = Pace(Provider());
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(pace.TrySend(out _));
        // A rest saves up nothing.
        Assert.False(pace.TrySend(out var wait));
        Assert.Equal(TimeSpan.FromSeconds(1), wait);
        pace.NotSent();
        Assert.True(pace.TrySend(out _));
        Assert.InRange(Sent(pace, TimeSpan.FromMinutes(10)), 599, 600);
    }

    [Fact]
    public void The_ceiling_of_the_day_holds_over_a_restart_and_ends_at_midnight()
    {
        var shape = Provider() with { PerMinute = null, WarmUp = new WarmUp { Since = new DateOnly(2026, 12, 1), PerDay = [10, 20] } };
        var pace = new RoutePace(shape, _time, NullLogger.Instance, sentToday: 7);
        Assert.Equal(3, Enumerable.Range(0, 30).Count(_ => pace.TrySend(out var _)));
        Assert.False(pace.TrySend(out var wait));
        Assert.Equal(TimeSpan.FromHours(12), wait);
        _time.Advance(wait);
        Assert.Equal(20, Enumerable.Range(0, 30).Count(_ => pace.TrySend(out var _)));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(30, Enumerable.Range(0, 30).Count(_ => pace.TrySend(out var _)));
    }

    [Fact]
    public void Where_nothing_limits_us_nothing_is_allocated()
    {
        var pace = Pace(Shape.OfNextHop("smarthost", 8));
        Send(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Send(10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Send(int count)
        {
            for (var i = 0; i < count; i++)
            {
                _ = pace.IsCrowded;
                _ = pace.TrySend(out _);
                pace.Succeeded();
            }
        }
    }

    [Fact]
    public void A_clock_that_is_set_neither_ends_nor_lengthens_a_pause()
    {
        var clock = new SetClock(_time);
        var pace = new RoutePace(Provider(), clock, NullLogger.Instance);
        pace.Failed("SocketException");
        var left = pace.PauseLeft;
        clock.Ahead = TimeSpan.FromDays(-1);
        Assert.Equal(left, pace.PauseLeft);
        clock.Ahead = TimeSpan.FromDays(1);
        Assert.Equal(left, pace.PauseLeft);
        // Nor does what was written by a clock that was years ahead.
        Assert.Equal(Limits.LongestPause, Pace(Provider(), new RouteState(1, _time.After(TimeSpan.FromDays(9000)), "x", 1)).PauseLeft);
    }

    [Fact]
    public void A_log_names_only_providers_that_an_administrator_named()
    {
        var log = new Lines();
        var shape = Shaping.Open("").For(["mx.vanity.example"], "vanity.example");
        var pace = new RoutePace(shape, _time, log);
        while (pace.TryOpen())
            continue;
        pace.Closed();
        pace.TooMany(1);
        pace.Answered(SmtpReply.Say(421, 7, 0, "slow down, reader@vanity.example"));
        Assert.Equal(3, log.Text.Count);
        Assert.All(log.Text, line => Assert.DoesNotContain("vanity", line));
        Assert.All(log.Text, line => Assert.StartsWith("Route other: ", line));
    }

    private static Shape Provider() => new("mx.example", IsNamed: false, Connections: 2, MessagesPerConnection: 20, PerMinute: 60, []);

    private RoutePace Pace(Shape shape, RouteState? known = null) => new(shape, _time, NullLogger.Instance, known, note: _noted.Add);

    // As fast as it lets us.
    private int Sent(RoutePace pace, TimeSpan during)
    {
        var (sent, end) = (0, _time.GetUtcNow() + during);
        while (_time.GetUtcNow() < end)
            if (pace.TrySend(out var wait))
            {
                sent++;
                pace.Succeeded();
            }
            else
                _time.Advance(wait < end - _time.GetUtcNow() ? wait : end - _time.GetUtcNow());
        return sent;
    }

    private sealed class SetClock(TimeProvider time) : TimeProvider
    {
        public TimeSpan Ahead { get; set; }
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Ahead;
        public override long GetTimestamp() => time.GetTimestamp();
        public override long TimestampFrequency => time.TimestampFrequency;
    }

    private sealed class Lines : ILogger
    {
        public List<string> Text { get; } = [];
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Text.Add(formatter(state, exception));
    }
}
