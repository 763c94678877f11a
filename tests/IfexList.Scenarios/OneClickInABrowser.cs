using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IfexList.Scenarios.Actors;
using Microsoft.Playwright;
using MimeKit;

namespace IfexList.Scenarios;

/// <summary>The address that a copy names beside the mail, as a reader's browser and a provider's machine meet it. Where screenshots are wanted, IFEXLIST_SCREENSHOTS names their folder.</summary>
public sealed partial class OneClickInABrowser
{
    private const string Subject = "ALERT - the office is searched";
    private static readonly string[] Languages = ["en", "fr", "es", "ru", "ar"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task The_button_works_in_five_languages_without_a_script_and_only_the_button()
    {
        await using var hop = NextHop.Open();
        await using var browser = await Browser.OpenAsync();
        var port = ListHost.FreePort();
        await using var host = await ReleasedAsync(hop, port);
        foreach (var language in Languages)
        {
            var page = await browser.PageAsync();
            var address = OneClickAddress(await hop.AwaitAsync(Reader(language), mail => mail.IsCopy), port);
            await PrefetchedAsync(page, address);
            await page.GotoAsync(address);
            await ShowAsync(page, language, "ask");
            Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
            await StandsAtItsSideAsync(page, language == "ar");
            Assert.Contains("active", await host.RunAsync("subscribers", "show", "alerts", Reader(language)), StringComparison.Ordinal);
            await page.Locator("button").ClickAsync();
            await ShowAsync(page, language, "left");
            Assert.Equal(0, await page.Locator("button").CountAsync());
            Assert.Equal(address, page.Url);
            Assert.NotEqual(0, (await host.TryAsync("subscribers", "show", "alerts", Reader(language))).Code);
            await hop.AwaitAsync(Reader(language), mail => mail.IsLetter);
            await page.CloseAsync();
        }
        await host.StopAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_provider_presses_for_his_customer_and_the_next_release_passes_that_reader_by()
    {
        await using var hop = NextHop.Open();
        var port = ListHost.FreePort();
        await using var host = await ReleasedAsync(hop, port);
        using var provider = new HttpClient();
        var address = OneClickAddress(await hop.AwaitAsync(Reader("fr"), mail => mail.IsCopy), port);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        Assert.Equal("unsubscribed\n", await (await provider.PostAsync(address, form, Stop)).EnsureSuccessStatusCode().Content.ReadAsStringAsync(Stop));
        await host.ReleaseAsync(hop, "ALERT - the second");
        await hop.ServesAsync("ALERT - the second", Languages.Where(language => language != "fr").Select(Reader));
        await host.DeliversAllAsync();
        Assert.DoesNotContain(hop.CopiesOf("ALERT - the second"), copy => copy.Recipient == Reader("fr"));
        await host.StopAsync();
    }

    private static async Task<ListHost> ReleasedAsync(NextHop hop, int port)
    {
        // The world comes by https to a web server in front; behind it we listen on this machine.
        var host = await Newsroom.FoundAsync(hop, 0, configuration => configuration["Http"] = new JsonObject
        {
            ["Listen"] = new JsonArray($"127.0.0.1:{port}"),
            ["PublicUrl"] = "https://lists.example.org",
        });
        await host.SubscribeAsync(Languages.Select(language => (Reader(language), language == "en" ? "en" : $"{language};en")));
        await host.StartAsync();
        await host.ReleaseAsync(hop, Subject);
        return host;
    }

    private static string Reader(string language) => $"{language}@reader.example";

    private static string OneClickAddress(TakenMail copy, int port)
    {
        Assert.Equal("List-Unsubscribe=One-Click", copy.Message.Headers[HeaderId.ListUnsubscribePost]);
        var token = PublicAddress().Match(copy.Message.Headers[HeaderId.ListUnsubscribe]!).Groups[1].Value;
        return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/u/{token}");
    }

    // A browser that fetches ahead what its reader might press next.
    private static async Task PrefetchedAsync(IPage page, string address)
    {
        var fetched = await page.RunAndWaitForResponseAsync(
            () => page.SetContentAsync($"<link rel=\"prefetch\" href=\"{address}\"><a href=\"{address}\">leave</a>"), response => response.Url == address);
        Assert.Equal(200, fetched.Status);
    }

    private static async Task StandsAtItsSideAsync(IPage page, bool rightToLeft)
    {
        Assert.Equal(rightToLeft ? "rtl" : "ltr", await page.Locator("html").GetAttributeAsync("dir"));
        var box = (await page.Locator("button").BoundingBoxAsync())!;
        var middle = page.ViewportSize!.Width / 2;
        Assert.True(rightToLeft ? box.X + box.Width > middle : box.X < middle, $"the button stands at {box.X}");
        Assert.True(box.X >= 0 && box.X + box.Width <= page.ViewportSize.Width, "the button lies beyond the edge of a phone");
    }

    private static async Task ShowAsync(IPage page, string language, string state)
    {
        if (Environment.GetEnvironmentVariable("IFEXLIST_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{language}-{state}.png") });
    }

    [GeneratedRegex(@"<https://lists\.example\.org/u/([a-z2-7]{32})>")]
    private static partial Regex PublicAddress();
}
