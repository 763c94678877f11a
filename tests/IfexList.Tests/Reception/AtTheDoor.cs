using System.Net;
using System.Text;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using IfexList.Tests.Authentication;
using IfexList.Tests.Mail;
using IfexList.Tests.Operations;

namespace IfexList.Tests.Reception;

/// <summary>Between the dot and the commit: what is found out about a sender stands on the stored original, and who may not come in isn't let in.</summary>
public sealed class AtTheDoor
{
    private const string Strict = "strict.example", Server = "192.0.2.1", Stranger = "203.0.113.9";

    private static readonly IReadOnlyList<string> Known =
    [
        "alerts@lists.example.org", "alerts-fr@lists.example.org", "alerts-request@lists.example.org", "alerts-subscribe@lists.example.org", "alerts-unsubscribe@lists.example.org",
        "alerts-moderate@lists.example.org", "alerts-answer@lists.example.org",
        // Made up: what comes there is a post.
        "alerts-answer+aaaaaaaaaaaaaaaaaaaaaaaaaa@lists.example.org",
    ];

    [Fact]
    public async Task The_finding_comes_first_and_what_others_claim_is_gone()
    {
        await using var dns = new FakeDns().Text("t2026._domainkey.horria.example", SampleMail.DkimRecord);
        await using var house = House(dns);
        var forged = Encoding.ASCII.GetBytes("authentication-results : lists.example.org;\r\n dmarc=pass\r\n header.from=horria.example\r\n").Concat(SampleMail.Bytes(2)).ToArray();
        Assert.Equal(250, (await house.TakeInAsync(forged, "bounce@bulk.invalid", "alerts@lists.example.org")).Code);
        var stored = Encoding.UTF8.GetString(house.Stored());
        Assert.StartsWith(
            "Authentication-Results: lists.example.org;\r\n\tspf=none smtp.mailfrom=bulk.invalid;\r\n\tdkim=fail header.d=horria.example header.s=t2026;"
            + "\r\n\tdmarc=none header.from=horria.example policy.aligned=no\r\nReceived: from client.example\r\n", stored);
        Assert.Equal(1, stored.ToLowerInvariant().Split("authentication-results").Length - 1);
        Assert.DoesNotContain("dmarc=pass", stored);
        Assert.EndsWith(Encoding.UTF8.GetString(SampleMail.Bytes(2)).Split("header.from=horria.example\r\n")[1], stored);
        Assert.False(Evidence.Of(RawMessage.Parse(house.Stored())).IsAligned);
    }

    [Fact]
    public async Task What_passes_is_kept_byte_for_byte()
    {
        await using var dns = new FakeDns().Text("t2026._domainkey.horria.example", SampleMail.DkimRecord).Text("_dmarc.horria.example", "v=DMARC1; p=reject");
        await using var house = House(dns);
        await house.TakeInAsync(SampleMail.Bytes(1), "amel.jaziri@horria.example", "alerts@lists.example.org");
        Assert.EndsWith(Encoding.UTF8.GetString(SampleMail.Bytes(1)), Encoding.UTF8.GetString(house.Stored()));
        var found = Evidence.Of(RawMessage.Parse(house.Stored()));
        Assert.Equal(new DmarcEvidence(CheckResult.Pass, "horria.example", DmarcPolicy.Reject, IsAligned: true), found.Dmarc);
    }

    [Fact]
    public async Task A_forgery_is_refused_where_its_domain_asks_for_it()
    {
        await using var dns = Zone();
        await using var house = House(dns);
        foreach (var address in Known)
        {
            var reply = await PostAsync(house, Stranger, address);
            Assert.StartsWith("550 5.7.26 strict.example asks", reply.ToString());
        }
        Assert.Equal(0, house.Count("inbox"));
        Assert.Equal(250, (await PostAsync(house, Server, "alerts@lists.example.org")).Code);
    }

    /// <summary>Somebody was given these, or is in need of help.</summary>
    [Theory]
    [InlineData("alerts-owner@lists.example.org")]
    [InlineData("postmaster@lists.example.org")]
    [InlineData("abuse@lists.example.org")]
    [InlineData("alerts-confirm+aaaaaaaaaaaaaaaaaaaaaaaaaa@lists.example.org")]
    [InlineData("alerts-moderate+aaaaaaaaaaaaaaaaaaaaaaaaaa@lists.example.org")]
    [InlineData("alerts@lists.example.org", "alerts-owner@lists.example.org")]
    public async Task Where_one_recipient_must_be_reached_it_is_taken_in_with_its_finding(params string[] to)
    {
        await using var dns = Zone();
        await using var house = House(dns);
        Assert.Equal(250, (await PostAsync(house, Stranger, to)).Code);
        Assert.Equal(CheckResult.Fail, Evidence.Of(RawMessage.Parse(house.Stored())).Dmarc!.Result);
    }

    [Fact]
    public async Task Whoever_was_given_an_address_to_answer_to_is_let_in()
    {
        await using var dns = Zone();
        await using var house = House(dns);
        var (person, token) = (await house.PersonAsync($"amel@{Strict}"), Token.NewRandom());
        await house.Database.WriteAsync(tx => Tokens.Add(tx, token, Tokens.Answer, "alerts", person, 1, 1, long.MaxValue));
        Assert.Equal(250, (await PostAsync(house, Stranger, $"alerts-answer+{token}@lists.example.org")).Code);
    }

    [Fact]
    public async Task What_our_own_relay_let_in_is_never_refused()
    {
        await using var dns = Zone();
        await using var house = House(dns, new SmtpSettings { FrontRelays = ["198.51.100.25"], Dnsbl = ["bl.example"] });
        house.Client = IPAddress.Parse("198.51.100.25");
        var mail = $"Received: from x (unknown [{Stranger}]) by mx.example; Thu, 12 Mar 2026 06:52:11 +0000\r\n" + Post();
        Assert.Equal(250, (await house.TakeInAsync(Encoding.UTF8.GetBytes(mail), $"amel@{Strict}", "alerts@lists.example.org")).Code);
        Assert.Equal(new DmarcEvidence(CheckResult.Fail, Strict, DmarcPolicy.Reject, IsAligned: false), Evidence.Of(RawMessage.Parse(house.Stored())).Dmarc);
    }

    [Theory]
    [InlineData("_dmarc." + Strict)]
    [InlineData(Strict)]
    public async Task Where_the_DNS_fails_nothing_is_refused(string broken)
    {
        await using var dns = broken == Strict ? new FakeDns().Text("_dmarc." + Strict, "v=DMARC1; p=reject") : new FakeDns();
        dns.Broken(broken);
        await using var house = House(dns);
        Assert.Equal(250, (await PostAsync(house, Stranger, "alerts@lists.example.org")).Code);
        Assert.Equal(CheckResult.TempError, Evidence.Of(RawMessage.Parse(house.Stored())).Dmarc!.Result);
    }

    [Fact]
    public async Task A_bounce_is_asked_nothing()
    {
        await using var dns = Zone();
        await using var house = House(dns, new SmtpSettings { Dnsbl = ["bl.example"] });
        house.Client = IPAddress.Parse(Stranger);
        await house.Database.WriteAsync(tx => tx.Execute("INSERT INTO rendering (id, list, format, encoding, at) VALUES (1, 'alerts', 'text', '7bit', @now)", ("@now", house.Time.GetUtcNow().ToUnixTimeMilliseconds())));
        var token = house.Get<TokenKey>().Derive(TokenPurpose.Bounce, "alerts", 1, 1);
        var before = dns.Asked;
        Assert.Equal(250, (await house.TakeInAsync(Encoding.UTF8.GetBytes(Post()), null, $"alerts-bounces+{token}@lists.example.org")).Code);
        Assert.Equal(before, dns.Asked);
        Assert.StartsWith("Authentication-Results: lists.example.org; none\r\nReceived:", Encoding.UTF8.GetString(house.Stored()));
    }

    /// <summary>A blocklist says what a network is like; a member who is proven has said who he is.</summary>
    [Theory]
    [InlineData(550, Stranger, "amel@horria.example", "alerts@lists.example.org")]
    [InlineData(550, Stranger, "amel@horria.example", "alerts-owner@lists.example.org")]
    [InlineData(250, Stranger, "amel@horria.example", "postmaster@lists.example.org")]
    [InlineData(250, Stranger, "amel@horria.example", "alerts-confirm+aaaaaaaaaaaaaaaaaaaaaaaaaa@lists.example.org")]
    [InlineData(250, Server, "amel@horria.example", "alerts@lists.example.org")]
    [InlineData(550, Server, "other@unknown.example", "alerts@lists.example.org")]
    public async Task A_blocklist_keeps_strangers_out_and_no_member(int code, string client, string author, string to)
    {
        await using var dns = new FakeDns().Text("horria.example", $"v=spf1 ip4:{Server} -all").Text("unknown.example", $"v=spf1 ip4:{Server} -all")
            .Host("9.113.0.203.bl.example", "127.0.0.2").Host("1.2.0.192.bl.example", "127.0.0.2");
        await using var house = House(dns, new SmtpSettings { Dnsbl = ["bl.example"] });
        await house.MemberAsync("amel@horria.example", "Horria");
        house.Client = IPAddress.Parse(client);
        Assert.Equal(code, (await house.TakeInAsync(Encoding.UTF8.GetBytes(Post(author)), author, to)).Code);
    }

    private static string Post(string author = $"amel@{Strict}") => TestHouse.Mail(author, "alerts@lists.example.org", "ALERT", "Text");

    private static Task<SmtpReply> PostAsync(TestHouse house, string client, params string[] to)
    {
        house.Client = IPAddress.Parse(client);
        return house.TakeInAsync(Encoding.UTF8.GetBytes(Post()), $"amel@{Strict}", to);
    }

    private static TestHouse House(FakeDns dns, SmtpSettings? smtp = null) =>
        new(settings => settings with { Dns = new DnsSettings { Servers = [dns.Endpoint] }, Smtp = smtp ?? settings.Smtp });

    private static FakeDns Zone() => new FakeDns().Text("_dmarc." + Strict, "v=DMARC1; p=reject").Text(Strict, $"v=spf1 ip4:{Server} -all");
}
