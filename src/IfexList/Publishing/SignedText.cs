using System.Text;
using System.Text.RegularExpressions;
using IfexList.Mail;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace IfexList.Publishing;

/// <summary>
/// A signed text as it may leave: the signed part byte for byte, and around it nothing of the poster's. The headers of the container and of
/// the signature, and the armour's (<c>Version</c>, <c>Comment</c>), are not signed and often name a machine or a person, so all are new.
/// </summary>
internal static partial class SignedText
{
    // RFC 9580 §5.2.3.7: when, until when, by which key, by whom. Anything else may say anything.
    private static readonly SignatureSubpacketTag[] Facts =
        [SignatureSubpacketTag.CreationTime, SignatureSubpacketTag.ExpireTime, SignatureSubpacketTag.IssuerKeyId, SignatureSubpacketTag.IssuerFingerprint, SignatureSubpacketTag.SignerUserId];

    /// <summary>Whether the text as it is read has nothing that had to go: no marks that nobody sees, no blanks behind lines.</summary>
    public static bool IsSeenWhole(string readable, string text) => readable.ReplaceLineEndings("\n").Trim('\n', ' ') == text;

    /// <returns>Null where the signed bytes or the signature say what the text doesn't: then the text goes out unsigned.</returns>
    public static MultipartSigned? Of(MultipartSigned signed, TextPart part, ApplicationPgpSignature signature, string subject, string text)
    {
        if (!part.Headers.All(h => SaysNothingNew(h, subject, text)) || !IsPlainlyEncoded(part))
            return null;
        if (Armour(signature, text) is not { } armour)
            return null;
        var clean = new MultipartSigned { part, new ApplicationPgpSignature(new MemoryStream(armour)) };
        // The constructor names the file.
        clean[1].ContentDisposition = null;
        clean[1].ContentType.Parameters.Clear();
        clean.ContentType.Parameters["protocol"] = "application/pgp-signature";
        if (signed.ContentType.Parameters["micalg"] is { } hash && Digest().IsMatch(hash))
            clean.ContentType.Parameters["micalg"] = hash;
        return clean;
    }

    // As it is written: a reader of the text sees no remark, no unknown parameter and no name of a language that nobody speaks.
    private static bool SaysNothingNew(Header header, string subject, string text) => header.Id switch
    {
        HeaderId.ContentType => PlainType().IsMatch(Written(header)),
        HeaderId.ContentTransferEncoding => Encoded().IsMatch(Written(header)),
        HeaderId.ContentLanguage => Tongue().IsMatch(Written(header)),
        HeaderId.ContentDisposition => Written(header).Equals("inline", StringComparison.OrdinalIgnoreCase),
        HeaderId.Subject => HeaderText.Clean(header.Value) == HeaderText.Clean(subject) && !Written(header).Contains('*'),
        HeaderId.From => !Written(header).Contains('(') && !Written(header).Contains('*') && InternetAddressList.TryParse(header.Value, out var from)
            && from.All(author => author is MailboxAddress mailbox && IsNamed(mailbox, text)),
        _ => false,
    };

    private static string Written(Header header) => Encoding.Latin1.GetString(header.RawValue).ReplaceLineEndings("").Trim();

    private static bool IsNamed(MailboxAddress mailbox, string text) => text.Contains(mailbox.Address, StringComparison.OrdinalIgnoreCase)
        && (mailbox.Name is not { Length: > 0 } name || text.Contains(name, StringComparison.OrdinalIgnoreCase));

    // What a decoder passes over leaves with the part.
    private static bool IsPlainlyEncoded(TextPart part)
    {
        using var raw = new MemoryStream();
        part.Content?.WriteTo(raw);
        var written = Encoding.Latin1.GetString(raw.ToArray());
        return part.ContentTransferEncoding switch
        {
            ContentEncoding.Base64 => PlainBase64().IsMatch(written),
            ContentEncoding.QuotedPrintable => !Unquotable().IsMatch(written),
            ContentEncoding.EightBit or ContentEncoding.Binary or ContentEncoding.UUEncode => false,
            _ => Ascii.IsValid(written),
        };
    }

    // Written anew from its packets, without headers (RFC 9580 §6.2), if they are signatures that name only whom the text names.
    private static byte[]? Armour(ApplicationPgpSignature signature, string text)
    {
        try
        {
            using var content = new MemoryStream();
            signature.Content?.DecodeTo(content);
            content.Position = 0;
            using var packets = PgpUtilities.GetDecoderStream(content);
            var objects = new PgpObjectFactory(packets);
            if (objects.NextPgpObject() is not PgpSignatureList { Count: > 0 } signatures || objects.NextPgpObject() is not null)
                return null;
            var all = Enumerable.Range(0, signatures.Count).Select(i => signatures[i]).ToList();
            return all.All(one => NamesOnly(one, text)) ? Armoured(all) : null;
        }
        catch (Exception e) when (e is IOException or PgpException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static byte[] Armoured(IReadOnlyList<PgpSignature> signatures)
    {
        using var armour = new MemoryStream();
        using (var packets = new ArmoredOutputStream(armour))
            foreach (var signature in signatures)
                signature.Encode(packets);
        // Its own program is named in the headers, which end with an empty line.
        var lines = Encoding.ASCII.GetString(armour.ToArray()).ReplaceLineEndings("\n").Split('\n');
        return Encoding.ASCII.GetBytes(string.Join("\r\n", lines[Array.IndexOf(lines, "")..].Prepend(lines[0])));
    }

    private static bool NamesOnly(PgpSignature signature, string text) =>
        new[] { signature.GetHashedSubPackets(), signature.GetUnhashedSubPackets() }.OfType<PgpSignatureSubpacketVector>().All(said =>
            Facts.Count(said.HasSubpacket) == said.Count && (said.GetSignerUserId() is not { Length: > 0 } signer || IsNamed(signer, text)));

    // "Name <address>", or either of them.
    private static bool IsNamed(string userId, string text) =>
        MailboxAddress.TryParse(userId, out var mailbox) ? IsNamed(mailbox, text) : text.Contains(userId, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""^text/plain(?:\s*;\s*(?:charset="?(?:us-ascii|utf-8|iso-8859-[0-9]{1,2}|windows-125[0-9]|koi8-[ru])"?|format="?(?:flowed|fixed)"?|delsp="?(?:yes|no)"?|protected-headers="?v1"?))*$""", RegexOptions.IgnoreCase)]
    private static partial Regex PlainType();

    [GeneratedRegex("^(?:7bit|quoted-printable|base64)$", RegexOptions.IgnoreCase)]
    private static partial Regex Encoded();

    [GeneratedRegex("^[a-z]{2,3}(?:-[a-z]{4})?(?:-[a-z]{2}|-[0-9]{3})?$", RegexOptions.IgnoreCase)]
    private static partial Regex Tongue();

    [GeneratedRegex("^pgp-(?:md5|sha1|ripemd160|sha224|sha256|sha384|sha512|sha3-256|sha3-512)$", RegexOptions.IgnoreCase)]
    private static partial Regex Digest();

    [GeneratedRegex(@"^[A-Za-z0-9+/\r\n]*={0,2}\s*$")]
    private static partial Regex PlainBase64();

    // RFC 2045 §6.7: an escape of something else than an octet or a line's end, or blanks before one.
    [GeneratedRegex(@"=(?![0-9A-F]{2}|\r?\n)|[ \t]\r?\n")]
    private static partial Regex Unquotable();
}
