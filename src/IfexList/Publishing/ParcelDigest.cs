using System.Text;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;

namespace IfexList.Publishing;

/// <summary>
/// A parcel as a MIME digest (RFC 2046 §5.1.5): the index, the texts as messages in their own right, the footer. A mail program opens, answers and
/// keeps each of them by itself; RFC 2046 wants the index outside of the digest part.
/// </summary>
internal static class ParcelDigest
{
    public static NewRendering Compose(
        HeaderList headers, Parcel parcel, string index, IReadOnlyList<ParcelEntry> entries, string footer, AddressPlan addresses)
    {
        var name = parcel.MessageId[..parcel.MessageId.IndexOf('@')];
        var parts = new List<byte[]> { Text(new HeaderList(), index) };
        if (entries.Count > 0)
            parts.Add(Holding(new HeaderList(), "digest", $"digest-{name}", [.. entries.Select(entry => Message(parcel, entry, addresses))]));
        parts.Add(Text(new HeaderList(), $"-- \n{footer}"));
        var bytes = Holding(headers, "mixed", $"mixed-{name}", parts);
        return new NewRendering(bytes, !Ascii.IsValid(bytes));
    }

    private static byte[] Message(Parcel parcel, ParcelEntry entry, AddressPlan addresses)
    {
        var message = Text(ListHeaders.Of(parcel.List, entry.Edition, addresses), entry.Shown!);
        var headers = new HeaderList { { HeaderId.ContentType, "message/rfc822" }, { HeaderId.ContentTransferEncoding, Encoded([message]) } };
        return Wire.Compose(headers, message);
    }

    private static byte[] Text(HeaderList headers, string text)
    {
        var (encoding, body) = TransferEncoding.Of(Encoding.UTF8.GetBytes((text.Trim('\n') + "\n").ReplaceLineEndings("\r\n")), sevenBit: false);
        headers.Add(HeaderId.ContentType, "text/plain; charset=utf-8");
        headers.Add(HeaderId.ContentTransferEncoding, encoding);
        return Wire.Compose(headers, body);
    }

    private static byte[] Holding(HeaderList headers, string kind, string boundary, IReadOnlyList<byte[]> parts)
    {
        headers.Add(HeaderId.ContentType, $"multipart/{kind}; boundary=\"{boundary}\"");
        headers.Add(HeaderId.ContentTransferEncoding, Encoded(parts));
        var body = new MemoryStream();
        foreach (var part in parts)
        {
            body.Write(Encoding.ASCII.GetBytes($"--{boundary}\r\n"));
            body.Write(part);
            // RFC 2046 §5.1.1: the line end before a boundary belongs to the boundary.
            body.Write("\r\n"u8);
        }
        body.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        return Wire.Compose(headers, body.ToArray());
    }

    // RFC 2045 §6.4: what holds 8-bit text says so.
    private static string Encoded(IReadOnlyList<byte[]> parts) => parts.All(part => Ascii.IsValid(part)) ? "7bit" : "8bit";
}
