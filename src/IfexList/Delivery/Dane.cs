using IfexList.Authentication;

namespace IfexList.Delivery;

/// <summary>What the DNS pins a mail exchange's certificate to (DANE, RFC 7672). To be asked only where the exchange and its addresses are authenticated.</summary>
internal sealed class Dane(NameLookup names, int port)
{
    /// <summary>What was found out of one host.</summary>
    /// <param name="IsUsable">False: its records can't be had, so mail to it would leave unprotected whoever can keep us from them (RFC 7672 §2.1.2).</param>
    /// <param name="Proof">Null: none are published.</param>
    public sealed record Answer(bool IsUsable, HopProof.Pinned? Proof);

    /// <param name="owner">What the host's name stands for, if that is another name: it comes first (RFC 7672 §2.2.2).</param>
    public async Task<Answer> OfAsync(string host, string owner, CancellationToken cancellationToken)
    {
        string[] hosts = owner.Equals(host, StringComparison.OrdinalIgnoreCase) ? [host] : [owner, host];
        foreach (var name in hosts)
        {
            var answer = await names.AssociationsAsync($"_{port}._tcp.{name}", cancellationToken);
            if (answer.HasFailed)
                return new Answer(false, null);
            if (answer is { State: DnsState.Found, IsAuthenticated: true })
                return new Answer(true, new HopProof.Pinned([.. answer.Records.Select(record =>
                    new Tlsa((byte)record.CertificateUsage, (byte)record.Selector, (byte)record.MatchingType, [.. record.CertificateAssociationData]))], hosts));
        }
        return new Answer(true, null);
    }
}
