using IfexList.Foundation;

namespace IfexList.Delivery;

/// <summary>
/// Which way a mail goes: to the outbox, to the one next hop, or by the reader's domain to a next hop of its own or to its mail exchanges.
/// Used by one thread.
/// </summary>
internal sealed class Ways
{
    private readonly Depot _depot;
    private readonly Dictionary<string, IRoute> _routes = [];

    // By domain, or "*." and what is above it.
    private readonly Dictionary<string, IRoute> _named = new(StringComparer.OrdinalIgnoreCase);
    private readonly IRoute? _default;

    public Ways(Settings settings, Depot depot)
    {
        _depot = depot;
        foreach (var named in settings.Relay.Routes)
        {
            var route = Add(Smarthost(named.Name, new RelaySettings { Host = named.Host, Port = named.Port, Tls = named.Tls, UserName = named.UserName, PasswordFile = named.PasswordFile, Connections = named.Connections }));
            foreach (var domain in named.Domains)
                _named[domain] = route;
        }
        _default = settings.Relay.Mode switch
        {
            RelayMode.Directory => Add(new OutboxDirectory(settings.Outbox, depot)),
            RelayMode.Smarthost => Add(Smarthost("smarthost", settings.Relay)),
            _ => null,
        };
    }

    /// <summary>The one route that everything takes; null where it depends on the domain.</summary>
    public IRoute? Sole => _named.Count == 0 ? _default : null;

    public IReadOnlyCollection<IRoute> All => _routes.Values;

    /// <summary>Null while it is being found out; then the loop is stirred.</summary>
    public IRoute? Of(string domain) => Named(domain) ?? _default;

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
        return route;
    }

    private CourierPool Smarthost(string name, RelaySettings relay)
    {
        var pace = new RoutePace(name, _depot.Time, _depot.Log, relay.Connections);
        var pool = new CourierPool(name, pace, pace, _depot, _depot.NewBacklog());
        pool.Through(new Handshake(relay, _depot.HostName, _depot.Time));
        return pool;
    }
}
