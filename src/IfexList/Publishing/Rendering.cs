using System.Text;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;
using MimeKit.Cryptography;

namespace IfexList.Publishing;

/// <summary>Turns an edition into its finished bytes, once for all its readers: header, text, footer; CRLF, nothing personal.</summary>
public static class Rendering
{
    private static readonly FormatOptions Wire = MakeWireFormat();

    public static NewRendering Of(NewEdition edition, string footer, AddressPlan addresses)
    {
        using var stream = new MemoryStream();
        var headers = ListHeaders.Of(edition, addresses);
        var eightBit = edition.Post.SignedPart is { } signed ? WriteSigned(headers, signed, edition, footer, stream) : WriteText(headers, edition.Post.Text, footer, stream);
        return new NewRendering(stream.ToArray(), eightBit);
    }

    private static bool WriteText(HeaderList headers, string text, string footer, MemoryStream stream)
    {
        var body = Encoding.UTF8.GetBytes($"{text}\n\n-- \n{footer.Trim('\n')}\n".ReplaceLineEndings("\r\n"));
        var (encoding, bytes) = TransferEncoding.Of(body, sevenBit: false);
        headers.Add(HeaderId.ContentType, "text/plain; charset=utf-8");
        headers.Add(HeaderId.ContentTransferEncoding, encoding);
        headers.WriteTo(Wire, stream);
        stream.Write("\r\n"u8);
        stream.Write(bytes);
        return encoding == "8bit";
    }

    // The signed part is copied byte for byte; the footer stands in a part of its own, outside the signature. Boundaries are ours.
    private static bool WriteSigned(HeaderList headers, MultipartSigned signed, NewEdition edition, string footer, MemoryStream stream)
    {
        signed.Boundary = $"signed-{edition.Number}";
        var end = new TextPart("plain") { Text = footer.Trim('\n') + "\n", ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        var mixed = new Multipart("mixed") { signed, end };
        mixed.Boundary = $"edition-{edition.Number}";
        signed.Preamble = signed.Epilogue = null;
        headers.WriteTo(Wire, stream);
        mixed.WriteTo(Wire, stream);
        return false;
    }

    private static FormatOptions MakeWireFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
