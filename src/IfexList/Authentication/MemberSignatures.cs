using System.Text;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.X509;

namespace IfexList.Authentication;

/// <summary>
/// Whether a member's own key signed a mail: OpenPGP (RFC 3156, or in its text) and S/MIME (RFC 8551). A key counts because it was registered, and for nothing else: no
/// authority, no key server, nobody is asked. What passes is signed whole: a signature somewhere within a mail says nothing of what stands around it.
/// </summary>
public sealed class MemberSignatures(Database database, TimeProvider time)
{
    private static readonly HashSet<DigestAlgorithm> Strong = [DigestAlgorithm.Sha224, DigestAlgorithm.Sha256, DigestAlgorithm.Sha384, DigestAlgorithm.Sha512];

    /// <summary>Whether it is worth while to parse a mail for it.</summary>
    public static bool MayBeIn(IReadOnlyList<HeaderField> fields, ReadOnlySpan<byte> message) =>
        fields.Any(field => field.Is("Content-Type"u8) && Encoding.Latin1.GetString(field.Value.Span) is var type
            && (type.Contains("signed", StringComparison.OrdinalIgnoreCase) || type.Contains("pkcs7", StringComparison.OrdinalIgnoreCase)))
        || message.IndexOf("-----BEGIN PGP SIGNED MESSAGE-----"u8) >= 0 || message.IndexOf("LS0tLS1CRUdJTiBQR1AgU0lHTkVE"u8) >= 0;

    /// <returns>Null where the mail isn't signed.</returns>
    /// <remarks>Reads the mail's one stream: nobody else may read it meanwhile.</remarks>
    public SignatureEvidence? Check(MimeMessage message, CancellationToken cancellationToken = default) => message.Body switch
    {
        MultipartSigned { Count: 2 } signed when Protocol(signed) == "application/pgp-signature" =>
            OpenPgp(message, ring => (signed.Verify(ring, cancellationToken), signed[0])),
        MultipartSigned { Count: 2 } signed when Protocol(signed) is "application/pkcs7-signature" or "application/x-pkcs7-signature" =>
            Smime(message, context => (signed.Verify(context, cancellationToken), signed[0])),
        ApplicationPkcs7Mime { SecureMimeType: SecureMimeType.SignedData } opaque =>
            Smime(message, context => (opaque.Verify(context, out var content, cancellationToken), content)),
        TextPart { IsPlain: true } text when ClearSigned.Of(text) is { } signed =>
            OpenPgp(message, ring => (ring.Verify(new MemoryStream(signed.Content), new MemoryStream(signed.Signature), cancellationToken), null)),
        _ => null,
    };

    private static string? Protocol(MultipartSigned signed) => signed.ContentType.Parameters["protocol"]?.Trim().ToLowerInvariant();

    private SignatureEvidence OpenPgp(MimeMessage message, Func<MemberKeyring, (DigitalSignatureCollection, MimeEntity?)> verify)
    {
        var keys = database.Read(db => MemberKeys.Of(db, KeyKind.OpenPgp));
        using var ring = new MemberKeyring([.. keys.Select(key => OpenPgpKey.TryRead(key.Bytes, out var read, out _) ? read : null).OfType<OpenPgpKey>()]);
        return Judge(message, SignatureKind.OpenPgp, () => verify(ring), signature =>
            signature.SignerCertificate is OpenPgpDigitalCertificate { PublicKey: { } by } && ring.Find(by.KeyId) is { } key ? (key.Fingerprint, Trouble(key, by, signature)) : null);
    }

    private SignatureEvidence Smime(MimeMessage message, Func<SecureMimeContext, (DigitalSignatureCollection, MimeEntity?)> verify)
    {
        var keys = database.Read(db => MemberKeys.Of(db, KeyKind.Smime));
        using var context = new TemporarySecureMimeContext { CheckCertificateRevocation = false };
        // Some signers leave their certificate out, since we are to have it.
        foreach (var key in keys)
            context.Import(new X509Certificate(key.Bytes), CancellationToken.None);
        return Judge(message, SignatureKind.Smime, () => verify(context), signature =>
            signature.SignerCertificate is SecureMimeDigitalCertificate { Certificate: { } by } && KeyFile.FingerprintOf(by.GetEncoded()) is var fingerprint
            && keys.Any(key => key.Fingerprint == fingerprint)
                ? (fingerprint, Trouble(by, signature))
                : null);
    }

    // Of several signatures the best says who it was.
    private static SignatureEvidence Judge(
        MimeMessage message, SignatureKind kind, Func<(DigitalSignatureCollection, MimeEntity?)> verify, Func<IDigitalSignature, (string Key, string Trouble)?> signer)
    {
        try
        {
            var (signatures, signed) = verify();
            var isShown = signed is null || ShowsWhatIsSigned(message, signed);
            return signatures.Take(Limits.SignaturesRead)
                .Select(signature => signer(signature) switch
                {
                    null => new SignatureEvidence(CheckResult.Neutral, kind, "", "unknown"),
                    var (key, _) when !IsTrue(signature) => new SignatureEvidence(CheckResult.Fail, kind, key, "broken"),
                    var (key, trouble) when trouble.Length > 0 => new SignatureEvidence(CheckResult.Policy, kind, key, trouble),
                    var (key, _) when !isShown => new SignatureEvidence(CheckResult.Policy, kind, key, "header"),
                    var (key, _) => new SignatureEvidence(CheckResult.Pass, kind, key),
                })
                .OrderBy(found => Array.IndexOf([CheckResult.Pass, CheckResult.Fail, CheckResult.Policy, CheckResult.Neutral], found.Result))
                .FirstOrDefault() ?? Unreadable(kind);
        }
        // Whatever somebody sends in a signature's place: it signs nothing.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Unreadable(kind);
        }
    }

    private static SignatureEvidence Unreadable(SignatureKind kind) => new(CheckResult.Neutral, kind, "", "unreadable");

    private static bool IsTrue(IDigitalSignature signature)
    {
        try
        {
            return signature.Verify(verifySignatureOnly: true);
        }
        catch (DigitalSignatureVerifyException)
        {
            return false;
        }
    }

    private string Trouble(OpenPgpKey key, PgpPublicKey by, IDigitalSignature signature) =>
        key.IsRevoked || by.HasRevocation() ? "revoked"
        // When it was signed only its writer says, and whoever finds an old key would say so.
        : key.HasEnded(by, time.GetUtcNow()) || key.HasEnded(by, signature.CreationDate.ToUniversalTime()) ? "expired"
        : Strong.Contains(signature.DigestAlgorithm) ? "" : "weak";

    private string Trouble(X509Certificate by, IDigitalSignature signature)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var signed = signature.CreationDate == default ? now : signature.CreationDate.ToUniversalTime();
        return now > by.NotAfter.ToUniversalTime() || signed > by.NotAfter.ToUniversalTime() || signed < by.NotBefore.ToUniversalTime() ? "expired"
            : Strong.Contains(signature.DigestAlgorithm) ? "" : "weak";
    }

    // Headers may be repeated within the signed part (RFC 9788): then the mail shows those, or somebody has put a signed text under another heading.
    private static bool ShowsWhatIsSigned(MimeMessage message, MimeEntity signed) => signed.Headers.All(header => header.Id switch
    {
        HeaderId.Subject => HeaderText.Clean(header.Value) == HeaderText.Clean(message.Subject),
        HeaderId.From => InternetAddressList.TryParse(header.Value, out var from) && from.Mailboxes.Select(Bare).SequenceEqual(message.From.Mailboxes.Select(Bare)),
        _ => true,
    });

    private static string Bare(MailboxAddress mailbox) => mailbox.GetAddress(idnEncode: true).ToLowerInvariant();
}
