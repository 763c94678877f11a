using IfexList.Reception;
using IfexList.Store;
using Xunit;

namespace IfexList.Tests.Reception;

/// <summary>The machine's clock is set back: what waits comes earlier by as much, and what people named stays.</summary>
public sealed class ClockSetBackTests : IAsyncDisposable
{
    private const long Hour = 3_600_000;
    private readonly TestHouse _house = new();

    [Theory]
    [InlineData(0, -3600, 3600, "set back by an hour")]
    [InlineData(600, -3600, 3600, "set back after ten minutes")]
    [InlineData(600, 0, 0, "time has passed")]
    [InlineData(600, 3600, -3600, "set ahead, or the machine slept")]
    public void The_watch_sees_how_far_it_was_set_back(int passed, int set, int back, string reason)
    {
        var clock = new SettableClock();
        var watch = new ClockWatch(clock);
        (clock.Passed, clock.Off) = (TimeSpan.FromSeconds(passed), TimeSpan.FromSeconds(set));
        Assert.True(TimeSpan.FromSeconds(back) == watch.Back, reason);
        watch.Trust();
        Assert.Equal(TimeSpan.Zero, watch.Back);
    }

    [Fact]
    public async Task What_waits_comes_earlier_by_as_much_and_what_people_named_stays()
    {
        var now = _house.Time.Now();
        await RestAsync(now);
        await _house.Database.WriteAsync(tx => WrongClock.SetBack(tx, 2 * Hour, _house.Time.Now()));
        Assert.Equal((now - 2 * Hour, now - 2 * Hour), _house.Database.Read(db => (db.Number("SELECT next_at FROM deliveries"), db.Number("SELECT next_at FROM inbox"))));
        Assert.Equal(now - Hour, At(Due.Erase));
        Assert.Equal(now - Hour, At(Due.Grace));
        Assert.Equal(now + Hour, At(Due.Release));
    }

    [Theory]
    [InlineData(1, 0, "an hour at most is nothing to be seen")]
    [InlineData(2, 2 * Hour, "the sweep shows it")]
    public async Task A_clock_that_was_ahead_when_the_daemon_last_ran_shows_by_the_sweep(int sweepInHours, long ahead, string reason)
    {
        var now = _house.Time.Now();
        await _house.Database.WriteAsync(tx => Due.Set(tx, Due.Sweep, "", now + sweepInHours * Hour));
        Assert.True(ahead == _house.Database.Read(db => WrongClock.WasAheadBy(db, now, TimeSpan.FromHours(1))), reason);
    }

    private async Task RestAsync(long at)
    {
        var person = await _house.PersonAsync("reader@example.net");
        await _house.Database.WriteAsync(tx =>
        {
            tx.Execute("INSERT INTO rendering (id, list, format, encoding, at) VALUES (1, 'alerts', 'letter', '7bit', @at)", ("@at", at));
            tx.Execute("INSERT INTO deliveries (rendering, person, domain, priority, next_at, since) VALUES (1, @person, 'example.net', 5, @at, @at)", ("@person", person), ("@at", at));
            tx.Execute("INSERT INTO body (id, bytes) VALUES (1, x'00')");
            tx.Execute("INSERT INTO inbox (body, recipient, at, attempts, next_at) VALUES (1, 'alerts@lists.example.org', @at, 1, @at)", ("@at", at));
            Due.Set(tx, Due.Erase, "999", at + Hour);
            Due.Set(tx, Due.Grace, "999", at + Hour);
            Due.Set(tx, Due.Release, "999", at + Hour);
        });
    }

    private long? At(string kind) => _house.Database.Read(db => Due.At(db, kind, "999"));

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    /// <summary>A clock on the wall that can be set, and what can't: the time that passes.</summary>
    private sealed class SettableClock : TimeProvider
    {
        public TimeSpan Passed { get; set; }
        public TimeSpan Off { get; set; }
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Passed + Off;
        public override long GetTimestamp() => Passed.Ticks;
    }
}
