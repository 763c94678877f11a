using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Delivery;

/// <summary>
/// What may go to one provider now: whether it is worth trying, over how many connections, how fast. It starts with what the shape allows and learns from what the
/// provider says. When it as a whole fails (no connection, no greeting, no TLS, no AUTH) all routes to it pause, longer each time, and no copy is touched: they are
/// late together, and none has used up an attempt.
/// </summary>
/// <remarks>
/// <code>
/// what happens                         what we do
/// no connection, no greeting           pause; then one connection finds out
/// one connection more is refused       bear those that are open; try one more a minute later
/// "too many connections"               the same
/// "slow down", 421                     pause, half the rate, half the connections (<see cref="Restraint"/>)
/// a rule of the shaping file           the pause that it says; then one connection finds out
/// greylisting, a full mailbox          nothing: that is one reader
/// </code>
/// One object for each provider, for all threads.
/// </remarks>
public sealed class RoutePace
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Action<RouteState?> _note;
    private readonly Tempo _tempo;
    private readonly Restraint _restraint;
    private readonly ConnectionCeiling _ceiling;
    private readonly IReadOnlyList<Queue<long>> _matches;

    private volatile RouteState? _state;
    private volatile bool _isTroubled;
    private bool _isNoted;
    private int _open;
    private int _failures;
    private long _pausedUntil;

    /// <param name="known">What was noted of it before we were started.</param>
    /// <param name="sentToday">What it was sent today before we were started (<see cref="Warmth"/>).</param>
    /// <param name="note">Called when there is something to keep: a pause of some length, and its end (null). It must be quick and not call back.</param>
    public RoutePace(Shape shape, TimeProvider time, ILogger log, RouteState? known = null, int sentToday = 0, Action<RouteState?>? note = null)
    {
        (Shape, _time, _log, _note) = (shape, time, log, note ?? (_ => { }));
        _tempo = new Tempo(shape, sentToday, time.GetUtcNow().UtcDay());
        _restraint = new Restraint(shape.IsOurs ? Limits.OwnComplaintTime : Limits.ComplaintTime);
        _ceiling = new ConnectionCeiling(shape.Connections);
        _matches = [.. shape.Rules.Select(rule => new Queue<long>(rule.Times))];
        if (known is null)
            return;
        (_state, _failures, _isNoted, _isTroubled) = (known, known.Failures, true, true);
        _pausedUntil = known.Until > time.Now() ? time.Elapsed() + Math.Min(known.Until - time.Now(), (long)Limits.LongestPause.TotalMilliseconds) : 0;
    }

    public string Name => Shape.Provider;

    public Shape Shape { get; }

    /// <summary>What is wrong with it, since when; null: nothing. Meanwhile one connection at a time finds out whether that is over.</summary>
    public RouteState? State => _state;

    public TimeSpan PauseLeft
    {
        get { lock (_gate) return _time.Until(_pausedUntil); }
    }

    /// <summary>More connections are open than it bears now: whoever is between two messages should leave.</summary>
    // Without the lock, since it is asked between any two messages: an answer that is a moment old does as well.
    public bool IsCrowded => Volatile.Read(ref _open) > Math.Min(_ceiling.Now, Own());

    /// <summary>Takes a slot for one connection, from before it is made until <see cref="Closed"/>.</summary>
    public bool TryOpen()
    {
        lock (_gate)
        {
            var now = _time.Elapsed();
            if (_pausedUntil > now || _open >= Own() || !_ceiling.Allows(_open, now))
                return false;
            _open++;
            return true;
        }
    }

    public void Closed()
    {
        lock (_gate)
            _open--;
    }

    /// <summary>
    /// Whether one more message may go over a connection that is open. Where nothing limits us, that costs no lock.
    /// </summary>
    /// <param name="wait">Where not: how long it isn't worth asking again.</param>
    public bool TrySend(out TimeSpan wait)
    {
        wait = default;
        if (_tempo.IsUnlimited && Volatile.Read(ref _pausedUntil) == 0)
            return true;
        lock (_gate)
        {
            wait = _time.Until(_pausedUntil);
            if (wait > TimeSpan.Zero)
                return false;
            _pausedUntil = 0;
            return _tempo.TryTake(_time.Elapsed(), _time.GetUtcNow(), _restraint.Share, out wait);
        }
    }

    /// <summary>There was nothing to send after all, or it comes back untried: <see cref="TrySend"/> doesn't count.</summary>
    public void NotSent()
    {
        if (_tempo.IsUnlimited)
            return;
        lock (_gate)
            _tempo.GiveBack(_restraint.Share);
    }

    /// <summary>The provider as a whole can't be reached, or won't speak with us.</summary>
    /// <param name="reason">Without an address.</param>
    public void Failed(string reason)
    {
        lock (_gate)
        {
            // Connections that were opened together fail together: that is one failure, not eight.
            if (_pausedUntil > _time.Elapsed())
                return;
            var pause = Step(Shape.IsOurs ? Limits.RoutePauses : Limits.ProviderPauses, _failures);
            _failures++;
            Pause(pause, reason);
        }
    }

    /// <summary>It refused a connection while others are open. To be called when the refused one has given its slot back: those that are open mustn't count as too many.</summary>
    /// <param name="connected">Those that are in use.</param>
    public void TooMany(int connected)
    {
        lock (_gate)
            Bear(Math.Max(connected, _open));
    }

    /// <summary>It said something else than yes: to a connection, to MAIL, RCPT, DATA or the dot.</summary>
    public void Answered(SmtpReply reply)
    {
        var concern = ReplyConcerns.Of(reply);
        lock (_gate)
        {
            // What is still answered in a pause is to what was on its way before.
            var now = _time.Elapsed();
            if (_pausedUntil > now)
                return;
            if (Broken(reply, now) is { } rule)
                Suspend(rule, reply, now);
            else if (concern == ReplyConcern.Connections)
                Bear(_open - 1);
            // A hop of ours that sends a connection away and says no more has had enough of the connection. Strangers are left in peace for it.
            else if (concern == ReplyConcern.Pace || concern == ReplyConcern.Away && !Shape.IsOurs)
                Slower(reply, now);
        }
    }

    /// <summary>It has taken a copy, or given an orderly answer about one reader.</summary>
    public void Succeeded()
    {
        if (!_isTroubled)
            return;
        lock (_gate)
        {
            // What succeeds in a pause was on its way before.
            var now = _time.Elapsed();
            if (_pausedUntil > now)
                return;
            _restraint.Relax(now);
            (_failures, _pausedUntil, _state) = (0, 0, null);
            _isTroubled = _restraint.Share < 1;
            if (_isNoted)
                _note(null);
            _isNoted = false;
        }
    }

    /// <summary>Somebody who knows better wants it to be tried at once.</summary>
    public void Forgive()
    {
        lock (_gate)
        {
            (_failures, _pausedUntil, _state, _isNoted) = (0, 0, null, false);
        }
    }

    private ShapingRule? Broken(SmtpReply reply, long now)
    {
        for (var i = 0; i < Shape.Rules.Count; i++)
        {
            var (rule, matches) = (Shape.Rules[i], _matches[i]);
            if (!rule.Matches(reply))
                continue;
            while (matches.TryPeek(out var first) && now - first >= rule.Within.TotalMilliseconds)
                matches.Dequeue();
            matches.Enqueue(now);
            if (matches.Count < rule.Times)
                continue;
            matches.Clear();
            return rule;
        }
        return null;
    }

    private void Suspend(ShapingRule rule, SmtpReply reply, long now)
    {
        _restraint.Complain(now);
        _failures = Math.Max(1, _failures);
        Pause(rule.Suspend, $"{reply.Codes}, {rule.Times} times within {rule.Within}");
    }

    private void Slower(SmtpReply reply, long now)
    {
        var earlier = _restraint.Complain(now);
        _log.RouteSlower(Shape.SpokenName, (int)(_restraint.Share * 100), reply.Codes);
        Pause(Step(Shape.IsOurs ? Limits.RoutePauses : Limits.SlowerPauses, earlier), reply.Codes);
    }

    private void Bear(int open)
    {
        if (_ceiling.Refused(open, _time.Elapsed()))
            _log.FewerConnections(Shape.SpokenName, _ceiling.Now);
    }

    private void Pause(TimeSpan pause, string reason)
    {
        _isTroubled = true;
        Volatile.Write(ref _pausedUntil, _time.In(pause));
        _state = new RouteState(_failures, _time.After(pause), reason, _time.Now());
        _log.RoutePaused(Shape.SpokenName, pause, reason);
        if (pause <= Limits.PauseUnnoted)
            return;
        _isNoted = true;
        _note(_state);
    }

    private TimeSpan Step(IReadOnlyList<TimeSpan> pauses, int times)
    {
        var pause = pauses.After(times);
        return Shape.IsOurs ? pause : Jitter.Later(pause, Jitter.Seed(Shape.Provider, times));
    }

    // What we want by ourselves, whatever would be borne.
    private int Own() => _failures > 0 ? 1 : Math.Max(1, (int)(Shape.Connections * _restraint.Share));
}
