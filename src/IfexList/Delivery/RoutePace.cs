using IfexList.Foundation;
using IfexList.Store;
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
    private long _pausedUntil;

    /// <summary>While it is failing, one connection at a time finds out whether that is over.</summary>
    public bool IsFailing => Volatile.Read(ref _failures) > 0;

    public TimeSpan PauseLeft
    {
        get { lock (_gate) return TimeSpan.FromMilliseconds(Math.Max(0, _pausedUntil - time.Now())); }
    }

    public void Failed(string reason)
    {
        TimeSpan pause;
        lock (_gate)
        {
            // Connections that were opened together fail together: that is one failure, not eight.
            if (_pausedUntil > time.Now())
                return;
            pause = Limits.RoutePauses[Math.Min(_failures, Limits.RoutePauses.Count - 1)];
            _failures++;
            _pausedUntil = time.After(pause);
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
}
