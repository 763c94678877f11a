using System.Globalization;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace IfexList.Tests.Publishing;

/// <summary>PDF files as word processors and scanners write them, object by object, with all that they tell besides what they show.</summary>
public static class LeakyPdf
{
    public const string Shown = "Plates seized at night";

    private const string Page = "BT /F1 12 Tf 72 720 Td (Plates seized at night) Tj ET q 100 0 0 80 72 600 cm /Im1 Do Q q 50 0 0 50 200 600 cm /Im2 Do Q /Fm1 Do";

    /// <summary>Marks with alternative texts, a comment, an author, notes, scripts, attached files, pieces of the program that made it, an earlier version behind which it was saved anew.</summary>
    /// <param name="painted">What the page paints besides.</param>
    /// <param name="catalog">What stands in the catalogue besides.</param>
    public static byte[] Made(string painted = "", string catalog = "")
    {
        var first = Objects(painted, catalog);
        var file = new StringBuilder("%PDF-1.6\n%amelsecret-header\n");
        var places = first.Select(one => Append(file, one)).ToList();
        var table = Table(file, places, "/Root 1 0 R /Info 9 0 R /ID [<616D656C736563726574> (amelsecret-id)]");
        // Saved again: object 9 is another one now, the old one is still there.
        var again = Append(file, "9 0 obj\n<</Author (amelsecret-second)>>\nendobj\n");
        file.Append(CultureInfo.InvariantCulture, $"xref\n9 1\n{again:D10} 00000 n \ntrailer\n<</Size {first.Count + 1} /Root 1 0 R /Info 9 0 R /Prev {table}>>\nstartxref\n");
        var second = file.ToString().LastIndexOf("xref\n9 1", StringComparison.Ordinal);
        file.Append(CultureInfo.InvariantCulture, $"{second}\n%%EOF\namelsecret-trailer");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static List<string> Objects(string painted, string catalog)
    {
        var jpeg = Encoding.Latin1.GetString(LeakyPictures.Jpeg());
        return
        [
            $"1 0 obj\n<</Type /Catalog /Pages 2 0 R /Metadata 10 0 R /Names <</EmbeddedFiles <</Names [(amelsecret.txt) 11 0 R]>> /JavaScript <</Names [(x) 12 0 R]>>>> /OpenAction 12 0 R"
                + $" /PieceInfo <</amelsecret 1>> /Outlines <</Title (amelsecret-bookmark)>> {catalog}>>\nendobj\n",
            "2 0 obj\n<</Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 612 792] /amelsecret 1>>\nendobj\n",
            "3 0 obj\n<</Type /Page /Parent 2 0 R /Contents 4 0 R /Metadata 10 0 R /LastModified (D:amelsecret) /PieceInfo <</x (amelsecret-piece)>> /Annots [13 0 R] /Thumb 7 0 R"
                + " /AA <</O 12 0 R>> /Resources <</Font <</F1 5 0 R>> /XObject <</Im1 6 0 R /Im2 7 0 R /Fm1 8 0 R>> /Properties <</P1 <</Title (amelsecret-property)>>>> >> >>\nendobj\n",
            Stream(4, "", $"%amelsecret-comment\n/Span <</ActualText (amelsecret-actual)>> BDC {Page} EMC /Artifact <</Alt (amelsecret-alternative)>> DP /P1 /P1 BDC EMC {painted}"),
            "5 0 obj\n<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /amelsecret (x) /Metadata 10 0 R>>\nendobj\n",
            $"6 0 obj\n<</Type /XObject /Subtype /Image /Width 60 /Height 40 /ColorSpace [/ICCBased 14 0 R] /BitsPerComponent 8 /Filter /DCTDecode /Metadata 10 0 R /Length {jpeg.Length}>>\nstream\n{jpeg}\nendstream\nendobj\n",
            Stream(7, "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Measure <</x (amelsecret-measure)>>", "abcdamelsecret-behind"),
            Stream(8, "/Type /XObject /Subtype /Form /BBox [0 0 10 10] /LastModified (D:amelsecret) /PieceInfo <</x (amelsecret-form)>>", "%amelsecret-in-form\n0 0 5 5 re f"),
            "9 0 obj\n<</Author (amelsecret-author) /Creator (amelsecret-creator) /Title <616D656C736563726574>>>\nendobj\n",
            Stream(10, "/Type /Metadata /Subtype /XML", "<x:xmpmeta>amelsecret-xmp</x:xmpmeta>"),
            "11 0 obj\n<</Type /Filespec /F (amelsecret.txt) /EF <</F 10 0 R>>>>\nendobj\n",
            "12 0 obj\n<</S /JavaScript /JS (amelsecret-script)>>\nendobj\n",
            "13 0 obj\n<</Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (amelsecret-annotator) /Contents (amelsecret-note)>>\nendobj\n",
            Stream(14, "/N 3", "amelsecret-profile"),
        ];
    }

    /// <summary>As Skia prints one, with a picture and letters as fonts.</summary>
    public static byte[] Printed()
    {
        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file, new SKDocumentPdfMetadata { Author = Planted.Of("author"), Title = Planted.Of("title"), Creator = Planted.Of("creator") }))
        {
            using var image = SKImage.FromEncodedData(LeakyPictures.Jpeg());
            var canvas = document.BeginPage(300, 300);
            canvas.DrawImage(image, 10, 10);
            canvas.DrawCircle(100, 100, 40, new SKPaint { Shader = SKShader.CreateLinearGradient(new SKPoint(0, 0), new SKPoint(200, 200), [SKColors.Red, SKColors.Green], SKShaderTileMode.Clamp) });
            document.EndPage();
            document.Close();
        }
        return file.ToArray();
    }

    private static string Stream(int number, string entries, string content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(Encoding.Latin1.GetBytes(content));
        return string.Create(CultureInfo.InvariantCulture,
            $"{number} 0 obj\n<<{entries} /Filter /FlateDecode /Length {packed.Length}>>\nstream\n{Encoding.Latin1.GetString(packed.ToArray())}\nendstream\nendobj\n");
    }

    private static int Append(StringBuilder file, string text)
    {
        var place = file.Length;
        file.Append(text);
        return place;
    }

    private static int Table(StringBuilder file, List<int> places, string trailer)
    {
        var place = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var one in places)
            file.Append(CultureInfo.InvariantCulture, $"{one:D10} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {places.Count + 1} {trailer}>>\nstartxref\n{place}\n%%EOF\n");
        return place;
    }
}
