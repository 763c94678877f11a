using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using IfexList.Scenarios.Actors;
using Microsoft.Playwright;

namespace IfexList.Scenarios;

/// <summary>The archive as people read it in a browser: with the keyboard alone, from either side, on a phone and on a desk. Where screenshots are wanted, IFEXLIST_SCREENSHOTS names their folder.</summary>
public sealed class ReadOnTheWeb
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task A_reader_finds_an_alert_with_the_keyboard_alone_in_both_directions()
    {
        await using var hop = NextHop.Open();
        await using var browser = await Browser.OpenAsync();
        var port = ListHost.FreePort();
        await using var host = await Newsroom.FoundAsync(hop, 2, configuration => configuration["Http"] = new JsonObject
        {
            ["Listen"] = new JsonArray($"127.0.0.1:{port}"),
            ["PublicUrl"] = $"http://127.0.0.1:{port}",
        });
        await host.StartAsync();
        await host.ReleaseAsync(hop, "ALERT - TUNISIA: Plates seized");
        await FileAsync(host, "ar", "صودرت الألواح", "صودرت ألواح الطباعة في تونس (Voix du Bassin).");
        var page = await browser.PageAsync();
        await page.GotoAsync($"http://127.0.0.1:{port}/archive/en/");
        await ShowAsync(page, "en-home");
        // The first stop is the way past all that is on every page.
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#text", await FocusedAsync(page, "href"));
        await EnterAsync(page, "Plates seized");
        Assert.Contains("Plates seized", await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        await ShowAsync(page, "en-edition");
        await EnterAsync(page, "Archive");
        await EnterAsync(page, "العربية");
        Assert.Equal("rtl", await page.Locator("html").GetAttributeAsync("dir"));
        await StandsAtItsSideAsync(page, isRightToLeft: true);
        await ShowAsync(page, "ar-home");
        await EnterAsync(page, "صودرت الألواح");
        await ShowAsync(page, "ar-edition");
        await page.Locator("#q").FocusAsync();
        await page.Keyboard.TypeAsync("الواح");
        await page.Keyboard.PressAsync("Enter");
        await Eventually.HoldsAsync("what was found", () => page.Url.Contains("/ar/search/", StringComparison.Ordinal));
        await page.Locator("main").WaitForAsync();
        Assert.Equal(1, await page.Locator("main li").CountAsync());
        await ShowAsync(page, "ar-search");
        await LooksRightAsync(page);
        await page.GotoAsync($"http://127.0.0.1:{port}/archive/fr/chart/");
        Assert.True(await page.EvaluateAsync<bool>("document.images[0].complete && document.images[0].naturalWidth > 0"));
        await ShowAsync(page, "fr-chart");
        await host.StopAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_thousand_who_hold_the_line_hold_up_no_mail()
    {
        await using var hop = NextHop.Open();
        var port = ListHost.FreePort();
        await using var host = await Newsroom.FoundAsync(hop, 50, configuration => configuration["Http"] = new JsonObject { ["Listen"] = new JsonArray($"127.0.0.1:{port}") });
        await host.StartAsync();
        var crowd = new List<TcpClient>();
        for (var i = 0; i < 1000; i++)
        {
            crowd.Add(new TcpClient());
            await crowd[^1].ConnectAsync(IPAddress.Loopback, port, Stop);
            try
            {
                await crowd[^1].GetStream().WriteAsync("GET /archive/en/ HTTP/1.1\r\nHost: lis"u8.ToArray(), Stop);
            }
            catch (IOException)
            {
                // One more than there is room for: closed at once.
            }
        }
        await host.ReleaseAsync(hop, "ALERT - all the same");
        await hop.ServesAsync("ALERT - all the same", Newsroom.Readers(50), TimeSpan.FromSeconds(15));
        crowd.ForEach(one => one.Dispose());
        using var reader = new HttpClient();
        await Eventually.SeesAsync("a page again", async () =>
        {
            try
            {
                return (await reader.GetStringAsync($"http://127.0.0.1:{port}/archive/en/", Stop)).Contains("all the same", StringComparison.Ordinal) ? "yes" : null;
            }
            catch (HttpRequestException)
            {
                return null;
            }
        });
        await host.StopAsync();
    }

    private static async Task FileAsync(ListHost host, string language, string title, string text)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text, Stop);
        await host.RunAsync("archive", "file", "alerts", file, "--language", language, "--title", title, "--country", "TN", "--kind", "report");
        File.Delete(file);
    }

    // Tab by tab to the link with these words, then Enter: no mouse.
    private static async Task EnterAsync(IPage page, string words)
    {
        await page.EvaluateAsync("document.activeElement && document.activeElement.blur()");
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (!(await page.EvaluateAsync<string>("document.activeElement.textContent || ''")).Contains(words, StringComparison.Ordinal))
                continue;
            // WCAG 2.4.7: whoever has no pointer sees where he is.
            Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
            var here = page.Url;
            await page.Keyboard.PressAsync("Enter");
            await Eventually.HoldsAsync("another page", () => page.Url != here);
            await page.Locator("main").WaitForAsync();
            return;
        }
        Assert.Fail($"no way leads to \"{words}\" by the keyboard: {await page.Locator("body").InnerTextAsync()}");
    }

    private static async Task<string?> FocusedAsync(IPage page, string attribute) => await page.EvaluateAsync<string?>($"document.activeElement.getAttribute('{attribute}')");

    private static async Task StandsAtItsSideAsync(IPage page, bool isRightToLeft)
    {
        var box = await page.Locator("h1").EvaluateAsync<double[]>("h => { const r = document.createRange(); r.selectNodeContents(h); const b = r.getBoundingClientRect(); return [b.left, innerWidth - b.right]; }");
        Assert.True(isRightToLeft ? box[1] < box[0] : box[0] < box[1], $"{box[0]} from the left, {box[1]} from the right");
    }

    // WCAG 2.2: nothing is cut off at the side (1.4.10), links can be hit by a thumb (2.5.8: 24 pixels, or words within a line).
    private static async Task LooksRightAsync(IPage page)
    {
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sidewards");
        Assert.Equal(0, await page.EvaluateAsync<int>("[...document.querySelectorAll('nav a, button, input')].filter(e => e.getBoundingClientRect().height < 20).length"));
    }

    private static async Task ShowAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("IFEXLIST_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"archive-{name}.png"), FullPage = true });
    }
}
