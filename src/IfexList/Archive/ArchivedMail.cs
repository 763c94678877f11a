using System.Globalization;
using System.Text;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;

namespace IfexList.Archive;

/// <summary>An edition as a mail in an mbox (RFC 4155, mboxrd), as any mail program reads it. It is of the list, with its visible author's name.</summary>
public static class ArchivedMail
{
    private static readonly FormatOptions Lines = MakeLines();

    /// <param name="edition">As its reader may see it.</param>
    public static byte[] Of(ArchivedEdition edition, IReadOnlyList<EditionFile> files, string domain)
    {
        var address = $"{edition.List}@{domain}";
        using var message = Message(edition, files, address);
        using var written = new MemoryStream();
        message.WriteTo(Lines, written);
        var mail = new MemoryStream();
        mail.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"From {address} {edition.Issued.UtcDateTime:ddd MMM} {edition.Issued.UtcDateTime.Day,2} {edition.Issued.UtcDateTime:HH:mm:ss yyyy}\n")));
        Quote(written.GetBuffer().AsSpan(0, (int)written.Length), mail);
        mail.WriteByte((byte)'\n');
        return mail.ToArray();
    }

    private static MimeMessage Message(ArchivedEdition edition, IReadOnlyList<EditionFile> files, string address)
    {
        var text = new TextPart("plain") { Text = (edition.Withdrawn ?? edition.Text) + "\n" };
        var message = new MimeMessage
        {
            Date = edition.Issued,
            MessageId = edition.MessageId,
            Subject = HeaderText.Clean(edition.Subject),
            Body = files.Count == 0 ? text : new Multipart("mixed") { text },
        };
        message.From.Add(new MailboxAddress(HeaderText.Clean(edition.Credit), address));
        message.Headers.Add(HeaderId.ContentLanguage, edition.Language.Code());
        message.Headers.Add(HeaderId.ListId, $"<{address.Replace('@', '.')}>");
        message.Headers.Add("Archived-Number", edition.PublicNumber);
        if (edition.Case != edition.Number)
            message.Headers.Add("Archived-Case", edition.Case);
        foreach (var file in files)
            (message.Body as Multipart)!.Add(Part(file));
        return message;
    }

    private static MimePart Part(EditionFile file) => new(ContentType.Parse(file.Type))
    {
        Content = new MimeContent(new MemoryStream(file.Bytes)),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        ContentTransferEncoding = ContentEncoding.Base64,
        FileName = file.Name,
    };

    // mboxrd: what would look like the beginning of the next mail gets a ">", and what has one gets one more.
    private static void Quote(ReadOnlySpan<byte> text, MemoryStream mail)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n') is >= 0 and var found ? found + 1 : text.Length;
            if (text[..end].TrimStart((byte)'>').StartsWith("From "u8))
                mail.WriteByte((byte)'>');
            mail.Write(text[..end]);
            text = text[end..];
        }
    }

    private static FormatOptions MakeLines()
    {
        var lines = FormatOptions.Default.Clone();
        lines.NewLineFormat = NewLineFormat.Unix;
        return lines;
    }
}
