using System.Collections.Concurrent;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>
/// Which way a copy goes: to the outbox, to the one next hop, or by the reader's domain to a next hop of its own or to its mail exchanges. Used by one thread.
/// </summary>
internal sealed class Ways
{
    /// <summary>Whatever has no name that may be said.</summary>
    public static readonly Shape Elsewhere = Shape.OfNextHop(Measures.OtherRoute, 1);

    private readonly Depot _depot;
    private readonly ExchangeLookup _exchanges;
    private readonly Shaping? _shaping;
    private readonly Dictionary<string, IRoute> _routes = [];
    private readonly Dictionary<Backlog, IRoute> _byBacklog = [];
    private readonly Dictionary<string, RoutePace> _paces = [];

    // By domain, or "*." and what it stands below.
    private readonly Dictionary<string, IRoute> _named = new(StringComparer.OrdinalIgnoreCase);
    private readonly IRoute? _default;
    private readonly HashSet<string> _learnt = [];

    private readonly Dictionary<string, DomainWay> _byDomain = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<DomainWay> _toAsk = [];
    private readonly ConcurrentQueue<(DomainWay Way, Destination Destination)> _found = [];
    private readonly Pulse _bell = new();
    private int _asked;

    public Ways(Settings settings, Depot depot, ExchangeLookup exchanges)
    {
        (_depot, _exchanges) = (depot, exchanges);
        foreach (var own in settings.Relay.Routes)
        {
            var route = Add(NextHop(own.Name, own.Connections, Hop.Of(own)));
            foreach (var domain in own.Domains)
                _named[domain] = route;
        }
        if (settings.Relay.Mode == RelayMode.Mx)
            _shaping = Shaping.Open(settings.Relay.Shaping);
        else
            _default = Add(settings.Relay.Mode == RelayMode.Directory
                ? new OutboxDirectory(settings.Outbox, depot)
                : NextHop(Routes.Smarthost, settings.Relay.Connections, Hop.Of(settings.Relay)));
    }

    /// <summary>The one route that everything takes; null where it depends on the domain.</summary>
    public IRoute? Sole => _named.Count == 0 ? _default : null;

    public IReadOnlyCollection<IRoute> All => _routes.Values;

    public IRoute Of(Backlog backlog) => _byBacklog[backlog];

    /// <summary>Ends when <see cref="Settle"/> may have something to do.</summary>
    public Task Found => _bell.Next;

    /// <summary>There may be due rows in that lane: tells its route, now or when it is found out.</summary>
    /// <returns>Null, or why nothing can go to that domain now.</returns>
    public string? Expect(OwedLane lane)
    {
        if ((Named(lane.Domain!) ?? _default) is { } route)
        {
            if (_learnt.Add(lane.Domain!))
                _depot.Book.Learn(lane.Domain!, new Way(route.Name, route.Name));
            return Tell(route, lane);
        }
        if (!_byDomain.TryGetValue(lane.Domain!, out var way))
            _byDomain.Add(lane.Domain!, way = new DomainWay(lane.Domain!));
        if (way.Until <= _depot.Time.Elapsed() && !way.IsBeingAsked)
        {
            way.IsBeingAsked = true;
            _toAsk.Enqueue(way);
        }
        if (way.Route is not null)
            return Tell(way.Route, lane);
        if (way.IsBeingAsked)
            way.Lanes.Add(lane);
        return way.IsBeingAsked ? null : way.Trouble;
    }

    /// <summary>Takes in what was found out, and asks on.</summary>
    public void Settle(CancellationToken stopping)
    {
        while (_found.TryDequeue(out var found))
        {
            _asked--;
            found.Way.IsBeingAsked = false;
            Take(found.Way, found.Destination);
            if (found.Way.Route is { } route)
                foreach (var lane in found.Way.Lanes)
                    Tell(route, lane);
            found.Way.Lanes.Clear();
        }
        for (; _asked < Limits.LookupsAtOnce && _toAsk.TryDequeue(out var way); _asked++)
            _ = AskAsync(way, stopping);
    }

    /// <summary>Where the time has come to see whether copies for that domain have waited for too long; not often.</summary>
    public bool IsTimeForOverdue(string domain)
    {
        if (!_byDomain.TryGetValue(domain, out var way) || way.OverdueAt > _depot.Time.Elapsed())
            return false;
        way.OverdueAt = _depot.Time.In(Limits.OverdueEvery);
        return true;
    }

    /// <summary>Somebody wants it to be tried at once.</summary>
    public void Forgive(string name)
    {
        if (_paces.TryGetValue(name, out var pace))
            pace.Forgive();
        if (_byDomain.TryGetValue(name, out var way))
            way.Until = 0;
    }

    /// <summary>Connections are short: whoever keeps one without carrying anything looks whether he should leave.</summary>
    public void WakeIdle()
    {
        foreach (var route in _routes.Values)
            if (route.IsAtWork)
                route.Backlog.Beat();
    }

    private string? Tell(IRoute route, OwedLane lane)
    {
        if (route.PauseLeft > TimeSpan.Zero)
            return (route as CourierPool)?.Trouble ?? "it rests";
        route.Backlog.Expect(lane);
        _depot.Hand.Stir(route.Backlog);
        return null;
    }

    private async Task AskAsync(DomainWay way, CancellationToken stopping)
    {
        Destination destination;
        try
        {
            destination = await _exchanges.FindAsync(way.Domain, stopping);
        }
        catch (Exception e)
        {
            destination = new Destination.Unknown(e.GetType().Name);
        }
        _found.Enqueue((way, destination));
        _bell.Beat();
    }

    private void Take(DomainWay way, Destination destination)
    {
        switch (destination)
        {
            case Destination.Exchanges exchanges:
                Lead(way, Through(exchanges.Hops, way.Domain));
                break;
            case Destination.NoMail none:
                Lead(way, _routes.GetValueOrDefault($"{way.Domain}: {none.Reply}") ?? Add(new ClosedDoor(way.Domain, none.Reply, _depot)));
                break;
            case Destination.Unknown unknown:
                // What was known before holds on.
                var pause = Limits.LookupPauses.After(way.Failures++);
                (way.Until, way.Trouble) = (_depot.Time.In(pause), unknown.Reason);
                if (way.Route is null)
                    _depot.Book.Note(way.Domain, new RouteState(way.Failures, _depot.Time.After(pause), unknown.Reason, _depot.Time.Now()));
                break;
        }
    }

    private void Lead(DomainWay way, IRoute route)
    {
        if (way.Trouble is not null)
            _depot.Book.Note(way.Domain, null);
        (way.Trouble, way.Failures, way.Until) = (null, 0, _depot.Time.In(Limits.WayTime));
        if (way.Route == route)
            return;
        way.Route = route;
        _depot.Book.Learn(way.Domain, new Way(route.Name, (route as CourierPool)?.Provider.Name ?? route.Name));
    }

    // All domains behind the same hosts go one way, unless they demand different proofs of them.
    private CourierPool Through(IReadOnlyList<Hop> hops, string domain)
    {
        var shape = _shaping!.For([.. hops.Select(hop => hop.Host)], domain);
        var proof = hops.Any(hop => hop.Proof is HopProof.Pinned) ? " with DANE" : hops.Any(hop => hop.Proof is HopProof.Valid) ? " with MTA-STS" : "";
        var name = string.Join(' ', hops.Select(hop => hop.Host.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)) + proof;
        if (_routes.GetValueOrDefault(name) is not CourierPool pool)
        {
            var provider = Pace(shape);
            var line = name == shape.Provider ? provider : Pace(shape with { Provider = name, IsNamed = false, PerMinute = null, Rules = [], WarmUp = new WarmUp() });
            pool = (CourierPool)Add(new CourierPool(name, line, provider, _depot, _depot.NewBacklog(provider, Limits.RowsReadByDomain)));
        }
        pool.Through(hops);
        return pool;
    }

    private CourierPool NextHop(string name, int connections, Hop hop)
    {
        var pace = Pace(Shape.OfNextHop(name, connections));
        var pool = new CourierPool(name, pace, pace, _depot, _depot.NewBacklog(pace));
        pool.Through([hop]);
        return pool;
    }

    private RoutePace Pace(Shape shape)
    {
        if (!_paces.TryGetValue(shape.Provider, out var pace))
            _paces.Add(shape.Provider, pace = _depot.NewPace(shape));
        return pace;
    }

    private IRoute? Named(string domain)
    {
        if (_named.Count == 0)
            return null;
        if (_named.TryGetValue(domain, out var route))
            return route;
        for (var dot = domain.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = domain.IndexOf('.', dot + 1))
            if (_named.TryGetValue("*" + domain[dot..], out route))
                return route;
        return null;
    }

    private IRoute Add(IRoute route)
    {
        _routes.Add(route.Name, route);
        _byBacklog.Add(route.Backlog, route);
        return route;
    }

    /// <summary>What is known of one domain.</summary>
    private sealed class DomainWay(string domain)
    {
        public string Domain => domain;

        /// <summary>Null: not known, or not now.</summary>
        public IRoute? Route { get; set; }

        /// <summary>Until then it isn't asked again.</summary>
        public long Until { get; set; }

        public bool IsBeingAsked { get; set; }
        public int Failures { get; set; }
        public string? Trouble { get; set; }
        public long OverdueAt { get; set; }

        /// <summary>Where something may be due, to be told when the route is known.</summary>
        public HashSet<OwedLane> Lanes { get; } = [];
    }
}
