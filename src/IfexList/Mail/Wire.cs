using MimeKit;

namespace IfexList.Mail;

/// <summary>Writes what the daemon composes as it goes over the wire: CRLF, ASCII headers, one empty line before the body.</summary>
public static class Wire
{
    private static readonly FormatOptions Format = MakeFormat();

    /// <summary>A header block and a body that is encoded already.</summary>
    public static byte[] Compose(HeaderList headers, byte[] body)
    {
        using var stream = new MemoryStream();
        // MimeKit ends the block with its empty line.
        headers.WriteTo(Format, stream);
        stream.Write(body);
        return stream.ToArray();
    }

    /// <summary>A header block in front of an entity with headers of its own.</summary>
    public static byte[] Compose(HeaderList headers, MimeEntity entity)
    {
        using var stream = new MemoryStream();
        headers.WriteTo(Format, stream);
        stream.SetLength(stream.Length - 2);
        stream.Position = stream.Length;
        entity.WriteTo(Format, stream);
        return stream.ToArray();
    }

    private static FormatOptions MakeFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
