using System.Globalization;
using System.Xml.Linq;
using IfexList.Foundation;

namespace IfexList.Publishing;

/// <summary>
/// Reads of a .docx what its reader sees: paragraphs, tables, pictures, notes. Insertions count as accepted and deletions as done. Whatever it doesn't
/// know among these withholds the document, so that nothing is lost or shown by mistake.
/// </summary>
internal sealed class WordReader(OfficePackage package)
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    // What nobody sees: marks, what was deleted, and who said what about it.
    private static readonly HashSet<string> Unseen =
    [
        "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "lastRenderedPageBreak",
        "del", "delText", "delInstrText", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "tblPrEx",
        "trPr", "tcPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "footnoteRef", "endnoteRef", "separator", "continuationSeparator", "softHyphen",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
    ];

    private static readonly HashSet<string> Wrapping = ["ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir"];

    // Fields whose value is part of the text; others tell an author, a file, a printer or a day.
    private static readonly HashSet<string> Fields = new(StringComparer.OrdinalIgnoreCase) { "HYPERLINK", "REF", "PAGEREF", "NOTEREF", "TOC", "SEQ", "PAGE", "NUMPAGES", "SYMBOL" };

    private readonly Dictionary<string, string> _targets = package.Xml("word/_rels/document.xml.rels")?.Elements()
        .Where(rel => (string?)rel.Attribute("TargetMode") != "External").ToDictionary(rel => (string?)rel.Attribute("Id") ?? "", rel => (string?)rel.Attribute("Target") ?? "") ?? [];

    private readonly XElement? _styles = package.Xml("word/styles.xml");
    private readonly XElement? _numbering = package.Xml("word/numbering.xml");
    private readonly List<(string Part, string Id)> _notes = [];

    // Where in a field the text stands: its instruction, and whether its value is kept.
    private readonly Stack<(string Instruction, bool InValue)> _fields = new();

    public IReadOnlyList<Block> Read()
    {
        var body = package.Xml("word/document.xml")?.Element(W + "body") ?? throw new DoubtException("no text");
        var blocks = Blocks(body, 0);
        for (var i = 0; i < _notes.Count; i++)
            blocks.AddRange(Note(i));
        return blocks;
    }

    private IEnumerable<Block> Note(int index)
    {
        var (part, id) = _notes[index];
        var note = package.Xml($"word/{part}s.xml")?.Elements(W + part).FirstOrDefault(n => (string?)n.Attribute(W + "id") == id) ?? throw new DoubtException("a note is missing");
        var number = new Inline.Text(string.Create(CultureInfo.InvariantCulture, $"[{index + 1}] "), new TextLook());
        return Blocks(note, 1).Select((block, i) => i == 0 && block is Block.Paragraph first ? first with { Content = [number, .. first.Content] } : block);
    }

    private List<Block> Blocks(XElement parent, int depth)
    {
        if (depth > Limits.MimeDepth)
            throw new DoubtException("too deep");
        var blocks = new List<Block>();
        foreach (var element in parent.Elements())
            if (element.Name == W + "p")
                blocks.AddRange(Paragraph(element, depth));
            else if (element.Name == W + "tbl")
                blocks.Add(Table(element, depth));
            else if (element.Name.Namespace == W && Wrapping.Contains(element.Name.LocalName))
                blocks.AddRange(Blocks(element, depth + 1));
            else if (element.Name.Namespace != W || !Unseen.Contains(element.Name.LocalName))
                throw new DoubtException(element.Name.LocalName);
        return blocks;
    }

    private Block.Table Table(XElement table, int depth) => new([.. Wrapped(table, "tr").Where(row => row.Element(W + "trPr")?.Element(W + "del") is null)
        .Select(row => (IReadOnlyList<IReadOnlyList<Block>>)[.. Wrapped(row, "tc").Select(cell => Blocks(cell, depth + 1))])]);

    private static IEnumerable<XElement> Wrapped(XElement parent, string name) => parent.Elements().SelectMany(element =>
        element.Name == W + name ? [element]
        : element.Name.Namespace == W && Wrapping.Contains(element.Name.LocalName) ? Wrapped(element, name)
        : element.Name.Namespace == W && Unseen.Contains(element.Name.LocalName) ? []
        : throw new DoubtException(element.Name.LocalName));

    // A text box stands in a paragraph and is read behind it.
    private IEnumerable<Block> Paragraph(XElement paragraph, int depth)
    {
        var (content, boxes) = (new List<Inline>(), new List<Block>());
        Inlines(paragraph, new TextLook(), content, boxes, depth);
        return [new Block.Paragraph(Look(paragraph.Element(W + "pPr")), content), .. boxes];
    }

    private void Inlines(XElement parent, TextLook look, List<Inline> content, List<Block> boxes, int depth)
    {
        if (depth > Limits.MimeDepth)
            throw new DoubtException("too deep");
        foreach (var element in parent.Elements())
            switch (element.Name.LocalName)
            {
                case "AlternateContent":
                    Inlines(element.Elements().FirstOrDefault() ?? throw new DoubtException("no choice"), look, content, boxes, depth + 1);
                    break;
                case "r" when element.Name == W + "r":
                    if (TextLookOf(element.Element(W + "rPr")) is { } own)
                        Inlines(element, own, content, boxes, depth + 1);
                    break;
                case "fldSimple":
                    if (IsKept((string?)element.Attribute(W + "instr") ?? ""))
                        Inlines(element, look, content, boxes, depth + 1);
                    break;
                case var name when element.Name.Namespace == W && Wrapping.Contains(name):
                    Inlines(element, look, content, boxes, depth + 1);
                    break;
                case "drawing" when IsShown:
                    Draw(element, content, boxes, depth);
                    break;
                default:
                    Piece(element, look, content);
                    break;
            }
    }

    private void Piece(XElement element, TextLook look, List<Inline> content)
    {
        Inline? piece = null;
        switch (element.Name.LocalName)
        {
            case var _ when element.Name.Namespace != W:
                throw new DoubtException(element.Name.LocalName);
            case "fldChar":
                Field((string?)element.Attribute(W + "fldCharType") ?? "");
                return;
            case "instrText":
                if (_fields.Count > 0 && _fields.Pop() is var field)
                    _fields.Push((field.Instruction + element.Value, field.InValue));
                return;
            case "t":
                piece = new Inline.Text(element.Value, look);
                break;
            case "noBreakHyphen":
                piece = new Inline.Text("\u2011", look);
                break;
            case "tab" or "ptab":
                piece = new Inline.Tab();
                break;
            case "br" or "cr":
                piece = new Inline.Break();
                break;
            case "footnoteReference" or "endnoteReference" when IsShown:
                _notes.Add((element.Name.LocalName[..^"Reference".Length], (string?)element.Attribute(W + "id") ?? ""));
                piece = new Inline.Text(string.Create(CultureInfo.InvariantCulture, $"[{_notes.Count}]"), look with { Raised = 1 });
                break;
            case var name when !Unseen.Contains(name):
                throw new DoubtException(name);
        }
        if (piece is not null && IsShown)
            content.Add(piece);
    }

    private void Field(string what)
    {
        if (what == "begin")
            _fields.Push(("", false));
        else if (_fields.Count > 0 && _fields.Pop() is var field && what == "separate")
            _fields.Push((field.Instruction, true));
    }

    // All fields that it stands in must be such as are read, and it must be their value.
    private bool IsShown => _fields.All(one => one.InValue && IsKept(one.Instruction));

    private static bool IsKept(string instruction) => Fields.Contains(instruction.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "");

    private void Draw(XElement drawing, List<Inline> content, List<Block> boxes, int depth)
    {
        var frame = drawing.Elements().SingleOrDefault() ?? throw new DoubtException("drawing");
        var data = frame.Element(Drawing + "graphic")?.Element(Drawing + "graphicData") ?? throw new DoubtException("graphic");
        var extent = frame.Elements().First(e => e.Name.LocalName == "extent");
        switch (data.Elements().Single())
        {
            case { Name.LocalName: "pic" } picture when picture.Descendants(Drawing + "blip").SingleOrDefault()?.Attribute(R + "embed")?.Value is { } id:
                // What is cut off a picture's edge is still in it.
                if (picture.Descendants(Drawing + "srcRect").Any(cut => cut.HasAttributes))
                    throw new DoubtException("a picture is cropped");
                var target = _targets.GetValueOrDefault(id) ?? throw new DoubtException("a picture is elsewhere");
                content.Add(package.Image("word/" + target, (long?)extent.Attribute("cx") ?? 1, (long?)extent.Attribute("cy") ?? 1));
                break;
            case { Name.LocalName: "wsp" } shape when shape.Descendants(W + "txbxContent").SingleOrDefault() is { } box:
                boxes.AddRange(Blocks(box, depth + 1));
                break;
            default:
                throw new DoubtException("a drawing");
        }
    }

    private ParagraphLook Look(XElement? properties)
    {
        var style = StyleOf((string?)properties?.Element(W + "pStyle")?.Attribute(W + "val"));
        var outline = (int?)style?.Element(W + "pPr")?.Element(W + "outlineLvl")?.Attribute(W + "val") ?? -1;
        var list = properties?.Element(W + "numPr");
        var level = (int?)list?.Element(W + "ilvl")?.Attribute(W + "val") ?? 0;
        var number = (string?)list?.Element(W + "numId")?.Attribute(W + "val");
        return new ParagraphLook(
            outline is >= 0 and < 6 ? outline + 1 : 0, number is null or "0" ? -1 : Math.Clamp(level, 0, 8), IsNumbered(number, level),
            (string?)properties?.Element(W + "jc")?.Attribute(W + "val") is "center" or "right" or "end" or "both" ? (string)properties!.Element(W + "jc")!.Attribute(W + "val")! : "",
            IsOn(properties?.Element(W + "bidi")));
    }

    private bool IsNumbered(string? number, int level)
    {
        var list = (string?)_numbering?.Elements(W + "num").FirstOrDefault(n => (string?)n.Attribute(W + "numId") == number)?.Element(W + "abstractNumId")?.Attribute(W + "val");
        var format = _numbering?.Elements(W + "abstractNum").FirstOrDefault(n => list is not null && (string?)n.Attribute(W + "abstractNumId") == list)?
            .Elements(W + "lvl").FirstOrDefault(l => (int?)l.Attribute(W + "ilvl") == level)?.Element(W + "numFmt")?.Attribute(W + "val")?.Value;
        return format is not (null or "bullet" or "none");
    }

    private XElement? StyleOf(string? id) => id is null ? null : _styles?.Elements(W + "style").FirstOrDefault(style => (string?)style.Attribute(W + "styleId") == id);

    /// <returns>Null for hidden words. What is hidden by its colours would show, so it withholds the document.</returns>
    private TextLook? TextLookOf(XElement? properties)
    {
        var style = StyleOf((string?)properties?.Element(W + "rStyle")?.Attribute(W + "val"))?.Element(W + "rPr");
        XElement? Said(string name) => properties?.Element(W + name) ?? style?.Element(W + name);
        if (IsOn(Said("vanish")) || IsOn(Said("webHidden")))
            return null;
        if ((string?)Said("highlight")?.Attribute(W + "val") is "black" || Colours.IsDark((string?)Said("shd")?.Attribute(W + "fill")) || Colours.IsPale((string?)Said("color")?.Attribute(W + "val")))
            throw new DoubtException("words hidden by their colours");
        return new TextLook(IsOn(Said("b")), IsOn(Said("i")), Said("u")?.Attribute(W + "val")?.Value is not (null or "none"), Said("vertAlign")?.Attribute(W + "val")?.Value switch
        {
            "superscript" => 1,
            "subscript" => -1,
            _ => 0,
        });
    }

    private static bool IsOn(XElement? toggle) => toggle is not null && (string?)toggle.Attribute(W + "val") is not ("0" or "false" or "off");
}
