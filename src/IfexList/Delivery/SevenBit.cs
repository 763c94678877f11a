using System.Buffers;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Delivery;

/// <summary>
/// Recodes an 8-bit text for a next hop without 8BITMIME (RFC 6152 §3): a text body as quoted-printable or base64 (RFC 2045 §6.7, §6.8),
/// whichever is smaller; anything with parts by MimeKit. Header fields are ASCII already.
/// </summary>
public static class SevenBit
{
    private const int LineCharacters = 76;

    public static byte[] Recode(byte[] text)
    {
        var headerEnd = text.AsSpan().IndexOf("\r\n\r\n"u8);
        var header = headerEnd < 0 ? text : text.AsSpan(0, headerEnd + 2);
        return headerEnd >= 0 && IsPlainText(header)
            ? RecodeText(header, text.AsSpan(headerEnd + 4))
            : RecodeParts(text);
    }

    private static bool IsPlainText(ReadOnlySpan<byte> header)
    {
        var type = Field(header, "content-type:"u8);
        var encoding = Field(header, "content-transfer-encoding:"u8);
        return (type.Length == 0 || Value(header[type.Range]).StartsWith("text/", StringComparison.OrdinalIgnoreCase))
            && (encoding.Length == 0 || Value(header[encoding.Range]).ToLowerInvariant() is "8bit" or "7bit" or "binary");
    }

    private static byte[] RecodeText(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
    {
        var (name, encoded) = TransferEncoding.Shorter(body.ToArray());
        var field = Field(header, "content-transfer-encoding:"u8);
        var recoded = new ArrayBufferWriter<byte>(header.Length + encoded.Length + 64);
        recoded.Write(header[..field.Start]);
        recoded.Write(System.Text.Encoding.ASCII.GetBytes($"Content-Transfer-Encoding: {name}\r\n"));
        recoded.Write(header[field.End..]);
        recoded.Write("\r\n"u8);
        recoded.Write(encoded);
        return recoded.WrittenSpan.ToArray();
    }

    private static byte[] RecodeParts(byte[] text)
    {
        using var message = MimeMessage.Load(new MemoryStream(text, writable: false));
        message.Prepare(EncodingConstraint.SevenBit, LineCharacters);
        // RFC 2045 §6.4: what holds parts can only say 7bit, 8bit or binary, and says what its parts are.
        foreach (var entity in Entities(message.Body))
            if (entity.Headers[HeaderId.ContentTransferEncoding] is "8bit" or "binary")
                entity.Headers[HeaderId.ContentTransferEncoding] = "7bit";
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        options.EnsureNewLine = true;
        using var recoded = new MemoryStream(text.Length * 2);
        message.WriteTo(options, recoded);
        return recoded.ToArray();
    }

    private static IEnumerable<MimeEntity> Entities(MimeEntity? entity) => entity switch
    {
        Multipart multipart => multipart.SelectMany(Entities).Prepend(entity),
        MessagePart { Message.Body: { } body } => Entities(body).Prepend(entity),
        _ => [],
    };

    // The field with its folded lines; an empty place at the end where it is missing.
    private static FieldPlace Field(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name)
    {
        for (var start = 0; start < header.Length;)
        {
            var end = start + LineLength(header[start..]);
            while (end < header.Length && header[end] is (byte)' ' or (byte)'\t')
                end += LineLength(header[end..]);
            if (StartsWith(header[start..end], name))
                return new FieldPlace(start, end);
            start = end;
        }
        return new FieldPlace(header.Length, header.Length);
    }

    private static int LineLength(ReadOnlySpan<byte> text) => text.IndexOf("\r\n"u8) is >= 0 and var end ? end + 2 : text.Length;

    private static bool StartsWith(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.Length >= name.Length && System.Text.Ascii.EqualsIgnoreCase(line[..name.Length], name);

    private static string Value(ReadOnlySpan<byte> field) => System.Text.Encoding.ASCII.GetString(field[(field.IndexOf((byte)':') + 1)..]).Trim();

    private readonly record struct FieldPlace(int Start, int End)
    {
        public int Length => End - Start;

        public Range Range => Start..End;
    }
}
