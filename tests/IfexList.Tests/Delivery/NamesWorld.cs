using System.Globalization;
using System.Net;
using DnsClient;
using IfexList.Authentication;
using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using IfexList.Tests.Operations;
using Microsoft.Extensions.Time.Testing;

namespace IfexList.Tests.Delivery;

/// <summary>The DNS, the web and our own addresses, as the parts meet them that find out where mail goes.</summary>
internal sealed class NamesWorld : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ifexlist-names-").FullName;
    private readonly ExchangeLookup _lookup;

    /// <param name="zone">Records as in <c>a.example MX 10 mx.a.example</c>, separated by bars; <c>BROKEN</c>, whose server fails; <c>SIGNED</c>, whose records are authentic.</param>
    /// <param name="names">What our addresses are called; null: us.example, both of them.</param>
    public NamesWorld(string zone, int port = 25, string? names = null, IReadOnlyList<string>? sources = null, bool believesAd = true)
    {
        foreach (var record in zone.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            Add(record.Split(' ', 3));
        Dns.Host("us.example", "198.51.100.7").Host("us.example", "2001:db8::7");
        foreach (var name in (names ?? "198.51.100.7=us.example 2001:db8::7=us.example").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Call(name.Split('=')[0], name.Split('=')[1]);
        var settings = new Settings { HostName = "us.example", Relay = new RelaySettings { Mode = RelayMode.Mx, Port = port, Sources = sources ?? ["198.51.100.7", "2001:db8::7"] } };
        var options = new LookupClientOptions(IPEndPoint.Parse(Dns.Endpoint)) { UseCache = false, Retries = 0, Timeout = TimeSpan.FromMilliseconds(500), ContinueOnDnsError = true, RequestDnsSecRecords = true };
        Names = new NameLookup(new LookupClient(options), asksExamples: true, Time) { BelievesAd = believesAd };
        Database = Database.Open(Path.Combine(_folder, "ifexlist.db"));
        Sources = new SourceAddresses(settings.Relay, Names, Time);
        Sts = new MtaSts(Names, Database, Web, Time);
        _lookup = new ExchangeLookup(settings, Names, Sources, Sts);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 14, 9, 0, 0, TimeSpan.Zero));
    public FakeDns Dns { get; } = new();
    public FakeWeb Web { get; } = new();
    public NameLookup Names { get; }
    public Database Database { get; }
    public SourceAddresses Sources { get; }
    public MtaSts Sts { get; }

    /// <summary>The address has that name.</summary>
    public void Call(string address, string name) => Dns.Called(IPAddress.Parse(address).GetArpaName(), name);

    public Task<Destination> FindAsync(string domain) => _lookup.FindAsync(domain, TestContext.Current.CancellationToken);

    public async Task<string> WhereAsync(string domain, bool withSources = false) => await FindAsync(domain) switch
    {
        Destination.Exchanges to => string.Join("; ", to.Hops.Select(hop => $"{hop.Host} {string.Join(' ', hop.Addresses)}{(withSources ? " from " + string.Join(' ', hop.Sources) : "")}")),
        Destination.NoMail { Reply: var reply } => $"{reply.Code} {reply.Status}",
        _ => "unknown",
    };

    private void Add(string[] record) => _ = record switch
    {
        [var name, "MX", var data] => Dns.Exchange(name, data.Split(' ')[1], byte.Parse(data.Split(' ')[0], CultureInfo.InvariantCulture)),
        [var name, "TXT", var text] => Dns.Text(name, text),
        [var name, "CNAME", var target] => Dns.Alias(name, target),
        [var name, "TLSA", var data] => Dns.Association(name, 3, 1, 1, Convert.FromHexString(data)),
        [var name, "BROKEN"] => Dns.Broken(name),
        [var name, "SIGNED"] => Dns.Authentic(name),
        [var name, _, var address] => Dns.Host(name, address),
        _ => throw new ArgumentException(string.Join(' ', record)),
    };

    public async ValueTask DisposeAsync()
    {
        Sts.Dispose();
        await Database.DisposeAsync();
        await Dns.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
