using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Tests.Smtp;
using IfexList.Web;

namespace IfexList.Tests.Web;

public sealed class OneClickTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static StringContent Button => new("button=pressed", Encoding.ASCII, "application/x-www-form-urlencoded");

    // RFC 8058 §3.2: both kinds of form.
    public static TheoryData<string, Func<HttpContent?>> Bodies => new()
    {
        { "urlencoded, as most send it", () => new StringContent("List-Unsubscribe=One-Click", Encoding.ASCII, "application/x-www-form-urlencoded") },
        { "multipart, as some send it", () => new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } } },
        { "nothing", () => null },
        { "something else", () => new StringContent("{}", Encoding.UTF8, "application/json") },
        { "a form that is broken", () => new ByteArrayContent([255, 0, 37]) { Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x") } } },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_POST_ends_the_subscription_at_once_with_a_body_of(string what, Func<HttpContent?> body)
    {
        await using var house = await WebHouse.OpenAsync();
        var answer = await house.AskAsync(HttpMethod.Post, $"/u/{house.Token}", body());
        Assert.True(answer.StatusCode == HttpStatusCode.OK, what);
        Assert.Equal("unsubscribed\n", await answer.Content.ReadAsStringAsync(Stop));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.False(house.Reads("alerts"));
        Assert.True(house.Reads("communique"));
        Assert.Equal(1, house.Letters);
    }

    [Fact]
    public async Task A_second_POST_is_answered_alike_and_causes_no_second_letter()
    {
        await using var house = await WebHouse.OpenAsync();
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.OK, (await house.AskAsync(HttpMethod.Post, $"/u/{house.Token}")).StatusCode);
        Assert.Equal(1, house.Letters);
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("GET", "text/html")]
    [InlineData("HEAD", "*/*")]
    public async Task A_link_that_is_only_followed_changes_nothing(string method, string? accept)
    {
        await using var house = await WebHouse.OpenAsync();
        var answer = await house.AskAsync(new HttpMethod(method), $"/u/{house.Token}", accept: accept);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(house.Reads("alerts"));
        Assert.Equal(0, house.Letters);
        Assert.Equal(method == "HEAD" ? 0 : answer.Content.Headers.ContentLength, (await answer.Content.ReadAsByteArrayAsync(Stop)).Length);
        Assert.True(answer.Content.Headers.ContentLength is > 300 and < 2000);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_refused(string method)
    {
        await using var house = await WebHouse.OpenAsync();
        var answer = await house.AskAsync(new HttpMethod(method), $"/u/{house.Token}");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD", "POST"], answer.Content.Headers.Allow);
        Assert.True(house.Reads("alerts"));
    }

    [Theory]
    [InlineData("en", "ltr", "Unsubscribe")]
    [InlineData("fr", "ltr", "Se désabonner")]
    [InlineData("es", "ltr", "Darse de baja")]
    [InlineData("ru", "ltr", "Отписаться")]
    [InlineData("ar", "rtl", "إلغاء الاشتراك")]
    public async Task The_page_speaks_the_readers_language_and_names_nobody(string language, string direction, string button)
    {
        await using var house = await WebHouse.OpenAsync(language + ";en");
        // What the browser prefers counts less than what he chose.
        var answer = await house.AskAsync(HttpMethod.Get, $"/u/{house.Token}", language: "es-MX,es;q=0.9");
        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", page);
        Assert.Contains($">{button}</font></button>", WebUtility.HtmlDecode(page));
        Assert.Contains("Alerts &lt;&amp;&gt; &quot;more&quot;", page);
        Assert.DoesNotContain("grace", page);
        Assert.DoesNotContain(house.Token, page);
        Assert.True(Encoding.UTF8.GetByteCount(page) < 2000);
        foreach (var loaded in (string[])["<script", "<link", "<img", "src=", "http:", "https:", "style"])
            Assert.DoesNotContain(loaded, page);
    }

    [Fact]
    public async Task Nothing_of_the_page_is_kept_framed_indexed_or_told_to_others()
    {
        await using var house = await WebHouse.OpenAsync();
        var answer = await house.AskAsync(HttpMethod.Get, $"/u/{house.Token}");
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        Assert.Equal("default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'", headers["Content-Security-Policy"]);
        Assert.Equal("no-referrer", headers["Referrer-Policy"]);
        Assert.Equal("no-store", headers["Cache-Control"]);
        Assert.Equal("noindex", headers["X-Robots-Tag"]);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Equal("text/html; charset=utf-8", headers["Content-Type"]);
        Assert.DoesNotContain("Server", headers.Keys);
    }

    [Fact]
    public async Task A_person_who_presses_the_button_sees_that_it_is_done_in_his_language()
    {
        await using var house = await WebHouse.OpenAsync("ru");
        var answer = await house.AskAsync(HttpMethod.Post, $"/u/{house.Token}", Button, accept: "text/html");
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("lang=\"ru\"", page);
        Assert.Contains("прекращена", page);
        Assert.DoesNotContain("<form", page);
        Assert.False(house.Reads("alerts"));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task An_unknown_token_gets_the_page_that_says_so(string method)
    {
        await using var house = await WebHouse.OpenAsync("fr");
        var right = house.Token;
        foreach (var token in (string[])["", "x", new string('a', 32), (right[0] == 'a' ? 'b' : 'a') + right[1..], right[..31], house.TokenFor("members"), right + "/", "..%2f" + right])
        {
            var answer = await house.AskAsync(new HttpMethod(method), $"/u/{token}", language: "ar, en;q=0.5");
            var page = await answer.Content.ReadAsStringAsync(Stop);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, token);
            Assert.Contains("dir=\"rtl\"", page);
            Assert.Contains("<a dir=\"ltr\" href=\"mailto:postmaster@lists.example.org\">", page);
            Assert.DoesNotContain("<form", page);
        }
        Assert.True(house.Reads("alerts"));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        await using var house = await WebHouse.OpenAsync();
        var answer = await house.AskAsync(HttpMethod.Post, $"/u/{house.Token}", new StringContent(new string('x', Limits.WebBodyOctets + 1)), accept: "text/html");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("/health", HttpStatusCode.OK)]
    [InlineData("/health/", HttpStatusCode.NotFound)]
    [InlineData("/", HttpStatusCode.NotFound)]
    [InlineData("/u", HttpStatusCode.NotFound)]
    [InlineData("/U/x", HttpStatusCode.NotFound)]
    [InlineData("/archive/", HttpStatusCode.OK)]
    [InlineData("/archive/x", HttpStatusCode.NotFound)]
    public async Task Routes_are_what_they_are(string path, HttpStatusCode status)
    {
        await using var house = await WebHouse.OpenAsync();
        Assert.Equal(status, (await house.AskAsync(HttpMethod.Get, path)).StatusCode);
    }

    [Fact]
    public async Task With_a_certificate_it_is_https_and_a_renewed_one_is_used_without_a_restart()
    {
        using var pair = new PemPair("first.example");
        await using var house = await WebHouse.OpenAsync(pair: pair);
        Assert.Equal("https", house.Client.BaseAddress!.Scheme);
        Assert.Equal(HttpStatusCode.OK, (await house.AskAsync(HttpMethod.Get, $"/u/{house.Token}")).StatusCode);
        Assert.Equal("CN=first.example", house.Certificate);
        pair.Write("second.example");
        Assert.Equal(HttpStatusCode.OK, (await house.AskAsync(HttpMethod.Post, $"/u/{house.Token}")).StatusCode);
        Assert.Equal("CN=second.example", house.Certificate);
        Assert.False(house.Reads("alerts"));
    }

    [Theory]
    [InlineData("", Language.En)]
    [InlineData("de-DE,de;q=0.9", Language.En)]
    [InlineData("de, fr;q=0.3, ar;q=0.8", Language.Ar)]
    [InlineData("fr-CA", Language.Fr)]
    [InlineData("RU", Language.Ru)]
    [InlineData("es;q=0, *", Language.En)]
    [InlineData("fr;q=abc, es;q=0.1", Language.Es)]
    [InlineData(",,;q=1,es", Language.Es)]
    public void A_browsers_languages_are_weighed(string header, Language language) => Assert.Equal(language, AcceptedLanguage.Of(header));
}
