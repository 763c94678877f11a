using IfexList.Store;

namespace IfexList.Publishing;

/// <summary>The files of a release, cleaned.</summary>
/// <param name="Notes">What became of each: poster and moderators are told.</param>
public sealed record CleanFiles(IReadOnlyList<EditionFile> Files, IReadOnlyList<Withheld> Notes)
{
    public static readonly CleanFiles None = new([], []);
}

/// <summary>
/// Makes each file anew from what its reader is meant to see, and withholds it where that can't be done for certain. Everything else in it stays
/// behind because nobody carries it over, not because it was found.
/// </summary>
public static class FileCleaner
{
    // A picture of twenty megapixels takes eighty megabytes while it is worked on: one at a time, whatever the house is doing.
    private static readonly Lock One = new();

    public static CleanFiles Clean(FilePlan plan, int octets)
    {
        var (files, notes) = (new List<EditionFile>(), plan.Notes.Where(note => !note.Leaves).ToList());
        foreach (var planned in plan.Files)
        {
            var bytes = Clean(planned.File.Read(), planned.File.Kind);
            var stays = bytes is null ? WithheldKind.Unreadable : bytes.Length > octets ? WithheldKind.TooLarge : (WithheldKind?)null;
            notes.Add(planned.Note(stays));
            if (stays is not null)
                continue;
            files.Add(new EditionFile(planned.Name, planned.File.Kind.Cleaned().Type, bytes!));
            octets -= bytes!.Length;
        }
        return new CleanFiles(files, notes);
    }

    /// <returns>Null where it can't be cleaned for certain.</returns>
    public static byte[]? Clean(byte[] content, FileKind kind)
    {
        lock (One)
            try
            {
                return Anew(content, kind);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // Readers of other people's formats throw whatever they like at damaged files. A doubt withholds.
                return null;
            }
    }

    private static byte[]? Anew(byte[] content, FileKind kind) => kind switch
    {
        FileKind.Jpeg or FileKind.WebP => Picture.Clean(content, SkiaSharp.SKEncodedImageFormat.Jpeg),
        FileKind.Png or FileKind.Gif => Picture.Clean(content, SkiaSharp.SKEncodedImageFormat.Png),
        FileKind.Tiff => TiffPicture.Clean(content),
        FileKind.Pdf => PdfRebuilt.From(content),
        FileKind.Docx => TextDocument.FromWord(content),
        FileKind.Odt => TextDocument.FromOpenDocument(content),
        _ => null,
    };
}
