using System.Net;
using System.Net.Sockets;

namespace IfexList.Foundation;

/// <summary>Addresses and networks as the configuration names them.</summary>
public sealed class Networks(IReadOnlyList<string> named)
{
    private readonly IReadOnlyList<IPNetwork> _networks =
        [.. named.Select(name => IPNetwork.TryParse(name, out var network) ? network : Single(IPAddress.Parse(name)))];

    public bool Contains(IPAddress address) => _networks.Any(network => network.Contains(address));

    public static bool IsOne(string name) => IPAddress.TryParse(name, out _) || IPNetwork.TryParse(name, out _);

    private static IPNetwork Single(IPAddress address) => new(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
}
