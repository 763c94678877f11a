using System.Text;

namespace IfexList.Mail;

/// <summary>One field of a header block as it stands there: folded, with its line end.</summary>
public readonly record struct HeaderField(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Also where white space stands before the colon, as RFC 5322 §4.5 once allowed.</summary>
    public bool Is(ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(Name, name);

    /// <summary>Behind the colon, still folded.</summary>
    public ReadOnlyMemory<byte> Value => Bytes[(Colon + 1)..];

    private int Colon => Bytes.Span.IndexOf((byte)':');

    // A line without a colon, or one that goes on where nothing has begun, has no name.
    private ReadOnlySpan<byte> Name => Bytes.Span[..Math.Max(Colon, 0)].TrimEnd(" \t"u8);
}

/// <summary>The fields of a mail, read from its bytes: cheap, and before any parser.</summary>
public static class HeaderFields
{
    public static IReadOnlyList<HeaderField> Of(ReadOnlyMemory<byte> message)
    {
        var rest = message[..RawMessage.HeaderLength(message.Span)];
        var fields = new List<HeaderField>();
        while (!rest.IsEmpty && !rest.Span.StartsWith("\r\n"u8))
        {
            var end = EndOfField(rest.Span);
            fields.Add(new HeaderField(rest[..end]));
            rest = rest[end..];
        }
        return fields;
    }

    private static int EndOfField(ReadOnlySpan<byte> header)
    {
        var end = 0;
        do
            end = header[end..].IndexOf((byte)'\n') is var line and >= 0 ? end + line + 1 : header.Length;
        while (end < header.Length && header[end] is (byte)' ' or (byte)'\t');
        return end;
    }
}
