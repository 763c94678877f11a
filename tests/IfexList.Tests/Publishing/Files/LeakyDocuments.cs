using System.IO.Compression;
using System.Text;

namespace IfexList.Tests.Publishing;

/// <summary>Documents as word processors write them, with all that they tell besides what they show.</summary>
public static class LeakyDocuments
{
    private const string W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    private const string R = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    private const string Drawing = """
        <w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="914400" cy="609600"/>
        <wp:docPr id="1" name="C:\Users\amelsecret-path.jpg" descr="amelsecret-alternative"/>
        <a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
        <pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="amelsecret-picture"/><pic:cNvPicPr/></pic:nvPicPr>
        <pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>
        """;

    /// <summary>What a reader sees of both.</summary>
    public static readonly string[] Shown = ["Plates seized", "The plates were seized at night", "accepted words", "First witness statement", "A cell", "Said in a note"];

    /// <param name="more">A paragraph's content besides.</param>
    public static byte[] Docx(string more = "") => Zip(
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><!-- amelsecret-comment --></Types>"),
        ("word/document.xml", $"""
            <?xml version="1.0"?><!-- amelsecret-comment --><w:document {W} {R}><w:body>
            <w:p w:rsidR="00AMELSECRET"><w:pPr><w:pStyle w:val="Kop"/><w:rPr><w:ins w:id="1" w:author="amelsecret-author" w:date="2026-03-12T07:00:00Z"/></w:rPr></w:pPr><w:r><w:t>Plates seized</w:t></w:r></w:p>
            <w:p><w:bookmarkStart w:id="0" w:name="amelsecret-bookmark"/><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">The plates were seized at night </w:t></w:r><w:bookmarkEnd w:id="0"/>
            <w:ins w:id="2" w:author="amelsecret-author"><w:r><w:t>accepted words</w:t></w:r></w:ins><w:del w:id="3" w:author="amelsecret-author"><w:r><w:delText>amelsecret-deleted</w:delText></w:r></w:del>
            <w:commentRangeStart w:id="4"/><w:r><w:rPr><w:vanish/></w:rPr><w:t>amelsecret-hidden</w:t></w:r><w:r><w:commentReference w:id="4"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> AUTHOR amelsecret-field </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
            <w:r><w:t>amelsecret-author-shown</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr=" FILENAME "><w:r><w:t>amelsecret-file</w:t></w:r></w:fldSimple>{more}</w:p>
            <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:hyperlink r:id="rId8"><w:r><w:t>First witness statement</w:t></w:r></w:hyperlink></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>A cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p>{Drawing}</w:p><w:sectPr w:rsidR="00AMELSECRET"/></w:body></w:document>
            """),
        ("word/_rels/document.xml.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="image" Target="media/image1.jpeg"/>
            <Relationship Id="rId8" Type="hyperlink" Target="file:///C:/Users/amelsecret-link" TargetMode="External"/></Relationships>
            """),
        ("word/styles.xml", $"<w:styles {W}><w:style w:type=\"paragraph\" w:styleId=\"Kop\"><w:name w:val=\"amelsecret-style\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style></w:styles>"),
        ("word/footnotes.xml", $"<w:footnotes {W}><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Said in a note</w:t></w:r></w:p></w:footnote></w:footnotes>"),
        ("word/comments.xml", $"<w:comments {W}><w:comment w:id=\"4\" w:author=\"amelsecret-commentator\"><w:p><w:r><w:t>amelsecret-comment</w:t></w:r></w:p></w:comment></w:comments>"),
        ("word/header1.xml", $"<w:hdr {W}><w:p><w:r><w:t>amelsecret-header</w:t></w:r></w:p></w:hdr>"),
        ("word/settings.xml", $"<w:settings {W}><w:rsids><w:rsid w:val=\"00AMELSECRET\"/></w:rsids></w:settings>"),
        ("word/media/image1.jpeg", LeakyPictures.Jpeg()), ("docProps/core.xml", "<creator>amelsecret-core</creator>"), ("docProps/app.xml", "<Company>amelsecret-app</Company>"),
        ("docProps/thumbnail.jpeg", LeakyPictures.Jpeg()), ("customXml/item1.xml", "<x>amelsecret-custom</x>"), ("word/vbaProject.bin", "amelsecret-macro"), ("amelsecret-name.bin", "x"));

    /// <param name="more">A paragraph's content besides.</param>
    public static byte[] Odt(string more = "") => Zip(
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", $"""
            <?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
            xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">
            <office:automatic-styles><style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>
            <style:style style:name="T2"><style:text-properties text:display="none"/></style:style><style:style style:name="T3"><style:text-properties fo:color="#ffffff"/></style:style></office:automatic-styles>
            <office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>amelsecret-changer</dc:creator></office:change-info>
            <text:p>amelsecret-deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>
            <text:h text:outline-level="1">Plates seized</text:h>
            <text:p><text:bookmark text:name="amelsecret-bookmark"/><text:span text:style-name="T1">The plates were seized at night</text:span> <text:change-start text:change-id="c1"/>accepted words<text:change-end text:change-id="c1"/>
            <office:annotation><dc:creator>amelsecret-annotator</dc:creator><text:p>amelsecret-annotation</text:p></office:annotation><text:span text:style-name="T2">amelsecret-hidden</text:span>
            <text:author-name>amelsecret-author</text:author-name><text:file-name>amelsecret-file</text:file-name>
            <text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Said in a note</text:p></text:note-body></text:note>{more}</text:p>
            <text:list><text:list-item><text:p><text:a xlink:href="file:///home/amelsecret-link">First witness statement</text:a></text:p></text:list-item></text:list>
            <table:table table:name="amelsecret-table"><table:table-column/><table:table-row><table:table-cell><text:p>A cell</text:p></table:table-cell></table:table-row></table:table>
            <text:p><draw:frame draw:name="amelsecret-frame" svg:width="2in" svg:height="1in"><draw:image xlink:href="Pictures/one.jpg"/><svg:desc>amelsecret-alternative</svg:desc></draw:frame></text:p>
            </office:text></office:body></office:document-content>
            """),
        ("Pictures/one.jpg", LeakyPictures.Jpeg()), ("meta.xml", "<x>amelsecret-meta</x>"), ("settings.xml", "<x>amelsecret-printer</x>"), ("Thumbnails/thumbnail.png", LeakyPictures.Png()),
        ("Configurations2/x", "amelsecret-menu"));

    public static byte[] Spreadsheet() => Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<x>amelsecret</x>"));

    /// <summary>A <c>winmail.dat</c> with one photo (MS-OXTNEF §2.1): levels, attributes, each with its checksum.</summary>
    public static byte[] Tnef() =>
    [
        0x78, 0x9F, 0x3E, 0x22, 1, 0, .. Attribute(1, 0x00089006, [0, 0, 1, 0]), .. Attribute(1, 0x00069007, [0xE4, 4, 0, 0, 0, 0, 0, 0]),
        .. Attribute(1, 0x00078008, "IPM.Microsoft Mail.Note\0"u8.ToArray()), .. Attribute(1, 0x00018004, Planted.Bytes("subject\0")), .. Attribute(2, 0x00069002, new byte[14]),
        .. Attribute(2, 0x00018010, Encoding.ASCII.GetBytes("amel.jpg\0")), .. Attribute(2, 0x0006800F, LeakyPictures.Jpeg()),
    ];

    private static byte[] Attribute(byte level, int id, byte[] data) =>
        [level, .. BitConverter.GetBytes(id), .. BitConverter.GetBytes(data.Length), .. data, .. BitConverter.GetBytes((ushort)data.Sum(one => one))];

    private static byte[] Zip(params (string Name, object Content)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.Comment = "amelsecret-zip";
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(content as byte[] ?? Encoding.UTF8.GetBytes((string)content));
            }
        }
        return file.ToArray();
    }
}
