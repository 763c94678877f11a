using System.Diagnostics;
using IfexList.Mail;
using Xunit;

namespace IfexList.Tests.Mail;

public class HtmlTextTests
{
    [Theory]
    [InlineData("<p>a</p><p>b</p>", "a\n\nb\n", "paragraphs")]
    [InlineData("a<br>b<br><br>c", "a\nb\n\nc\n", "line breaks")]
    [InlineData("<div>a</div><div><br></div><div>b</div>", "a\n\nb\n", "Gmail's empty division")]
    [InlineData("a\n  b\t c", "a b c\n", "white space collapses")]
    [InlineData("<ul><li>a<li>b</ul>", "- a\n- b\n", "unclosed items")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc\n", "cells")]
    [InlineData("&eacute;t&eacute; &amp; &#8212; &lt;b&gt;", "été & — <b>\n", "entities")]
    [InlineData("<a href='https://x.example/1'>the report</a>", "the report <https://x.example/1>\n", "link")]
    [InlineData("<a href='https://x.example/'>x.example</a>", "x.example\n", "link that says itself")]
    [InlineData("<a href='mailto:a@b.example?subject=x'>write</a>", "write <a@b.example>\n", "address")]
    [InlineData("<a href='mailto:a@b.example'>a@b.example</a>", "a@b.example\n", "address that says itself")]
    [InlineData("<a href='javascript:alert(1)'>click</a>", "click\n", "no script target")]
    [InlineData("<a href='https://x.example'><img src=x></a>a", "a\n", "a link without text")]
    [InlineData("<script>if (a<b) x='<p>'</script>a<style>p{}</style>", "a\n", "script and style")]
    [InlineData("<head><title>t</title></head><body>a</body>", "a\n", "head")]
    [InlineData("<div style='display: none'>approve</div>a", "a\n", "hidden text")]
    [InlineData("ok<blockquote>a<br>b</blockquote>", "ok\n\n> a\n> b\n", "quotation")]
    [InlineData("ok<div class=\"gmail_quote x\">On 1 wrote:<blockquote>a</blockquote></div>", "ok\n> On 1 wrote:\n>\n>> a\n", "Gmail's quotation")]
    [InlineData("<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc\n", "preformatted")]
    [InlineData("a<hr>b", "a\n\n________________________________\nb\n", "rule")]
    [InlineData("<p class=MsoNormal>ok<o:p></o:p></p>", "ok\n", "Outlook's own elements")]
    [InlineData("\u00ABa\u00A0\u00BB", "\u00ABa\u00A0\u00BB\n", "the no-break space is typography")]
    [InlineData("</div></p></table>a<b", "a<b\n", "broken")]
    [InlineData("", "", "nothing")]
    public void Html_becomes_text_that_reads_well(string html, string expected, string why) => Assert.True(expected == HtmlText.Of(html), $"{why}: {HtmlText.Of(html)}");

    [Theory]
    [InlineData("<div dir=\"ltr\">Approve<div><br></div><div>Marie</div></div><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">On … wrote:<br></div><blockquote>reject</blockquote></div>", "Gmail")]
    [InlineData("<div class=WordSection1><p class=MsoNormal>Approve</p><p>Marie</p><div style='border:none;border-top:solid'><p><b>From:</b> A<br><b>Sent:</b> x<br><b>To:</b> m<br><b>Subject:</b> y</p></div><p>reject</p></div>", "Outlook")]
    [InlineData("<div>Approve</div><div>Marie</div><hr><div id=divRplyFwdMsg><b>De :</b> A<br><b>Envoyé :</b> x<br><b>À :</b> m<br><b>Objet :</b> y</div><div>reject</div>", "Outlook on the web")]
    [InlineData("Approve<br>Marie<div class=yahoo_quoted>On … wrote:<br>reject</div>", "Yahoo")]
    [InlineData("<p>Approve<br>Marie</p><div class=moz-cite-prefix>Le 12/03/2026 à 09:02, Alerts a écrit :<br></div><blockquote type=cite>reject</blockquote>", "Thunderbird")]
    public void A_reply_in_html_only_shows_what_is_quoted(string html, string why) =>
        Assert.True(OwnText.Of(HtmlText.Of(html)).Top.Where(OwnText.IsWritten).Select(l => l.Trim()).Take(2).SequenceEqual(["Approve", "Marie"]), $"{why}: {HtmlText.Of(html)}");

    [Theory]
    [InlineData("<div>")]
    [InlineData("<blockquote>a")]
    [InlineData("<td>a")]
    [InlineData("<a href=x>")]
    [InlineData("a</p>")]
    [InlineData("<")]
    [InlineData("&")]
    [InlineData("<!--")]
    [InlineData("&#xD800;")]
    [InlineData("<a b='")]
    [InlineData("<li>a</div>")]
    public void Hostile_html_costs_no_more_than_its_length(string piece)
    {
        var html = string.Concat(Enumerable.Repeat(piece, 500_000));
        var clock = Stopwatch.StartNew();
        Words.Fold(HtmlText.Of(html));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }
}
