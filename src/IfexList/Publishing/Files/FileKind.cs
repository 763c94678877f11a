using System.IO.Compression;
using System.Text;

namespace IfexList.Publishing;

/// <summary>What a file really is, by its first octets: its name and its declared type are its sender's words.</summary>
public enum FileKind
{
    Jpeg,
    Png,
    WebP,
    Gif,
    Tiff,
    Pdf,
    Docx,
    Odt,

    /// <summary>A spreadsheet, a presentation or an older document: nothing that we clean.</summary>
    Office,
    Heic,
    Archive,
    Program,
    Text,
    Unknown,
}

/// <summary>Tells kinds of files apart.</summary>
public static class FileKinds
{
    // A container's own names stand in its first entries; who writes thousands before them writes no letter.
    private const int Entries = 1000;

    private static readonly (FileKind Kind, int At, byte[] Magic)[] Magics =
    [
        (FileKind.Jpeg, 0, [0xFF, 0xD8, 0xFF]),
        (FileKind.Png, 0, [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]),
        (FileKind.Gif, 0, "GIF8"u8.ToArray()),
        (FileKind.Tiff, 0, "II*\0"u8.ToArray()),
        (FileKind.Tiff, 0, "MM\0*"u8.ToArray()),
        (FileKind.WebP, 8, "WEBP"u8.ToArray()),
        (FileKind.Pdf, 0, "%PDF-"u8.ToArray()),
        (FileKind.Heic, 4, "ftyp"u8.ToArray()),
        (FileKind.Office, 0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        (FileKind.Archive, 0, "Rar!"u8.ToArray()),
        (FileKind.Archive, 0, [(byte)'7', (byte)'z', 0xBC, 0xAF]),
        (FileKind.Archive, 0, [0x1F, 0x8B]),
        (FileKind.Program, 0, "MZ"u8.ToArray()),
        (FileKind.Program, 0, [0x7F, (byte)'E', (byte)'L', (byte)'F']),
        (FileKind.Program, 0, "#!"u8.ToArray()),
    ];

    public static FileKind Of(byte[] content)
    {
        if (content.AsSpan().StartsWith("PK\x3\x4"u8))
            return Package(content);
        foreach (var (kind, at, magic) in Magics)
            if (content.Length >= at + magic.Length && content.AsSpan(at, magic.Length).SequenceEqual(magic))
                return kind;
        return content.Length > 0 && !content.AsSpan().Contains((byte)0) ? FileKind.Text : FileKind.Unknown;
    }

    public static bool IsPicture(this FileKind kind) => kind is FileKind.Jpeg or FileKind.Png or FileKind.WebP or FileKind.Gif or FileKind.Tiff;

    public static bool IsCleanable(this FileKind kind) => kind.IsPicture() || kind is FileKind.Pdf or FileKind.Docx or FileKind.Odt;

    /// <summary>What comes out of the cleaning: few kinds, which every program opens.</summary>
    public static (string Extension, string Type) Cleaned(this FileKind kind) => kind switch
    {
        FileKind.Jpeg or FileKind.WebP or FileKind.Tiff => ("jpg", "image/jpeg"),
        FileKind.Png or FileKind.Gif => ("png", "image/png"),
        FileKind.Pdf => ("pdf", "application/pdf"),
        FileKind.Docx or FileKind.Odt => ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "is never cleaned"),
    };

    // Whether a declared type, or an extension, means that kind; what is said by nobody is no contradiction.
    internal static bool Fits(this FileKind kind, string said) => kind switch
    {
        FileKind.Jpeg => said is "image/jpeg" or "image/jpg" or "image/pjpeg" or "jpg" or "jpeg" or "jpe",
        FileKind.Png => said is "image/png" or "png",
        FileKind.Gif => said is "image/gif" or "gif",
        FileKind.WebP => said is "image/webp" or "webp",
        FileKind.Tiff => said is "image/tiff" or "tif" or "tiff",
        FileKind.Pdf => said is "application/pdf" or "pdf",
        FileKind.Docx => said.EndsWith("wordprocessingml.document", StringComparison.Ordinal) || said == "docx",
        FileKind.Odt => said == "application/vnd.oasis.opendocument.text" || said == "odt",
        _ => false,
    };

    private static FileKind Package(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            if (zip.Entries.Count > Entries)
                return FileKind.Archive;
            if (zip.GetEntry("mimetype") is { Length: < 100 } stated)
            {
                using var reader = new StreamReader(stated.Open(), Encoding.ASCII);
                return reader.ReadToEnd().Trim() == "application/vnd.oasis.opendocument.text" ? FileKind.Odt : FileKind.Office;
            }
            return zip.GetEntry("[Content_Types].xml") is null ? FileKind.Archive : zip.GetEntry("word/document.xml") is not null ? FileKind.Docx : FileKind.Office;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            return FileKind.Archive;
        }
    }
}
