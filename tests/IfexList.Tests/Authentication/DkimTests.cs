using System.Text;
using IfexList.Authentication;
using IfexList.Tests.Mail;
using IfexList.Tests.Operations;

namespace IfexList.Tests.Authentication;

public sealed class DkimTests
{
    private const string Domain = "horria.example";

    private static readonly TestSigner Signer = TestSigner.Rsa();
    private static readonly TestSigner Small = TestSigner.Rsa(768);
    private static readonly TestSigner Edwards = TestSigner.Ed25519();

    private static readonly string Mail = TestHouse.Mail($"Amel <amel@{Domain}>", "alerts@lists.example.org", "ALERT", "Text one\r\nText two");

    private static readonly Dictionary<string, (CheckResult Expected, string Mail)> Table = new()
    {
        ["as it was signed"] = (CheckResult.Pass, Signer.Sign(Mail, Domain)),
        ["Ed25519"] = (CheckResult.Pass, Edwards.Sign(Mail, Domain, "ed")),
        ["another subject"] = (CheckResult.Fail, Signer.Sign(Mail, Domain).Replace("Subject: ALERT", "Subject: FALSE", StringComparison.Ordinal)),
        ["another text"] = (CheckResult.Fail, Signer.Sign(Mail, Domain).Replace("Text two", "Text 2", StringComparison.Ordinal)),
        ["text added at the end"] = (CheckResult.Fail, Signer.Sign(Mail, Domain) + "more\r\n"),
        ["an empty line at the end is no text"] = (CheckResult.Pass, Signer.Sign(Mail, Domain) + "\r\n\r\n"),
        ["a length that covers all of it"] = (CheckResult.Pass, Signer.Sign(Mail, Domain, tags: "l=20;")),
        ["a length, and text behind it"] = (CheckResult.Policy, Signer.Sign(Mail, Domain, tags: "l=20;") + "more\r\n"),
        ["a length of nothing"] = (CheckResult.Policy, Signer.Sign(Mail, Domain, tags: "l=0;")),
        ["a second subject above the signed one"] = (CheckResult.Policy, "Subject: FALSE\r\n" + Signer.Sign(Mail, Domain)),
        ["a second content type"] = (CheckResult.Policy, "Content-Type: text/html\r\n" + Signer.Sign(Mail, Domain)),
        ["a second subject where it was signed twice"] = (CheckResult.Fail, "Subject: FALSE\r\n" + Signer.Sign(Mail, Domain, fields: "from:subject:subject")),
        ["the subject isn't signed"] = (CheckResult.Policy, Signer.Sign(Mail, Domain, fields: "from:to:date")),
        ["From isn't signed"] = (CheckResult.PermError, Signer.Sign(Mail, Domain, fields: "to:subject:date")),
        ["expired"] = (CheckResult.Fail, Signer.Sign(Mail, Domain, tags: "t=1773000000; x=1773100000;")),
        ["not yet expired"] = (CheckResult.Pass, Signer.Sign(Mail, Domain, tags: "t=1773000000; x=1993100000;")),
        ["expires at no time that could be read"] = (CheckResult.Fail, Signer.Sign(Mail, Domain, tags: "x=soon;")),
        ["no such key"] = (CheckResult.PermError, Signer.Sign(Mail, Domain, "gone")),
        ["the key was withdrawn"] = (CheckResult.Fail, Signer.Sign(Mail, Domain, "withdrawn")),
        ["two keys under one name"] = (CheckResult.PermError, Signer.Sign(Mail, Domain, "two")),
        ["no key, but a wildcard's answer"] = (CheckResult.PermError, Signer.Sign(Mail, Domain, "wild")),
        ["a key that is none"] = (CheckResult.PermError, Signer.Sign(Mail, Domain, "garbage")),
        ["a key of another kind"] = (CheckResult.PermError, Signer.Sign(Mail, Domain, "ed")),
        ["another's key"] = (CheckResult.Fail, Edwards.Sign(Mail, Domain, "other")),
        ["a key for something else than mail"] = (CheckResult.PermError, Signer.Sign(Mail, Domain, "web")),
        ["a key of 768 bits"] = (CheckResult.Policy, Small.Sign(Mail, Domain, "small")),
        ["a key too long to be worth its arithmetic"] = (CheckResult.Policy, Signer.Sign(Mail, Domain, "huge")),
        ["a key for its domain alone, used for one below"] = (CheckResult.PermError, Signer.Sign(Mail, Domain, "strict", tags: $"i=@sub.{Domain};")),
        ["a key for its domain alone"] = (CheckResult.Pass, Signer.Sign(Mail, Domain, "strict", tags: $"i=x@{Domain};")),
        ["an identity of another domain"] = (CheckResult.PermError, Signer.Sign(Mail, Domain, tags: "i=@elsewhere.example;")),
        ["the resolver fails"] = (CheckResult.TempError, Signer.Sign(Mail, Domain, "broken")),
        ["a tag twice"] = (CheckResult.PermError, Signer.Sign(Mail, Domain, tags: "d=elsewhere.example;")),
        ["no tags at all"] = (CheckResult.PermError, "DKIM-Signature: yes\r\n" + Mail),
        ["no domain"] = (CheckResult.PermError, "DKIM-Signature: v=1; a=rsa-sha256; s=s; h=from; bh=; b=\r\n" + Mail),
        ["a signature of nothing"] = (CheckResult.PermError, $"DKIM-Signature: v=1; a=rsa-sha256; d={Domain}; s=s; h=from:subject; bh=x; b=\r\n" + Mail),
        ["the domain in a disguise"] = (CheckResult.PermError, Signer.Sign(Mail, Domain).Replace($"d={Domain}", $"d==?us-ascii?q?{Domain}?=", StringComparison.Ordinal)),
        ["a selector too long for a name"] = (CheckResult.PermError, Signer.Sign(Mail, Domain, new string('s', 64))),
        ["a name too long"] = (CheckResult.PermError, Signer.Sign(Mail, Domain, string.Concat(Enumerable.Repeat("s.", 120)) + "s")),
        ["more fields than anybody signs"] = (CheckResult.Policy, Signer.Sign(Mail, Domain, fields: "from:subject" + string.Concat(Enumerable.Repeat(":x", 300)))),
        ["SHA-1"] = (CheckResult.Fail, Signer.Sign(Mail, Domain).Replace("a=rsa-sha256", "a=rsa-sha1", StringComparison.Ordinal)),
    };

    public static TheoryData<string> Rows => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_signature_comes_to(string what)
    {
        await using var dns = Zone();
        var found = Assert.Single((await Checks.OfAsync(dns, Table[what].Mail)).Dkim);
        Assert.Equal(Table[what].Expected, found.Result);
    }

    [Fact]
    public async Task The_sample_that_was_signed_passes_and_its_forgery_fails()
    {
        await using var dns = new FakeDns().Text("t2026._domainkey.horria.example", SampleMail.DkimRecord);
        var genuine = await Checks.OfAsync(Checks.Over(dns), SampleMail.Bytes(1), "amel.jaziri@horria.example", "192.0.2.175");
        var forged = await Checks.OfAsync(Checks.Over(dns), SampleMail.Bytes(2), "bounce@bulk.invalid", "198.51.100.66");
        Assert.Equal([new DkimEvidence(CheckResult.Pass, "horria.example", "t2026")], genuine.Dkim);
        Assert.Equal([new DkimEvidence(CheckResult.Fail, "horria.example", "t2026")], forged.Dkim);
        Assert.True(genuine.IsAligned);
        Assert.False(forged.IsAligned);
    }

    /// <summary>So that a letter to somebody else is none to the list, though its signature is right.</summary>
    [Theory]
    [InlineData(false, "", "from:to:subject:date")]
    [InlineData(true, "", "from:subject:date")]
    [InlineData(true, "Cc: alerts@lists.example.org\r\n", "from:to:subject:date")]
    [InlineData(false, "", "from:to:cc:subject:date")]
    public async Task Whom_it_was_written_to_counts_where_it_is_signed(bool expected, string added, string fields)
    {
        await using var dns = Zone();
        var found = await Checks.OfAsync(dns, added + Signer.Sign(Mail, Domain, fields: fields));
        Assert.Equal((true, expected), (found.IsAligned, found.Dmarc!.IsReaddressed));
    }

    [Fact]
    public async Task What_is_brought_by_its_domain_s_own_server_is_written_to_whom_it_says()
    {
        await using var dns = Zone().Text(Domain, "v=spf1 ip4:192.0.2.1 -all");
        Assert.True((await Checks.OfAsync(dns, Signer.Sign(Mail, Domain, fields: "from:subject:date"), $"amel@{Domain}")).IsAlignedAsAddressed);
    }

    [Fact]
    public async Task A_crowd_of_signatures_costs_no_more_than_a_few()
    {
        await using var dns = Zone();
        var crowd = string.Concat(Enumerable.Range(0, 200).Select(i => $"DKIM-Signature: v=1; a=rsa-sha256; d=d{i}.example; s=s; h=from; bh=x; b=y\r\n"));
        var found = await Checks.OfAsync(dns, crowd + Mail);
        Assert.Equal(IfexList.Foundation.Limits.Signatures, found.Dkim.Count);
        Assert.InRange(dns.Asked, 1, 20);
    }

    private static FakeDns Zone() => new FakeDns()
        .Text($"s._domainkey.{Domain}", Signer.Record).Text($"ed._domainkey.{Domain}", Edwards.Record).Text($"small._domainkey.{Domain}", Small.Record)
        .Text($"withdrawn._domainkey.{Domain}", "v=DKIM1; p=").Text($"two._domainkey.{Domain}", Signer.Record).Text($"two._domainkey.{Domain}", Small.Record)
        .Text($"wild._domainkey.{Domain}", "v=spf1 exp=e.example -all").Text($"garbage._domainkey.{Domain}", "v=DKIM1; p=QUJD")
        .Text($"other._domainkey.{Domain}", TestSigner.Ed25519().Record).Text($"web._domainkey.{Domain}", Signer.Record + "; s=tlsrpt")
        .Text($"huge._domainkey.{Domain}", $"v=DKIM1; p={Convert.ToBase64String(new byte[2100])}").Text($"strict._domainkey.{Domain}", Signer.Record + "; t=s")
        .Broken($"broken._domainkey.{Domain}");
}
