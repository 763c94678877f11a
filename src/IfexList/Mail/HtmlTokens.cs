using MimeKit.Text;

namespace IfexList.Mail;

/// <summary>The tags of an HTML part, and what of it a browser shows as text.</summary>
internal static class HtmlTokens
{
    public static IEnumerable<HtmlToken> Of(string html)
    {
        var tokenizer = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
        while (tokenizer.ReadNextToken(out var token))
            // What a browser takes for a remark is none of the text.
            if (token is HtmlTagToken or HtmlDataToken and not (HtmlScriptDataToken or HtmlCDataToken))
                yield return token;
    }

    /// <summary>An unclosed cell, item or paragraph ends where its next sibling begins (HTML §13.1.2.4).</summary>
    public static bool EndsUnclosed(HtmlTagId tag, HtmlTagId open) => tag == open && tag is (HtmlTagId.LI or HtmlTagId.TD or HtmlTagId.TH or HtmlTagId.TR or HtmlTagId.P);
}
