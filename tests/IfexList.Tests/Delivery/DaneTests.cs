using System.Net.Sockets;
using IfexList.Authentication;
using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Tests.Operations;

namespace IfexList.Tests.Delivery;

public sealed class DaneTests
{
    private const string Hash = "00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF";
    private const string Zone = "a.example MX 10 mx.a.example | mx.a.example A 203.0.113.1 | mx.a.example AAAA 2001:db8::1 | ";
    private const string Pinned = Zone + "_25._tcp.mx.a.example TLSA " + Hash + " | _25._tcp.mx.a.example SIGNED | ";

    /// <summary>RFC 7672 §2.2: each step from the domain to the record must be authentic.</summary>
    [Theory]
    [InlineData("all is authentic", Pinned + "a.example SIGNED | mx.a.example SIGNED", "pinned mx.a.example")]
    [InlineData("anybody may have set the exchange", Pinned + "mx.a.example SIGNED", "free")]
    [InlineData("anybody may have set its addresses", Pinned + "a.example SIGNED", "free")]
    [InlineData("anybody may have set the record", Zone + "_25._tcp.mx.a.example TLSA " + Hash + " | a.example SIGNED | mx.a.example SIGNED", "free")]
    [InlineData("there is no record", Zone + "a.example SIGNED | mx.a.example SIGNED", "free")]
    [InlineData("the record can't be had, and mail waits", Zone + "_25._tcp.mx.a.example BROKEN | a.example SIGNED | mx.a.example SIGNED", "unknown")]
    [InlineData("without authentic addresses nobody asks for it", Zone + "_25._tcp.mx.a.example BROKEN | a.example SIGNED", "free")]
    [InlineData("at what the name stands for", "a.example MX 10 mx.a.example | mx.a.example CNAME far.example | far.example A 203.0.113.1 | _25._tcp.far.example TLSA " + Hash
        + " | a.example SIGNED | mx.a.example SIGNED | far.example SIGNED | _25._tcp.far.example SIGNED", "pinned far.example mx.a.example")]
    [InlineData("at the name itself, where what it stands for has none", "a.example MX 10 mx.a.example | mx.a.example CNAME far.example | far.example A 203.0.113.1 | _25._tcp.mx.a.example TLSA " + Hash
        + " | a.example SIGNED | mx.a.example SIGNED | far.example SIGNED | _25._tcp.mx.a.example SIGNED", "pinned far.example mx.a.example")]
    public async Task A_record_counts_if_all_that_leads_to_it_is_authentic(string why, string zone, string expected)
    {
        await using var world = new NamesWorld(zone);
        Assert.True(expected == await ProofAsync(world), $"{why}: {await ProofAsync(world)}");
    }

    [Fact]
    public async Task What_the_resolver_says_counts_only_if_it_is_believed()
    {
        await using var world = new NamesWorld(Pinned + "a.example SIGNED | mx.a.example SIGNED", believesAd: false);
        Assert.Equal("free", await ProofAsync(world));
    }

    [Fact]
    public async Task The_record_stands_at_the_port_that_is_used()
    {
        await using var world = new NamesWorld(Pinned.Replace("_25.", "_2525.") + "a.example SIGNED | mx.a.example SIGNED", port: 2525);
        Assert.Equal("pinned mx.a.example", await ProofAsync(world));
    }

    [Fact]
    public async Task The_other_exchange_takes_the_mail_where_one_has_records_that_cannot_be_had()
    {
        await using var world = new NamesWorld(Zone + "_25._tcp.mx.a.example BROKEN | a.example MX 20 mx.b.example | mx.b.example A 203.0.113.2 | a.example SIGNED | mx.a.example SIGNED | mx.b.example SIGNED");
        Assert.Equal("mx.b.example 203.0.113.2", await world.WhereAsync("a.example"));
    }

    /// <summary>RFC 8461 §2: a policy must not stand in the way of DANE.</summary>
    [Fact]
    public async Task Where_both_speak_of_a_host_dane_counts()
    {
        await using var world = new NamesWorld(Pinned + "a.example SIGNED | mx.a.example SIGNED | _mta-sts.a.example TXT v=STSv1; id=1 | a.example MX 20 mx.b.example | mx.b.example A 203.0.113.2");
        world.Web.Page = "version: STSv1\nmode: enforce\nmx: mx.b.example\nmax_age: 604800\n";
        var hops = Assert.IsType<Destination.Exchanges>(await world.FindAsync("a.example")).Hops;
        Assert.Equal(["Pinned", "Valid"], hops.Select(hop => hop.Proof!.GetType().Name));
    }

    /// <summary>On the way from a resolver elsewhere anybody could say that an answer is authentic.</summary>
    [Theory]
    [InlineData("on this machine", "127.0.0.1 ::1", false, true)]
    [InlineData("elsewhere", "192.0.2.53", false, false)]
    [InlineData("one of them elsewhere", "127.0.0.1 192.0.2.53", false, false)]
    [InlineData("elsewhere, and trusted", "192.0.2.53", true, true)]
    public void Resolvers_are_believed_on_this_machine_or_where_the_configuration_says_so(string why, string servers, bool trusts, bool believed) =>
        Assert.True(believed == Resolver.BelievesAd(new DnsSettings { Servers = servers.Split(' '), TrustAd = trusts }), why);

    /// <summary>The whole way, with the resolver as the daemon opens it.</summary>
    [Fact]
    public async Task The_daemon_asks_for_what_is_authentic()
    {
        await using var dns = new FakeDns().Host("mx.a.example", "203.0.113.1").Authentic("mx.a.example");
        var names = NameLookup.Open(new DnsSettings { Servers = [dns.Endpoint] }, TimeProvider.System);
        Assert.True((await names.AddressesAsync("mx.a.example", AddressFamily.InterNetwork, TestContext.Current.CancellationToken)).IsAuthenticated);
    }

    private static async Task<string> ProofAsync(NamesWorld world) => await world.FindAsync("a.example") is not Destination.Exchanges to ? "unknown"
        : to.Hops[0].Proof is HopProof.Pinned pinned && Convert.ToHexString(pinned.Records.Single().Data) == Hash ? "pinned " + string.Join(' ', pinned.Names)
        : "free";
}
