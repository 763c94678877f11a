using System.IO.Compression;
using IfexList.Archive;
using IfexList.Store;

namespace IfexList.Web;

/// <summary>Editions as mails in one compressed mailbox (RFC 4155): what any mail program reads, without a line of it that is about a reader. Their files stay on their pages.</summary>
public static class ArchiveMailbox
{
    /// <returns>Null where there is none.</returns>
    public static byte[]? Of(IReadOnlyList<ArchivedEdition> editions, PublicText publicText, string domain)
    {
        if (editions.Count == 0)
            return null;
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest))
            foreach (var edition in editions.Reverse())
                zip.Write(ArchivedMail.Of(publicText.Whole(edition), [], domain));
        return bytes.ToArray();
    }
}
