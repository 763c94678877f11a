using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IfexList.Authentication;

/// <summary>An IP address as labels of a name, the most significant first: four octets, or 32 nibbles (RFC 5782 §2.1 and §2.4, RFC 7208 §7.3).</summary>
public static class AddressLabels
{
    public static IEnumerable<string> Of(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6
        ? address.GetAddressBytes().SelectMany(octet => new[] { Nibble(octet >> 4), Nibble(octet & 15) })
        : address.GetAddressBytes().Select(octet => octet.ToString(CultureInfo.InvariantCulture));

    /// <summary>A client that reached an IPv6 socket over IPv4 is an IPv4 client.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static string Nibble(int value) => value.ToString("x", CultureInfo.InvariantCulture);
}
