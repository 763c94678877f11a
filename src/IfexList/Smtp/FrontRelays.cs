using System.Net;
using IfexList.Foundation;

namespace IfexList.Smtp;

/// <summary>Our own mail servers in front of us: what they say of a mail is believed, and whom they let in isn't turned away any more.</summary>
public sealed class FrontRelays(IReadOnlyList<string> relays)
{
    private readonly Networks _networks = new(relays);

    public static FrontRelays Of(SmtpSettings settings) => new(settings.FrontRelays);

    public bool Contains(IPAddress address) => _networks.Contains(address);
}
