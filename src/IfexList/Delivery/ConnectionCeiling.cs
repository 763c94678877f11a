using IfexList.Foundation;

namespace IfexList.Delivery;

/// <summary>
/// How many connections a hop bears, found out by what it refuses. It falls to what is open when one more is refused, and one more is tried now and then: after
/// a minute, and after each refusal later than before.
/// </summary>
internal sealed class ConnectionCeiling
{
    private readonly int _most;
    private TimeSpan _wait = Limits.FewerConnectionsTime;
    private long _probeAt;
    private bool _isProbing;

    public ConnectionCeiling(int most) => Now = _most = most;

    public int Now { get; private set; }

    /// <summary>One more is wanted where <paramref name="open"/> are; true where that is borne, or worth trying.</summary>
    public bool Allows(int open, long now)
    {
        if (open < Now)
            return true;
        if (Now >= _most || open > Now || now < _probeAt)
            return false;
        // The last try was borne: from here on it is tried as often as at first.
        if (_isProbing)
            _wait = Limits.FewerConnectionsTime;
        Now++;
        _isProbing = true;
        _probeAt = now + (long)_wait.TotalMilliseconds;
        return true;
    }

    /// <summary>True where the ceiling has fallen.</summary>
    /// <param name="borne">What is open besides the refused one. Those that were opened with it may be refused yet, each in its turn.</param>
    public bool Refused(int borne, long now)
    {
        if (_isProbing)
            _wait = Limits.LongestProbeTime < _wait * 2 ? Limits.LongestProbeTime : _wait * 2;
        _isProbing = false;
        _probeAt = now + (long)_wait.TotalMilliseconds;
        if (borne >= Now)
            return false;
        Now = Math.Max(1, borne);
        return true;
    }
}
