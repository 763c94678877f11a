using System.Net;
using System.Net.Http.Headers;
using IfexList.Archive;
using IfexList.Foundation;
using IfexList.Store;
using IfexList.Tests.Archive;
using IfexList.Tests.Operations;

namespace IfexList.Tests.Web;

public sealed class BundleFileTests
{
    [Fact]
    public async Task Any_client_mirrors_the_bundles()
    {
        await using var house = await OpenAsync();
        var settings = house.Get<Settings>();
        foreach (var (name, type) in ((string, string)[])[
            ("index.json", "application/json"), ("index.json.sig", "application/octet-stream"), ("key.pub", "application/x-pem-file"), ("2026-03.jsonl", "application/jsonl")])
        {
            using var answer = await house.AskAsync(HttpMethod.Get, "/archive/bundles/" + name);
            Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
            Assert.Equal(File.ReadAllBytes(Path.Combine(settings.Archive, name)), await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.NotNull(answer.Content.Headers.LastModified);
            Assert.Equal("bytes", answer.Headers.AcceptRanges.Single());
            await IsTheSameAsync(house, name, answer.Headers.ETag!);
        }
    }

    [Fact]
    public async Task Who_has_a_part_gets_the_rest()
    {
        await using var house = await OpenAsync();
        var whole = await house.Client.GetByteArrayAsync(new Uri("/archive/bundles/2026-03.jsonl", UriKind.Relative), TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/archive/bundles/2026-03.jsonl") { Headers = { Range = new RangeHeaderValue(100, null) } };
        using var answer = await house.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(whole[100..], await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        using var head = await house.AskAsync(HttpMethod.Head, "/archive/bundles/2026-03.jsonl");
        Assert.Equal(whole.Length, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_house_is_rebuilt_from_what_was_fetched()
    {
        await using var house = await OpenAsync();
        using var other = new AdminShell();
        Directory.CreateDirectory(other.At("mirror"));
        await FetchAsync(house, other, "index.json", "index.json.sig", "key.pub");
        var index = BundleIndex.Read(other.At("mirror"), ArchivePublicKey.Read(Path.Combine(other.At("mirror"), "key.pub")));
        await FetchAsync(house, other, [.. index.Bundles.Select(bundle => bundle.File)]);
        await other.DoneAsync("archive", "rebuild", other.At("mirror"));
        await using var database = Database.Open(other.Settings.DatabaseFile);
        Assert.Equal(SampleArchive.Shown(house.Database, house.Get<Settings>(), masked: true), SampleArchive.Shown(database, other.Settings, masked: false));
    }

    private static async Task FetchAsync(WebHouse house, AdminShell other, params string[] names)
    {
        foreach (var name in names)
            File.WriteAllBytes(Path.Combine(other.At("mirror"), name), await house.Client.GetByteArrayAsync(new Uri("/archive/bundles/" + name, UriKind.Relative), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nothing_else_is_reachable()
    {
        await using var house = await OpenAsync();
        File.WriteAllText(Path.Combine(house.Get<Settings>().Archive, "2026-03.jsonl.new"), "unfinished");
        foreach (var (path, what) in ((string, string)[])[
            ("", "a listing"), ("2026-04.jsonl", "a month that isn't there"), ("2026-03.jsonl.new", "an unfinished file"), ("2026-03.jsonl%0a", "a line feed behind it"),
            ("../archive.key", "the key"), ("..%2farchive.key", "the key, encoded"), ("%2e%2e/token.key", "another key"), ("..%5cifexlist.db", "the database"),
            ("sub/2026-03.jsonl", "a folder"), ("index.json%00", "a zero")])
        {
            using var answer = await house.AskAsync(HttpMethod.Get, "/archive/bundles/" + path);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{what}: {answer.StatusCode}");
        }
    }

    private static async Task IsTheSameAsync(WebHouse house, string name, EntityTagHeaderValue tag)
    {
        using var again = new HttpRequestMessage(HttpMethod.Get, "/archive/bundles/" + name);
        again.Headers.IfNoneMatch.Add(tag);
        using var same = await house.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    private static async Task<WebHouse> OpenAsync()
    {
        var house = await WebHouse.OpenAsync();
        await house.Database.WriteAsync(SampleArchive.Fill);
        await SampleArchive.WriteAllAsync(house.Database, house.Get<Bundles>());
        return house;
    }
}
