using System.Globalization;
using System.Xml.Linq;
using IfexList.Foundation;

namespace IfexList.Publishing;

/// <summary>Reads of an .odt what its reader sees, as <see cref="WordReader"/> does of a .docx. What it doesn't know withholds the document.</summary>
internal sealed class OpenDocumentReader(OfficePackage package)
{
    private static readonly XNamespace Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static readonly XNamespace Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    private static readonly XNamespace Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static readonly XNamespace Draw = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0";
    private static readonly XNamespace Style = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";
    private static readonly XNamespace Fo = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0";
    private static readonly XNamespace Svg = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0";
    private static readonly XNamespace Link = "http://www.w3.org/1999/xlink";

    // What nobody sees: marks, what was deleted, who said what about it; and fields that tell an author, a file or a day.
    private static readonly HashSet<string> Unseen =
    [
        "annotation", "annotation-end", "tracked-changes", "change", "change-start", "change-end", "bookmark", "bookmark-start", "bookmark-end", "reference-mark", "reference-mark-start",
        "reference-mark-end", "sequence-decls", "variable-decls", "user-field-decls", "soft-page-break", "table-column", "table-columns", "author-name", "author-initials", "creator",
        "initial-creator", "printed-by", "file-name", "template-name", "editing-cycles", "editing-duration", "description", "user-defined", "keywords", "creation-date", "creation-time",
        "modification-date", "modification-time", "print-date", "print-time", "sender-firstname", "sender-lastname", "sender-initials", "sender-email", "sender-company", "hidden-text",
        "hidden-paragraph", "table-of-content-source", "index-title-template", "toc-mark", "toc-mark-start", "toc-mark-end", "alphabetical-index-mark", "title-field", "date", "time",
    ];

    private static readonly HashSet<string> Fields = ["page-number", "page-count", "sequence", "bookmark-ref", "reference-ref", "note-ref", "sequence-ref"];

    private readonly XElement _content = package.Xml("content.xml") ?? throw new DoubtException("no text");
    private readonly Dictionary<string, XElement> _styles = [];
    private readonly List<XElement> _notes = [];

    public IReadOnlyList<Block> Read()
    {
        foreach (var style in (package.Xml("styles.xml")?.Descendants() ?? []).Concat(_content.Elements(Office + "automatic-styles").Descendants()))
            if (style.Name == Style + "style" || style.Name == Text + "list-style")
                _styles[(string?)style.Attribute(Style + "name") ?? ""] = style;
        var blocks = Blocks(_content.Element(Office + "body")?.Element(Office + "text") ?? throw new DoubtException("no text"), new ParagraphLook(), 0);
        for (var i = 0; i < _notes.Count; i++)
            blocks.AddRange(Note(i));
        return blocks;
    }

    private IEnumerable<Block> Note(int index)
    {
        var number = new Inline.Text(string.Create(CultureInfo.InvariantCulture, $"[{index + 1}] "), new TextLook());
        return Blocks(_notes[index].Element(Text + "note-body") ?? throw new DoubtException("note"), new ParagraphLook(), 1)
            .Select((block, i) => i == 0 && block is Block.Paragraph first ? first with { Content = [number, .. first.Content] } : block);
    }

    private List<Block> Blocks(XElement parent, ParagraphLook look, int depth)
    {
        if (depth > Limits.MimeDepth)
            throw new DoubtException("too deep");
        var blocks = new List<Block>();
        foreach (var element in parent.Elements())
            blocks.AddRange(element.Name.LocalName switch
            {
                "p" or "h" when element.Name.Namespace == Text => Paragraph(element, look, depth),
                "list" => Blocks(element, look with { ListLevel = Math.Min(8, look.ListLevel + 1), IsNumbered = IsNumbered(element, look) }, depth + 1),
                "list-item" or "list-header" or "index-body" or "index-title" or "table-of-content" => Blocks(element, look, depth + 1),
                "section" when (string?)element.Attribute(Text + "display") is null or "true" => Blocks(element, look, depth + 1),
                "table" => [Grid(element, depth)],
                "frame" when element.Name == Draw + "frame" => Framed(element, depth),
                // Form controls: only where there are any.
                "forms" when !element.HasElements => [],
                var name when Unseen.Contains(name) => [],
                var name => throw new DoubtException(name),
            });
        return blocks;
    }

    private Block.Table Grid(XElement table, int depth) => new([.. Rows(table).Select(row => (IReadOnlyList<IReadOnlyList<Block>>)
        [.. row.Elements().Where(cell => cell.Name.LocalName is "table-cell" or "covered-table-cell").Select(cell => Blocks(cell, new ParagraphLook(), depth + 1))])]);

    private static IEnumerable<XElement> Rows(XElement table) => table.Elements().SelectMany(element => element.Name.LocalName switch
    {
        "table-row" when (string?)element.Attribute(Table + "visibility") is null or "visible" => [element],
        "table-rows" or "table-header-rows" or "table-row-group" => Rows(element),
        var name when Unseen.Contains(name) => [],
        var name => throw new DoubtException(name),
    });

    private List<Block> Framed(XElement frame, int depth)
    {
        var (content, boxes) = (new List<Inline>(), new List<Block>());
        Frame(frame, content, boxes, depth);
        if (content.Count > 0)
            boxes.Insert(0, new Block.Paragraph(new ParagraphLook(), content));
        return boxes;
    }

    private IEnumerable<Block> Paragraph(XElement paragraph, ParagraphLook look, int depth)
    {
        var (content, boxes) = (new List<Inline>(), new List<Block>());
        var style = (string?)paragraph.Attribute(Text + "style-name");
        if (TextLookOf(style, new TextLook()) is { } own)
            Inlines(paragraph, own, content, boxes, depth);
        var heading = paragraph.Name.LocalName == "h" ? Math.Clamp((int?)paragraph.Attribute(Text + "outline-level") ?? 1, 1, 6) : 0;
        var align = (string?)Property(style, "paragraph-properties", Fo + "text-align") switch { "center" => "center", "end" or "right" => "right", "justify" => "both", _ => "" };
        var turned = Property(style, "paragraph-properties", Style + "writing-mode") is "rl-tb" or "rl";
        return [new Block.Paragraph(look with { Heading = heading, Align = align, IsRightToLeft = turned }, content), .. boxes];
    }

    private void Inlines(XElement parent, TextLook look, List<Inline> content, List<Block> boxes, int depth)
    {
        if (depth > Limits.MimeDepth)
            throw new DoubtException("too deep");
        foreach (var node in parent.Nodes())
            if (node is XText words)
                // White space counts as one blank; what is more of it is written as such.
                content.Add(new Inline.Text(string.Join(' ', words.Value.Split((char[])['\n', '\r', '\t', ' '])), look));
            else if (node is XElement element)
                Inline(element, look, content, boxes, depth);
    }

    private void Inline(XElement element, TextLook look, List<Inline> content, List<Block> boxes, int depth)
    {
        switch (element.Name.LocalName)
        {
            case "span":
                if (TextLookOf((string?)element.Attribute(Text + "style-name"), look) is { } own)
                    Inlines(element, own, content, boxes, depth + 1);
                break;
            case "a" or "meta":
                Inlines(element, look, content, boxes, depth + 1);
                break;
            case "s":
                content.Add(new Inline.Text(new string(' ', Math.Clamp((int?)element.Attribute(Text + "c") ?? 1, 1, 100)), look));
                break;
            case "tab":
                content.Add(new Inline.Tab());
                break;
            case "line-break":
                content.Add(new Inline.Break());
                break;
            case "note":
                _notes.Add(element);
                content.Add(new Inline.Text(string.Create(CultureInfo.InvariantCulture, $"[{_notes.Count}]"), look with { Raised = 1 }));
                break;
            case "frame":
                Frame(element, content, boxes, depth);
                break;
            case var name when Fields.Contains(name):
                content.Add(new Inline.Text(element.Value, look));
                break;
            case var name when !Unseen.Contains(name):
                throw new DoubtException(name);
        }
    }

    private void Frame(XElement frame, List<Inline> content, List<Block> boxes, int depth)
    {
        // What is cut off a picture's edge is still in it.
        if (Property((string?)frame.Attribute(Draw + "style-name"), "graphic-properties", Fo + "clip") is { } clip && clip.Any(c => c is > '0' and <= '9'))
            throw new DoubtException("a picture is cropped");
        switch (frame.Elements().FirstOrDefault())
        {
            case { } image when image.Name == Draw + "image" && (string?)image.Attribute(Link + "href") is { } name && name.StartsWith("Pictures/", StringComparison.Ordinal):
                content.Add(package.Image(name, Length(frame, "width"), Length(frame, "height")));
                break;
            case { } box when box.Name == Draw + "text-box":
                boxes.AddRange(Blocks(box, new ParagraphLook(), depth + 1));
                break;
            default:
                throw new DoubtException("a frame");
        }
    }

    // In English Metric Units; where we don't know the unit, three inches.
    private static long Length(XElement frame, string side) =>
        (string?)frame.Attribute(Svg + side) is { Length: > 2 } said && double.TryParse(said[..^2], NumberStyles.Float, CultureInfo.InvariantCulture, out var length)
            ? (long)(length * said[^2..] switch { "cm" => 360_000, "mm" => 36_000, "in" => 914_400, "pt" => 12_700, _ => 0 }) is > 0 and < 50_000_000 and var units ? units : 3 * 914_400
            : 3 * 914_400;

    private bool IsNumbered(XElement list, ParagraphLook look) => (string?)list.Attribute(Text + "style-name") is { } name && _styles.TryGetValue(name, out var style)
        ? style.Elements().FirstOrDefault()?.Name == Text + "list-level-style-number"
        : look.IsNumbered;

    /// <returns>Null for hidden words. What is hidden by its colours would show, so it withholds the document.</returns>
    private TextLook? TextLookOf(string? style, TextLook around)
    {
        string? Said(XName property) => Property(style, "text-properties", property);
        if (Said(Text + "display") == "none")
            return null;
        if (Colours.IsPale(Said(Fo + "color")) || Colours.IsDark(Said(Fo + "background-color")))
            throw new DoubtException("words hidden by their colours");
        return new TextLook(
            Said(Fo + "font-weight") is { } weight ? weight is "bold" or "600" or "700" or "800" or "900" : around.Bold,
            Said(Fo + "font-style") is { } slope ? slope is "italic" or "oblique" : around.Italic,
            Said(Style + "text-underline-style") is { } line ? line != "none" : around.Underlined,
            Said(Style + "text-position") is { } position ? position.StartsWith("super", StringComparison.Ordinal) ? 1 : position.StartsWith("sub", StringComparison.Ordinal) ? -1 : 0 : around.Raised);
    }

    // A style says it, or the one that it comes from.
    private string? Property(string? style, string kind, XName property)
    {
        for (var step = 0; step < 20 && style is not null && _styles.TryGetValue(style, out var known); step++, style = (string?)known.Attribute(Style + "parent-style-name"))
            if ((string?)known.Element(Style + kind)?.Attribute(property) is { } said)
                return said;
        return null;
    }
}
