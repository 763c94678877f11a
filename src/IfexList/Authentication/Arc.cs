using MimeKit;
using MimeKit.Cryptography;

namespace IfexList.Authentication;

/// <summary>Verifies the chain of seals that forwarders put on a mail (RFC 8617), with MimeKit. We write none ourselves: it would tell whose post it was.</summary>
public static class Arc
{
    /// <returns>Null where there is no chain.</returns>
    public static ArcEvidence? Verify(MimeMessage message, KeyRing keys)
    {
        var seals = message.Headers.Where(header => header.Id == HeaderId.ArcSeal).Select(seal => TagList.Read(seal.Value)).ToList();
        if (seals.Count == 0)
            return null;
        if (message.Headers.Any(header => header.Id == HeaderId.ArcMessageSignature && TagList.Read(header.Value) is { } tags && Signatures.IsOverlong(tags)))
            return new ArcEvidence(CheckResult.Policy, "");
        var latest = seals.MaxBy(tags => tags is not null && int.TryParse(tags.GetValueOrDefault("i"), out var instance) ? instance : 0);
        return new ArcEvidence(Result(message, keys, seals), latest is null ? "" : Signer.Of(latest).Domain);
    }

    private static CheckResult Result(MimeMessage message, KeyRing keys, IReadOnlyList<IReadOnlyDictionary<string, string>?> seals)
    {
        var verifier = new ArcVerifier(keys);
        verifier.Enable(DkimSignatureAlgorithm.Ed25519Sha256);
        try
        {
            if (verifier.Verify(message).Chain == ArcSignatureValidationResult.Pass)
                return CheckResult.Pass;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // As with DKIM: what a stranger wrote is a result.
            return CheckResult.PermError;
        }
        return seals.Any(tags => tags is not null && keys.Of(Signer.Of(tags)).Trouble == CheckResult.TempError) ? CheckResult.TempError : CheckResult.Fail;
    }
}
