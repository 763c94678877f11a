using System.Net;
using System.Net.Sockets;
using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Tests.Delivery;

public sealed class MtaStsTests
{
    private const string Zone = "a.example MX 10 mx.a.example | a.example MX 20 mx.b.example | mx.a.example A 203.0.113.1 | mx.b.example A 203.0.113.2 | ";
    private const string Announced = Zone + "_mta-sts.a.example TXT v=STSv1; id=1";
    private const string OnlyA = "version: STSv1\nmode: enforce\nmx: mx.a.example\nmax_age: 604800\n";

    /// <summary>The domain has two exchanges, mx.a.example and mx.b.example. A star marks whom a valid certificate is asked of.</summary>
    [Theory]
    [InlineData("enforced, one is named", "enforce", "mx.a.example", "*mx.a.example")]
    [InlineData("enforced, in other letters", "enforce", "MX.A.example", "*mx.a.example")]
    [InlineData("enforced, both are named", "enforce", "mx.a.example mx.b.example", "*mx.a.example *mx.b.example")]
    [InlineData("enforced, a star is one label", "enforce", "*.a.example", "*mx.a.example")]
    [InlineData("enforced, a star isn't two", "enforce", "*.example", "unknown")]
    [InlineData("enforced, none is named: mail waits", "enforce", "mx.c.example", "unknown")]
    [InlineData("tried out only", "testing", "mx.c.example", "mx.a.example mx.b.example")]
    [InlineData("given up", "none", "", "mx.a.example mx.b.example")]
    public async Task What_a_domain_demands_is_done(string why, string mode, string exchanges, string expected)
    {
        await using var world = new NamesWorld(Announced);
        var named = exchanges.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(host => $"mx: {host}\r\n");
        world.Web.Page = $"version: STSv1\r\nmode: {mode}\r\n{string.Concat(named)}max_age: 86400\r\n";
        Assert.True(expected == await HopsAsync(world), $"{why}: {await HopsAsync(world)}");
        Assert.Equal("https://mta-sts.a.example/.well-known/mta-sts.txt", world.Web.Asked[0]);
    }

    /// <summary>RFC 8461 §3.2 and §3.3.</summary>
    [Theory]
    [InlineData("it leads on to another page", 302, "text/plain", OnlyA)]
    [InlineData("it isn't there", 404, "text/plain", OnlyA)]
    [InlineData("a page for people", 200, "text/html", OnlyA)]
    [InlineData("another version", 200, "text/plain", "version: STSv2\nmode: enforce\nmx: mx.a.example\nmax_age: 604800\n")]
    [InlineData("no such mode", 200, "text/plain", "version: STSv1\nmode: strict\nmx: mx.a.example\nmax_age: 604800\n")]
    [InlineData("no exchange", 200, "text/plain", "version: STSv1\nmode: enforce\nmax_age: 604800\n")]
    [InlineData("no age", 200, "text/plain", "version: STSv1\nmode: enforce\nmx: mx.a.example\n")]
    [InlineData("an age below nothing", 200, "text/plain", "version: STSv1\nmode: enforce\nmx: mx.a.example\nmax_age: -5\n")]
    [InlineData("nothing", 200, "text/plain", "")]
    public async Task What_is_no_policy_demands_nothing(string why, int status, string type, string page)
    {
        await using var world = new NamesWorld(Announced);
        (world.Web.Status, world.Web.Type, world.Web.Page) = ((HttpStatusCode)status, type, page);
        Assert.True(await HopsAsync(world) == "mx.a.example mx.b.example", why);
    }

    [Fact]
    public async Task A_page_without_end_is_not_read()
    {
        await using var world = new NamesWorld(Announced);
        world.Web.Page = OnlyA + new string('x', Limits.StsOctets);
        Assert.Equal("mx.a.example mx.b.example", await HopsAsync(world));
    }

    [Theory]
    [InlineData("v=STSv1; id=20260314T1;", "20260314T1")]
    [InlineData("v=STSv1;id=1", "1")]
    [InlineData("v=STSv1 ; id=1 ; more=2", "1")]
    [InlineData("v=STSv1; id=", null)]
    [InlineData("v=STSv1; id=not-a-word", null)]
    [InlineData("v=STSv1; id=123456789012345678901234567890123", null)]
    [InlineData("v=STSv10; id=1", null)]
    [InlineData("id=1; v=STSv1", null)]
    public void An_announcement_has_an_id(string text, string? id) => Assert.Equal(id, StsPolicy.Announced(["v=spf1 -all", text]));

    [Fact]
    public void Two_announcements_are_none() => Assert.Null(StsPolicy.Announced(["v=STSv1; id=1", "v=STSv1; id=2"]));

    [Fact]
    public async Task Who_announces_nothing_is_not_asked()
    {
        await using var world = new NamesWorld(Zone);
        world.Web.Page = OnlyA;
        Assert.Equal("mx.a.example mx.b.example", await HopsAsync(world));
        Assert.Empty(world.Web.Asked);
    }

    [Fact]
    public async Task A_kept_policy_holds_though_the_web_is_gone_and_runs_out_after_its_age()
    {
        await using var world = new NamesWorld(Announced);
        world.Web.Page = OnlyA;
        await HopsAsync(world);
        world.Web.IsGone = true;
        world.Time.Advance(TimeSpan.FromDays(6.9));
        Assert.Equal("*mx.a.example", await HopsAsync(world));
        world.Time.Advance(TimeSpan.FromDays(0.2));
        Assert.Equal("mx.a.example mx.b.example", await HopsAsync(world));
    }

    /// <summary>Also after a restart: another world of names has the same database.</summary>
    [Theory]
    [InlineData("its server fails", "_mta-sts.a.example BROKEN")]
    [InlineData("nothing is announced any more", "")]
    public async Task A_kept_policy_holds_whatever_the_dns_says(string why, string record)
    {
        await using var world = new NamesWorld(Announced);
        world.Web.Page = OnlyA;
        await HopsAsync(world);
        await using var later = new NamesWorld(Zone + record);
        using var sts = new MtaSts(later.Names, world.Database, later.Web, world.Time);
        Assert.True(await sts.OfAsync("a.example", TestContext.Current.CancellationToken) is { Enforces: true }, why);
    }

    [Fact]
    public async Task A_kept_policy_is_fetched_anew_when_its_id_changes_and_daily()
    {
        await using var world = new NamesWorld(Announced);
        world.Web.Page = OnlyA;
        await HopsAsync(world);
        world.Time.Advance(TimeSpan.FromHours(23));
        await HopsAsync(world);
        Assert.Single(world.Web.Asked);
        world.Time.Advance(TimeSpan.FromHours(2));
        world.Web.Page = OnlyA.Replace("mx.a.example", "mx.b.example");
        Assert.Equal("*mx.b.example", await HopsAsync(world));
        await using var later = new NamesWorld(Zone + "_mta-sts.a.example TXT v=STSv1; id=2");
        later.Web.Page = OnlyA;
        using var sts = new MtaSts(later.Names, world.Database, later.Web, world.Time);
        Assert.Equal(["mx.a.example"], (await sts.OfAsync("a.example", TestContext.Current.CancellationToken))!.Exchanges);
    }

    [Fact]
    public async Task Who_has_no_page_is_left_in_peace_for_a_while()
    {
        await using var world = new NamesWorld(Announced);
        world.Web.IsGone = true;
        await HopsAsync(world);
        world.Time.Advance(Limits.StsAgain - TimeSpan.FromSeconds(1));
        await HopsAsync(world);
        Assert.Single(world.Web.Asked);
        world.Time.Advance(TimeSpan.FromSeconds(2));
        await HopsAsync(world);
        Assert.Equal(2, world.Web.Asked.Count);
    }

    /// <summary>A reader's domain is nobody's business after he is gone.</summary>
    [Fact]
    public async Task A_policy_goes_with_the_last_way_to_its_domain_and_with_its_age()
    {
        await using var world = new NamesWorld(Zone);
        await world.Database.WriteAsync(tx =>
        {
            foreach (var (domain, expires) in new[] { ("a.example", 2), ("b.example", 2), ("c.example", 1) })
                StsPolicies.Keep(tx, domain, new KeptPolicy("1", OnlyA, expires));
            tx.Execute("INSERT INTO way (domain, route, provider, at) VALUES ('a.example', 'x', 'x', 0), ('c.example', 'x', 'x', 0)");
            StsPolicies.Sweep(tx, 1);
        });
        Assert.Equal(["a.example"], world.Database.Read(db => db.All("SELECT domain FROM sts_policy", r => r.GetString(0))));
    }

    /// <summary>The name is a stranger's: what it leads to is looked at before anything is connected to.</summary>
    [Theory]
    [InlineData(false, null)]
    [InlineData(true, HttpStatusCode.Found)]
    public async Task A_page_is_fetched_from_public_addresses_and_nowhere_on(bool mayReach, HttpStatusCode? expected)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var world = new NamesWorld("mta-sts.a.example A 127.0.0.1");
        using var http = new HttpClient(MtaSts.Web(world.Names, address => mayReach && IPAddress.IsLoopback(address)));
        var fetching = http.GetAsync(new Uri($"http://mta-sts.a.example:{((IPEndPoint)server.LocalEndpoint).Port}/"), TestContext.Current.CancellationToken);
        if (expected is null)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => fetching);
            Assert.False(server.Pending());
            return;
        }
        using var peer = await server.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await peer.SendAsync("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(expected, (await fetching).StatusCode);
    }

    private static async Task<string> HopsAsync(NamesWorld world) => await world.FindAsync("a.example") is Destination.Exchanges to
        ? string.Join(' ', to.Hops.Select(hop => (hop.Proof is HopProof.Valid ? "*" : "") + hop.Host))
        : "unknown";
}
