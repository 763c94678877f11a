using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>How many messages may go, and when the next one may: the rate, evenly, and the day's ceiling while our address is being warmed up.</summary>
internal sealed class Tempo(Shape shape, int sentToday, DateOnly today)
{
    // Who wakes up late, or has to open a connection first, doesn't lose his turn; who was away for longer has saved up nothing.
    private const double LatenessMilliseconds = 1000;
    private const double MillisecondsPerMinute = 60_000;

    private DateOnly _day = today;
    private int _sent = sentToday;

    // When the next one would be due if all went evenly.
    private double _dueAt;

    public bool IsUnlimited { get; } = shape.PerMinute is null && shape.WarmUp.PerDay.Count == 0;

    /// <param name="now">Milliseconds of a clock that nobody sets.</param>
    /// <param name="wall">What the day is told by.</param>
    /// <param name="share">Of the rate.</param>
    /// <param name="wait">Where not: how long it isn't worth asking again.</param>
    public bool TryTake(long now, DateTimeOffset wall, double share, out TimeSpan wait)
    {
        wait = Wait(now, wall);
        if (wait > TimeSpan.Zero)
            return false;
        _sent++;
        if (shape.PerMinute is { } rate)
            _dueAt = (_dueAt < now - LatenessMilliseconds ? now : _dueAt) + MillisecondsPerMinute / (rate * share);
        return true;
    }

    /// <summary>What was taken last didn't go after all.</summary>
    public void GiveBack(double share)
    {
        _sent = Math.Max(0, _sent - 1);
        if (shape.PerMinute is { } rate)
            _dueAt -= MillisecondsPerMinute / (rate * share);
    }

    private TimeSpan Wait(long now, DateTimeOffset wall)
    {
        var day = wall.UtcDay();
        if (day > _day)
            (_day, _sent) = (day, 0);
        if (shape.WarmUp.CeilingOn(day) is { } ceiling && _sent >= ceiling)
            return wall.UtcDateTime.Date.AddDays(1) - wall.UtcDateTime;
        return TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(_dueAt - now)));
    }
}
