using System.Globalization;
using System.Text.RegularExpressions;
using MimeKit.Text;

namespace IfexList.Mail;

/// <summary>
/// Whether a reader sees what stands in an element: what mailings hide (lines for the inbox's preview, marks of a copy) says nothing to readers. Ink, paper
/// and size are handed down from element to element; what takes an element away takes all within it.
/// </summary>
/// <param name="IsAway">Neither this element nor anything in it is there.</param>
/// <param name="Ink">Colour of the letters, as 0xRRGGBB; −1 where they have none, null where we can't tell.</param>
/// <param name="Paper">What they stand on; null where we can't tell, as over a picture.</param>
internal sealed partial record HtmlLook(bool IsAway, int? Ink, int? Paper, bool IsTiny, bool IsVeiled)
{
    private const int NoColour = -1;

    // Sum over red, green and blue: below it letters can't be told from their paper.
    private const int Contrast = 48;

    private const int OutOfSight = -400;

    // A style is a few hundred characters long.
    private const int StyleCharacters = 4000;

    private static readonly string[] Overflows = ["overflow", "overflow-x", "overflow-y"];
    private static readonly string[] Extents = ["height", "max-height", "width", "max-width"];
    private static readonly string[] Places = ["text-indent", "left", "top", "right", "margin-left", "margin-top"];

    // Beside those that MimeKit knows by number: what a browser runs, loads or falls back to.
    private static readonly HashSet<string> Unread = new(StringComparer.OrdinalIgnoreCase)
    {
        "template", "noscript", "svg", "math", "xml", "audio", "video", "canvas", "iframe", "frameset", "noframes", "noembed", "datalist", "dialog", "applet", "map", "progress", "meter", "rp",
    };

    public static HtmlLook Plain { get; } = new(IsAway: false, Ink: 0x000000, Paper: 0xFFFFFF, IsTiny: false, IsVeiled: false);

    public bool IsSeen => !IsAway && !IsTiny && !IsVeiled && !(Ink == NoColour || Ink is { } ink && Paper is { } paper && Distance(ink, paper) < Contrast);

    /// <summary>Of an element within one that looks like this.</summary>
    public HtmlLook Of(HtmlTagToken tag, HtmlStyles styles)
    {
        if (IsUnread(tag))
            return this with { IsAway = true };
        if (tag.Attributes.Count == 0 && styles.IsEmpty)
            return this;
        var style = Declarations(styles.Of(tag) + ";" + Attribute(tag, "style"));
        string Said(string name) => style.GetValueOrDefault(name, "");
        var paper = Attribute(tag, "background").Length > 0 ? null : Colour(Attribute(tag, "bgcolor"), Paper);
        return new HtmlLook(
            IsAway || tag.Attributes.Any(a => a.Name.Equals("hidden", StringComparison.OrdinalIgnoreCase)) || TakesAway(Said),
            InkOf(tag, Said),
            PaperOf(Said("background-color"), PaperOf(Said("background-image"), PaperOf(Said("background"), paper))),
            (Said("font-size") is { Length: > 0 } size ? size : SizeInFont().Match(Said("font")).Groups[1].Value) is { Length: > 0 } said ? Tiny(said) ?? IsTiny : IsTiny,
            Said("visibility") switch { "" or "inherit" => IsVeiled, "visible" => false, _ => true });
    }

    /// <summary>Elements that hold nothing.</summary>
    public static bool IsSingle(HtmlTagId id) => id is HtmlTagId.Br or HtmlTagId.HR or HtmlTagId.Image or HtmlTagId.Meta or HtmlTagId.Input
        or HtmlTagId.Link or HtmlTagId.Base or HtmlTagId.Col or HtmlTagId.Wbr;

    private static bool IsUnread(HtmlTagToken tag) =>
        tag.Id is HtmlTagId.Script or HtmlTagId.Style or HtmlTagId.Head or HtmlTagId.Title or HtmlTagId.Object or HtmlTagId.Select or HtmlTagId.TextArea
        || Unread.Contains(tag.Name)
        // Office's facts about a document and its author; paragraphs and names of places are text.
        || tag.Name.Contains(':') && !tag.Name.Equals("o:p", StringComparison.OrdinalIgnoreCase) && !tag.Name.StartsWith("st1:", StringComparison.OrdinalIgnoreCase);

    private static bool TakesAway(Func<string, string> said) =>
        said("display") == "none" || said("content-visibility") == "hidden" || said("zoom") == "0"
        || Number(said("opacity")) is { } opacity && opacity <= (said("opacity").EndsWith('%') ? 10 : 0.1)
        || Overflows.Any(way => said(way).StartsWith("hidden", StringComparison.Ordinal) || said(way).StartsWith("clip", StringComparison.Ordinal)) && Extents.Any(size => IsNothing(said(size)))
        || Places.Any(place => Pixels(said(place)) is <= OutOfSight)
        || Moved().Match(said("transform")) is { Success: true } moved && moved.Groups.Values.Skip(1).Any(way => Pixels(way.Value) is <= OutOfSight)
        || said("clip").Contains("rect(0", StringComparison.Ordinal) || said("clip").Contains("rect(1px", StringComparison.Ordinal)
        || said("clip-path").Contains("inset(", StringComparison.Ordinal) || said("clip-path").Contains("circle(0", StringComparison.Ordinal)
        || Shrunk().IsMatch(said("transform")) || said("filter").Contains("opacity(0", StringComparison.Ordinal);

    // One point is what programs for the blind are given to read.
    private static bool IsNothing(string extent) => Number(extent) is { } size && (size == 0 || size <= 1 && (extent.EndsWith("px", StringComparison.Ordinal) || extent.EndsWith("pt", StringComparison.Ordinal)));

    // About: a letter is sixteen high, a screen of four hundred is narrow.
    private static double? Pixels(string length) => Number(length) * (length switch
    {
        _ when length.EndsWith("em", StringComparison.Ordinal) => 16,
        _ when length.EndsWith("vw", StringComparison.Ordinal) || length.EndsWith("vh", StringComparison.Ordinal) => 4,
        _ when length.EndsWith("in", StringComparison.Ordinal) => 96,
        _ when length.EndsWith("cm", StringComparison.Ordinal) => 38,
        _ => 1,
    });

    private int? InkOf(HtmlTagToken tag, Func<string, string> said) =>
        (said("-webkit-text-fill-color") is { Length: > 0 } fill ? fill : said("color")) is { Length: > 0 } color ? Colour(color, Ink)
        : tag.Id == HtmlTagId.Font ? Colour(Attribute(tag, "color"), Ink)
        : tag.Id == HtmlTagId.Body ? Colour(Attribute(tag, "text"), Ink) : Ink;

    private static Dictionary<string, string> Declarations(string style)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        if (style.Length is 1 or > StyleCharacters)
            return said;
        // CSS Syntax §4.3.7: letters may be written by their numbers, and remarks stand anywhere.
        style = Escape().Replace(Remark().Replace(style, ""), m => Convert.ToInt32(m.Groups[1].Value, 16) is > 0 and < 128 and var c ? ((char)c).ToString() : " ");
        style = Needless().Replace(style, "$1");
        foreach (var declaration in style.Split(';'))
            if (declaration.IndexOf(':') is > 0 and var colon)
                said[declaration[..colon].Trim().ToLowerInvariant()] =
                    declaration[(colon + 1)..].Replace("!important", "", StringComparison.OrdinalIgnoreCase).Trim().ToLowerInvariant().Replace("( ", "(").Replace(" 0)", "0)");
        return said;
    }

    private static int? PaperOf(string said, int? paper) => said.Length == 0 ? paper
        : said.Contains("url(", StringComparison.Ordinal) || said.Contains("gradient", StringComparison.Ordinal) ? null
        : ColourWord().Matches(said) switch { { Count: 0 } => paper, var words => Colour(words[0].Value, paper) is NoColour ? paper : Colour(words[0].Value, paper) };

    // Relative sizes are those of what is around.
    private static bool? Tiny(string size) => size.EndsWith("em", StringComparison.Ordinal) || size.EndsWith('%') ? Number(size) is { } share && share <= (size.EndsWith('%') ? 10 : 0.1) ? true : null : Number(size) is { } points ? points <= 2 : false;

    private static double? Number(string value) => Figure().Match(value) is { Success: true } figure ? double.Parse(figure.ValueSpan, CultureInfo.InvariantCulture) : null;

    private static int? Colour(string word, int? around)
    {
        word = word.Trim().ToLowerInvariant();
        if (word is "" or "inherit" or "currentcolor" or "none")
            return around;
        if (word == "transparent")
            return NoColour;
        if (Hex().Match(word) is { Success: true } hex)
            return OfHex(hex.Groups[1].Value);
        if (Parts().Match(word) is { Success: true } rgb)
            return rgb.Groups[4].Success && Number(rgb.Groups[4].Value) * (rgb.Groups[4].Value.EndsWith('%') ? 0.01 : 1) is <= 0.1 ? NoColour
                : rgb.Groups.Values.Skip(1).Take(3).Aggregate(0, (sum, part) => sum << 8 | Math.Clamp((int)((Number(part.Value) ?? 0) * (part.Value.EndsWith('%') ? 2.55 : 1)), 0, 255));
        // Of the other notations only what is as good as white or black.
        if (Lightness().Match(word) is { Success: true } hsl)
            return Number(hsl.Groups[1].Value) switch { >= 95 => 0xFFFFFF, <= 5 => 0, _ => null };
        return System.Drawing.Color.FromName(word) is { IsKnownColor: true } named ? named.ToArgb() & 0xFFFFFF : null;
    }

    private static int? OfHex(string digits) => digits.Length switch
    {
        3 => int.Parse(string.Concat(digits.SelectMany(d => new[] { d, d })), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        6 => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        8 => digits.EndsWith("00", StringComparison.Ordinal) ? NoColour : int.Parse(digits[..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static int Distance(int one, int other) =>
        Math.Abs((one >> 16) - (other >> 16)) + Math.Abs((one >> 8 & 255) - (other >> 8 & 255)) + Math.Abs((one & 255) - (other & 255));

    private static string Attribute(HtmlTagToken tag, string name) => tag.Attributes.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value ?? "";

    [GeneratedRegex(@"/\*.{0,400}?\*/", RegexOptions.Singleline)]
    private static partial Regex Remark();

    [GeneratedRegex(@"\\0{0,4}([0-9a-fA-F]{2}) ?")]
    private static partial Regex Escape();

    // A letter that is no number of one means itself.
    [GeneratedRegex(@"\\([g-zG-Z])")]
    private static partial Regex Needless();

    [GeneratedRegex(@"(?:^|\s)(0|[0-9.]{1,6}(?:px|pt|r?em|ex|%))(?=[\s/]|$)")]
    private static partial Regex SizeInFont();

    [GeneratedRegex(@"translate(?:x|y|3d)?\(\s*(-?[0-9.]{1,9}[a-z%]*)(?:\s*,\s*(-?[0-9.]{1,9}[a-z%]*))?")]
    private static partial Regex Moved();

    [GeneratedRegex(@"scale(?:x|y|3d)?\(\s*0*\.?0+\s*[,)]")]
    private static partial Regex Shrunk();

    [GeneratedRegex(@"^hsla?\([^,\s]{1,10}[,\s]+[0-9.]{1,6}%[,\s]+([0-9.]{1,6})%")]
    private static partial Regex Lightness();

    [GeneratedRegex(@"^-?[0-9]{0,6}\.?[0-9]{1,6}")]
    private static partial Regex Figure();

    [GeneratedRegex("^#?([0-9a-f]{3,8})$")]
    private static partial Regex Hex();

    [GeneratedRegex(@"^rgba?\(\s*([0-9.]{1,6}%?)[\s,]+([0-9.]{1,6}%?)[\s,]+([0-9.]{1,6}%?)(?:[\s,/]+([0-9.]{1,6}%?))?\s*\)$")]
    private static partial Regex Parts();

    [GeneratedRegex(@"#[0-9a-f]{3,8}|rgba?\([^)]{1,60}\)|\b[a-z]{3,20}\b")]
    private static partial Regex ColourWord();
}
