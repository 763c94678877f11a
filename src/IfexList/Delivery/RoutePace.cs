using IfexList.Foundation;
using Microsoft.Extensions.Logging;

namespace IfexList.Delivery;

/// <summary>
/// Whether a route is worth trying now. When the next hop as a whole fails (no connection, no greeting, no TLS, no AUTH) the route pauses,
/// longer each time, and no copy is touched: they are late together, and none has used up an attempt.
/// </summary>
public sealed class RoutePace(string route, TimeProvider time, ILogger log)
{
    private readonly Lock _gate = new();
    private int _failures;

    // Since when and for how long. Not until when: the machine's clock may be set back by a year.
    private long _pausedAt;
    private TimeSpan _pause;

    /// <summary>While it is failing, one connection at a time finds out whether that is over.</summary>
    public bool IsFailing => Volatile.Read(ref _failures) > 0;

    public TimeSpan PauseLeft
    {
        get { lock (_gate) return Left(); }
    }

    public void Failed(string reason)
    {
        TimeSpan pause;
        lock (_gate)
        {
            // Connections that were opened together fail together: that is one failure, not eight.
            if (Left() > TimeSpan.Zero)
                return;
            _pause = pause = Limits.RoutePauses[Math.Min(_failures, Limits.RoutePauses.Count - 1)];
            _failures++;
            _pausedAt = time.GetTimestamp();
        }
        log.RoutePaused(route, pause, reason);
    }

    /// <summary>The next hop has given a copy an orderly answer.</summary>
    public void Succeeded()
    {
        if (!IsFailing)
            return;
        lock (_gate)
            _failures = 0;
    }

    private TimeSpan Left() => _pause - time.GetElapsedTime(_pausedAt) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
