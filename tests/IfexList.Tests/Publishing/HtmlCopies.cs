using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Tests.Mail;

namespace IfexList.Tests.Publishing;

/// <summary>HTML that leaves, on lists that allow it: what is seen and nothing else, and only where it says what the moderator read.</summary>
public sealed class HtmlCopies
{
    private const string Tendai = "tendai@savannapress.example";
    private const string Marie = "marie@clearinghouse.example";

    [Theory]
    [InlineData("<p class=x id=y style='color:red' data-u=1 onclick=z>a <b title=q>b</b></p>", "<p>a <b>b</b></p>", "no attribute")]
    [InlineData("<a href='https://u:p@x.example/1?id=9' ping=z target=_blank>a</a>", "<a href=\"https://x.example/1\">a</a>", "a link without who and which copy")]
    [InlineData("<a href='javascript:x'>a</a><a href='data:text/html,x'>b</a><a href='cid:1'>c</a>", "<a>a</a><a>b</a><a>c</a>", "no link that runs or loads")]
    [InlineData("<a href='mailto:a@b.example?bcc=x@y.example'>a</a>", "<a href=\"mailto:a@b.example\">a</a>", "an address")]
    [InlineData("<p>a<img src=x alt=y><!-- z --><script>x</script><style>p{}</style></p>", "<p>a</p>", "nothing that loads, runs or is a remark")]
    [InlineData("<span style=display:none>x</span><font color=white>x</font><p>a</p>", "<p>a</p>", "nothing that is hidden")]
    [InlineData("<p>a\u200Bb  \n c</p>", "<p>ab c</p>", "no sign that nobody sees")]
    [InlineData("<b>\u0338 onclick=x>a</b>", "<b>\u0338 onclick=x&gt;a</b>", "a mark that would join the tag before it")]
    [InlineData("<p dir=rtl>ا</p><p dir=x>a</p>", "<p dir=\"rtl\">ا</p><p>a</p>", "direction")]
    [InlineData("<table><tr><td colspan=2 width=9>a<td colspan=77>b</table>", "<table><tbody><tr><td colspan=\"2\">a</td><td>b</td></tr></tbody></table>", "a table")]
    [InlineData("<div><b><i>a</div>b", "<div><b><i>a</i></b></div>b", "what isn't closed")]
    [InlineData("<section><center>a</center></section><x-y>b</x-y>", "ab", "what we don't know, without its tags")]
    [InlineData("&lt;script&gt;a&amp;", "&lt;script&gt;a&amp;", "what only looks like it")]
    [InlineData("<pre>a\n  b</pre>", "<pre>a\n  b</pre>", "preformatted")]
    public void An_outline_of_what_is_seen_leaves(string html, string expected, string why)
    {
        var safe = SafeHtml.Of(Post($"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{html}"));
        Assert.True(expected == safe, $"{why}: {safe}");
    }

    [Theory]
    [InlineData("--b\r\n\r\na\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>a, and more</p>\r\n--b--", "it says more than the text")]
    [InlineData("--b\r\nContent-Type: text/html\r\n\r\n<p>a</p>\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>b</p>\r\n--b--", "there are two")]
    [InlineData("--b\r\n\r\na b\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>A b</p>\r\n--b--", "capitals are a mark, too")]
    [InlineData("--b\r\n\r\na\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>a &#x1D5B9;&#x1D5BA;</p>\r\n--b--", "letters of another plane")]
    [InlineData("--b\r\n\r\na\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>a &#x1F600;&#9733;&#9734;</p>\r\n--b--", "pictures")]
    public void What_says_something_else_than_the_text_stays_here(string parts, string why) =>
        Assert.True(SafeHtml.Of(Post($"Content-Type: multipart/alternative; boundary=b\r\n\r\n{parts}\r\n")) is null, why);

    [Fact]
    public void Text_of_which_the_html_is_a_translation_for_browsers_leaves_with_it()
    {
        var post = Post("Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nSee the *report* <https://x.example/1>.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>See the <b><a href='https://x.example/1'>report</a></b>.</p>\r\n--b--\r\n");
        Assert.Equal("<p>See the <b><a href=\"https://x.example/1\">report</a></b>.</p>", SafeHtml.Of(post));
        Assert.Null(SafeHtml.Of(Cleansing.Edited(post, "", "See the other report.")));
    }

    [Theory]
    [InlineData("https://x.example/1", "https://x.example/1", "See the report https://x.example/1", true)]
    [InlineData("http://www.x.example/", "http://www.x.example/", "See the report www.x.example", true)]
    [InlineData("mailto:a@b.example", "mailto:a@b.example", "See the report a@b.example", true)]
    [InlineData("https://click.example/who/clicked", "", "See the report", false)]
    [InlineData("mailto:second@hidden.example", "", "See the report", false)]
    public void A_link_leads_nowhere_that_the_moderator_has_not_read(string target, string kept, string text, bool isSaid)
    {
        var shown = isSaid ? text["See the report".Length..] : "";
        var safe = SafeHtml.Of(Post($"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\n{text}\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>See the report<a href='{target}'>{shown}</a><a href='{target}'></a></p>\r\n--b--\r\n"));
        Assert.Equal(isSaid ? $"<p>See the report<a href=\"{kept}\">{shown}</a><a href=\"{kept}\"></a></p>" : "<p>See the report<a></a><a></a></p>", safe);
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b class=x><p></p>")]
    [InlineData("<table><a href=x>")]
    public void Hostile_html_is_no_burden(string piece)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        SafeHtml.Of(Post("Content-Type: text/html\r\n\r\n" + string.Concat(Enumerable.Repeat(piece + "\r\n", 9_000))));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_wants_everything_gets_it_where_the_list_allows_it(bool allowed)
    {
        await using var house = new TestHouse(settings => settings with
        {
            Lists = new Dictionary<string, ListSettings>(settings.Lists) { ["alerts"] = settings.Lists["alerts"] with { Html = allowed } },
        });
        await house.MemberAsync(Tendai, "Savanna Press Watch");
        await house.ModeratorAsync(Marie);
        await house.ReaderAsync("text@x.example");
        await house.ReaderAsync("full@x.example");
        await house.Database.WriteAsync(tx => tx.Execute("UPDATE subscription SET format = 'full' WHERE person = (SELECT id FROM person WHERE key = 'full@x.example')"));
        const string html = "<p class=x>The <b>plates</b> were seized.</p>";
        await house.SendAsync($"From: {Tendai}\r\nSubject: ALERT\r\nMessage-ID: <1@x.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n{html}\r\n", Tendai, "alerts-en@lists.example.org");
        Assert.Equal(!allowed, house.LetterTo(Marie).TextBody!.Contains("HTML", StringComparison.Ordinal));
        var to = house.LetterTo(Marie).ReplyTo.Mailboxes.Single().Address;
        await house.SendAsync(TestHouse.Mail(Marie, to, "Re: x", "ok"), Marie, to);
        Assert.Null(house.LetterTo("text@x.example").HtmlBody);
        var full = house.LetterTo("full@x.example");
        Assert.StartsWith("The plates were seized.", full.TextBody, StringComparison.Ordinal);
        if (allowed)
            Assert.Matches("^<html lang=\"en\" dir=\"ltr\"><head><meta charset=\"utf-8\"></head><body lang=\"en\" dir=\"ltr\"><p>The <b>plates</b> were seized.</p>\\s*<hr><p>2026-0312-01 .*</p></body></html>", full.HtmlBody);
        else
            Assert.Null(full.HtmlBody);
    }

    private static CleanPost Post(string part)
    {
        var message = SampleMail.Parse($"From: a@b.example\r\nSubject: s\r\nMIME-Version: 1.0\r\n{part}");
        return Cleansing.Of(message, PlainText.Of(message));
    }
}
