using Microsoft.Playwright;

namespace IfexList.Scenarios.Actors;

/// <summary>Debian's Chromium, without a window. Its pages run no script, as careful readers' browsers do.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    // It asks nobody on the network for anything that the pages don't name.
    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
    ];

    private readonly IPlaywright _driver;
    private readonly IBrowser _browser;

    private Browser(IPlaywright driver, IBrowser browser) => (_driver, _browser) = (driver, browser);

    /// <summary>Skips the test where there is none.</summary>
    public static async Task<Browser> OpenAsync()
    {
        Assert.SkipUnless(File.Exists(Program), $"there is no {Program}: apt-get install chromium");
        var driver = await Playwright.CreateAsync();
        return new Browser(driver, await driver.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Quiet }));
    }

    /// <summary>A page as large as a phone's, with a profile of its own.</summary>
    public Task<IPage> PageAsync(string locale = "en-US") => _browser.NewPageAsync(new()
    {
        JavaScriptEnabled = false,
        Locale = locale,
        ViewportSize = new() { Width = 360, Height = 640 },
    });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _driver.Dispose();
    }
}
