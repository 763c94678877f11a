using System.Net;
using System.Net.Sockets;

namespace IfexList.Foundation;

/// <summary>
/// Addresses that the whole world can reach. A stranger's DNS may name any other, too: this machine, its neighbours, a cloud's own services. What we connect to because
/// a name said so is therefore looked up here first.
/// </summary>
public static class PublicNetwork
{
    // RFC 6890 and its register. Networks for documentation are left: nobody is there.
    private static readonly IPNetwork[] Reserved = [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "224.0.0.0/3",
        // Teredo and 6to4, which carry an IPv4 address.
        "2001::/32", "2002::/16",
    }.Select(network => IPNetwork.Parse(network))];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    // RFC 6052: an IPv4 address in its last four octets.
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Has(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return Has(address.MapToIPv4());
        if (Translated.Contains(address))
            return Has(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return (address.AddressFamily == AddressFamily.InterNetwork || Global.Contains(address)) && !Reserved.Any(network => network.Contains(address));
    }
}
