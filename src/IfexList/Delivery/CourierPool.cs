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
    private readonly Handshake _handshake = new([], depot.HostName, depot.Time);
    private int _open;
    private int _connected;

    // A hop that lost count is spoken to one command at a time until then.
    private long _singlyUntil;

    public string Name => name;

    public RoutePace Provider => provider;

    public Backlog Backlog => backlog;

    public TimeSpan PauseLeft => line.PauseLeft > provider.PauseLeft ? line.PauseLeft : provider.PauseLeft;

    public bool HasRoom => IsAtWork || depot.Connections.HasRoom;

    public bool IsAtWork => _seats.Any(seat => !seat.HasEnded);

    /// <summary>What is wrong, in the words of the other side.</summary>
    public string? Trouble => (line.PauseLeft > TimeSpan.Zero ? line : provider).State?.Reason;

    /// <summary>Connections made from now on lead to one of these.</summary>
    public void Through(IReadOnlyList<Hop> hops) => _handshake.Hops = hops;

    public bool Work(CancellationToken stopping, CancellationToken giveUp)
    {
        _seats.RemoveAll(seat => seat.HasEnded);
        for (var useful = Useful(); useful > 0; useful--)
            if (TryOpen())
                Start(stopping, giveUp);
            else
                return false;
        return true;
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
        Interlocked.Increment(ref _open);
        seat.Work = Task.Run(() => WorkAsync(seat, stopping, giveUp), CancellationToken.None);
        _seats.Add(seat);
    }

    private async Task WorkAsync(Seat seat, CancellationToken stopping, CancellationToken giveUp)
    {
        var refusal = await ConnectAndCarryAsync(seat, stopping, giveUp);
        Interlocked.Decrement(ref _open);
        Closed();
        if (refusal.Code != 0 && !stopping.IsCancellationRequested)
            NotConnected(refusal);
        seat.HasEnded = true;
        depot.Hand.Stir(backlog);
    }

    // The catch ladder of one connection: whatever ends it, its copies get their outcome or go back, and the loop looks anew.
    private async Task<SmtpReply> ConnectAndCarryAsync(Seat seat, CancellationToken stopping, CancellationToken giveUp)
    {
        try
        {
            var (hop, offers, refusal) = await _handshake.OpenAsync(stopping, giveUp);
            if (hop is null)
                return refusal;
            using (hop)
                await CarryAsync(seat, hop, Trusted(offers), stopping);
            return default;
        }
        catch (Exception e)
        {
            return SmtpReply.Say(451, 4, 1, e.GetType().Name);
        }
    }

    // Of what is offered, what we make use of.
    private HopOffers Trusted(HopOffers offers)
    {
        var speaksSingly = depot.Time.Elapsed() < Volatile.Read(ref _singlyUntil);
        return offers with
        {
            // A relay that recodes 8-bit text for a hop behind it breaks our signature: it gets none.
            EightBitMime = offers.EightBitMime && !(depot.Signs && provider.Shape.IsOurs),
            Pipelining = offers.Pipelining && !speaksSingly,
            Chunking = offers.Chunking && !speaksSingly,
        };
    }

    private async Task CarryAsync(Seat seat, HopConnection hop, HopOffers offers, CancellationToken stopping)
    {
        depot.Log.HopConnected(provider.Shape.SpokenName, Interlocked.Increment(ref _connected), hop.IsEncrypted);
        using var courier = new Courier(hop, offers, backlog, line, provider, depot);
        seat.Courier = courier;
        Measures.Connected(provider.Shape.SpokenName, 1);
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
            Measures.Connected(provider.Shape.SpokenName, -1);
            Interlocked.Decrement(ref _connected);
        }
    }

    private void Lost(Courier courier, Exception cause)
    {
        depot.Log.HopLost(provider.Shape.SpokenName, cause is HopLeavesException { Reply: var reply } ? reply.Codes : cause.GetType().Name);
        if (courier.HasLostCount && cause is OperationCanceledException or HopProtocolException)
            Volatile.Write(ref _singlyUntil, depot.Time.In(Limits.SinglyTime));
        // Before the copies go back: the loop must see the pause first. What it said goes ahead of what we make of it: in a pause nothing counts.
        if (cause is HopLeavesException { Reply: var farewell })
            provider.Answered(farewell);
        if (courier is { Carried: 0, IsHoldingCopies: true })
            line.Failed("no copy came through");
        courier.LeaveBehind(cause is HopLeavesException leaves ? leaves.Reply : SmtpReply.Say(451, 4, 2, "connection lost"));
    }

    private void NotConnected(SmtpReply refusal)
    {
        var others = Volatile.Read(ref _connected);
        var isTooMany = ReplyConcerns.Of(refusal) == ReplyConcern.Connections;
        if (!isTooMany)
            provider.Answered(refusal);
        // It bears others of ours, or will those that are being made with this one, but not one more.
        if (others > 0 || isTooMany && (line != provider || Volatile.Read(ref _open) > 0))
            provider.TooMany(others);
        else
            line.Failed(Handshake.IsOurWord(refusal) ? refusal.ToString() : refusal.Codes);
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
