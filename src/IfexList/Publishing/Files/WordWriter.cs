using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace IfexList.Publishing;

/// <summary>Writes a .docx of our own: every part, style and name in it is ours, but for the words and the pictures.</summary>
internal sealed class WordWriter
{
    private const string Namespaces = "http://schemas.openxmlformats.org/";
    private static readonly XNamespace W = Namespaces + "wordprocessingml/2006/main";
    private static readonly XNamespace R = Namespaces + "officeDocument/2006/relationships";
    private static readonly XNamespace Wp = Namespaces + "drawingml/2006/wordprocessingDrawing";
    private static readonly XNamespace A = Namespaces + "drawingml/2006/main";
    private static readonly XNamespace Pic = Namespaces + "drawingml/2006/picture";
    private static readonly XNamespace Types = Namespaces + "package/2006/content-types";
    private static readonly XNamespace Rels = Namespaces + "package/2006/relationships";

    // A zip's earliest: when we made it is nobody's business.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Twips of one step of a list.
    private const int Indent = 360;

    private readonly List<Inline.Image> _images = [];

    public static byte[] Write(IReadOnlyList<Block> blocks) => new WordWriter().Package(blocks);

    private byte[] Package(IReadOnlyList<Block> blocks)
    {
        var document = new XElement(W + "document", new XElement(W + "body", blocks.Select(Of), new XElement(W + "sectPr")));
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", ContentTypes());
            Add(zip, "_rels/.rels", new XElement(Rels + "Relationships", Relationship("rId1", "officeDocument", "word/document.xml")));
            Add(zip, "word/document.xml", document);
            Add(zip, "word/_rels/document.xml.rels", new XElement(
                Rels + "Relationships", Relationship("rId1", "styles", "styles.xml"), Relationship("rId2", "numbering", "numbering.xml"),
                _images.Select((image, i) => Relationship(ImageId(i), "image", $"media/{ImageName(i)}"))));
            Add(zip, "word/styles.xml", Styles());
            Add(zip, "word/numbering.xml", Numbering());
            for (var i = 0; i < _images.Count; i++)
                Add(zip, $"word/media/{ImageName(i)}", _images[i].Bytes);
        }
        return file.ToArray();
    }

    private static XElement Relationship(string id, string type, string target) =>
        new(Rels + "Relationship", new XAttribute("Id", id), new XAttribute("Type", $"{R.NamespaceName}/{type}"), new XAttribute("Target", target));

    private static XElement ContentTypes()
    {
        XElement Default(string extension, string type) => new(Types + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", type));
        XElement Part(string name) => new(
            Types + "Override", new XAttribute("PartName", $"/word/{name}.xml"),
            new XAttribute("ContentType", $"application/vnd.openxmlformats-officedocument.wordprocessingml.{(name == "document" ? "document.main" : name)}+xml"));
        return new XElement(
            Types + "Types", Default("rels", "application/vnd.openxmlformats-package.relationships+xml"), Default("jpg", "image/jpeg"), Default("png", "image/png"),
            Part("document"), Part("styles"), Part("numbering"));
    }

    private static XElement Styles() => new(
        W + "styles",
        Enumerable.Range(1, 6).Select(level => new XElement(
            W + "style", new XAttribute(W + "type", "paragraph"), new XAttribute(W + "styleId", $"Heading{level}"),
            Valued("name", $"heading {level}"), new XElement(W + "pPr", Valued("outlineLvl", level - 1)), new XElement(W + "rPr", new XElement(W + "b"), Valued("sz", 36 - 2 * level)))));

    // 1 has bullets, 2 has numbers.
    private static XElement Numbering()
    {
        XElement List(int id, bool numbers) => new(
            W + "abstractNum", new XAttribute(W + "abstractNumId", id), Enumerable.Range(0, 9).Select(level => new XElement(
                W + "lvl", new XAttribute(W + "ilvl", level), Valued("start", 1), Valued("numFmt", numbers ? "decimal" : "bullet"), Valued("lvlText", numbers ? $"%{level + 1}." : "\u2022"),
                new XElement(W + "pPr", new XElement(W + "ind", new XAttribute(W + "left", (level + 1) * 2 * Indent), new XAttribute(W + "hanging", Indent))))));
        XElement Use(int id) => new(W + "num", new XAttribute(W + "numId", id), Valued("abstractNumId", id));
        return new XElement(W + "numbering", List(1, false), List(2, true), Use(1), Use(2));
    }

    private XElement Of(Block block) => block switch
    {
        Block.Paragraph paragraph => new XElement(W + "p", Properties(paragraph.Look), paragraph.Content.Select(Of)),
        Block.Table table => Grid(table),
        _ => throw new ArgumentException("another block", nameof(block)),
    };

    private XElement Grid(Block.Table table)
    {
        var border = (string[])["top", "left", "bottom", "right", "insideH", "insideV"];
        return new XElement(
            W + "tbl",
            new XElement(W + "tblPr", new XElement(W + "tblW", new XAttribute(W + "w", 5000), new XAttribute(W + "type", "pct")), new XElement(
                W + "tblBorders", border.Select(side => new XElement(W + side, new XAttribute(W + "val", "single"), new XAttribute(W + "sz", 4))))),
            new XElement(W + "tblGrid", Enumerable.Range(0, table.Rows.Select(row => row.Count).DefaultIfEmpty(0).Max()).Select(_ => new XElement(W + "gridCol"))),
            // A cell ends with a paragraph.
            table.Rows.Select(row => new XElement(W + "tr", row.Select(cell => new XElement(
                W + "tc", cell.Select(Of), cell is [.., Block.Paragraph] ? null : new XElement(W + "p"))))));
    }

    private static XElement Properties(ParagraphLook look) => new(
        W + "pPr",
        look.Heading > 0 ? Valued("pStyle", $"Heading{look.Heading}") : null,
        look.ListLevel >= 0 ? new XElement(W + "numPr", Valued("ilvl", look.ListLevel), Valued("numId", look.IsNumbered ? 2 : 1)) : null,
        look.IsRightToLeft ? new XElement(W + "bidi") : null,
        look.Align.Length > 0 ? Valued("jc", look.Align) : null);

    private XElement Of(Inline inline) => new(W + "r", inline switch
    {
        Inline.Text text => [Properties(text.Look), new XElement(W + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), Printable(text.Words))],
        Inline.Tab => [new XElement(W + "tab")],
        Inline.Break => [new XElement(W + "br")],
        Inline.Image image => (XElement[])[Drawing(image)],
        _ => throw new ArgumentException("another inline", nameof(inline)),
    });

    private static XElement Properties(TextLook look) => new(
        W + "rPr",
        look.Bold ? new XElement(W + "b") : null,
        look.Italic ? new XElement(W + "i") : null,
        look.Underlined ? Valued("u", "single") : null,
        look.Raised != 0 ? Valued("vertAlign", look.Raised > 0 ? "superscript" : "subscript") : null);

    // Turned words read otherwise than they are; the rest of what nobody sees isn't allowed in XML.
    private static string Printable(string words) => Mail.HeaderText.CleanBody(words);

    private XElement Drawing(Inline.Image image)
    {
        _images.Add(image);
        var (number, name) = (_images.Count, ImageName(_images.Count - 1));
        var size = (XAttribute[])[new XAttribute("cx", image.Width), new XAttribute("cy", image.Height)];
        var named = (XAttribute[])[new XAttribute("id", number), new XAttribute("name", name)];
        return new XElement(W + "drawing", new XElement(
            Wp + "inline", new XElement(Wp + "extent", size), new XElement(Wp + "docPr", named), new XElement(A + "graphic", new XElement(
                A + "graphicData", new XAttribute("uri", Pic.NamespaceName), new XElement(
                    Pic + "pic",
                    new XElement(Pic + "nvPicPr", new XElement(Pic + "cNvPr", named), new XElement(Pic + "cNvPicPr")),
                    new XElement(Pic + "blipFill", new XElement(A + "blip", new XAttribute(R + "embed", ImageId(number - 1))), new XElement(A + "stretch", new XElement(A + "fillRect"))),
                    new XElement(
                        Pic + "spPr", new XElement(A + "xfrm", new XElement(A + "off", new XAttribute("x", 0), new XAttribute("y", 0)), new XElement(A + "ext", size)),
                        new XElement(A + "prstGeom", new XAttribute("prst", "rect"), new XElement(A + "avLst"))))))));
    }

    private static string ImageId(int index) => string.Create(CultureInfo.InvariantCulture, $"rId{index + 3}");

    private string ImageName(int index) => string.Create(CultureInfo.InvariantCulture, $"image{index + 1}.{_images[index].Extension}");

    private static XElement Valued(string name, object value) => new(W + name, new XAttribute(W + "val", value));

    private static void Add(ZipArchive zip, string name, XElement xml)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
            xml.Save(writer);
        Add(zip, name, bytes.ToArray());
    }

    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        using var part = entry.Open();
        part.Write(bytes);
    }
}
