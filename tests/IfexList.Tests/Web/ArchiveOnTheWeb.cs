using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;

namespace IfexList.Tests.Web;

/// <summary>The archive as browsers, feed readers and programs get it: over a real socket, from a real database.</summary>
public sealed partial class ArchiveOnTheWeb : IAsyncLifetime
{
    private const int MostOctets = 15_000;
    private const string Secret = "qxsecretx";

    private WebHouse _house = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _house = await WebHouse.OpenAsync(change: settings => settings with
        {
            Lists = new Dictionary<string, ListSettings>(settings.Lists)
            {
                ["readers"] = new() { Archive = ArchivePolicy.Readers },
                ["desk"] = new() { Kind = ListKind.Desk },
            },
        });
        await _house.Database.WriteAsync(Stock);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    // 2026-1101-01 in five languages; a case with updates; what isn't for everybody.
    private static void Stock(Connection tx)
    {
        var organisation = tx.Number("INSERT INTO organisation (name, since) VALUES ('Réseau <Lagune>', 0) RETURNING id")!.Value;
        for (var i = 1; i <= 45; i++)
            File(tx, $"2026-{(i % 3 == 0 ? "10" : "11")}{i % 28 + 1:00}-{i / 28 + 1:00}", Language.En, $"ALERT {i} <b>&", $"Plates were seized.\n\nAppeals: minister@gov.example\nFax {i}", organisation, i % 2 == 0 ? "TN" : "CI");
        var release = tx.Number("SELECT id FROM release ORDER BY id LIMIT 1")!.Value;
        foreach (var (language, subject, text) in new[] { (Language.Fr, "ALERTE", "Les plaques ont été saisies."), (Language.Ru, "ТРЕВОГА", "Печатные формы изъяты."), (Language.Ar, "تنبيه", "صودرت الألواح (Réseau Lagune).") })
            tx.Execute("INSERT INTO edition (release, language, state, message_id, subject, text, at) VALUES (@release, @language, 'released', @id, @subject, @text, 1780000000000)",
                ("@release", release), ("@language", language.Code()), ("@id", $"x{language}"), ("@subject", subject), ("@text", text));
        File(tx, "2026-1120-90", Language.Ar, "بيان", string.Join("\n\n", Enumerable.Repeat("نص طويل جدا عن حرية التعبير في المنطقة وعن الصحفيين الذين اعتقلوا", 300)), organisation, "TN");
        File(tx, "2026-1121-91", Language.En, Secret, Secret, organisation, "TN", toMembers: true);
        File(tx, "2026-1121-92", Language.En, Secret, Secret, organisation, "TN", list: "readers");
        File(tx, "2026-1121-93", Language.En, Secret, Secret, organisation, "TN", list: "members");
        File(tx, "2026-1121-94", Language.En, Secret, Secret, organisation, "TN");
        tx.Execute($"UPDATE edition SET state = 'withdrawn', subject = '', text = '' WHERE subject = '{Secret}' AND release = (SELECT id FROM release WHERE number = '2026-1121-94')");
        tx.Execute("INSERT INTO retraction (edition, reason, at) SELECT id, 'A person is in danger.', 0 FROM edition WHERE state = 'withdrawn'");
        tx.Execute("INSERT INTO person (key, address, domain, since) VALUES ('s', @a, 'secret.example', 0)", ("@a", $"{Secret}@secret.example"));
        tx.Execute("INSERT INTO body (id, bytes) VALUES (99, CAST(@a AS BLOB))", ("@a", Secret));
        tx.Execute("INSERT INTO held (body, kind, list, language, subject, sender, at) VALUES (99, 'post', 'alerts', 'en', @a, @a, 0)", ("@a", Secret));
        tx.Execute("INSERT INTO unlisted (case_number) SELECT case_number FROM release WHERE number LIKE '2026-1109-01'");
    }

    private static void File(Connection tx, string number, Language language, string subject, string text, long organisation, string country, bool toMembers = false, string list = "alerts") => Posts.File(
        tx, new NewRelease(number, list, language, $"{number}@lists.example.org", subject, text, organisation, 5, toMembers, Topic.WithRegions([.. Topic.Split(country)]), "alert")
        { Case = number.EndsWith("-02", StringComparison.Ordinal) ? "2026-1102-01" : number },
        [new EditionFile("photo 1.jpg", "image/jpeg", [255, 216, 255])], DateTimeOffset.Parse($"{number[..4]}-{number[5..7]}-{number[7..9]}T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());

    [Fact]
    public async Task All_that_can_be_reached_is_there_small_whole_and_shows_nothing_of_what_is_not_for_everybody()
    {
        var seen = new HashSet<string>();
        var open = new Queue<string>([""]);
        while (open.TryDequeue(out var path))
        {
            if (!seen.Add(path) || seen.Count > 700)
                continue;
            using var answer = await GetAsync(path);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} is a dead link: {answer.StatusCode}");
            var bytes = await answer.Content.ReadAsByteArrayAsync(Stop);
            var text = Encoding.UTF8.GetString(path.EndsWith(".gz", StringComparison.Ordinal) ? Unzipped(bytes) : bytes);
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            Assert.True(bytes.Length < MostOctets, $"{path} has {bytes.Length} octets");
            var page = IsPlain(path, text);
            foreach (var link in page.QuerySelectorAll("a[href], img[src], link[rel=alternate][type]").Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!))
                if (!link.StartsWith('#') && !link.StartsWith("http", StringComparison.Ordinal))
                    open.Enqueue(new Uri(new Uri("http://a/archive/" + path), link).AbsolutePath["/archive/".Length..]);
        }
        Assert.True(seen.Count > 200, $"only {seen.Count} addresses were reached");
        Assert.All(["fr/country/TN/", "2026-1102-01/fr/", "ar/", "2026-1120-90/page/2/", "en/month/2026-11/mbox.gz", "2026-1102-01/file/1/photo%201.jpg"], path => Assert.Contains(path, seen));
    }

    // One heading, one main part, labels, no script, nothing from elsewhere; a language and a direction.
    private static IDocument IsPlain(string path, string html)
    {
        var page = new HtmlParser(new HtmlParserOptions { IsStrictMode = false }).ParseDocument(html);
        Assert.True(page.QuerySelectorAll("h1").Length == 1 && page.QuerySelectorAll("main").Length == 1, path);
        Assert.Empty(page.QuerySelectorAll("script, iframe, object, embed, link[rel=stylesheet], [onclick], [style]"));
        Assert.All(page.QuerySelectorAll("[src]"), element => Assert.DoesNotContain("//", element.GetAttribute("src")!, StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll("input"), input => Assert.NotNull(page.QuerySelector($"label[for={input.Id}]")));
        Assert.All(page.QuerySelectorAll("img"), image => Assert.NotEmpty(image.GetAttribute("alt")!));
        Assert.All(page.QuerySelectorAll("nav"), nav => Assert.NotEmpty(nav.GetAttribute("aria-label")!));
        var language = page.DocumentElement.GetAttribute("lang");
        Assert.Equal(language == "ar" ? "rtl" : "ltr", page.DocumentElement.GetAttribute("dir"));
        Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
        return page;
    }

    [Theory]
    [InlineData("2026-1102-01/", "en", "ltr", "Plates were seized.", "the original has its number for an address")]
    [InlineData("2026-1102-01/fr/", "fr", "ltr", "Les plaques ont été saisies.", "a translation")]
    [InlineData("2026-1102-01/ar/", "ar", "rtl", "صودرت الألواح", "from the right")]
    [InlineData("ru/country/CI/", "ru", "ltr", "Кот-д’Ивуар", "a country by its name in the page's language")]
    [InlineData("ar/month/2026-11/", "ar", "rtl", "نوفمبر 2026", "a month in words")]
    [InlineData("fr/case/2026-1102-01/", "fr", "ltr", "ALERT", "a case")]
    [InlineData("2026-1121-94/", "en", "ltr", "A person is in danger.", "what was withdrawn keeps its address and says why")]
    public async Task Each_has_an_address_of_its_own(string path, string language, string direction, string text, string why)
    {
        using var answer = await GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(html.Contains(text, StringComparison.Ordinal), why);
        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_text_stays_text_and_addresses_of_people_show_their_domain_alone()
    {
        var html = await (await GetAsync("2026-1102-01/")).Content.ReadAsStringAsync(Stop);
        Assert.Contains("ALERT 1 &lt;b&gt;&amp;", html, StringComparison.Ordinal);
        Assert.Contains("Réseau &lt;Lagune&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("minister@", html, StringComparison.Ordinal);
        Assert.Contains("@gov.example", html, StringComparison.Ordinal);
        Assert.Contains("hreflang=\"ar\"", html, StringComparison.Ordinal);
        Assert.Contains("itemtype=\"https://schema.org/NewsArticle\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_reader_has_already_is_not_sent_again()
    {
        using var first = await GetAsync("2026-1102-01/");
        var tag = first.Headers.ETag!.Tag;
        using var again = await GetAsync("2026-1102-01/", ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync(Stop)).Length));
        using var small = await GetAsync("2026-1102-01/", ("Accept-Encoding", "gzip"));
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(Stop), Unzipped(await small.Content.ReadAsByteArrayAsync(Stop)));
        Assert.NotEqual(tag, small.Headers.ETag!.Tag);
        await _house.Database.WriteAsync(tx => File(tx, "2026-1130-77", Language.En, "ALERT anew", "Text.", 1, "TN"));
        Assert.Contains("ALERT anew", await (await GetAsync("en/")).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_asked_of_a_reader_and_nothing_else_may_be_loaded()
    {
        using var answer = await GetAsync("fr/");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.All(["default-src 'none'", "img-src 'self'", "frame-ancestors 'none'"], rule => Assert.Contains(rule, policy, StringComparison.Ordinal));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        var style = StyleElement().Match(await answer.Content.ReadAsStringAsync(Stop)).Groups[1].Value;
        Assert.Contains(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(style))), policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr/feed.xml", 1, "only what is in that language")]
    [InlineData("en/feed.xml", 30, "the newest")]
    [InlineData("en/country/TN/feed.xml", 22, "a country's")]
    [InlineData("en/list/alerts/feed.xml", 30, "a list's")]
    [InlineData("en/case/2026-1109-01/feed.xml", 1, "a case's")]
    public async Task Feeds_are_Atom_with_whole_texts(string path, int least, string why)
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        using var answer = await GetAsync(path);
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).Root!;
        Assert.All(["id", "title", "updated"], name => Assert.NotEmpty(feed.Element(atom + name)!.Value));
        var entries = feed.Elements(atom + "entry").ToList();
        Assert.True(entries.Count >= Math.Min(least, 30), $"{why}: {entries.Count}");
        Assert.All(entries, entry => Assert.All(["id", "title", "updated", "content"], name => Assert.NotEmpty(entry.Element(atom + name)!.Value)));
        Assert.Equal(entries.Count, entries.Select(entry => entry.Element(atom + "id")!.Value).Distinct().Count());
        Assert.DoesNotContain("minister@", feed.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_page_through_all_of_it()
    {
        var (numbers, path) = (new List<string>(), "api/editions?language=en");
        while (path is not null)
        {
            using var answer = await GetAsync(path);
            Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
            numbers.AddRange(json.RootElement.GetProperty("editions").EnumerateArray().Select(edition => edition.GetProperty("number").GetString()!));
            path = json.RootElement.TryGetProperty("next", out var next) ? "api/" + next.GetString() : null;
        }
        Assert.Equal(46, numbers.Distinct().Count());
        using var one = JsonDocument.Parse(await (await GetAsync("api/editions/2026-1102-01/ar")).Content.ReadAsStringAsync(Stop));
        Assert.Equal("تنبيه", one.RootElement.GetProperty("subject").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("api/editions?language=xx")).StatusCode);
    }

    [Fact]
    public async Task A_month_is_a_mailbox_that_a_mail_program_reads()
    {
        using var answer = await GetAsync("en/month/2026-11/mbox.gz");
        var parser = new MimeParser(new MemoryStream(Unzipped(await answer.Content.ReadAsByteArrayAsync(Stop))), MimeFormat.Mbox);
        var mails = new List<MimeMessage>();
        while (!parser.IsEndOfStream)
            mails.Add(parser.ParseMessage(Stop));
        Assert.Equal(35, mails.Count);
        Assert.Contains(mails, mail => mail.Subject == "ALERT 1 <b>&" && mail.TextBody!.Contains("Plates were seized.", StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.Equal(["Archived-Number", "Content-Language", "Content-Type", "Date", "From", "List-Id", "Message-Id", "MIME-Version", "Subject"],
            mail.Headers.Concat(mail.Body!.Headers).Select(header => header.Field).Distinct(StringComparer.OrdinalIgnoreCase).Where(field => field is not ("Content-Transfer-Encoding" or "Archived-Case"))
            .Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Search_engines_find_all_but_what_they_are_asked_to_leave_alone()
    {
        var index = await (await GetAsync("sitemap.xml")).Content.ReadAsStringAsync(Stop);
        Assert.Contains("/archive/sitemap-2026.xml", index, StringComparison.Ordinal);
        var year = await (await GetAsync("sitemap-2026.xml")).Content.ReadAsStringAsync(Stop);
        Assert.Contains("/archive/2026-1102-01/fr/<", year, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-1109-01", year, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-1121-94", year, StringComparison.Ordinal);
        Assert.Contains("content=\"noindex\"", await (await GetAsync("2026-1109-01/")).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_front_page_is_in_the_readers_language_and_says_so_to_proxies()
    {
        using var answer = await GetAsync("", ("Accept-Language", "ar-TN,fr;q=0.5"));
        Assert.Contains("lang=\"ar\" dir=\"rtl\"", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("Accept-Language", string.Join(',', answer.Headers.Vary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_address_query_or_header_finds_a_fault()
    {
        var random = new Random(9);
        string[] pieces = ["fr", "en", "ar", "xx", "country", "TN", "tn", "month", "2026-11", "2026-13", "case", "2026-1102-01", "2026-1102-01%2Ffr", "page", "2", "02", "-1", "99999999999999999999", "..", "%2e%2e", "%00", "%ff", "feed.xml", "mbox.gz", "text.txt", "file", "1",
            "organisation", "9223372036854775808", "kind", "alert", "'", "\"", "list", "readers", "members", "search", "chart", "chart.svg", "api", "editions", "sitemap-2026.xml", "sitemap-99999.xml", "bundles", "ع", "😀", "%F0%9F", "<b>", "a.b", " ", "{{7}}", "+"];
        string[] queries = ["", "?q=a", "?q=%22", "?q=NEAR(%20AND%20OR", "?q=*:*", "?page=0", "?page=999999999", "?since=x", "?language=%00", "?country=zz", "?%ff=%ff", "?q=" + new string('a', 3000), "?&&==", "?q=%D8%B9*"];
        var failed = new List<string>();
        for (var i = 0; i < 1500; i++)
        {
            var path = string.Join('/', Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)])) + (random.Next(2) == 0 ? "/" : "") + queries[random.Next(queries.Length)];
            using var answer = await GetAsync(path, ("Accept-Language", random.Next(3) == 0 ? ";;q=,*;q=9,ar" : "fr"), ("If-None-Match", random.Next(3) == 0 ? "W/\"" : "*x"));
            if ((int)answer.StatusCode >= 500)
                failed.Add(path);
        }
        Assert.Empty(failed);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/archive/{path}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _house.Client.SendAsync(request, Stop);
    }

    private static byte[] Unzipped(byte[] bytes)
    {
        using var zip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        zip.CopyTo(whole);
        return whole.ToArray();
    }

    [GeneratedRegex("<style>(.*?)</style>")]
    private static partial Regex StyleElement();
}
