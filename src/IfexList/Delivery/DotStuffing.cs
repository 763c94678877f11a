using System.Buffers;

namespace IfexList.Delivery;

/// <summary>
/// A text as it goes over the wire (RFC 5321 §4.5.2): a dot doubled at each line's beginning, every line ended by CRLF. Done once per
/// rendering. A bare CR or LF would let a lax hop see the end of the mail where we see none (SMTP smuggling), so each becomes a CRLF here.
/// </summary>
public static class DotStuffing
{
    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    /// <summary>The same array where nothing was to do.</summary>
    public static byte[] Apply(byte[] text)
    {
        if (IsReady(text))
            return text;
        var stuffed = new ArrayBufferWriter<byte>(text.Length + text.Length / 64 + 16);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (rest[0] == '.')
                stuffed.Write("."u8);
            var end = rest.IndexOfAny(LineEnds);
            stuffed.Write(end < 0 ? rest : rest[..end]);
            stuffed.Write("\r\n"u8);
            rest = end < 0 ? [] : rest[(end + LineEndLength(rest[end..]))..];
        }
        return stuffed.WrittenSpan.ToArray();
    }

    private static bool IsReady(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(LineEnds);
            if (text[0] == '.' || end < 0 || !text[end..].StartsWith("\r\n"u8))
                return false;
            text = text[(end + 2)..];
        }
        return true;
    }

    private static int LineEndLength(ReadOnlySpan<byte> lineEnd) => lineEnd.StartsWith("\r\n"u8) ? 2 : 1;
}
