using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Delivery;

/// <summary>
/// The couriers of one route: as many connections as the waiting copies are worth, at most <c>Relay.Connections</c>, fewer when the next
/// hop wants fewer, one while the route is failing.
/// </summary>
public sealed class CourierPool : IRoute
{
    private const string Route = "smarthost";

    private readonly RelaySettings _relay;
    private readonly bool _signs;
    private readonly Handshake _handshake;
    private readonly Backlog _backlog;
    private readonly PreparedTexts _texts;
    private readonly PersonalHeaders _headers;
    private readonly OutcomeRecorder _recorder;
    private readonly RoutePace _pace;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly List<Seat> _seats = [];
    private int _connected;
    private int _most;
    private long _mostUntil;

    public CourierPool(Settings settings, Backlog backlog, PreparedTexts texts, PersonalHeaders headers, OutcomeRecorder recorder, TimeProvider time, ILogger log)
    {
        _relay = settings.Relay;
        _signs = settings.Dkim.Count > 0;
        _handshake = new Handshake(_relay, settings.HostName, time);
        (_backlog, _texts, _headers, _recorder, _time, _log) = (backlog, texts, headers, recorder, time, log);
        _pace = new RoutePace(Route, time, log);
        _most = _relay.Connections;
    }

    public async Task RunAsync(CancellationToken stopping, CancellationToken giveUp)
    {
        while (!stopping.IsCancellationRequested)
        {
            var beat = _backlog.Changed;
            _seats.RemoveAll(seat => seat.HasEnded);
            for (var wanted = Wanted(); wanted > 0; wanted--)
                Start(stopping, giveUp);
            await Pulse.WaitAsync(beat, PauseOrLong(), _time, stopping);
        }
        await Task.WhenAll(_seats.Select(seat => seat.Work));
    }

    private int Wanted()
    {
        if (_pace.PauseLeft > TimeSpan.Zero)
            return 0;
        var useful = (_backlog.Takeable + Limits.CopiesPerConnection - 1) / Limits.CopiesPerConnection - _seats.Count(seat => seat.IsFree);
        return Math.Min(useful, Most() - _seats.Count);
    }

    private int Most()
    {
        if (_pace.IsFailing)
            return 1;
        return _time.Now() < Volatile.Read(ref _mostUntil) ? Volatile.Read(ref _most) : _relay.Connections;
    }

    private TimeSpan PauseOrLong() => _pace.PauseLeft is var left && left > TimeSpan.Zero ? left : Limits.FewerConnectionsTime;

    private void Start(CancellationToken stopping, CancellationToken giveUp)
    {
        var seat = new Seat();
        seat.Work = Task.Run(() => WorkAsync(seat, stopping, giveUp), CancellationToken.None);
        _seats.Add(seat);
    }

    // The catch ladder of one connection: whatever ends it, its copies get their outcome or go back, and the pool looks anew.
    private async Task WorkAsync(Seat seat, CancellationToken stopping, CancellationToken giveUp)
    {
        try
        {
            var (hop, offers, refusal) = await _handshake.OpenAsync(stopping, giveUp);
            if (hop is null)
                NotConnected($"{refusal.Code} {refusal.Status}".TrimEnd());
            else
                using (hop)
                    // A relay that recodes 8-bit text for a hop behind it breaks our signature: it gets none.
                    await CarryAsync(seat, hop, _signs ? offers with { EightBitMime = false } : offers, stopping);
        }
        catch (Exception e)
        {
            if (!stopping.IsCancellationRequested)
                NotConnected(e.GetType().Name);
        }
        seat.HasEnded = true;
        _backlog.Wake();
    }

    private async Task CarryAsync(Seat seat, HopConnection hop, HopOffers offers, CancellationToken stopping)
    {
        _log.HopConnected(Route, Interlocked.Increment(ref _connected), hop.IsEncrypted);
        using var courier = new Courier(hop, offers, _backlog, _texts, _headers, _recorder, _pace, _time, _log);
        seat.Courier = courier;
        Measures.Connected(Measures.Smarthost, 1);
        try
        {
            await courier.RunAsync(stopping);
        }
        catch (Exception e)
        {
            Lost(courier, e);
        }
        finally
        {
            Measures.Connected(Measures.Smarthost, -1);
            Interlocked.Decrement(ref _connected);
        }
    }

    private void Lost(Courier courier, Exception cause)
    {
        _log.HopLost(Route, cause is HopLeavesException { Reply: var reply } ? $"{reply.Code} {reply.Status}".TrimEnd() : cause.GetType().Name);
        // Before the copies go back: the pool must see the pause first.
        if (courier is { Carried: 0, IsHoldingCopies: true })
            _pace.Failed("no copy came through");
        courier.LeaveBehind(cause is HopLeavesException leaves ? leaves.Reply : SmtpReply.Say(451, 4, 2, "connection lost"));
    }

    private void NotConnected(string reason)
    {
        var others = Volatile.Read(ref _connected);
        if (others == 0)
        {
            _pace.Failed(reason);
            return;
        }
        Volatile.Write(ref _most, others);
        Volatile.Write(ref _mostUntil, _time.After(Limits.FewerConnectionsTime));
        _log.FewerConnections(Route, others);
    }

    /// <summary>One connection, from before it is made to its end.</summary>
    private sealed class Seat
    {
        public volatile Courier? Courier;
        public volatile bool HasEnded;

        public Task Work { get; set; } = Task.CompletedTask;

        /// <summary>It will take the next copy without being asked.</summary>
        public bool IsFree => !HasEnded && (Courier?.IsFree ?? true);
    }
}
