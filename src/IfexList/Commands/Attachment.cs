using IfexList.Store;
using MimeKit;

namespace IfexList.Commands;

/// <summary>A released file as a part of a letter.</summary>
internal static class Attachment
{
    public static MimePart Of(EditionFile file) => new(file.Type)
    {
        Content = new MimeContent(new MemoryStream(file.Bytes)),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        ContentTransferEncoding = ContentEncoding.Base64,
        FileName = file.Name,
    };
}
