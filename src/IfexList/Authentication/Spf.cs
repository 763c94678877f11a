using System.Net;
using IfexList.Mail;

namespace IfexList.Authentication;

/// <summary>
/// May this peer speak for that sender (RFC 7208)? A domain says so in one TXT record, which <see cref="SpfRecord"/> reads and <see cref="SpfCheck"/> follows.
/// The text of a refusal that <c>exp=</c> names is not fetched: we refuse nobody for SPF alone, and a stranger's words go into none of our replies.
/// </summary>
public sealed class Spf(NameLookup names)
{
    /// <param name="sender">Null asks about <c>postmaster@</c> the HELO name (RFC 7208 §2.4).</param>
    public Task<SpfEvidence> CheckAsync(IPAddress client, Address? sender, string helo, CancellationToken cancellationToken) =>
        CheckAsync(SpfIdentity.Of(client, sender, helo), cancellationToken);

    public async Task<SpfEvidence> CheckAsync(SpfIdentity identity, CancellationToken cancellationToken) =>
        new(await new SpfCheck(identity, names, cancellationToken).OfDomainAsync(identity.Domain), identity.Domain);
}
