using System.Text;
using IfexList.Foundation;
using MimeKit;
using MimeKit.Cryptography;

namespace IfexList.Mail;

/// <summary>
/// Whether a mail, or any part of it, is encrypted: then all of it is meant for those who can open it, whatever stands beside it in clear. It is told by
/// what the parts say of themselves, by file names, and by what their content begins with, because programs and gateways repack such mails.
/// </summary>
public static class Secrecy
{
    // Armour mostly begins in the first lines; some programs write a greeting before it.
    private const int LookedAt = 16 * 1024;

    private static readonly string[] Armours = ["-----BEGIN PGP MESSAGE", "-----BEGIN AGE ENCRYPTED FILE-----", "-----BEGIN PKCS7-----", "-----BEGIN CMS-----", "-----BEGIN ENCRYPTED MESSAGE-----"];

    private static readonly string[] Types = ["application/pgp-encrypted", "application/pgp", "application/vnd.age", "application/age-encryption"];

    private static readonly string[] Names = [".pgp", ".gpg", ".p7m", ".age"];

    /// <param name="readable">What <see cref="PlainText"/> makes of it, and of what a reader sees.</param>
    public static bool IsIn(MimeMessage message, string readable) => IsArmour(readable) || message.Body is { } body && IsIn(body, 0);

    private static bool IsIn(MimeEntity entity, int depth) => depth <= Limits.MimeDepth && entity switch
    {
        MultipartEncrypted => true,
        ApplicationPgpEncrypted => true,
        ApplicationPkcs7Mime smime => smime.SecureMimeType is not (SecureMimeType.SignedData or SecureMimeType.CertsOnly or SecureMimeType.CompressedData),
        Multipart multipart => multipart.ContentType.IsMimeType("multipart", "encrypted") || multipart.Any(part => IsIn(part, depth + 1)),
        MessagePart { Message.Body: { } inner } => IsIn(inner, depth + 1),
        ApplicationPgpSignature or ApplicationPkcs7Signature => false,
        MimePart part => Types.Contains(part.ContentType.MimeType, StringComparer.OrdinalIgnoreCase) || IsSealed(part),
        _ => false,
    };

    // A key or a signature bears the same names, and says in its first octets what it is.
    private static bool IsSealed(MimePart part)
    {
        var head = Head(part);
        var text = Encoding.Latin1.GetString(head);
        if (IsArmour(text) || text.StartsWith("age-encryption.org/", StringComparison.Ordinal) || text.StartsWith("Salted__", StringComparison.Ordinal))
            return true;
        if (part is TextPart)
            return false;
        var name = part.FileName ?? "";
        return Names.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase)) && !text.Contains("-----BEGIN PGP ", StringComparison.Ordinal) && !IsKeyOrSignature(head);
    }

    // RFC 9580 §4.2: the first octet says which packet begins; signatures are 2, public keys 6.
    private static bool IsKeyOrSignature(ReadOnlySpan<byte> head) =>
        head is [>= 0x80 and var first, ..] && (first >= 0xC0 ? first & 0x3F : first >> 2 & 0x0F) is 2 or 6;

    private static bool IsArmour(string text) => Armours.Any(armour => text.Contains(armour, StringComparison.OrdinalIgnoreCase));

    private static byte[] Head(MimePart part)
    {
        if (part.Content is not { } content)
            return [];
        using var decoded = content.Open();
        var head = new byte[LookedAt];
        return head[..decoded.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }
}
