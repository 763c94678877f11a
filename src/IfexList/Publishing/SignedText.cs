using System.Text;
using IfexList.Mail;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace IfexList.Publishing;

/// <summary>
/// A signed text as it may leave: the signed part byte for byte, and around it nothing of the poster's. The headers of the container and of
/// the signature, and the armour's (<c>Version</c>, <c>Comment</c>), are not signed and often name a machine or a person, so all are new.
/// </summary>
internal static class SignedText
{
    private const string Begin = "-----BEGIN PGP SIGNATURE-----";
    private const string End = "-----END PGP SIGNATURE-----";

    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase) { "charset", "format", "delsp", "protected-headers" };

    /// <returns>Null where the signed bytes or the signature say what the text doesn't: then the text goes out unsigned.</returns>
    public static MultipartSigned? Of(MultipartSigned signed, TextPart part, ApplicationPgpSignature signature, string subject, string text)
    {
        if (part.ContentTransferEncoding is ContentEncoding.EightBit or ContentEncoding.Binary
            || !part.Headers.All(h => SaysNothingNew(h, subject, text)) || !part.ContentType.Parameters.All(p => Harmless.Contains(p.Name)))
            return null;
        if (Armour(signature) is not { } armour || !NamesOnlyWhomTheTextNames(armour, text))
            return null;
        var clean = new MultipartSigned { part, new ApplicationPgpSignature(new MemoryStream(armour)) };
        // The constructor names the file.
        clean[1].ContentDisposition = null;
        clean[1].ContentType.Parameters.Clear();
        clean.ContentType.Parameters["protocol"] = "application/pgp-signature";
        if (signed.ContentType.Parameters["micalg"] is { Length: < 20 } hash)
            clean.ContentType.Parameters["micalg"] = hash;
        return clean;
    }

    private static bool SaysNothingNew(Header header, string subject, string text) => header.Id switch
    {
        HeaderId.ContentType or HeaderId.ContentTransferEncoding or HeaderId.ContentLanguage => true,
        HeaderId.Subject => HeaderText.Clean(header.Value) == HeaderText.Clean(subject),
        HeaderId.ContentDisposition => header.Value.Trim().Equals("inline", StringComparison.OrdinalIgnoreCase),
        HeaderId.From => InternetAddressList.TryParse(header.Value, out var from)
            && from.Mailboxes.All(mailbox => text.Contains(mailbox.Address, StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };

    // RFC 9580 §6.2: the armour's headers end with an empty line.
    private static byte[]? Armour(ApplicationPgpSignature signature)
    {
        using var content = new MemoryStream();
        signature.Content?.DecodeTo(content);
        var lines = Encoding.Latin1.GetString(content.ToArray()).ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).ToList();
        var begin = lines.IndexOf(Begin);
        var body = begin < 0 ? -1 : lines.IndexOf("", begin);
        var end = body < 0 ? -1 : lines.IndexOf(End, body);
        return end < 0 ? null : Encoding.ASCII.GetBytes($"{Begin}\r\n\r\n{string.Join("\r\n", lines[(body + 1)..end])}\r\n{End}\r\n");
    }

    // RFC 9580 §5.2.3.30: GnuPG writes the signer's own address into the signature.
    private static bool NamesOnlyWhomTheTextNames(byte[] armour, string text)
    {
        try
        {
            using var packets = PgpUtilities.GetDecoderStream(new MemoryStream(armour));
            return new PgpObjectFactory(packets).NextPgpObject() is PgpSignatureList { Count: > 0 } signatures
                && Enumerable.Range(0, signatures.Count).All(i => NamesOnly(signatures[i], text));
        }
        catch (Exception e) when (e is IOException or PgpException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return false;
        }
    }

    private static bool NamesOnly(PgpSignature signature, string text) =>
        new[] { signature.GetHashedSubPackets(), signature.GetUnhashedSubPackets() }.OfType<PgpSignatureSubpacketVector>().All(said =>
            said.GetNotationDataOccurrences().Length == 0
            && (said.GetSignerUserId() is not { Length: > 0 } signer || text.Contains(Bare(signer), StringComparison.OrdinalIgnoreCase)));

    // "Name <address>" is known by its address; a name alone by itself.
    private static string Bare(string userId) => MailboxAddress.TryParse(userId, out var mailbox) ? mailbox.Address : userId;
}
