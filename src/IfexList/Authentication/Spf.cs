using System.Net;
using IfexList.Mail;

namespace IfexList.Authentication;

/// <summary>May this peer speak for that sender (RFC 7208)?</summary>
public sealed class Spf(NameLookup names)
{
    /// <param name="sender">Null asks about <c>postmaster@</c> the HELO name (RFC 7208 §2.4).</param>
    public Task<SpfEvidence> CheckAsync(IPAddress client, Address? sender, string helo, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{names}");
}
