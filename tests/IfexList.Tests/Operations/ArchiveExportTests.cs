using System.Text;
using IfexList.Web;
using IfexList.Archive;
using IfexList.Foundation;
using IfexList.Operations;
using IfexList.Store;
using IfexList.Tests.Archive;
using MimeKit;

namespace IfexList.Tests.Operations;

public sealed class ArchiveExportTests : IDisposable
{
    private readonly AdminShell _shell = new();

    [Theory]
    [InlineData(false, "Ask rana@example.org.")]
    [InlineData(true, "Ask …@example.org.")]
    public async Task An_mbox_is_read_by_any_mail_program(bool isPublic, string text)
    {
        await _shell.InsertAsync(SampleArchive.Fill);
        await _shell.DoneAsync(["archive", "export", "alerts", _shell.At("out.mbox"), .. isPublic ? (string[])["--public"] : []]);
        await using var stream = File.OpenRead(_shell.At("out.mbox"));
        var parser = new MimeParser(stream, MimeFormat.Mbox);
        var mails = new List<MimeMessage>();
        while (!parser.IsEndOfStream)
            mails.Add(await parser.ParseMessageAsync(TestContext.Current.CancellationToken));
        Assert.Equal(7, mails.Count);
        Assert.Equal(("Editor arrested", "Reef Media Council, A. Author", text), (mails[0].Subject, mails[0].From[0].Name, mails[0].TextBody!.Trim()));
        Assert.Equal(["photo-1.jpg", "document-1.pdf"], mails[0].Attachments.Select(part => part.ContentDisposition!.FileName));
        Assert.DoesNotContain("Members' secret", File.ReadAllText(_shell.At("out.mbox")), StringComparison.Ordinal);
        Assert.False(File.Exists(_shell.At("out.mbox.partial")));
    }

    [Fact]
    public async Task What_was_exported_is_taken_in_again()
    {
        await _shell.InsertAsync(tx => SampleArchive.Release(tx, "2012-0203-01", new DateTimeOffset(2012, 2, 3, 10, 11, 12, TimeSpan.Zero), "Alert", "From here on it rains.\n>From a quotation.\nعاجل\nFrom rana@example.org Fri Feb  3 10:11:12 2012\nX: no header"));
        await _shell.DoneAsync("archive", "export", "alerts", _shell.At("out.mbox"));
        using var other = new AdminShell();
        Assert.Equal("added 1, there already 0, bad 0", (await other.DoneAsync("archive", "import", "alerts", _shell.At("out.mbox"))).Lines[^1]);
        foreach (var shell in (AdminShell[])[_shell, other])
            Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM edition JOIN release ON release.id = release WHERE number = '2012-0203-01' AND subject = 'Alert' AND text LIKE '%from a quotation.%عاجل%no header'"));
    }

    [Fact]
    public async Task Json_lines_are_those_of_bundles()
    {
        await _shell.InsertAsync(SampleArchive.Fill);
        await _shell.DoneAsync("archive", "export", "alerts", _shell.At("out.jsonl"), "--format", "jsonl");
        var lines = File.ReadAllLines(_shell.At("out.jsonl"));
        Assert.Equal(7, lines.Length);
        Assert.Equal("2026-0112-01", IfexList.Archive.BundleLine.Read(Encoding.UTF8.GetBytes(lines[0])).Number);
    }

    [Fact]
    public async Task The_pages_of_a_static_copy_are_those_of_the_web_and_of_a_rebuilt_house()
    {
        await using var house = new TestHouse(settings => settings with { Lists = new Dictionary<string, ListSettings> { ["alerts"] = _shell.Settings.Lists["alerts"] } });
        await house.Database.WriteAsync(SampleArchive.Fill);
        await SampleArchive.WriteAllAsync(house.Database, house.Get<Bundles>());
        await _shell.DoneAsync("archive", "rebuild", house.Get<Settings>().Archive);
        await _shell.DoneAsync("archive", "export", "alerts", _shell.At("copy"), "--format", "static");
        var copied = Directory.EnumerateFiles(_shell.At("copy"), "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(_shell.At("copy"), file).Replace('\\', '/'));
        // The drawing is another text each time it is drawn.
        foreach (var (path, file) in copied.Where(pair => !pair.Key.EndsWith(".svg", StringComparison.Ordinal)))
        {
            var page = house.Get<ReadingRoom>().Make(path.EndsWith("index.html", StringComparison.Ordinal) ? path[..^"index.html".Length] : path, new Dictionary<string, string>());
            Assert.True(page is not null && page.Bytes.AsSpan().SequenceEqual(File.ReadAllBytes(file)), path);
        }
        foreach (var path in (string[])[
            "index.html", "ar/index.html", "2026-0112-01/index.html", "2026-0112-01/file/1/photo-1.jpg", "2026-0112-01/text.txt", "2026-0212-01/ar/index.html", "2026-0312-01/index.html",
            "en/country/TN/index.html", "fr/month/2026-03/index.html", "en/organisation/41/index.html", "en/case/2026-0212-01/feed.xml", "en/chart/index.html", "en/month/2026-01/mbox.gz"])
            Assert.Contains(path, copied.Keys);
        Assert.DoesNotContain("rana@", string.Concat(copied.Values.Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_static_copy_holds_all_that_links_lead_to()
    {
        var pages = new Dictionary<string, string>
        {
            [""] = "<a href='en/'>en</a> <a href='../health'>out</a> <a href='en/search/?q=x'>search</a> <a href='https://example.org/'>away</a>",
            ["en/"] = "<link rel=alternate href='feed.xml'><a href='../2026-0112-01/'>one</a> <a href='./#top'>here</a> <a href='%2e%2e/%2e%2e/etc/passwd'>no</a> <a href='api/x'>no</a>",
            ["en/feed.xml"] = "<feed/>",
            ["2026-0112-01/"] = "<img src='file/1/photo-1.jpg'><a href='../en/gone/'>gone</a>",
            ["2026-0112-01/file/1/photo-1.jpg"] = "picture",
            ["en/api/x"] = "",
            ["hidden/"] = "nothing leads here",
        };
        var written = await new StaticCopy(_shell.At("copy"), path => pages.TryGetValue(path, out var page)
            ? new ArchivePage(Encoding.UTF8.GetBytes(page), page.StartsWith('<') && page != "<feed/>" ? "text/html; charset=utf-8" : "other") : null).WriteAsync([""], _ => { }, TestContext.Current.CancellationToken);
        var files = Directory.EnumerateFiles(_shell.At("copy"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_shell.At("copy"), file).Replace('\\', '/')).Order(StringComparer.Ordinal);
        Assert.Equal(["2026-0112-01/file/1/photo-1.jpg", "2026-0112-01/index.html", "en/feed.xml", "en/index.html", "index.html"], files);
        Assert.Equal(5, written);
    }

    public void Dispose() => _shell.Dispose();
}
