using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IfexList.Delivery;

/// <summary>
/// Whether the certificate that a hop shows is one that its TLSA records speak of (RFC 6698, RFC 7672 §3.1): itself (DANE-EE), whatever name and time it bears,
/// or the issuer of its chain (DANE-TA), where name and time count. The usages of the public authorities (0 and 1) mean nothing between mail servers (RFC 7672 §3.1.3).
/// </summary>
public static class TlsaMatch
{
    private const byte TrustAnchor = 2, EndEntity = 3;
    private const byte WholeCertificate = 0, PublicKey = 1;
    private const byte Exact = 0, Sha256 = 1, Sha512 = 2;

    // What stands above an anchor that the DNS names is none of our business.
    private const X509ChainStatusFlags NotAsked = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    /// <param name="sent">What the hop sent along: the chain's <c>ChainPolicy.ExtraStore</c> in the callback of <c>SslStream</c>.</param>
    /// <returns>True also where no record can be used: then TLS alone is asked for (RFC 7672 §2.2).</returns>
    public static bool Accepts(HopProof.Pinned proof, X509Certificate2 leaf, X509Certificate2Collection sent, DateTimeOffset now)
    {
        List<Tlsa> usable = [.. proof.Records.Where(IsUsable)];
        return usable.Count == 0
            || usable.Any(record => record.Usage == EndEntity && Speaks(record, leaf))
            || usable.Any(record => record.Usage == TrustAnchor) && proof.Names.Any(name => leaf.MatchesHostname(name)) && IsAnchored(usable, leaf, sent, now);
    }

    private static bool IsUsable(Tlsa record) => record is { Usage: TrustAnchor or EndEntity, Selector: WholeCertificate or PublicKey } && record.Matching switch
    {
        Exact => record.Data.Length > 0,
        Sha256 => record.Data.Length == SHA256.HashSizeInBytes,
        Sha512 => record.Data.Length == SHA512.HashSizeInBytes,
        _ => false,
    };

    private static bool Speaks(Tlsa record, X509Certificate2 certificate)
    {
        var octets = record.Selector == PublicKey ? certificate.PublicKey.ExportSubjectPublicKeyInfo() : certificate.RawData;
        return record.Data.AsSpan().SequenceEqual(record.Matching switch
        {
            Sha256 => SHA256.HashData(octets),
            Sha512 => SHA512.HashData(octets),
            _ => octets,
        });
    }

    private static bool IsAnchored(IEnumerable<Tlsa> records, X509Certificate2 leaf, X509Certificate2Collection sent, DateTimeOffset now)
    {
        List<Tlsa> named = [.. records.Where(record => record.Usage == TrustAnchor)];
        X509Certificate2[] anchors = [.. sent.Concat(named.Select(Published).OfType<X509Certificate2>()).Where(certificate => named.Any(record => Speaks(record, certificate)))];
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(anchors);
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        // What is said of the whole chain isn't asked: an anchor needn't be a root, and what stands above it may be what it likes.
        chain.Build(leaf);
        return chain.ChainElements.TakeWhile(element => element.ChainElementStatus.All(status => (status.Status & ~NotAsked) == 0))
            .Skip(1).Any(element => anchors.Contains(element.Certificate));
    }

    // RFC 7672 §3.1.2: an anchor that stands whole in the DNS needn't be sent.
    private static X509Certificate2? Published(Tlsa record)
    {
        if (record is not { Selector: WholeCertificate, Matching: Exact })
            return null;
        try
        {
            return X509CertificateLoader.LoadCertificate(record.Data);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
