using IfexList.Foundation;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Delivery;

/// <summary>STUB until the pace part is merged.</summary>
public sealed class RoutePace(string route, TimeProvider time, ILogger log, int connections = 8)
{
    private readonly Lock _gate = new();
    private int _failures;
    private long _pausedUntil;
    private int _open;
    private int _most = int.MaxValue;
    private long _mostUntil;

    public string Name => route;

    /// <summary>While it is failing, one connection at a time finds out whether that is over.</summary>
    public bool IsFailing => Volatile.Read(ref _failures) > 0;

    public TimeSpan PauseLeft
    {
        get { lock (_gate) return TimeSpan.FromMilliseconds(Math.Max(0, _pausedUntil - time.Now())); }
    }

    public bool HasRoom
    {
        get { lock (_gate) return _open < (_failures > 0 ? 1 : time.Now() < _mostUntil ? Math.Min(_most, connections) : connections); }
    }

    public bool TryOpen()
    {
        lock (_gate)
        {
            if (_pausedUntil > time.Now() || !HasRoom)
                return false;
            _open++;
            return true;
        }
    }

    public void Closed() { lock (_gate) _open--; }

    public void TooMany(int connected)
    {
        lock (_gate)
            (_most, _mostUntil) = (connected, time.After(Limits.FewerConnectionsTime));
    }

    public void Answered(IfexList.Mail.SmtpReply reply) { if (reply.Code == 0) TooMany(1); }

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
