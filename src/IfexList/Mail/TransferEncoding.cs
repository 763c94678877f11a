using System.Buffers;
using MimeKit.Encodings;

namespace IfexList.Mail;

/// <summary>How a text body travels (RFC 2045 §6): as it is where that is allowed, else in the smaller of quoted-printable and base64.</summary>
public static class TransferEncoding
{
    // RFC 5322 §2.1.1: 998 octets a line without its CRLF, 8-bit or not.
    private const int LineOctets = 998;

    // RFC 2045 §6.7 and §6.8: encoded lines have 76 characters at most.
    private const int LineCharacters = 76;

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
        var quoted = Encode(new QuotedPrintableEncoder(LineCharacters), body);
        var base64 = Encode(new Base64Encoder(LineCharacters), body);
        return quoted.Length <= base64.Length ? ("quoted-printable", quoted) : ("base64", base64);
    }

    private static byte[] Encode(IMimeEncoder encoder, byte[] body)
    {
        var output = new byte[encoder.EstimateOutputLength(body.Length)];
        return WithCrLf(output.AsSpan(0, encoder.Flush(body, 0, body.Length, output)));
    }

    // The encoders end lines with LF; mail ends them with CRLF.
    private static byte[] WithCrLf(ReadOnlySpan<byte> text)
    {
        var lines = new ArrayBufferWriter<byte>(text.Length + text.Length / 32 + 2);
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            lines.Write(line.EndsWith("\r"u8) ? line[..^1] : line);
            lines.Write("\r\n"u8);
            text = end < 0 ? [] : text[(end + 1)..];
        }
        return lines.WrittenSpan.ToArray();
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
