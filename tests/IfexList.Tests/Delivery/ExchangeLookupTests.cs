using System.Net;
using IfexList.Delivery;

namespace IfexList.Tests.Delivery;

public sealed class ExchangeLookupTests
{
    /// <summary>Where the mail of a.example goes. We are us.example at 198.51.100.7 and 2001:db8::7, both with their name.</summary>
    [Theory]
    [InlineData("to its exchange", "a.example MX 10 mx.a.example | mx.a.example A 203.0.113.1", "mx.a.example 203.0.113.1")]
    [InlineData("to the most preferred first", "a.example MX 20 two.a.example | a.example MX 10 one.a.example | one.a.example A 203.0.113.1 | two.a.example A 203.0.113.2", "one.a.example 203.0.113.1; two.a.example 203.0.113.2")]
    [InlineData("over IPv6 first, then in turns", "a.example MX 10 mx.a.example | mx.a.example A 203.0.113.1 | mx.a.example A 203.0.113.2 | mx.a.example AAAA 2001:db8::1 | mx.a.example AAAA 2001:db8::2", "mx.a.example 2001:db8::1 203.0.113.1 2001:db8::2 203.0.113.2")]
    [InlineData("to itself where there is no MX (RFC 5321 §5.1)", "a.example A 203.0.113.1", "a.example 203.0.113.1")]
    [InlineData("to what an exchange's name stands for", "a.example MX 10 mx.a.example | mx.a.example CNAME far.example | far.example A 203.0.113.1", "mx.a.example 203.0.113.1")]
    [InlineData("nowhere, it says so (RFC 7505)", "a.example MX 0 . | a.example A 203.0.113.1", "556 5.1.10")]
    [InlineData("nowhere, there is no such domain", "b.example A 203.0.113.1", "550 5.1.2")]
    [InlineData("nowhere, its exchange has no address; its own address doesn't count then", "a.example MX 10 mx.a.example | a.example A 203.0.113.1", "550 5.4.4")]
    [InlineData("nowhere, the domain has neither exchange nor address", "a.example TXT something", "550 5.4.4")]
    [InlineData("an address isn't a name", "a.example MX 10 203.0.113.1 | 203.0.113.1 A 203.0.113.1", "550 5.4.4")]
    [InlineData("a dot among others says nothing", "a.example MX 0 . | a.example MX 10 mx.a.example | mx.a.example A 203.0.113.1", "mx.a.example 203.0.113.1")]
    [InlineData("not known, since its server fails", "a.example BROKEN", "unknown")]
    [InlineData("not known, since its exchange's server fails", "a.example MX 10 mx.a.example | mx.a.example BROKEN", "unknown")]
    [InlineData("to the exchange that is known, the other one's server fails", "a.example MX 10 one.b.example | one.b.example BROKEN | a.example MX 20 mx.a.example | mx.a.example A 203.0.113.1", "mx.a.example 203.0.113.1")]
    [InlineData("to those who are preferred to us, else it would come back", "a.example MX 10 mx.a.example | mx.a.example A 203.0.113.1 | a.example MX 20 us.example | a.example MX 30 late.a.example | late.a.example A 203.0.113.3", "mx.a.example 203.0.113.1")]
    [InlineData("nowhere, it comes to us", "a.example MX 10 us.example | a.example MX 20 late.a.example | late.a.example A 203.0.113.3", "554 5.4.6")]
    [InlineData("never to our own services", "a.example MX 10 mx.a.example | mx.a.example A 127.0.0.1 | mx.a.example AAAA ::1 | mx.a.example AAAA ::ffff:127.0.0.1", "550 5.4.4")]
    [InlineData("nor to our neighbours", "a.example A 10.0.0.25 | a.example A 169.254.169.254 | a.example AAAA fe80::1 | a.example AAAA 64:ff9b::a00:19", "550 5.4.4")]
    [InlineData("what is public among them is tried", "a.example MX 10 mx.a.example | mx.a.example A 127.0.0.1 | mx.a.example A 203.0.113.1", "mx.a.example 203.0.113.1")]
    public async Task Mail_goes_where_the_dns_says(string why, string zone, string expected)
    {
        await using var world = new NamesWorld(zone);
        Assert.True(expected == await world.WhereAsync("a.example"), $"{why}: {await world.WhereAsync("a.example")}");
    }

    /// <summary>A port of one's own means a world of one's own.</summary>
    [Fact]
    public async Task In_a_test_bed_mail_goes_to_this_machine()
    {
        await using var world = new NamesWorld("a.example MX 10 mx.a.example | mx.a.example A 127.0.0.2", port: 2525);
        Assert.Equal("mx.a.example 127.0.0.2", await world.WhereAsync("a.example"));
    }

    [Fact]
    public async Task Exchanges_of_one_preference_take_turns()
    {
        await using var world = new NamesWorld("a.example MX 10 one.a.example | a.example MX 10 two.a.example | one.a.example A 203.0.113.1 | two.a.example A 203.0.113.2");
        var firsts = new HashSet<string>();
        for (var i = 0; i < 64 && firsts.Count < 2; i++)
            firsts.Add((await world.WhereAsync("a.example")).Split(' ')[0]);
        Assert.Equal(["one.a.example", "two.a.example"], firsts.Order());
    }

    [Fact]
    public async Task A_domain_with_a_hundred_exchanges_costs_no_more_than_one_with_six()
    {
        var zone = string.Join(" | ", Enumerable.Range(1, 100).Select(i => $"a.example MX {i} m{i}.a.example | m{i}.a.example A 203.0.113.{i} | m{i}.a.example A 198.51.100.{i + 100}"));
        await using var world = new NamesWorld(zone + " | m1.a.example A 203.0.113.201 | m1.a.example A 203.0.113.202 | m1.a.example A 203.0.113.203");
        await world.Sources.NowAsync(TestContext.Current.CancellationToken);
        var asked = world.Dns.Asked;
        var hops = (await world.WhereAsync("a.example")).Split("; ");
        Assert.Equal(["m1.a.example", "m2.a.example", "m3.a.example", "m4.a.example", "m5.a.example", "m6.a.example"], hops.Select(hop => hop.Split(' ')[0]));
        Assert.Equal(4, hops[0].Split(' ').Length - 1);
        // The exchanges, two families of each of six, the announcement of a policy.
        Assert.Equal(14, world.Dns.Asked - asked);
    }

    /// <summary>Large providers refuse what comes from an address without a name of its own.</summary>
    [Theory]
    [InlineData("both have it", "", "198.51.100.7=us.example 2001:db8::7=us.example", "a.example 2001:db8::1 203.0.113.1 from 2001:db8::7 198.51.100.7")]
    [InlineData("IPv6 has none", "", "198.51.100.7=us.example", "a.example 203.0.113.1 from 198.51.100.7")]
    [InlineData("IPv6 has one that leads elsewhere", "other.example AAAA 2001:db8::9", "198.51.100.7=us.example 2001:db8::7=other.example", "a.example 203.0.113.1 from 198.51.100.7")]
    [InlineData("IPv4 has none", "", "2001:db8::7=us.example", "a.example 2001:db8::1 from 2001:db8::7")]
    [InlineData("none has one, and IPv4 is better than nothing", "", "", "a.example 203.0.113.1 from 198.51.100.7")]
    [InlineData("the DNS can't say, and IPv4 is better than nothing", "7.100.51.198.in-addr.arpa BROKEN", "", "a.example 203.0.113.1 from 198.51.100.7")]
    public async Task Mail_leaves_from_an_address_with_a_name(string why, string zone, string names, string expected)
    {
        await using var world = new NamesWorld("a.example A 203.0.113.1 | a.example AAAA 2001:db8::1 | " + zone, names: names);
        Assert.True(expected == await world.WhereAsync("a.example", withSources: true), $"{why}: {await world.WhereAsync("a.example", withSources: true)}");
    }

    [Fact]
    public async Task An_address_without_a_name_is_better_than_none_for_who_has_only_that_family()
    {
        await using var world = new NamesWorld("a.example A 203.0.113.1 | b.example AAAA 2001:db8::1", names: "2001:db8::7=us.example");
        Assert.Equal("a.example 203.0.113.1", await world.WhereAsync("a.example"));
        Assert.Equal("b.example 2001:db8::1", await world.WhereAsync("b.example"));
        await using var four = new NamesWorld("b.example AAAA 2001:db8::1", names: "198.51.100.7=us.example");
        Assert.Equal("unknown", await four.WhereAsync("b.example"));
    }

    [Fact]
    public async Task Our_names_are_looked_at_hourly_and_hold_while_the_dns_is_silent()
    {
        await using var world = new NamesWorld("a.example A 203.0.113.1 | a.example AAAA 2001:db8::1", names: "198.51.100.7=us.example");
        Assert.False(await UsesSixAsync(world));
        world.Call("2001:db8::7", "us.example");
        world.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.False(await UsesSixAsync(world));
        world.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await UsesSixAsync(world));
        world.Dns.IsGone = true;
        world.Time.Advance(TimeSpan.FromHours(2));
        Assert.True(await UsesSixAsync(world));
    }

    [Fact]
    public async Task Behind_a_NAT_mail_leaves_over_IPv4()
    {
        await using var world = new NamesWorld("a.example A 203.0.113.1 | a.example AAAA 2001:db8::1", sources: ["192.168.1.7", "fd00::7"]);
        Assert.Equal("a.example 203.0.113.1 from 192.168.1.7", await world.WhereAsync("a.example", withSources: true));
    }

    private static async Task<bool> UsesSixAsync(NamesWorld world) =>
        (await world.Sources.NowAsync(TestContext.Current.CancellationToken)).Uses(IPAddress.IPv6Any.AddressFamily);
}
