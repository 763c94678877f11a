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
    public static NewRendering Of(NewEdition edition, string footer, AddressPlan addresses)
    {
        var headers = ListHeaders.Of(edition, addresses);
        return edition.SignedPart is { } signed
            ? Signed(headers, signed, edition, footer)
            : Text(headers, edition.Release.Text, footer);
    }

    /// <summary>The same within a reader's cap: its text until there, why it ends, the footer. A signature over the whole text would say nothing.</summary>
    /// <param name="cap">Kilobytes of text.</param>
    /// <param name="cutHere">The lines that tell how to get the rest.</param>
    /// <returns>Null where the whole text keeps within it.</returns>
    public static NewRendering? Cut(NewEdition edition, int cap, string cutHere, string footer, AddressPlan addresses)
    {
        if (TextCut.Octets(Body(edition.Release.Text, footer)) <= cap * 1000)
            return null;
        var text = TextCut.Fit(edition.Release.Text, cap * 1000 - TextCut.Octets(Body("\n\n" + cutHere, footer)));
        return Text(ListHeaders.Of(edition, addresses), $"{text}\n\n{cutHere}", footer) with { Cap = cap };
    }

    /// <summary>The same with its HTML beside it and its files behind it. Everything is 7-bit, so that no hop has to change it.</summary>
    public static NewRendering Full(NewEdition edition, string footer, AddressPlan addresses)
    {
        var mixed = new Multipart("mixed");
        if (edition.SignedPart is { } signed)
            AddSigned(mixed, signed, edition, footer);
        else
            mixed.Add(Alternatives(edition, Plain(Body(edition.Release.Text, footer)), footer));
        foreach (var file in edition.Files)
            mixed.Add(Attachment(file));
        mixed.Boundary = Boundary($"edition-{edition.Release.Number}", edition.Release.Text);
        return new NewRendering(Wire.Compose(ListHeaders.Of(edition, addresses), mixed), EightBit: false);
    }

    private static MimeEntity Alternatives(NewEdition edition, TextPart plain, string footer)
    {
        if (edition.Html is null)
            return plain;
        // On both: many programs show the body alone, within a page of their own.
        var spoken = $"lang=\"{edition.Release.Language.Code()}\" dir=\"{(edition.Release.Language.IsRightToLeft() ? "rtl" : "ltr")}\"";
        var lead = edition.Lead.Length > 0 ? SafeHtml.Lines(edition.Lead) : "";
        var html = new TextPart("html")
        {
            Text = $"<html {spoken}><head><meta charset=\"utf-8\"></head><body {spoken}>{lead}{edition.Html}<hr>{SafeHtml.Lines(footer)}</body></html>\n",
            ContentTransferEncoding = ContentEncoding.QuotedPrintable,
        };
        return new MultipartAlternative(plain, html) { Boundary = Boundary($"alternative-{edition.Release.Number}", edition.Release.Text) };
    }

    private static MimePart Attachment(EditionFile file)
    {
        var part = new MimePart(file.Type) { Content = new MimeContent(new MemoryStream(file.Bytes)), ContentTransferEncoding = ContentEncoding.Base64, FileName = file.Name };
        part.ContentType.Name = file.Name;
        return part;
    }

    // What a text says is no line between parts.
    private static string Boundary(string boundary, string text)
    {
        while (text.Contains(boundary, StringComparison.Ordinal))
            boundary += "x";
        return boundary;
    }

    internal static NewRendering Text(HeaderList headers, string text, string footer)
    {
        var body = Encoding.UTF8.GetBytes(Body(text, footer).ReplaceLineEndings("\r\n"));
        var (encoding, bytes) = TransferEncoding.Of(body, sevenBit: false);
        headers.Add(HeaderId.ContentType, "text/plain; charset=utf-8");
        headers.Add(HeaderId.ContentTransferEncoding, encoding);
        return new NewRendering(Wire.Compose(headers, bytes), encoding == "8bit");
    }

    private static string Body(string text, string footer) => $"{text}\n\n-- \n{footer.Trim('\n')}\n";

    // The signed part is copied byte for byte; the footer stands in a part of its own, outside the signature. Boundaries are ours.
    private static NewRendering Signed(HeaderList headers, MultipartSigned signed, NewEdition edition, string footer)
    {
        var mixed = new Multipart("mixed");
        AddSigned(mixed, signed, edition, footer);
        mixed.Boundary = $"edition-{edition.Release.Number}";
        return new NewRendering(Wire.Compose(headers, mixed), EightBit: false);
    }

    private static void AddSigned(Multipart mixed, MultipartSigned signed, NewEdition edition, string footer)
    {
        signed.Boundary = $"signed-{edition.Release.Number}";
        signed.Preamble = signed.Epilogue = null;
        mixed.Add(signed);
        mixed.Add(Plain((edition.Lead.Length > 0 ? $"{edition.Lead}\n\n{footer}" : footer).Trim('\n') + "\n"));
    }

    private static TextPart Plain(string text) => new("plain") { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };
}
