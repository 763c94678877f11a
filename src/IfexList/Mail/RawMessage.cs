using System.Buffers;
using System.Text;
using IfexList.Foundation;
using MimeKit;

namespace IfexList.Mail;

/// <summary>
/// A mail as bytes. <see cref="Refusal"/> looks at the bytes alone and comes before every parser: MimeKit is quadratic in folded header
/// lines and takes 290 times the size of a MIME bomb.
/// </summary>
public static class RawMessage
{
    private static readonly SmtpReply TooManyHeaderLines = SmtpReply.Say(554, 5, 6, "The header has too many lines or addresses");
    private static readonly SmtpReply TooManyParts = SmtpReply.Say(554, 5, 6, "The message has too many MIME parts");
    private static readonly SmtpReply Looping = SmtpReply.Say(554, 4, 6, "Too many hops, this message is going round in circles");
    private static readonly SmtpReply HeaderTooLarge = SmtpReply.Say(552, 3, 4, "The header is larger than we take");

    /// <summary>Why this mail is not taken in; null where it may be parsed.</summary>
    public static SmtpReply? Refusal(ReadOnlySpan<byte> message)
    {
        var header = message[..HeaderLength(message)];
        if (header.Length > Limits.HeaderOctets)
            return HeaderTooLarge;
        if (header.Count((byte)'\n') > Limits.HeaderLines || header.Count((byte)'@') > Limits.HeaderAddresses || header.Count((byte)',') > Limits.HeaderAddresses)
            return TooManyHeaderLines;
        if (CountLines(header, "Received:"u8) > Limits.Hops)
            return Looping;
        if (CountDelimiters(message[header.Length..]) > Limits.BoundaryLines)
            return TooManyParts;
        return PartHeaders.AreTooLarge(message[header.Length..]) ? HeaderTooLarge : null;
    }

    /// <summary>The header block's length, with the empty line that ends it; the whole message where there is none.</summary>
    public static int HeaderLength(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("\r\n"u8))
            return 2;
        var end = message.IndexOf("\r\n\r\n"u8);
        return end < 0 ? message.Length : end + 4;
    }

    /// <summary>Parses bytes that <see cref="Refusal"/> has let pass.</summary>
    public static MimeMessage Parse(byte[] message) => MimeMessage.Load(Parsing, new MemoryStream(message, writable: false), persistent: true);

    private static readonly ParserOptions Parsing = new()
    {
        MaxMimeDepth = Limits.MimeDepth,
        CharsetEncoding = Encoding.UTF8,
    };

    private static int CountLines(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name)
    {
        var count = 0;
        while (!header.IsEmpty)
        {
            if (header.Length >= name.Length && Ascii.EqualsIgnoreCase(header[..name.Length], name))
                count++;
            header = header[(header.IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : header.Length)..];
        }
        return count;
    }

    // A part costs a delimiter line; a nested message costs a line that declares it.
    private static int CountDelimiters(ReadOnlySpan<byte> body)
    {
        var count = 0;
        while (!body.IsEmpty)
        {
            if (body.StartsWith("--"u8) || body[0] is (byte)'C' or (byte)'c' && DeclaresMessage(body))
                count++;
            body = body[(body.IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : body.Length)..];
        }
        return count;
    }

    private static bool DeclaresMessage(ReadOnlySpan<byte> line)
    {
        var start = line[..Math.Min(line.Length, 60)];
        return Ascii.EqualsIgnoreCase(start[..Math.Min(start.Length, 13)], "Content-Type:"u8)
            && start.IndexOf("essage/"u8) >= 0;
    }
}
