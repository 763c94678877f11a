using IfexList.Foundation;

namespace IfexList.Delivery;

/// <summary>
/// How far we hold back where we were asked to: a share of the pace and of the connections. A complaint halves it; it grows again step by step, up to just below
/// what was complained of, and beyond that only when the complaint is forgotten. A further one on the way up takes two steps back, one without any way up three
/// quarters; and from then on it stays there until all is forgotten.
/// </summary>
/// <remarks>Providers count complaints: after a few within the hour many send everybody away. So what failed isn't tried twice within <paramref name="memory"/>.</remarks>
internal sealed class Restraint(TimeSpan memory)
{
    // The smallest share, and one step back up.
    private const double Step = 1.0 / 16;

    // How near to what was complained of we go.
    private const double Distance = 0.8;

    private readonly long _memory = (long)memory.TotalMilliseconds;
    private readonly long _stepTime = (long)memory.TotalMilliseconds / Limits.RecoverySteps;
    private double _complainedOf = 1;
    private int _complaints;
    private long _last;
    private long _stepAt;
    private bool _hasRisen;

    public double Share { get; private set; } = 1;

    /// <summary>Says how many complaints there were before this one that aren't forgotten.</summary>
    public int Complain(long now)
    {
        if (now - _last >= _memory)
            _complaints = 0;
        _complainedOf = Share;
        Share = Math.Max(Step, _complaints == 0 ? Share / 2 : _hasRisen ? Share - 2 * Step : Share / 4);
        _hasRisen = false;
        _last = _stepAt = now;
        return _complaints++;
    }

    /// <summary>Mail goes through: perhaps a step up.</summary>
    public void Relax(long now)
    {
        if (Share >= 1 || now - _stepAt < _stepTime)
            return;
        var before = Share;
        Share = Math.Max(Share, Math.Min(Share + Step, Top(now)));
        _stepAt = now;
        _hasRisen |= Share > before;
    }

    private double Top(long now) => now - _last >= _memory ? 1 : _complaints > 1 ? 0 : Distance * _complainedOf;
}
