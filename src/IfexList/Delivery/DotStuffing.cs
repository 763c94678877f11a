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
    public static byte[] Apply(byte[] text) => Apply(text, doubling: true);

    /// <summary>The lines' ends alone, for BDAT (RFC 3030), where a dot is a dot. The same array where nothing was to do.</summary>
    public static byte[] EndLines(byte[] text) => Apply(text, doubling: false);

    private static byte[] Apply(byte[] text, bool doubling)
    {
        if (IsReady(text, doubling))
            return text;
        var ready = new ArrayBufferWriter<byte>(text.Length + text.Length / 64 + 16);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (doubling && rest[0] == '.')
                ready.Write("."u8);
            var end = rest.IndexOfAny(LineEnds);
            ready.Write(end < 0 ? rest : rest[..end]);
            ready.Write("\r\n"u8);
            rest = end < 0 ? [] : rest[(end + LineEndLength(rest[end..]))..];
        }
        return ready.WrittenSpan.ToArray();
    }

    private static bool IsReady(ReadOnlySpan<byte> text, bool doubling)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(LineEnds);
            if (doubling && text[0] == '.' || end < 0 || !text[end..].StartsWith("\r\n"u8))
                return false;
            text = text[(end + 2)..];
        }
        return true;
    }

    private static int LineEndLength(ReadOnlySpan<byte> lineEnd) => lineEnd.StartsWith("\r\n"u8) ? 2 : 1;
}
