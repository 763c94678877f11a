using System.Net;
using System.Net.Sockets;

namespace IfexList.Delivery;

/// <summary>What the world's DNS says of an address that we could send from.</summary>
public enum SourceName
{
    // The best first.

    /// <summary>It has a name, and the name leads back to it.</summary>
    Confirmed,

    /// <summary>It can't be asked about: the world sees another address than this one, which only our network knows.</summary>
    Hidden,

    /// <summary>No answer yet.</summary>
    Unknown,

    /// <summary>It has none, or one that leads elsewhere.</summary>
    Missing,
}

/// <summary>One of our addresses that we could send from.</summary>
/// <param name="Name">Providers refuse mail from an address without one.</param>
/// <param name="IsChosen">The configuration names it; else the system takes it.</param>
public sealed record SourceAddress(IPAddress Address, SourceName Name, bool IsChosen);

/// <summary>All of them, as they were last looked at.</summary>
/// <param name="Machine">Every address of this machine.</param>
public sealed record OwnAddresses(IReadOnlyList<SourceAddress> Sources, IReadOnlySet<IPAddress> Machine)
{
    /// <summary>
    /// Whether we send from that family: only from an address with a name. Behind a NAT that can't be known, and IPv4 is used; IPv6 isn't, since nobody should be
    /// behind one.
    /// </summary>
    public bool Uses(AddressFamily family) => Best(family) is { Name: SourceName.Confirmed } or { Name: SourceName.Hidden, Address.AddressFamily: AddressFamily.InterNetwork };

    /// <summary>The address of that family that we send from or would have to.</summary>
    public SourceAddress? Best(AddressFamily family) => Sources.Where(source => source.Address.AddressFamily == family).MinBy(source => source.Name);
}
