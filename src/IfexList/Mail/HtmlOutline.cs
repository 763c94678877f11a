using System.Text;
using IfexList.Foundation;
using MimeKit.Text;

namespace IfexList.Mail;

/// <summary>
/// What a reader sees of an HTML part, as HTML again: its paragraphs, lists, tables, emphasis and links, each closed where it belongs, and its text. No class, no style, no
/// picture, nothing hidden. One pass over the tokens, so hostile HTML costs its length and no nesting reaches a parser behind it.
/// </summary>
internal static class HtmlOutline
{
    // A long report from a word processor has some thousands; a parser that builds a tree of them wants memory for each.
    private const int Tags = 20_000;

    public static readonly string[] Kept =
    [
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "table", "thead", "tbody", "tr", "td", "th", "dl", "dt", "dd",
        "b", "strong", "i", "em", "u", "s", "sub", "sup", "a", "br", "hr",
    ];

    private static readonly HashSet<string> KeptTags = new(Kept, StringComparer.OrdinalIgnoreCase);

    /// <returns>Null where it is larger than anybody writes.</returns>
    public static string? Of(string html)
    {
        var walk = new Walk();
        var tags = 0;
        foreach (var token in HtmlTokens.Of(html))
            if (token is HtmlTagToken tag)
            {
                if (++tags > Tags)
                    return null;
                walk.Tag(tag);
            }
            else if (token is HtmlDataToken data)
                walk.Text(data.Data);
        return walk.Finish();
    }

    private sealed class Walk
    {
        private readonly StringBuilder _html = new();
        private readonly List<Element> _open = [];
        private readonly HtmlStyles _styles = new();
        private bool _afterSpace = true;

        private HtmlLook Look => _open is [.., var last] ? last.Look : HtmlLook.Plain;

        public void Tag(HtmlTagToken tag)
        {
            if (tag.IsEndTag)
                Close(tag.Id, tag.Name);
            else if (tag.Id is HtmlTagId.Br or HtmlTagId.HR)
                Write(Look.IsSeen ? $"<{tag.Name.ToLowerInvariant()}>" : "");
            else if (!HtmlLook.IsSingle(tag.Id) && !tag.IsEmptyElement && _open.Count < Limits.HtmlNesting)
                Open(tag);
        }

        public void Text(string text)
        {
            if (_open is [.., { Id: HtmlTagId.Style }])
                _styles.Read(text);
            if (!Look.IsSeen)
                return;
            var isVerbatim = _open.Exists(element => element.Id == HtmlTagId.Pre);
            foreach (var c in VisibleText.Of(text.ReplaceLineEndings("\n"), keepLines: isVerbatim))
            {
                // How many blanks there are nobody sees.
                if (c == ' ' && _afterSpace && !isVerbatim)
                    continue;
                _afterSpace = c is ' ' or '\n';
                _html.Append(c switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", _ => c.ToString() });
            }
        }

        public string Finish()
        {
            while (_open.Count > 0)
                Pop();
            return _html.ToString();
        }

        private void Open(HtmlTagToken tag)
        {
            if (_open is [.., var last] && HtmlTokens.EndsUnclosed(tag.Id, last.Id))
                Pop();
            var look = Look.Of(tag, _styles);
            var isKept = !look.IsAway && KeptTags.Contains(tag.Name);
            _open.Add(new Element(tag.Id, tag.Name.ToLowerInvariant(), look, isKept));
            if (isKept)
                Write($"<{tag.Name.ToLowerInvariant()}{string.Concat(tag.Attributes.Select(attribute => Attribute(tag, attribute)))}>");
        }

        private void Close(HtmlTagId id, string name)
        {
            var at = _open.FindLastIndex(element => element.Id == id && element.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            while (at >= 0 && _open.Count > at)
                Pop();
        }

        private void Pop()
        {
            if (_open[^1].IsKept)
                Write($"</{_open[^1].Name}>");
            _open.RemoveAt(_open.Count - 1);
        }

        private void Write(string tag) => _html.Append(tag);

        private static string Attribute(HtmlTagToken tag, HtmlAttribute attribute) => (attribute.Id, attribute.Value?.Trim().ToLowerInvariant()) switch
        {
            (HtmlAttributeId.Href, not null) when tag.Id == HtmlTagId.A && LinkTarget.Address(attribute.Value!) is { } address => $" href=\"{System.Net.WebUtility.HtmlEncode(address)}\"",
            (HtmlAttributeId.Dir, "rtl" or "ltr") => $" dir=\"{attribute.Value!.Trim().ToLowerInvariant()}\"",
            (HtmlAttributeId.ColSpan or HtmlAttributeId.RowSpan, { Length: 1 } span) when char.IsAsciiDigit(span[0]) => $" {attribute.Name.ToLowerInvariant()}=\"{span}\"",
            _ => "",
        };

        private readonly record struct Element(HtmlTagId Id, string Name, HtmlLook Look, bool IsKept);
    }
}
