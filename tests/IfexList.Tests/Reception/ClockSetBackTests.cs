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
    [InlineData(1, "daylight saving on a machine that keeps local time")]
    [InlineData(366 * 24, "a clock without a battery")]
    public async Task What_waits_comes_earlier_by_as_much(int hours, string reason)
    {
        await RestAsync(ahead: 0);
        await _house.Get<Clock>().TickAsync();
        _house.Time.AdjustTime(_house.Time.GetUtcNow().AddHours(-hours));
        await _house.Get<Clock>().TickAsync();
        var now = _house.Time.Now();
        Assert.True((now, now) == Rests("deliveries", "inbox"), reason);
        Assert.Equal(now + Hour, At(Due.Erase));
        Assert.Equal(now + (hours + 1) * Hour, At(Due.Release));
    }

    [Fact]
    public async Task Passing_time_and_a_clock_that_is_set_ahead_change_nothing()
    {
        await RestAsync(ahead: 2 * Hour);
        var rests = Rests("deliveries", "inbox");
        await _house.Get<Clock>().TickAsync();
        _house.Time.Advance(TimeSpan.FromMinutes(10));
        await _house.Get<Clock>().TickAsync();
        _house.Time.AdjustTime(_house.Time.GetUtcNow().AddMinutes(10));
        await _house.Get<Clock>().TickAsync();
        Assert.Equal(rests, Rests("deliveries", "inbox"));
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

    private async Task RestAsync(long ahead)
    {
        var person = await _house.PersonAsync("reader@example.net");
        var at = _house.Time.Now() + ahead;
        await _house.Database.WriteAsync(tx =>
        {
            tx.Execute("INSERT INTO rendering (id, list, format, encoding, at) VALUES (1, 'alerts', 'letter', '7bit', @at)", ("@at", at));
            tx.Execute("INSERT INTO deliveries (rendering, person, domain, priority, next_at, since) VALUES (1, @person, 'example.net', 5, @at, @at)", ("@person", person), ("@at", at));
            tx.Execute("INSERT INTO body (id, bytes) VALUES (1, x'00')");
            tx.Execute("INSERT INTO inbox (body, recipient, at, attempts, next_at) VALUES (1, 'alerts@lists.example.org', @at, 1, @at)", ("@at", at));
            Due.Set(tx, Due.Erase, "999", at + Hour);
            Due.Set(tx, Due.Release, "999", at + Hour);
        });
    }

    private (long?, long?) Rests(string one, string other) =>
        _house.Database.Read(db => (db.Number($"SELECT next_at FROM {one}"), db.Number($"SELECT next_at FROM {other}")));

    private long? At(string kind) => _house.Database.Read(db => Due.At(db, kind, "999"));

    public ValueTask DisposeAsync() => _house.DisposeAsync();
}
