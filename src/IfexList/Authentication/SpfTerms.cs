using System.Net;
using System.Net.Sockets;

namespace IfexList.Authentication;

/// <summary>One directive of an SPF record (RFC 7208 §4.6.1): if the mechanism matches, the check has that result.</summary>
public sealed record SpfDirective(CheckResult Result, SpfMechanism Mechanism);

/// <summary>What can match a client (RFC 7208 §5).</summary>
/// <param name="Target">The name to ask about, where one is written; else it is the record's own domain.</param>
public abstract record SpfMechanism
{
    private SpfMechanism(SpfDomain? target = null) => Target = target;

    public SpfDomain? Target { get; }

    public sealed record All : SpfMechanism;

    public sealed record Network(IPAddress Address, int Bits) : SpfMechanism;

    public sealed record Include(SpfDomain Domain) : SpfMechanism(Domain);

    public sealed record A(SpfDomain? Domain, SpfPrefixes Prefixes) : SpfMechanism(Domain);

    public sealed record Mx(SpfDomain? Domain, SpfPrefixes Prefixes) : SpfMechanism(Domain);

    /// <summary>ptr</summary>
    public sealed record ClientName(SpfDomain? Domain) : SpfMechanism(Domain);

    public sealed record Exists(SpfDomain Domain) : SpfMechanism(Domain);
}

/// <summary>How many leading bits of an address must agree, in either family (dual-cidr-length).</summary>
public readonly record struct SpfPrefixes(int Four, int Six)
{
    public static SpfPrefixes Whole { get; } = new(32, 128);

    public bool Agree(IPAddress client, IPAddress named) => Agree(client, named, named.AddressFamily == AddressFamily.InterNetworkV6 ? Six : Four);

    public static bool Agree(IPAddress client, IPAddress named, int bits)
    {
        if (client.AddressFamily != named.AddressFamily)
            return false;
        var (a, b) = (client.GetAddressBytes(), named.GetAddressBytes());
        var whole = bits / 8;
        return a.AsSpan(0, whole).SequenceEqual(b.AsSpan(0, whole)) && (bits % 8 == 0 || (a[whole] ^ b[whole]) >> (8 - bits % 8) == 0);
    }
}
