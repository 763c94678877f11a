using IfexList.Foundation;
using MimeKit.Text;

namespace IfexList.Mail;

/// <summary>
/// Readable text from an HTML part: paragraphs, lists and cells survive, scripts and what is hidden don't; a link keeps its target where it
/// says something else than its text; quoted replies are marked with <c>&gt; </c> as in plain mail. One pass over the tokens.
/// </summary>
public static class HtmlText
{
    /// <param name="most">Characters after which nobody reads on: the rest of the document is left.</param>
    public static string Of(string html, int most = int.MaxValue)
    {
        var walk = new Walk();
        foreach (var token in HtmlTokens.Of(html))
        {
            if (token is HtmlTagToken tag)
                walk.Tag(tag);
            else if (token is HtmlDataToken data)
                walk.Text(data.Data);
            if (walk.Length >= most)
                break;
        }
        return walk.Finish();
    }

    private sealed class Walk
    {
        private readonly HtmlLines _lines = new();
        private readonly List<Element> _open = [];
        private readonly HtmlStyles _styles = new();
        private int _preformatted;

        public int Length => _lines.Length;

        private HtmlLook Look => _open is [.., var last] ? last.Look : HtmlLook.Plain;

        public void Tag(HtmlTagToken tag)
        {
            if (tag.IsEndTag)
                Close(tag.Id);
            else
                Open(tag);
        }

        public void Text(string text)
        {
            if (_open is [.., { Id: HtmlTagId.Style }])
                _styles.Read(text);
            if (!Look.IsSeen)
                return;
            if (_preformatted > 0)
                _lines.Verbatim(text);
            else
                _lines.Flow(text);
        }

        public string Finish()
        {
            while (_open.Count > 0)
                Pop();
            return _lines.Finish();
        }

        private void Open(HtmlTagToken tag)
        {
            if (Single(tag.Id))
                return;
            if (_open is [.., var last] && HtmlTokens.EndsUnclosed(tag.Id, last.Id))
                Pop();
            Separate(tag.Id, opening: true);
            if (tag.IsEmptyElement || _open.Count >= Limits.HtmlNesting)
                return;
            var link = tag.Id == HtmlTagId.A ? Attribute(tag, HtmlAttributeId.Href) : null;
            var look = Look.Of(tag, _styles);
            var element = new Element(tag.Id, look, IsQuotation(tag), tag.Id == HtmlTagId.Pre, link);
            _open.Add(element);
            _preformatted += element.Preformatted ? 1 : 0;
            if (element.Quotes)
                _lines.Quote(+1);
            if (element.Link is not null)
                _lines.BeginLink();
        }

        private bool Single(HtmlTagId id)
        {
            if (id is HtmlTagId.Br)
                _lines.Break();
            else if (id is HtmlTagId.HR)
                _lines.Rule();
            return HtmlLook.IsSingle(id);
        }

        private void Close(HtmlTagId id)
        {
            var at = _open.FindLastIndex(e => e.Id == id);
            if (at < 0)
            {
                if (id is HtmlTagId.P)
                    _lines.Paragraph();
                return;
            }
            while (_open.Count > at)
                Pop();
        }

        private void Pop()
        {
            var element = _open[^1];
            _open.RemoveAt(_open.Count - 1);
            _preformatted -= element.Preformatted ? 1 : 0;
            if (element.Link is not null && !Look.IsAway)
                _lines.EndLink(element.Link);
            Separate(element.Id, opening: false);
            if (element.Quotes)
                _lines.Quote(-1);
        }

        private void Separate(HtmlTagId id, bool opening)
        {
            if (Look.IsAway)
                return;
            switch (id)
            {
                case HtmlTagId.P or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.H4 or HtmlTagId.H5 or HtmlTagId.H6 or HtmlTagId.UL
                    or HtmlTagId.OL or HtmlTagId.DL or HtmlTagId.Table or HtmlTagId.BlockQuote or HtmlTagId.Pre:
                    _lines.Paragraph();
                    break;
                case HtmlTagId.LI:
                    _lines.Line();
                    if (opening)
                        _lines.Flow("- ");
                    break;
                case HtmlTagId.TD or HtmlTagId.TH:
                    if (opening)
                        _lines.Cell();
                    break;
                case HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.DT or HtmlTagId.DD or HtmlTagId.Center or HtmlTagId.Form or HtmlTagId.Header
                    or HtmlTagId.Footer or HtmlTagId.Section or HtmlTagId.Article or HtmlTagId.Address or HtmlTagId.Caption:
                    _lines.Line();
                    break;
            }
        }

        private static bool IsQuotation(HtmlTagToken tag) =>
            tag.Id is HtmlTagId.BlockQuote
            || tag.Id is HtmlTagId.Div && Attribute(tag, HtmlAttributeId.Class).Split(' ').Any(c => c is "gmail_quote" or "yahoo_quoted" or "protonmail_quote");

        private static string Attribute(HtmlTagToken tag, HtmlAttributeId id) => tag.Attributes.FirstOrDefault(a => a.Id == id)?.Value ?? "";

        private readonly record struct Element(HtmlTagId Id, HtmlLook Look, bool Quotes, bool Preformatted, string? Link);
    }
}
