using System.Buffers;
using System.Security.Cryptography;

namespace IfexList.Authentication;

/// <summary>
/// The relaxed form in which a text is hashed (RFC 6376 §3.4.2, §3.4.4), so that white space that changes on the way does no harm. A bare CR or LF ends a line here as well:
/// on the wire each is a CRLF.
/// </summary>
public static class Relaxed
{
    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    /// <summary>The fields of a header, each with its folded lines.</summary>
    /// <param name="body">Where the text behind the empty line begins.</param>
    public static IReadOnlyList<Range> Fields(ReadOnlySpan<byte> text, out int body)
    {
        var fields = new List<Range>();
        for (var start = 0; start < text.Length;)
        {
            var rest = text[start..];
            var line = TakeLine(ref rest);
            var end = text.Length - rest.Length;
            if (line.IsEmpty)
            {
                body = end;
                return fields;
            }
            if (IsBlank(line[0]) && fields.Count > 0)
                fields[^1] = fields[^1].Start..end;
            else
                fields.Add(start..end);
            start = end;
        }
        body = text.Length;
        return fields;
    }

    /// <summary>The name of a field, as it is written.</summary>
    public static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> field) => field[..Math.Max(0, field.IndexOf((byte)':'))].TrimEnd(" \t"u8);

    /// <summary>Writes one field in relaxed form, with its line end: at most two octets more than it has.</summary>
    /// <returns>How many octets.</returns>
    public static int Field(ReadOnlySpan<byte> field, Span<byte> to)
    {
        var name = Name(field);
        for (var i = 0; i < name.Length; i++)
            to[i] = name[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(name[i] | 0x20) : name[i];
        var length = name.Length;
        to[length++] = (byte)':';
        length += Collapse(field[(field.IndexOf((byte)':') + 1)..], to[length..], keepsStart: false);
        "\r\n"u8.CopyTo(to[length..]);
        return length + 2;
    }

    /// <summary>SHA-256 of a body, its empty lines at the end left out.</summary>
    public static byte[] BodyHash(ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var line = new ArrayBufferWriter<byte>();
        var emptyLines = 0;
        while (!body.IsEmpty)
        {
            var text = TakeLine(ref body);
            line.ResetWrittenCount();
            var room = line.GetSpan(text.Length + 2);
            var length = Collapse(text, room, keepsStart: true);
            if (length == 0)
            {
                emptyLines++;
                continue;
            }
            for (; emptyLines > 0; emptyLines--)
                hash.AppendData("\r\n"u8);
            "\r\n"u8.CopyTo(room[length..]);
            hash.AppendData(room[..(length + 2)]);
        }
        return hash.GetHashAndReset();
    }

    // White space within becomes one space, at the end nothing.
    private static int Collapse(ReadOnlySpan<byte> text, Span<byte> to, bool keepsStart)
    {
        var length = 0;
        var isPending = false;
        foreach (var octet in text)
        {
            if (IsBlank(octet) || LineEnds.Contains(octet))
            {
                isPending = keepsStart || length > 0;
                continue;
            }
            if (isPending)
                to[length++] = (byte)' ';
            isPending = false;
            to[length++] = octet;
        }
        return length;
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny(LineEnds);
        var line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + (text[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        return line;
    }

    private static bool IsBlank(byte octet) => octet is (byte)' ' or (byte)'\t';
}
