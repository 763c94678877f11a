using System.Net;
using IfexList.Mail;

namespace IfexList.Authentication;

/// <summary>Who speaks, and for whom he says he speaks: what macros are filled with (RFC 7208 §7.2). The sender chose all of it, save the address he comes from.</summary>
/// <param name="Client">Never an IPv4 address in IPv6's clothes.</param>
public sealed record SpfIdentity(IPAddress Client, string LocalPart, string Domain, string Helo)
{
    public static SpfIdentity Of(IPAddress client, Address? sender, string helo) => sender is { } from
        ? new SpfIdentity(AddressLabels.Plain(client), from.LocalPart, from.Domain, helo)
        : new SpfIdentity(AddressLabels.Plain(client), "postmaster", helo.TrimEnd('.'), helo);
}
