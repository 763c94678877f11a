using System.Text.RegularExpressions;
using MimeKit.Text;

namespace IfexList.Mail;

/// <summary>What the document's own style sheets say of single elements, as far as it may hide them: rules whose last word is a class, an id or an element.</summary>
internal sealed partial class HtmlStyles
{
    // What mailing tools write has a few hundred; the rest is left.
    private const int Rules = 2000;
    private const int SheetCharacters = 200_000;

    private readonly Dictionary<string, string> _said = new(StringComparer.OrdinalIgnoreCase);
    private int _read;

    public bool IsEmpty => _said.Count == 0;

    public void Read(string sheet)
    {
        if ((_read += sheet.Length) > SheetCharacters)
            return;
        foreach (Match rule in Rule().Matches(ForScreens(sheet)))
            foreach (var selector in rule.Groups[1].Value.Split(','))
                if (_said.Count < Rules && Last().Match(selector.Trim()) is { Success: true } last && Hides(rule.Groups[2].Value))
                    _said[last.Value] = $"{_said.GetValueOrDefault(last.Value, "")};{rule.Groups[2].Value}";
    }

    public string Of(HtmlTagToken tag)
    {
        if (IsEmpty)
            return "";
        var said = _said.GetValueOrDefault(tag.Name, "");
        foreach (var attribute in tag.Attributes.Where(a => a.Id is HtmlAttributeId.Class or HtmlAttributeId.Id))
            foreach (var name in (attribute.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                var simple = (attribute.Id == HtmlAttributeId.Class ? "." : "#") + name;
                said += ";" + _said.GetValueOrDefault(simple, "") + ";" + _said.GetValueOrDefault(tag.Name + simple, "");
            }
        return said;
    }

    private static bool Hides(string declarations) => Telling().IsMatch(declarations);

    // What holds for some screens only, such as phones, hides nothing from the others: blocks within blocks are left.
    private static string ForScreens(string sheet)
    {
        var kept = new System.Text.StringBuilder(sheet.Length);
        var (depth, from) = (0, 0);
        for (var i = 0; i < sheet.Length; i++)
            if (sheet[i] == '@' && depth == 0)
            {
                kept.Append(sheet, from, i - from);
                (i, from) = AfterAt(sheet, i);
            }
            else
                depth += sheet[i] switch { '{' => 1, '}' => depth > 0 ? -1 : 0, _ => 0 };
        return kept.Append(sheet, Math.Min(from, sheet.Length), Math.Max(0, sheet.Length - from)).ToString();
    }

    private static (int At, int From) AfterAt(string sheet, int at)
    {
        for (var depth = 0; at < sheet.Length; at++)
            if (sheet[at] == '{')
                depth++;
            else if (sheet[at] == '}' && --depth <= 0 || sheet[at] == ';' && depth == 0)
                break;
        return (at, at + 1);
    }

    [GeneratedRegex(@"([^{}]{1,1000})\{([^{}]{1,2000})\}")]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?:[a-z][a-z0-9]*)?[.#][\w-]+$|(?<![\w.#:\])-])[a-z][a-z0-9]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Last();

    [GeneratedRegex(@"display|visibility|opacity|overflow|font|zoom|filter|color|background|indent|left|top|right|clip|transform|\\", RegexOptions.IgnoreCase)]
    private static partial Regex Telling();
}
