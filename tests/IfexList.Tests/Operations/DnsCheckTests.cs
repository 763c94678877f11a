using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using DnsClient;
using IfexList.Foundation;
using IfexList.Operations;

namespace IfexList.Tests.Operations;

public sealed class DnsCheckTests
{
    private const string Domain = "lists.ngo.org", Host = "mail.ngo.org", Address = "198.51.100.7";

    [Fact]
    public async Task A_domain_in_order_is_all_ok()
    {
        using var shell = new AdminShell();
        await using var dns = InOrder();
        var findings = await AskAsync(dns, Settings(shell, dns));
        Assert.All(findings, finding => Assert.Equal(Grade.Ok, finding.Grade));
        Assert.Equal(["MX lists.ngo.org", "A/AAAA mail.ngo.org", "SPF lists.ngo.org", "DKIM s1._domainkey.lists.ngo.org", "DMARC lists.ngo.org", "PTR 198.51.100.7"], findings.Select(f => f.What));
    }

    [Fact]
    public async Task An_empty_zone_says_for_each_record_what_to_publish()
    {
        using var shell = new AdminShell();
        await using var dns = new FakeDns();
        var findings = await AskAsync(dns, Settings(shell, dns));
        Assert.Equal([Grade.Fail, Grade.Fail, Grade.Warn, Grade.Fail, Grade.Warn, Grade.Warn], findings.Select(f => f.Grade));
        Assert.All(findings, finding => Assert.Matches("publish|without an address|let whoever owns", finding.Reason));
    }

    [Fact]
    public async Task A_wrong_key_a_second_spf_record_and_a_foreign_name_are_seen()
    {
        using var shell = new AdminShell();
        await using var dns = new FakeDns().Host(Host, Address).Host("other.ngo.org", Address).Exchange(Domain, "mx.ngo.org")
            .Text(Domain, "v=spf1 mx -all").Text(Domain, "v=spf1 a -all").Text($"s1._domainkey.{Domain}", "v=DKIM1; p=AAAA").Text("_dmarc.ngo.org", "v=DMARC1; p=reject")
            .Reverse(Address, "other.ngo.org");
        var findings = (await AskAsync(dns, Settings(shell, dns))).ToDictionary(f => f.What.Split(' ')[0]);
        Assert.Contains("Smtp.FrontRelays", findings["MX"].Reason);
        Assert.Contains("RFC 7208", findings["SPF"].Reason);
        Assert.Contains("another key", findings["DKIM"].Reason);
        Assert.Equal(Grade.Ok, findings["DMARC"].Grade);
        Assert.Contains("is called other.ngo.org, we call ourselves mail.ngo.org", findings["PTR"].Reason);
    }

    [Fact]
    public async Task Who_does_not_sign_is_told_how_to()
    {
        using var shell = new AdminShell();
        await using var dns = InOrder();
        var finding = (await AskAsync(dns, Settings(shell, dns) with { Dkim = [] })).Single(f => f.What.StartsWith("DKIM", StringComparison.Ordinal));
        Assert.Equal(Grade.Warn, finding.Grade);
        Assert.Contains("ifexlist dkim create", finding.Reason);
    }

    /// <summary>RFC 5782 §5. A mistyped zone refuses nobody, one that was given up may refuse everybody.</summary>
    [Theory]
    [InlineData("a list", true, false, Grade.Ok)]
    [InlineData("no list", false, false, Grade.Fail)]
    [InlineData("a name that answers whatever it is asked", true, true, Grade.Fail)]
    public async Task A_blocklist_is_asked_for_what_every_list_lists(string what, bool listsTwo, bool listsOne, Grade grade)
    {
        using var shell = new AdminShell();
        await using var dns = InOrder();
        foreach (var listed in new[] { (Is: listsTwo, Octet: 2), (Is: listsOne, Octet: 1) }.Where(listed => listed.Is))
            dns.Host($"{listed.Octet}.0.0.127.list.ngo.org", "127.0.0.2");
        var settings = Settings(shell, dns);
        var finding = (await AskAsync(dns, settings with { Smtp = settings.Smtp with { Dnsbl = ["list.ngo.org"] } })).Single(f => f.What == "blocklist list.ngo.org");
        Assert.True(grade == finding.Grade, what);
    }

    [Fact]
    public async Task A_name_that_does_not_lead_back_is_seen()
    {
        using var shell = new AdminShell();
        await using var dns = new FakeDns().Reverse(Address, Host).Host(Host, "198.51.100.99");
        Assert.Contains("doesn't lead back", (await AskAsync(dns, Settings(shell, dns))).Single(f => f.What.StartsWith("PTR", StringComparison.Ordinal)).Reason);
    }

    [Fact]
    public async Task A_resolver_that_is_silent_is_a_warning_when_patience_ends()
    {
        using var shell = new AdminShell();
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var dns = new FakeDns();
        var check = new DnsCheck(Settings(shell, dns), new LookupClient((IPEndPoint)silent.Client.LocalEndPoint!), TimeSpan.FromMilliseconds(100));
        var findings = await check.RunAsync([IPAddress.Parse(Address)], TestContext.Current.CancellationToken);
        Assert.All(findings, finding => Assert.Equal((Grade.Warn, "no resolver answers: see Dns.Servers and the firewall (port 53)"), (finding.Grade, finding.Reason)));
    }

    [Fact]
    public async Task Nobody_is_asked_about_an_example()
    {
        using var shell = new AdminShell();
        var finding = Assert.Single(await DnsCheck.RunAsync(shell.Settings, TestContext.Current.CancellationToken));
        Assert.Equal((Grade.Warn, "DNS"), (finding.Grade, finding.What));
    }

    private static FakeDns InOrder() => new FakeDns().Host(Host, Address).Exchange(Domain, Host).Text(Domain, "some other text").Text(Domain, "v=spf1 mx -all")
        .Text($"s1._domainkey.{Domain}", $"v=DKIM1; k=rsa; p={Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo())}")
        .Text($"_dmarc.{Domain}", "v=DMARC1; p=none").Reverse(Address, Host);

    private static readonly RSA Key = RSA.Create(2048);

    private static Settings Settings(AdminShell shell, FakeDns dns) => shell.Settings with
    {
        Domain = Domain,
        HostName = Host,
        Dkim = [new DkimSettings { Domain = Domain, Selector = "s1", KeyFile = shell.Write("dkim.pem", Key.ExportPkcs8PrivateKeyPem()) }],
        Dns = new DnsSettings { Servers = [dns.Endpoint] },
    };

    private static Task<IReadOnlyList<Finding>> AskAsync(FakeDns dns, Settings settings) => new DnsCheck(settings,
        new LookupClient(new LookupClientOptions(IPEndPoint.Parse(dns.Endpoint)) { UseCache = false }), Limits.CheckTime).RunAsync([IPAddress.Parse(Address)], TestContext.Current.CancellationToken);
}
