using System.Diagnostics;
using System.Net;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Tests.Operations;

namespace IfexList.Tests.Authentication;

/// <summary>What the public suite tells as well, and some that it doesn't, for machines that can't fetch it.</summary>
public sealed class SpfTests
{
    private const string Client = "192.0.2.7", Sender = "amel.k@news.horria.example";

    public static TheoryData<string, CheckResult, string> Records => new()
    {
        { "v=spf1 ip4:192.0.2.0/24 -all", CheckResult.Pass, "the client is in the network" },
        { "v=spf1 ip4:192.0.2.0/29 ~all", CheckResult.Pass, "its last bits are free" },
        { "v=spf1 ip4:192.0.2.8/29 ~all", CheckResult.SoftFail, "one bit before them is not" },
        { "v=spf1 ip6:::ffff:192.0.2.7 -all", CheckResult.Fail, "an IPv4 client is no IPv6 client" },
        { "v=spf1 ip4:192.0.2.07 -all", CheckResult.PermError, "an octet with a zero in front may be octal" },
        { "v=spf1 ip4:192.0.2 -all", CheckResult.PermError, "three octets are no address" },
        { "v=spf1 -all ip4:192.0.2.7/33", CheckResult.PermError, "an error behind the match is an error of the record" },
        { "v=spf1 a:mail.horria.example -all", CheckResult.Pass, "a host of that name has the address" },
        { "v=spf1 a:mail.horria.example/24//64 -all", CheckResult.Pass, "so has its network, in either family" },
        { "v=spf1 mx -all", CheckResult.Pass, "the second exchange has it" },
        { "v=spf1 ptr:horria.example -all", CheckResult.Pass, "the client's name leads back to it" },
        { "v=spf1 ptr:rria.example -all", CheckResult.Fail, "the end of a label is not the end of a name" },
        { "v=spf1 include:pass.example -all", CheckResult.Pass, "who is included lets it pass" },
        { "v=spf1 include:fail.example ?all", CheckResult.Neutral, "a no of who is included is no no" },
        { "v=spf1 include:none.example ~all", CheckResult.PermError, "who is included must have a record" },
        { "v=spf1 include:horria -all", CheckResult.PermError, "a single label is no domain" },
        { "v=spf1 redirect=fail.example", CheckResult.Fail, "the other's word counts" },
        { "v=spf1 redirect=none.example", CheckResult.PermError, "the other has none" },
        { "v=spf1 ?all redirect=fail.example", CheckResult.Neutral, "all is reached first" },
        { "v=spf1 redirect=fail.example redirect=pass.example", CheckResult.PermError, "one redirect is enough" },
        { "v=spf1 include:broken.example -all", CheckResult.TempError, "a name server that fails is no no" },
        { "v=spf1 a:broken.example -all", CheckResult.TempError, "nor here" },
        { "v=spf1 ip4:192.0.2.7 a:broken.example -all", CheckResult.Pass, "what is behind the match isn't asked" },
        { "v=spf1 exists:%{l1r-}.%{ir}.%{v}.list.example -all", CheckResult.Pass, "amel.k.7.2.0.192.in-addr.list.example exists" },
        { "v=spf1 exists:%{d3}.%{h1}.list.example -all", CheckResult.Pass, "news.horria.example.example.list.example exists" },
        { "v=spf1 exists:%{S}.list.example -all", CheckResult.Pass, "amel.k%40news.horria.example.list.example exists, as a URL has it" },
        { "v=spf1 exists:%{p}.list.example -all", CheckResult.Pass, "mail.horria.example.list.example exists, the client's name" },
        { "v=spf1 exists:%{l0}.list.example -all", CheckResult.PermError, "no part at all is no part" },
        { "v=spf1 exists:%{t}.list.example -all", CheckResult.PermError, "the time stands in explanations only" },
        { "v=spf1 exp=%{l}.why.example -all", CheckResult.Fail, "an explanation changes nothing" },
        { "v=spf1 moo=%{x} -all", CheckResult.PermError, "macros must be right even where nobody reads them" },
        { "v=spf1 moo=anything -all", CheckResult.Fail, "a modifier from the future is passed over" },
        { "v=spf1 moo:anything -all", CheckResult.PermError, "a mechanism from the future is not" },
        { "v=spf1 a:n1.example a:n2.example ip4:192.0.2.7", CheckResult.Pass, "two may find nothing" },
        { "v=spf1 a:n1.example a:n2.example a:n3.example ip4:192.0.2.7", CheckResult.PermError, "three may not" },
        { "v=spf1 include:nine.example a:mail.horria.example -all", CheckResult.PermError, "the eleventh question, counted over both records" },
        { "v=spf1 include:news.horria.example -all", CheckResult.PermError, "it includes itself without end" },
        { "v=spf10 -all", CheckResult.None, "another version is another thing" },
        { "v=spf1 ip4:192.0.2.7\tall", CheckResult.PermError, "only spaces part terms" },
        { "v=spf1", CheckResult.Neutral, "it says nothing of anybody" },
    };

    [Theory]
    [MemberData(nameof(Records))]
    public async Task A_record_is_followed(string record, CheckResult expected, string reason)
    {
        await using var dns = World().Text("news.horria.example", record);
        var evidence = await AskAsync(dns, Client, Sender);
        Assert.True(expected == evidence.Result, $"{reason}: {evidence.Result}");
        Assert.Equal("news.horria.example", evidence.Domain);
    }

    [Fact]
    public async Task Two_records_are_an_error_and_texts_about_other_things_are_none()
    {
        await using var dns = new FakeDns().Text("news.horria.example", "site-verification=17").Text("news.horria.example", "V=SPF1 +all")
            .Text("twice.example", "v=spf1 +all").Text("twice.example", "v=spf1 -all");
        Assert.Equal(CheckResult.Pass, (await AskAsync(dns, Client, Sender)).Result);
        Assert.Equal(CheckResult.PermError, (await AskAsync(dns, Client, "a@twice.example")).Result);
    }

    [Theory]
    [InlineData("::ffff:192.0.2.7", "v=spf1 ip4:192.0.2.7 exists:%{i}.%{v}.list.example -all", "an IPv4 client on an IPv6 socket is an IPv4 client")]
    [InlineData("2001:db8::7", "v=spf1 ip6:2001:db8::/32 -all", "a network")]
    [InlineData("2001:db8::7", "v=spf1 a:mail.horria.example -all", "the host's address in that family")]
    [InlineData("2001:db8::7", "v=spf1 exists:%{i12r}.%{v}.list.example -all", "exists asks for an IPv4 address whoever the client is")]
    [InlineData("2001:db8::7", "v=spf1 mx mx mx mx ip6:2001:db8::7 -all", "exchanges without IPv6 are no questions that found nothing")]
    public async Task Both_families_are_known(string client, string record, string reason)
    {
        await using var dns = World().Text("news.horria.example", record).Host("0.0.0.0.8.b.d.0.1.0.0.2.ip6.list.example", "127.0.0.2");
        Assert.True(CheckResult.Pass == (await AskAsync(dns, client, Sender)).Result, reason);
    }

    /// <summary>RFC 7208 §2.4.</summary>
    [Theory]
    [InlineData("mail.horria.example", CheckResult.Pass, "it answers for its own name, as postmaster")]
    [InlineData("mail.horria.example.", CheckResult.Pass, "a dot at the end changes no name")]
    [InlineData("mail", CheckResult.None, "a single label is nobody's domain")]
    [InlineData("[192.0.2.7]", CheckResult.None, "nor is an address")]
    [InlineData("", CheckResult.None, "nor is nothing")]
    public async Task A_robots_mail_is_judged_by_its_hello(string helo, CheckResult expected, string reason)
    {
        await using var dns = World().Text("mail.horria.example", "v=spf1 exists:%{l}.list.example -all").Host("postmaster.list.example", "127.0.0.2");
        Assert.True(expected == (await AskAsync(dns, Client, sender: null, helo)).Result, reason);
    }

    /// <summary>The sender chooses his local part, and with it the names that are asked.</summary>
    [Theory]
    [InlineData("\"a..b\"@news.horria.example", "v=spf1 exists:%{l}.list.example ~all", "an empty label would end the name early, and what follows would be read as something else")]
    [InlineData("عامل@news.horria.example", "v=spf1 exists:%{l}.list.example ~all", "no name has UTF-8 in it (RFC 8616 §4)")]
    [InlineData("عامل@news.horria.example", "v=spf1 exists:%{s}.list.example ~all", "nor that one")]
    public async Task A_local_part_that_makes_no_name_matches_nobody(string sender, string record, string reason)
    {
        await using var dns = new FakeDns().Text("news.horria.example", record);
        Assert.True(CheckResult.SoftFail == (await AskAsync(dns, Client, sender)).Result, reason);
        Assert.Equal(1, dns.Asked);
    }

    [Fact]
    public async Task A_long_name_loses_its_first_labels()
    {
        var labels = string.Join('.', Enumerable.Repeat("abcdefghi", 24));
        await using var dns = new FakeDns().Text("news.horria.example", $"v=spf1 exists:%{{o}}.%{{o}}.{labels}.e.example -all").Host($"{labels}.e.example", "127.0.0.2");
        Assert.Equal(CheckResult.Pass, (await AskAsync(dns, Client, Sender)).Result);
    }

    [Fact]
    public async Task Of_many_names_of_a_client_the_first_ten_count_and_of_many_exchanges_none()
    {
        await using var dns = new FakeDns().Text("news.horria.example", "v=spf1 ptr:last.example -all").Text("crowd.example", "v=spf1 mx +all");
        for (var i = 0; i < 10; i++)
            dns.Reverse(Client, $"n{i}.example").Exchange("crowd.example", $"n{i}.example");
        dns.Reverse(Client, "a.last.example").Host("a.last.example", Client).Exchange("crowd.example", "a.last.example");
        Assert.Equal(CheckResult.Fail, (await AskAsync(dns, Client, Sender)).Result);
        Assert.Equal(CheckResult.PermError, (await AskAsync(dns, Client, "a@crowd.example")).Result);
    }

    /// <summary>A record may be 64 kB long, and it is a stranger's: 16,000 macros, and hundreds of thousands of characters of a name that ends in no label.</summary>
    [Theory]
    [InlineData("%{s}", "e.example", true)]
    [InlineData("a.1", "!", false)]
    [InlineData("11111111", "!", false)]
    [InlineData("/1", "/", false)]
    [InlineData("%{d", "}", false)]
    public void A_long_record_is_no_work(string piece, string end, bool isRecord)
    {
        var watch = Stopwatch.StartNew();
        var record = SpfRecord.Read("v=spf1 a:" + string.Concat(Enumerable.Repeat(piece, 60_000 / piece.Length)) + "." + end);
        var macros = new SpfMacros(SpfIdentity.Of(IPAddress.Parse(Client), Address.TryParse(Sender, out var sender) ? sender : null, "mail.horria.example"));
        var names = record?.Directives.Select(directive => macros.Expand(directive.Mechanism.Target!, "news.horria.example", "")!.Length).ToList() ?? [];
        Assert.Equal(isRecord ? 1 : 0, names.Count);
        Assert.All(names, length => Assert.InRange(length, 1, 253));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private static FakeDns World()
    {
        var dns = new FakeDns().Host("mail.horria.example", Client).Host("mail.horria.example", "2001:db8::7").Reverse(Client, "mail.horria.example")
            .Exchange("news.horria.example", "mx1.horria.example", 10).Exchange("news.horria.example", "mail4.horria.example", 20)
            .Host("mx1.horria.example", "198.51.100.1").Host("mail4.horria.example", Client)
            .Text("pass.example", "v=spf1 ip4:192.0.2.7 -all").Text("fail.example", "v=spf1 -all").Text("none.example", "nothing of the kind").Broken("broken.example")
            .Text("nine.example", "v=spf1" + string.Concat(Enumerable.Repeat(" a:mx1.horria.example", 9)) + " ?all");
        foreach (var listed in (string[])["amel.k.7.2.0.192.in-addr", "news.horria.example.example", "amel.k%40news.horria.example", "mail.horria.example", "192.0.2.7.in-addr"])
            dns.Host(listed + ".list.example", "127.0.0.2");
        return dns;
    }

    private static Task<SpfEvidence> AskAsync(FakeDns dns, string client, string? sender, string helo = "mail.horria.example") =>
        new Spf(NameLookup.Open(new DnsSettings { Servers = [dns.Endpoint] }, TimeProvider.System))
            .CheckAsync(IPAddress.Parse(client), Address.TryParse(sender, out var from) ? from : null, helo, TestContext.Current.CancellationToken);
}
