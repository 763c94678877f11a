using System.Net;
using System.Text.Json.Nodes;
using IfexList.Tests.Operations;

namespace IfexList.Scenarios.Actors;

/// <summary>
/// The world as a host in the mode mx sees it: a DNS, and mail exchanges on addresses of their own and one port. The people of the desk are reached by a route of their own.
/// </summary>
internal sealed class MailWorld : IAsyncDisposable
{
    private readonly List<NextHop> _exchanges = [];

    public MailWorld() => Dns.Reverse("127.0.0.1", ListHost.Domain).Host(ListHost.Domain, "127.0.0.1");

    public FakeDns Dns { get; } = new();

    /// <summary>Where the desk's letters go.</summary>
    public NextHop Desk { get; } = NextHop.Open();

    public int Port => Desk.Port;

    /// <summary>All copies of that release, wherever they went.</summary>
    public IEnumerable<TakenMail> CopiesOf(string subject) => _exchanges.Prepend(Desk).SelectMany(hop => hop.CopiesOf(subject));

    /// <summary>A host that listens at 127.8.0.<paramref name="number"/> and has its name in the DNS.</summary>
    public NextHop Host(string name, byte number)
    {
        Dns.Host(name, $"127.8.0.{number}");
        var hop = NextHop.Open(new IPAddress([127, 8, 0, number]), Port);
        _exchanges.Add(hop);
        return hop;
    }

    /// <summary>A machine in this world with a member, a moderator and these readers; not started yet.</summary>
    /// <param name="ownWay">Domains of readers that go by the desk's route as well.</param>
    public async Task<ListHost> FoundAsync(IEnumerable<string> readers, string shaping = "", params string[] ownWay)
    {
        var host = ListHost.For(Desk, json =>
        {
            json[nameof(Dns)] = new JsonObject { ["Servers"] = new JsonArray(Dns.Endpoint) };
            json["Relay"] = new JsonObject
            {
                ["Mode"] = "mx",
                [nameof(Port)] = Port,
                ["Shaping"] = shaping,
                ["Retry"] = new JsonArray("00:00:02"),
                ["Routes"] = new JsonArray(new JsonObject
                {
                    ["Name"] = "desk",
                    ["Domains"] = new JsonArray([.. ((string[])[.. ownWay, .. new[] { Newsroom.Member, Newsroom.Moderator, ListHost.Owner }.Select(DomainOf).Distinct()]).Select(domain => (JsonNode)domain)]),
                    ["Host"] = "127.0.0.1",
                    [nameof(Port)] = Port,
                    ["Tls"] = "none",
                }),
            };
        });
        await host.AddMemberAsync(Newsroom.Member);
        await host.AddModeratorAsync(Newsroom.Moderator);
        await host.SubscribeAsync(readers.Select(reader => (reader, "en")));
        return host;
    }

    /// <summary>Waits until each of them has a copy of that release.</summary>
    public Task ServesAsync(string subject, IEnumerable<string> readers, TimeSpan? patience = null) => Eventually.HoldsAsync(
        $"\"{subject}\" at each reader", () => !readers.Except(CopiesOf(subject).Select(mail => mail.Recipient)).Any(), patience);

    private static string DomainOf(string address) => address.Split('@')[1];

    public async ValueTask DisposeAsync()
    {
        foreach (var hop in _exchanges.Append(Desk))
            await hop.DisposeAsync();
        await Dns.DisposeAsync();
    }
}
