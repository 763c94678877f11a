using System.Net;
using System.Net.Sockets;
using IfexList.Mail;

namespace IfexList.Authentication;

/// <summary>Is a peer listed by one of the blocklists in <c>Smtp.Dnsbl</c> (RFC 5782)? All are asked at once; one that doesn't answer lists nobody.</summary>
public sealed class Blocklists(IReadOnlyList<string> zones, NameLookup names)
{
    /// <summary>Null where the peer may go on.</summary>
    public async Task<SmtpReply?> RefusalAsync(IPAddress client, CancellationToken cancellationToken)
    {
        if (zones.Count == 0)
            return null;
        var reversed = string.Join('.', AddressLabels.Of(AddressLabels.Plain(client)).Reverse());
        var answers = await Task.WhenAll(zones.Select(zone => names.AddressesAsync($"{reversed}.{zone}", AddressFamily.InterNetwork, cancellationToken)));
        var listing = Array.FindIndex(answers, answer => answer.Records.Any(IsListing));
        return listing < 0 ? null : SmtpReply.Say(550, 7, 1, $"Your server's address is listed by {zones[listing]}; ask there why");
    }

    // RFC 5782 §2.3: whatever stands outside 127/8 comes from a resolver that makes up answers, or from a zone that was sold.
    // 127.255.255.x says that the question itself was wrong (Spamhaus: a public resolver, too many questions, a misspelt zone).
    private static bool IsListing(IPAddress answer) => answer.GetAddressBytes() is [127, var second, var third, _] && !(second == 255 && third == 255);
}
