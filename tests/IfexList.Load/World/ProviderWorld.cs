using System.Globalization;
using System.Net;
using System.Text.Json;
using IfexList.Tests.Operations;

namespace IfexList.Load.World;

/// <summary>All providers on addresses of 127.7.0.0/16 and one port, the DNS in which they are found, and a shaping file that knows the large ones.</summary>
public sealed class ProviderWorld : IAsyncDisposable
{
    private readonly FakeDns _dns = new();

    public ProviderWorld(Population population)
    {
        Population = population;
        Port = Ports.Free().Port;
        Exchanges = [.. population.Readers.Keys.Select((provider, index) => new Exchange(provider, [At(index, 1), .. provider.IsNamed ? [At(index, 2)] : Array.Empty<IPEndPoint>()]))];
        foreach (var exchange in Exchanges)
        {
            exchange.Open();
            foreach (var domain in Population.DomainsOf(exchange.Provider))
                Publish(exchange, domain);
        }
        _dns.Reverse("127.0.0.1", RunningDaemon.Domain).Host(RunningDaemon.Domain, "127.0.0.1");
    }

    public Population Population { get; }
    public int Port { get; }
    public IReadOnlyList<Exchange> Exchanges { get; }
    public string Dns => _dns.Endpoint;
    public int Accepted => Exchanges.Sum(exchange => exchange.Accepted);

    /// <summary>What a daemon must be told to live in this world.</summary>
    public IReadOnlyDictionary<string, string> Settings(TemporaryFolder folder)
    {
        var shaping = folder.File("shaping.json");
        File.WriteAllText(shaping, Shaping());
        return new Dictionary<string, string>
        {
            ["Relay__Mode"] = "mx",
            ["Relay__Port"] = Port.ToString(CultureInfo.InvariantCulture),
            ["Relay__Tls"] = "opportunistic",
            ["Relay__Shaping"] = shaping,
            ["Relay__MaxConnections"] = "500",
            ["Relay__Retry__0"] = "00:00:04",
            ["Relay__Retry__1"] = "00:00:04",
            ["Relay__Retry__2"] = "00:00:08",
            ["Dns__Servers__0"] = Dns,
        };
    }

    // The large ones by name; all others bear what is said of all.
    private string Shaping() => JsonSerializer.Serialize(new
    {
        Default = Entry(Population.Readers.Keys.First(provider => !provider.IsNamed)),
        Providers = Population.Readers.Keys.Where(provider => provider.IsNamed).Select(provider => new
        {
            provider.Name,
            Exchanges = (string[])[$"*.mx.{provider.Name}.example"],
            provider.Connections,
            provider.MessagesPerConnection,
            provider.PerMinute,
        }),
    });

    private static object Entry(Provider provider) => new { provider.Connections, provider.MessagesPerConnection, provider.PerMinute };

    private void Publish(Exchange exchange, string domain)
    {
        var name = exchange.Provider.Name;
        foreach (var (endpoint, number) in exchange.Endpoints.Select((endpoint, number) => (endpoint, number)))
        {
            var host = exchange.Provider.HasHostPerDomain ? $"{domain.Split('.')[0]}.m{number}.mx.{name}.example" : $"m{number}.mx.{name}.example";
            _dns.Exchange(domain, host, (byte)(10 * number));
            if (exchange.Provider.HasHostPerDomain || domain == Population.DomainsOf(exchange.Provider).First())
                _dns.Host(host, endpoint.Address.ToString());
        }
    }

    private IPEndPoint At(int index, int host) => new(IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"127.7.{index / 100}.{index % 100 * 2 + host}")), Port);

    public async ValueTask DisposeAsync()
    {
        foreach (var exchange in Exchanges)
            exchange.Dispose();
        await _dns.DisposeAsync();
    }
}
