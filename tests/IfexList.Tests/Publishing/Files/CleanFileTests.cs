using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Publishing;
using SkiaSharp;

namespace IfexList.Tests.Publishing;

/// <summary>Made files with planted leaks: of whatever comes out no byte tells of its source, and what a reader is meant to see is there.</summary>
public sealed class CleanFileTests
{
    public static TheoryData<string, string> Leaky => new()
    {
        { "jpeg", "Exif with owner, position and thumbnail, XMP, IPTC, a profile, a comment, two trailers" },
        { "png", "text, XMP, Exif, a private chunk, a trailer" },
        { "webp", "Exif, XMP, a trailer" },
        { "gif", "a comment, an application's block, a trailer" },
        { "tiff", "artist, computer, description, a trailer" },
        { "pdf", "titles, XMP, marks, comments, notes, scripts, attached files, thumbnails, an earlier version, profiles, pictures with Exif, octets behind a picture, a trailer" },
        { "docx", "authors, revisions, comments, hidden words, fields, links, names, properties, macros, pictures with Exif" },
        { "odt", "authors, deleted words, annotations, fields, links, names, settings, thumbnails, pictures with Exif" },
    };

    [Theory]
    [MemberData(nameof(Leaky))]
    public void Nothing_planted_comes_out(string made, string planted)
    {
        var file = Made(made);
        Assert.True(Planted.IsIn(file), "the test's own eyes");
        Planted.IsNowhereIn(Clean(file), planted);
    }

    [Fact]
    public void A_photo_comes_out_upright_and_holds_nothing_but_the_picture()
    {
        var clean = Clean(LeakyPictures.Jpeg());
        using var bitmap = SKBitmap.Decode(clean);
        Assert.Equal((LeakyPictures.Height, LeakyPictures.Width), (bitmap.Width, bitmap.Height));
        // Turned to the right, what was above is on the right.
        Assert.True(bitmap.GetPixel(bitmap.Width - 3, 30).Red > 200 && bitmap.GetPixel(2, 30).Blue > 200);
        Assert.All(Markers(clean), marker => Assert.True(marker is 0xE0 or 0xDB or 0xC0 or 0xC4 or 0xDA or 0xDD, $"{marker:X2}"));
        Assert.Equal([0xFF, 0xD9], clean[^2..]);
    }

    [Fact]
    public void A_png_holds_nothing_but_the_picture()
    {
        var clean = Clean(LeakyPictures.Png());
        Assert.Equal("IEND", Encoding.ASCII.GetString(clean, clean.Length - 8, 4));
        Assert.DoesNotMatch("tEXt|iTXt|zTXt|eXIf|tIME|iCCP|prVt", Encoding.Latin1.GetString(clean));
    }

    [Fact]
    public void A_large_photo_is_made_as_large_as_a_page()
    {
        using var bitmap = SKBitmap.Decode(Clean(LeakyPictures.Drawn(SKEncodedImageFormat.Jpeg, 4000, 3000)));
        Assert.Equal((Limits.PictureSide, Limits.PictureSide * 3 / 4), (bitmap.Width, bitmap.Height));
    }

    [Theory]
    [InlineData("docx")]
    [InlineData("odt")]
    public void A_text_document_still_says_what_it_says(string made)
    {
        using var zip = new ZipArchive(new MemoryStream(Clean(Made(made))));
        var text = Regex.Replace(Part(zip, "word/document.xml"), "<[^>]+>", "");
        Assert.All(LeakyDocuments.Shown, words => Assert.Contains(words, text, StringComparison.Ordinal));
        Assert.Contains("Heading1", Part(zip, "word/document.xml"), StringComparison.Ordinal);
        Assert.Equal(
            ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "word/media/image1.jpg", "word/numbering.xml", "word/styles.xml"],
            zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        // Read again, it is a document to us as well.
        Assert.NotNull(FileCleaner.Clean(Clean(Made(made)), FileKind.Docx));
    }

    [Fact]
    public void A_pdf_still_shows_what_it_shows()
    {
        using var clean = UglyToad.PdfPig.PdfDocument.Open(Clean(LeakyPdf.Made()));
        var page = clean.GetPage(1);
        Assert.Equal(LeakyPdf.Shown, page.Text);
        Assert.Equal(2, page.GetImages().Count());
        Assert.Equal((612, 792), ((int)page.Width, (int)page.Height));
        // Catalogue, pages, page, what it paints, font, two pictures, form.
        Assert.Equal(8, Encoding.Latin1.GetString(Clean(LeakyPdf.Made())).Split(" 0 obj").Length - 1);
    }

    [Fact]
    public void A_pdf_of_another_program_is_written_anew()
    {
        Planted.IsNowhereIn(Clean(LeakyPdf.Printed()), "printed");
        using var clean = UglyToad.PdfPig.PdfDocument.Open(Clean(LeakyPdf.Printed()));
        Assert.Single(clean.GetPage(1).GetImages());
        // Made anew once more it is the same.
        Assert.Equal(Clean(LeakyPdf.Printed()), Clean(Clean(LeakyPdf.Printed())));
    }

    public static TheoryData<string, byte[]> Doubtful => new()
    {
        { "a truncated photo", LeakyPictures.Jpeg()[..700] },
        { "a picture of a billion pixels", Huge() },
        { "a fax of two pages", LeakyPictures.Tiff(2) },
        { "a form", LeakyPdf.Made(catalog: "/AcroForm <<>>") },
        { "layers", LeakyPdf.Made(catalog: "/OCProperties <<>>") },
        { "words that nobody sees on the page", LeakyPdf.Made("BT /F1 9 Tf 3 Tr (unseen) Tj ET") },
        { "a picture within the page", LeakyPdf.Made("BI /W 1 /H 1 /BPC 8 /CS /G ID x EI") },
        { "an operator that we don't know", LeakyPdf.Made("(unseen) novelty") },
        { "a truncated PDF", LeakyPdf.Made()[..900] },
        { "an object in a document", LeakyDocuments.Docx("<w:r><w:object/></w:r>") },
        { "white words in a document", LeakyDocuments.Docx("<w:r><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>unseen</w:t></w:r>") },
        { "words blackened in a document", LeakyDocuments.Docx("<w:r><w:rPr><w:highlight w:val=\"black\"/></w:rPr><w:t>unseen</w:t></w:r>") },
        { "an element that we don't know", LeakyDocuments.Docx("<w:novelty>unseen</w:novelty>") },
        { "white words in an OpenDocument", LeakyDocuments.Odt("<text:span text:style-name=\"T3\">unseen</text:span>") },
        { "a field that we don't know", LeakyDocuments.Odt("<text:novelty>unseen</text:novelty>") },
        { "a spreadsheet", LeakyDocuments.Spreadsheet() },
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void What_cannot_be_cleaned_for_certain_is_withheld(string what, byte[] file) =>
        Assert.True(FileCleaner.Clean(file, FileKinds.Of(file)) is null, what);

    private static byte[] Clean(byte[] file) => FileCleaner.Clean(file, FileKinds.Of(file)) ?? throw new InvalidDataException("withheld");

    private static byte[] Made(string kind) => kind switch
    {
        "jpeg" => LeakyPictures.Jpeg(),
        "png" => LeakyPictures.Png(),
        "webp" => LeakyPictures.WebP(),
        "gif" => LeakyPictures.Gif(),
        "tiff" => LeakyPictures.Tiff(),
        "pdf" => LeakyPdf.Made(),
        "docx" => LeakyDocuments.Docx(),
        _ => LeakyDocuments.Odt(),
    };

    // The header of a PNG says 40,000 by 40,000, the picture is small.
    private static byte[] Huge()
    {
        var png = LeakyPictures.Drawn(SKEncodedImageFormat.Png);
        (png[18], png[19], png[22], png[23]) = (0x9C, 0x40, 0x9C, 0x40);
        return png;
    }

    private static string Part(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static IEnumerable<byte> Markers(byte[] jpeg)
    {
        for (var at = 2; at + 4 < jpeg.Length && jpeg[at] == 0xFF; at += 2 + jpeg[at + 2] * 256 + jpeg[at + 3])
        {
            yield return jpeg[at + 1];
            if (jpeg[at + 1] == 0xDA)
                yield break;
        }
    }
}
