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
    [InlineData("<div style='d\\69splay:/**/none'>x</div>a", "a\n", "hidden in the spelling of style sheets")]
    [InlineData("<style>p.pre, #k { display:none } @media print { b { display:none } }</style><p class='x pre'>x</p><i id=k>x</i><b>a</b>", "a\n", "hidden by the document's style sheet, not by a printer's")]
    [InlineData("<style>@import url(https://t.example/b.css); .w{color:#fff}</style><span class=w>x</span>a", "a\n", "white by the style sheet")]
    [InlineData("<span style='color:#fefefe'>x</span><font color=white>x</font><span style='color:rgba(0,0,0,0)'>x</span>a", "a\n", "white on white, and no ink")]
    [InlineData("<td bgcolor=black style='color:white'>a</td>", "a\n", "white on black is seen")]
    [InlineData("<td style='background:#036 url(x.png);color:#fff'>a</td>", "a\n", "white on a picture may be seen")]
    [InlineData("<p style='font:0/0 a'>x</p><p style='font:bold .01em a'>x</p><p style='font:700 12px/0 a'>a</p>", "a\n", "no size, in short")]
    [InlineData("<p style='left:-100vw'>x</p><p style='text-indent:-99em'>x</p><p style='transform:translateX(-9999px)'>x</p><p style='transform:scale(0,0)'>x</p><p style='margin-left:-50vw'>a</p>", "a\n", "out of sight, in other measures")]
    [InlineData("<p style='width:1px;height:1px;overflow:hidden'>x</p><p style='height:0;overflow-y:clip'>x</p><p style='width:1%;overflow:hidden'>a</p>", "a\n", "no room")]
    [InlineData("<p style='-webkit-text-fill-color:transparent'>x</p><p style='color:hsl(0,0%,100%)'>x</p><p style='color:rgb(100% 100% 100%)'>x</p><p style='color:rgba(0,0,0,0%)'>x</p><p style='opacity:1%'>x</p><p style='color:hsl(0,50%,50%)'>a</p>", "a\n", "no ink, in other notations")]
    [InlineData("<p style='dis\\play:none'>x</p><p style='zoom:0'>x</p><p style='filter:opacity(0)'>x</p><style>.f{font:0/0 a}</style><p class=f>x</p><ruby>a<rp>x</rp></ruby>", "a\n", "hidden in unusual ways")]
    [InlineData("<td style='font-size:0'>x<div style='font-size:13px'>a</div></td>", "a\n", "no size, and a size within it")]
    [InlineData("<div style='font-size:1px;line-height:1px'>x</div><div style='max-height:0;overflow:hidden'>x</div><div style='opacity:0'>x</div>a", "a\n", "an inbox's preview")]
    [InlineData("<div style='position:absolute;left:-9999px'>x</div><p hidden>x</p><p style='visibility:hidden'>x</p>a", "a\n", "out of sight")]
    [InlineData("<p>a<!-- x --><![CDATA[x]]><!--[if mso]>x<![endif]--></p>", "a\n", "remarks")]
    [InlineData("<xml><o:DocumentProperties><o:Author>x</o:Author></o:DocumentProperties></xml><p>a <st1:place>b</st1:place><o:p>c</o:p></p>", "a bc\n", "Office's facts about the author")]
    [InlineData("<img src='https://t.example/o.gif' alt='x' data-id=x title=x>a", "a\n", "what a pixel says in its place")]
    [InlineData("<a href='https://u:p@x.example/1?utm_id=9&r=9#9'>the report</a>", "the report <https://x.example/1?...>\n", "a name, a password and which copy it was")]
    [InlineData("<a href='https://click.example/r?id=9&u=https%3A%2F%2Fx.example%2F1%3Futm%3D9'>the report</a>", "the report <https://x.example/1?...>\n", "a detour that counts clicks")]
    [InlineData("<a href='https://x.example/1?utm=9'>https://x.example/1</a>", "https://x.example/1\n", "a link that says itself but for its query")]
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
