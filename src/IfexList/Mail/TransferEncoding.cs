using MimeKit.Encodings;

namespace IfexList.Mail;

/// <summary>How a text body travels (RFC 2045 §6): as it is where that is allowed, else in the smaller of quoted-printable and base64.</summary>
public static class TransferEncoding
{
    // RFC 5322 §2.1.1: 998 octets a line without its CRLF, 8-bit or not.
    private const int LineOctets = 998;

    /// <summary>Encodes a body only where a line is too long or <paramref name="sevenBit"/> asks for it.</summary>
    /// <returns>The name for Content-Transfer-Encoding, and the bytes.</returns>
    public static (string Name, byte[] Bytes) Of(byte[] body, bool sevenBit)
    {
        var isAscii = System.Text.Ascii.IsValid(body);
        if (HasLongLine(body) || sevenBit && !isAscii)
            return Shorter(body);
        return (isAscii ? "7bit" : "8bit", body);
    }

    /// <summary>Quoted-printable for Latin scripts, base64 for most others: measured, not assumed.</summary>
    public static (string Name, byte[] Bytes) Shorter(byte[] body)
    {
        var quoted = Encode(new QuotedPrintableEncoder(), body);
        var base64 = Encode(new Base64Encoder(), body, lineEnds: true);
        return quoted.Length <= base64.Length ? ("quoted-printable", quoted) : ("base64", base64);
    }

    private static byte[] Encode(IMimeEncoder encoder, byte[] body, bool lineEnds = false)
    {
        var output = new byte[encoder.EstimateOutputLength(body.Length)];
        var length = encoder.Flush(body, 0, body.Length, output);
        var encoded = output.AsSpan(0, length);
        return lineEnds ? WithCrLf(encoded) : QuotedWithCrLf(encoded);
    }

    // MimeKit's encoders end lines as Unix does; mail ends them with CRLF.
    private static byte[] WithCrLf(ReadOnlySpan<byte> text)
    {
        var lines = text.Count((byte)'\n');
        var output = new byte[text.Length + lines];
        var at = 0;
        foreach (var b in text)
        {
            if (b == '\n')
                output[at++] = (byte)'\r';
            output[at++] = b;
        }
        return output;
    }

    private static byte[] QuotedWithCrLf(ReadOnlySpan<byte> text)
    {
        var output = new List<byte>(text.Length + text.Length / 40);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'))
                output.Add((byte)'\r');
            output.Add(text[i]);
        }
        return [.. output];
    }

    private static bool HasLongLine(ReadOnlySpan<byte> body)
    {
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'\n');
            if ((end < 0 ? body.Length : end - 1) > LineOctets)
                return true;
            body = end < 0 ? default : body[(end + 1)..];
        }
        return false;
    }
}
