using System.Buffers;
using IfexList.Foundation;

namespace IfexList.Mail;

/// <summary>
/// Header blocks inside the body, of parts and of forwarded messages, held to the limits of the message's own: a single part with 9 MB of
/// folded lines costs MimeKit minutes. Looks at the bytes alone, so it counts whatever a parser might take for a header.
/// </summary>
internal static class PartHeaders
{
    // RFC 5322 §2.2: printable ASCII but the colon.
    private static readonly SearchValues<byte> NameOctets = SearchValues.Create([.. Enumerable.Range(33, 94).Where(c => c != ':').Select(c => (byte)c)]);

    public static bool AreTooLarge(ReadOnlySpan<byte> body)
    {
        // The body of a message/rfc822 begins with a header; so does what stands behind a header block, and what stands behind a delimiter.
        var (inHeader, hasFields) = (true, false);
        var (fields, lines, octets) = (0, 0, 0);
        while (!body.IsEmpty)
        {
            var length = body.IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : body.Length;
            var line = body[..length];
            body = body[length..];
            if (line.StartsWith("--"u8))
                (inHeader, hasFields, lines, octets) = (true, true, 0, 0);
            else if (!inHeader)
                continue;
            else if (line is [(byte)'\r', ..] or [(byte)'\n'])
                (inHeader, hasFields, lines, octets) = (hasFields, false, 0, 0);
            else if (line[0] is (byte)' ' or (byte)'\t')
                (lines, octets) = (lines == 0 ? 0 : lines + 1, octets + length);
            else if (IsField(line))
                (hasFields, fields, lines, octets) = (true, fields + 1, 1, length);
            else
                (lines, octets) = (0, 0);
            if (fields > Limits.PartHeaderFields || lines > Limits.HeaderLines || lines > 0 && octets > Limits.HeaderOctets)
                return true;
        }
        return false;
    }

    private static bool IsField(ReadOnlySpan<byte> line) =>
        line.IndexOfAnyExcept(NameOctets) is > 0 and var name && line[name..].TrimStart(" \t"u8) is [(byte)':', ..];
}
