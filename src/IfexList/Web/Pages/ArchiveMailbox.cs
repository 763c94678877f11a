using System.IO.Compression;
using System.Text;
using IfexList.Archive;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;

namespace IfexList.Web;

/// <summary>Editions as mails in one compressed mailbox (RFC 4155): what any mail program reads, without a line of it that is about a reader.</summary>
public static class ArchiveMailbox
{
    /// <returns>Null where there is none.</returns>
    public static byte[]? Of(IReadOnlyList<ArchivedEdition> editions, PublicText publicText, ListCatalogue lists)
    {
        if (editions.Count == 0)
            return null;
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest))
            foreach (var edition in editions.Reverse().Where(edition => edition.Withdrawn is null))
                Write(zip, publicText.Whole(edition), lists);
        return bytes.ToArray();
    }

    private static void Write(Stream box, ArchivedEdition edition, ListCatalogue lists)
    {
        var list = lists.Find(edition.List)!;
        using var mail = new MimeMessage { Subject = edition.Subject, Date = edition.Issued, MessageId = edition.MessageId, Body = new TextPart("plain") { Text = edition.Text } };
        mail.From.Add(new MailboxAddress(edition.Credit.Length > 0 ? edition.Credit : list.TitleIn(edition.Language), $"{list.Name}@{lists.Domain}"));
        mail.Headers.Add("Content-Language", edition.Language.Code());
        mail.Headers.Add("IfexList-Number", edition.PublicNumber);
        mail.Prepare(EncodingConstraint.SevenBit);
        using var written = new MemoryStream();
        mail.WriteTo(new FormatOptions { NewLineFormat = NewLineFormat.Unix }, written);
        box.Write(Encoding.ASCII.GetBytes($"From {list.Name}@{lists.Domain} {edition.Issued.UtcDateTime.ToString("ddd MMM dd HH:mm:ss yyyy", System.Globalization.CultureInfo.InvariantCulture)}\n"));
        foreach (var line in Encoding.Latin1.GetString(written.ToArray()).TrimEnd('\n').Split('\n'))
            box.Write(Encoding.Latin1.GetBytes(line.TrimStart('>').StartsWith("From ", StringComparison.Ordinal) ? $">{line}\n" : $"{line}\n"));
        box.Write("\n"u8);
    }
}
