using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IfexList.Store;

namespace IfexList.Authentication;

/// <summary>What a member gave us to know his signatures by: a public OpenPGP key, or an S/MIME certificate. Armoured and PEM or binary.</summary>
/// <param name="Owner">Whose it says it is.</param>
/// <param name="Ends">Null where it never does.</param>
/// <param name="Bytes">As they are registered.</param>
public sealed record KeyFile(string Fingerprint, KeyKind Kind, string Owner, DateTimeOffset? Ends, bool IsRevoked, byte[] Bytes)
{
    /// <param name="reason">Why it can't be registered.</param>
    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out KeyFile? file, out string reason)
    {
        (file, reason) = (null, "");
        // DER begins with a sequence; no OpenPGP packet begins so.
        if (bytes is [0x30, ..] || Encoding.Latin1.GetString(bytes).Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
            file = Certificate(bytes);
        else if (OpenPgpKey.TryRead(bytes, out var key, out reason))
            file = new KeyFile(key.Fingerprint, KeyKind.OpenPgp, key.Owner, key.Ends, key.IsRevoked, bytes);
        if (file is null && reason.Length == 0)
            reason = "holds no certificate that can be read";
        return file is not null;
    }

    /// <summary>A certificate is known by all of itself.</summary>
    internal static string FingerprintOf(byte[] certificate) => Convert.ToHexString(SHA256.HashData(certificate));

    private static KeyFile? Certificate(byte[] bytes)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(bytes);
            return new KeyFile(
                FingerprintOf(certificate.RawData), KeyKind.Smime, certificate.GetNameInfo(X509NameType.EmailName, false) is { Length: > 0 } address ? address : certificate.Subject,
                certificate.NotAfter.ToUniversalTime(), IsRevoked: false, certificate.RawData);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
