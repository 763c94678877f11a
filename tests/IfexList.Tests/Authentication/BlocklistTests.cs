using System.Net;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Tests.Operations;

namespace IfexList.Tests.Authentication;

public sealed class BlocklistTests
{
    public static TheoryData<string, string?, string> Peers => new()
    {
        { "192.0.2.1", "one.dnsbl", "it is listed by the first" },
        { "192.0.2.2", "two.dnsbl", "it is listed by the second, which is asked as well" },
        { "::ffff:192.0.2.1", "one.dnsbl", "an IPv4 peer on an IPv6 socket is asked about as IPv4" },
        { "2001:db8::25", "two.dnsbl", "an IPv6 address is asked about by its nibbles" },
        { "192.0.2.9", null, "nobody lists it" },
        { "192.0.2.3", null, "the answer says that the question was wrong, and lists nobody" },
        { "192.0.2.4", null, "the answer is outside 127/8: a zone that was sold" },
        { "1.2.0.192", null, "the address read backwards is listed, not the address" },
    };

    [Theory]
    [MemberData(nameof(Peers))]
    public async Task A_peer_that_is_listed_is_refused(string peer, string? by, string reason)
    {
        await using var dns = new FakeDns().Host("1.2.0.192.one.dnsbl", "127.0.0.2").Host("2.2.0.192.two.dnsbl", "127.0.1.4")
            .Host("5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.two.dnsbl", "127.0.0.10")
            .Host("3.2.0.192.one.dnsbl", "127.255.255.254").Host("4.2.0.192.one.dnsbl", "203.0.113.80");
        var refusal = await AskAsync(dns, ["one.dnsbl", "two.dnsbl"], peer);
        Assert.True(by == null == (refusal is null), reason);
        if (by is not null)
            Assert.Equal($"550 5.7.1 Your server's address is listed by {by}; ask there why", refusal.ToString());
    }

    [Fact]
    public async Task A_blocklist_that_fails_lists_nobody()
    {
        await using var dns = new FakeDns().Broken("1.2.0.192.one.dnsbl");
        Assert.Null(await AskAsync(dns, ["one.dnsbl"], "192.0.2.1"));
        Assert.Equal(1, dns.Asked);
    }

    [Fact]
    public async Task Nobody_is_asked_where_no_blocklist_is_configured()
    {
        await using var dns = new FakeDns();
        Assert.Null(await AskAsync(dns, [], "192.0.2.1"));
        Assert.Equal(0, dns.Asked);
    }

    private static Task<IfexList.Mail.SmtpReply?> AskAsync(FakeDns dns, IReadOnlyList<string> zones, string peer) =>
        new Blocklists(zones, NameLookup.Open(new DnsSettings { Servers = [dns.Endpoint] }, TimeProvider.System))
            .RefusalAsync(IPAddress.Parse(peer), TestContext.Current.CancellationToken);
}
