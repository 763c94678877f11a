using System.Net;
using System.Net.Sockets;
using IfexList.Foundation;

namespace IfexList.Smtp;

/// <summary>Our own mail servers in front of us: what they say of a mail is believed, and whom they let in isn't turned away any more.</summary>
public sealed class FrontRelays(IReadOnlyList<string> relays)
{
    private readonly IReadOnlyList<IPNetwork> _networks =
        [.. relays.Select(relay => IPNetwork.TryParse(relay, out var network) ? network : Single(IPAddress.Parse(relay)))];

    public static FrontRelays Of(SmtpSettings settings) => new(settings.FrontRelays);

    public bool Contains(IPAddress address) => _networks.Any(network => network.Contains(address));

    private static IPNetwork Single(IPAddress address) => new(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
}
