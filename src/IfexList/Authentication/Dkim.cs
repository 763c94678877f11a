using System.Globalization;
using System.Text;
using IfexList.Foundation;
using IfexList.Mail;
using MimeKit;
using MimeKit.Cryptography;

namespace IfexList.Authentication;

/// <summary>
/// Verifies the signatures of servers (RFC 6376, RFC 8463) with MimeKit, over the mail as it came. Stricter than the RFC in one thing: a signature that lets
/// something be added which readers would see passes only as <see cref="CheckResult.Policy"/>.
/// </summary>
public sealed class Dkim(TimeProvider time)
{
    // Fields that a mail has once (RFC 5322 §3.6). A second one, put above the signed one, would be what is read.
    private static readonly string[] Once =
        ["from", "subject", "date", "to", "cc", "reply-to", "message-id", "mime-version", "content-type", "content-transfer-encoding"];

    /// <param name="original">The bytes that <paramref name="message"/> was parsed from.</param>
    public IReadOnlyList<DkimEvidence> Verify(MimeMessage message, ReadOnlyMemory<byte> original, IReadOnlyList<HeaderField> fields, KeyRing keys) =>
        [.. message.Headers.Where(header => header.Id == HeaderId.DkimSignature).Take(Limits.Signatures).Select(header => Verify(header, message, original, fields, keys))];

    private DkimEvidence Verify(Header header, MimeMessage message, ReadOnlyMemory<byte> original, IReadOnlyList<HeaderField> fields, KeyRing keys)
    {
        if (TagList.Read(header.Value) is not { } tags || Signer.Of(tags) is not { Domain.Length: > 0, Selector.Length: > 0 } signer)
            return new DkimEvidence(CheckResult.PermError, "", "");
        return new DkimEvidence(Result(tags, keys.Of(signer), () => IsRight(header, message, keys), () => LetsAdd(tags, original, fields)), signer.Domain, signer.Selector, CoversRecipients(tags, fields));
    }

    private CheckResult Result(IReadOnlyDictionary<string, string> tags, SignerKey key, Func<CheckResult> verify, Func<bool> letsAdd)
    {
        if (tags.TryGetValue("x", out var expires) && !(long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at > time.GetUtcNow().ToUnixTimeSeconds()))
            return CheckResult.Fail;
        if (key.Trouble is { } trouble)
            return trouble;
        if (key.IsExact && tags.TryGetValue("i", out var identity) && !identity.EndsWith("@" + tags["d"], StringComparison.OrdinalIgnoreCase))
            return CheckResult.PermError;
        if (Signatures.IsOverlong(tags))
            return CheckResult.Policy;
        var result = verify();
        return result == CheckResult.Pass && letsAdd() ? CheckResult.Policy : result;
    }

    private static CheckResult IsRight(Header header, MimeMessage message, KeyRing keys)
    {
        var verifier = new DkimVerifier(keys);
        verifier.Enable(DkimSignatureAlgorithm.Ed25519Sha256);
        try
        {
            return verifier.Verify(message, header) ? CheckResult.Pass : CheckResult.Fail;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a stranger wrote into it (From isn't signed, the key is of another kind): it is a result, and no fault of ours.
            return CheckResult.PermError;
        }
    }

    // Many servers don't sign them, so that alone is no fault of a signature.
    private static bool CoversRecipients(IReadOnlyDictionary<string, string> tags, IReadOnlyList<HeaderField> fields)
    {
        var signed = SignedFields(tags);
        return fields.Count(field => field.Is("To"u8)) <= signed.Count(name => name == "to") && fields.Count(field => field.Is("Cc"u8)) <= signed.Count(name => name == "cc");
    }

    private static string[] SignedFields(IReadOnlyDictionary<string, string> tags) => tags.GetValueOrDefault("h", "").ToLowerInvariant().Split(':');

    private static bool LetsAdd(IReadOnlyDictionary<string, string> tags, ReadOnlyMemory<byte> original, IReadOnlyList<HeaderField> fields)
    {
        var signed = SignedFields(tags);
        foreach (var name in Once)
        {
            var bytes = Encoding.ASCII.GetBytes(name);
            var there = fields.Count(field => field.Is(bytes));
            if (there > 1 && there > signed.Count(s => s == name) || there > 0 && name == "subject" && !signed.Contains(name))
                return true;
        }
        return tags.TryGetValue("l", out var length)
            && !(int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var octets) && octets >= BodyLength(original.Span, tags));
    }

    // RFC 6376 §3.4.3 and §3.4.4: without empty lines at the end, and as c= says, with or without runs of spaces.
    private static int BodyLength(ReadOnlySpan<byte> message, IReadOnlyDictionary<string, string> tags)
    {
        var isRelaxed = tags.GetValueOrDefault("c", "").EndsWith("/relaxed", StringComparison.OrdinalIgnoreCase);
        var (length, end) = (0, 0);
        for (var body = message[RawMessage.HeaderLength(message)..]; !body.IsEmpty;)
        {
            var line = body.IndexOf((byte)'\n') is var at and >= 0 ? body[..(at + 1)] : body;
            body = body[line.Length..];
            var octets = LineLength(line.TrimEnd("\r\n"u8), isRelaxed);
            length += octets + 2;
            end = octets > 0 ? length : end;
        }
        return end;
    }

    private static int LineLength(ReadOnlySpan<byte> line, bool isRelaxed)
    {
        if (!isRelaxed)
            return line.Length;
        line = line.TrimEnd(" \t"u8);
        var length = 0;
        for (var i = 0; i < line.Length; i++)
            if (line[i] is not ((byte)' ' or (byte)'\t') || line[i + 1] is not ((byte)' ' or (byte)'\t'))
                length++;
        return length;
    }
}
