using System.Text;
using IfexList.Authentication;
using IfexList.Mail;
using IfexList.Tests.Mail;
using IfexList.Tests.Operations;

namespace IfexList.Tests.Authentication;

public sealed class SenderCheckTests
{
    private const string Domain = "horria.example", Server = "192.0.2.175", Relay = "198.51.100.25";

    private static readonly string Mail = TestHouse.Mail($"Amel <amel@{Domain}>", "alerts@lists.example.org", "ALERT", "Text");

    /// <summary>Behind a relay of our own its Received line says who came; a line further down is the sender's.</summary>
    [Theory]
    [InlineData(CheckResult.Pass, $"from a.example (mail.{Domain} [{Server}]) by mx.example")]
    [InlineData(CheckResult.Fail, "from a.example (unknown [203.0.113.9]) by mx.example", $"from a.example (mail.{Domain} [{Server}]) by mx.example")]
    [InlineData(CheckResult.Pass, $"from mx1.example (mx1.example [{Relay}]) by mx2.example", $"from a.example (mail.{Domain} [{Server}]) by mx1.example")]
    [InlineData(CheckResult.Pass, "from localhost (localhost [127.0.0.1]) by mx.example", $"from a.example (mail.{Domain} [{Server}]) by mx.example")]
    [InlineData(CheckResult.Fail, $"from [{Server}] (unknown [203.0.113.9]) by mx.example")]
    [InlineData(CheckResult.None, $"from {Server} by mx.example", $"from a.example (mail.{Domain} [{Server}]) by mx.example")]
    [InlineData(CheckResult.None)]
    public async Task Behind_a_front_relay_spf_is_asked_of_whom_that_relay_met(CheckResult expected, params string[] received)
    {
        await using var dns = new FakeDns().Text(Domain, $"v=spf1 ip4:{Server} -all");
        var mail = string.Concat(received.Select(line => $"Received: {line}; Thu, 12 Mar 2026 06:52:11 +0000\r\n")) + Mail;
        var found = await Checks.OfAsync(Checks.Over(dns, "198.51.100.0/24"), Encoding.UTF8.GetBytes(mail), $"amel@{Domain}", Relay);
        Assert.Equal(new SpfEvidence(expected, Domain), found.Spf);
        Assert.Equal(expected == CheckResult.Pass, found.IsAligned);
    }

    [Fact]
    public async Task A_Received_line_of_a_stranger_is_not_read()
    {
        await using var dns = new FakeDns().Text(Domain, $"v=spf1 ip4:{Server} -all");
        var found = await Checks.OfAsync(dns, $"Received: from a.example (mail.{Domain} [{Server}]) by mx.example\r\n" + Mail, $"amel@{Domain}", "203.0.113.9");
        Assert.Equal(CheckResult.Fail, found.Spf!.Result);
    }

    [Fact]
    public async Task A_failure_of_the_DNS_is_a_temporary_error_and_never_a_pass()
    {
        await using var dns = new FakeDns().Broken(Domain).Broken("_dmarc." + Domain).Broken("t2026._domainkey." + Domain);
        var found = await Checks.OfAsync(Checks.Over(dns), SampleMail.Bytes(1), "amel.jaziri@horria.example", Server);
        Assert.Equal(
            "Authentication-Results: lists.example.org;\r\n\tspf=temperror smtp.mailfrom=horria.example;\r\n\tdkim=temperror header.d=horria.example header.s=t2026;"
            + "\r\n\tdmarc=temperror header.from=horria.example policy.aligned=no\r\n",
            found.ToField("lists.example.org"));
    }

    /// <summary>Nobody in particular has written it, so nobody's domain is asked.</summary>
    [Theory]
    [InlineData("From: a@horria.example, b@horria.example\r\n")]
    [InlineData("From: a@horria.example\r\nFrom: b@horria.example\r\n")]
    [InlineData("From: a@horria.example\r\nfrom : b@horria.example\r\n")]
    [InlineData("From: undisclosed:;\r\n")]
    [InlineData("Subject: no author\r\n")]
    public async Task Where_there_is_no_one_author_dmarc_says_nothing(string header)
    {
        await using var dns = new FakeDns().Text("_dmarc.horria.example", "v=DMARC1; p=reject");
        Assert.Null((await Checks.OfAsync(dns, header + "\r\ntext\r\n")).Dmarc);
    }

    /// <summary>Whoever is the author when the mail is worked off is asked about at the door, however his line is written.</summary>
    [Theory]
    [InlineData("From: ,amel@horria.example")]
    [InlineData("From: amel@horria.example\v")]
    [InlineData("From: amel@horria.example;x@evil.example")]
    [InlineData("from\t: Amel <amel@horria.example>")]
    [InlineData("From:\r\n \r\n amel@horria.example")]
    public async Task An_odd_From_line_hides_nobody(string from)
    {
        await using var dns = new FakeDns().Text("_dmarc.horria.example", "v=DMARC1; p=reject");
        var mail = Mail.Replace($"From: Amel <amel@{Domain}>", from, StringComparison.Ordinal);
        var found = await Checks.OfAsync(dns, mail, "x@evil.example");
        Assert.Equal(Domain, HeaderText.Author(RawMessage.Parse(Encoding.UTF8.GetBytes("X: y\r\n" + mail)))!.Value.Domain);
        Assert.True(found.IsDisowned);
    }

    [Fact]
    public async Task A_display_name_that_looks_like_an_address_is_none()
    {
        await using var dns = new FakeDns().Text("_dmarc.horria.example", "v=DMARC1; p=reject").Text("_dmarc.evil.example", "v=DMARC1; p=none");
        Assert.Equal("evil.example", (await Checks.OfAsync(dns, "From: \"amel@horria.example\" <x@evil.example>\r\n\r\ntext\r\n")).Dmarc!.Domain);
    }

    [Fact]
    public async Task A_chain_that_is_broken_is_told_with_its_latest_sealer()
    {
        await using var dns = new FakeDns();
        var chain = "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=forwarder.example; s=s; b=AAAA\r\nARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=forwarder.example; s=s; h=from; bh=AA; b=AAAA\r\n"
            + "ARC-Authentication-Results: i=1; forwarder.example; dmarc=pass header.from=horria.example\r\n";
        var found = await Checks.OfAsync(dns, chain + Mail);
        Assert.Equal(new ArcEvidence(CheckResult.Fail, "forwarder.example"), found.Arc);
        Assert.False(found.IsAligned);
    }

    [Fact]
    public async Task A_chain_whose_seals_are_right_passes()
    {
        var forwarder = new TestSealer("forwarder.example", "s");
        await using var dns = new FakeDns().Text("s._domainkey.forwarder.example", forwarder.Record);
        var found = await Checks.OfAsync(Checks.Over(dns), await forwarder.SealAsync(Mail), null, "192.0.2.1");
        Assert.Equal(new ArcEvidence(CheckResult.Pass, "forwarder.example"), found.Arc);
    }
}
