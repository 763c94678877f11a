using IfexList.Foundation;
using IfexList.Mail;
using Microsoft.Extensions.Logging;

namespace IfexList.Delivery;

/// <summary>
/// The couriers of one route: as many connections as the waiting copies are worth and the other side bears. What concerns these hops alone (they can't be
/// reached) is the line's; what they share with others behind the same provider (how many connections, how fast) is the provider's.
/// </summary>
internal sealed class CourierPool(string name, RoutePace line, RoutePace provider, Depot depot, Backlog backlog) : IRoute
{
    private readonly List<Seat> _seats = [];
    private Handshake _handshake = null!;
    private int _connected;

    public string Name => name;

    public RoutePace Line => line;

    public RoutePace Provider => provider;

    public Backlog Backlog => backlog;

    public TimeSpan PauseLeft => line.PauseLeft > provider.PauseLeft ? line.PauseLeft : provider.PauseLeft;

    public bool HasRoom => IsAtWork || depot.Connections.HasRoom && line.HasRoom && provider.HasRoom;

    public bool IsAtWork => _seats.Any(seat => !seat.HasEnded);

    /// <summary>Connections made from now on are made so.</summary>
    public void Through(Handshake handshake) => _handshake = handshake;

    public void Work(CancellationToken stopping, CancellationToken giveUp)
    {
<<<<<<< HEAD
        _seats.RemoveAll(seat => seat.HasEnded);
        for (var useful = Useful(); useful > 0 && TryOpen(); useful--)
            Start(stopping, giveUp);
=======
        _relay = settings.Relay;
        _signs = settings.Dkim.Count > 0;
        _handshake = new Handshake(_relay, settings.HostName, time);
        (_backlog, _texts, _headers, _recorder, _time, _log) = (backlog, texts, headers, recorder, time, log);
        _pace = new RoutePace(Shape.OfNextHop(Route, _relay.Connections), time, log);
        _most = _relay.Connections;
>>>>>>> pace6
    }

    public Task EndAsync() => Task.WhenAll(_seats.Select(seat => seat.Work));

    private int Useful()
    {
        var takeable = backlog.Takeable;
        return takeable == 0 ? 0 : (takeable + Limits.CopiesPerConnection - 1) / Limits.CopiesPerConnection - _seats.Count(seat => seat.IsFree);
    }

    private bool TryOpen()
    {
        if (!depot.Connections.TryTake())
            return false;
        if (line.TryOpen())
        {
            if (line == provider || provider.TryOpen())
                return true;
            line.Closed();
        }
        depot.Connections.Give();
        return false;
    }

    private void Closed()
    {
        line.Closed();
        if (line != provider)
            provider.Closed();
        depot.Connections.Give();
    }

    private void Start(CancellationToken stopping, CancellationToken giveUp)
    {
        var seat = new Seat();
        seat.Work = Task.Run(() => WorkAsync(seat, stopping, giveUp), CancellationToken.None);
        _seats.Add(seat);
    }

    // The catch ladder of one connection: whatever ends it, its copies get their outcome or go back, and the loop looks anew.
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
                    await CarryAsync(seat, hop, depot.Signs ? offers with { EightBitMime = false } : offers, stopping);
        }
        catch (Exception e)
        {
            if (!stopping.IsCancellationRequested)
                NotConnected(e.GetType().Name);
        }
        Closed();
        seat.HasEnded = true;
        depot.Hand.Stir();
    }

    private async Task CarryAsync(Seat seat, HopConnection hop, HopOffers offers, CancellationToken stopping)
    {
        depot.Log.HopConnected(name, Interlocked.Increment(ref _connected), hop.IsEncrypted);
        using var courier = new Courier(hop, offers, backlog, depot.Texts, depot.Headers, depot.Recorder, line, depot.Time, depot.Log);
        seat.Courier = courier;
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
            Interlocked.Decrement(ref _connected);
        }
    }

    private void Lost(Courier courier, Exception cause)
    {
        depot.Log.HopLost(name, cause is HopLeavesException { Reply: var reply } ? $"{reply.Code} {reply.Status}".TrimEnd() : cause.GetType().Name);
        // Before the copies go back: the loop must see the pause first.
        if (courier is { Carried: 0, IsHoldingCopies: true })
            line.Failed("no copy came through");
        courier.LeaveBehind(cause is HopLeavesException leaves ? leaves.Reply : SmtpReply.Say(451, 4, 2, "connection lost"));
    }

    private void NotConnected(string reason)
    {
        var others = Volatile.Read(ref _connected);
        if (others == 0)
        {
            line.Failed(reason);
            return;
        }
        provider.TooMany(others);
        depot.Log.FewerConnections(name, others);
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
