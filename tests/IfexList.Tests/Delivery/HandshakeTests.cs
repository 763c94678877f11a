using System.Net;
using System.Security.Cryptography;
using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Mail;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IfexList.Tests.Delivery;

public class HandshakeTests
{
    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("CRAM-MD5")]
    public async Task A_hop_that_asks_for_a_password_on_this_machine_gets_it(string mechanism)
    {
        await using var hop = new FakeHop { Auth = mechanism }.Start();
        var password = Path.GetTempFileName();
        await File.WriteAllTextAsync(password, "s3cret\n", TestContext.Current.CancellationToken);
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop) with { UserName = "lists", PasswordFile = password });
        await house.OweAsync(["reader1@example.net"]);
        house.Run();
        await DeliveryHouse.UntilAsync(() => hop.Taken.Count == 1);
        Assert.Equal(("lists", "s3cret"), hop.LoggedIn.First());
        File.Delete(password);
    }

    [Theory]
    [InlineData(RelayTls.Opportunistic, true)]
    [InlineData(RelayTls.Opportunistic, false)]
    public async Task Opportunistic_encrypts_where_it_can_and_sends_where_it_cannot(RelayTls tls, bool offered)
    {
        await using var hop = new FakeHop { StartTls = offered }.Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop, tls: tls));
        await house.OweAsync(["reader1@example.net"]);
        house.Run();
        await DeliveryHouse.UntilAsync(() => hop.Taken.Count == 1);
        Assert.Equal(offered, hop.Commands.Contains("STARTTLS"));
        Assert.Equal(offered ? 2 : 1, hop.Commands.Count(command => command.StartsWith("EHLO", StringComparison.Ordinal)));
    }

    /// <summary>In each case the hop as a whole is no use: the route pauses, and no row has been tried.</summary>
    [Theory]
    [InlineData("required but not offered")]
    [InlineData("required and the certificate is nobody's")]
    [InlineData("text injected behind STARTTLS")]
    [InlineData("421 at the greeting")]
    [InlineData("554 at the greeting")]
    [InlineData("wrong password")]
    [InlineData("nobody listens")]
    public async Task A_hop_that_cannot_be_used_pauses_the_route_and_touches_no_row(string reason)
    {
        var time = new FakeTimeProvider();
        await using var hop = new FakeHop
        {
            StartTls = reason.Contains("certificate", StringComparison.Ordinal) || reason.Contains("injected", StringComparison.Ordinal),
            InjectBehindStartTls = reason.Contains("injected", StringComparison.Ordinal) ? "250 2.0.0 injected" : "",
            Banner = reason[0] is '4' or '5' ? reason[..3] + " 4.3.2 go away" : "220 fake.example",
            Auth = reason == "wrong password" ? "PLAIN" : null,
        }.Start();
        var password = Path.GetTempFileName();
        await File.WriteAllTextAsync(password, "wrong", TestContext.Current.CancellationToken);
        var relay = DeliveryHouse.To(hop, tls: reason.StartsWith("required", StringComparison.Ordinal) ? RelayTls.Required
            : hop.StartTls ? RelayTls.Opportunistic : RelayTls.None);
        if (reason == "wrong password")
            relay = relay with { UserName = "lists", PasswordFile = password };
        if (reason == "nobody listens")
            await hop.DisposeAsync();
        await using (var house = new DeliveryHouse(relay, time))
        {
            await house.OweAsync(["reader1@example.net", "reader2@example.net"]);
            house.Run();
            await Task.Delay(300, TestContext.Current.CancellationToken);
            Assert.InRange(hop.Connections, 0, 1);
            for (var i = 0; i < 4; i++)
            {
                time.Advance(TimeSpan.FromSeconds(61));
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
            if (reason != "nobody listens")
                Assert.InRange(hop.Connections, 2, 5);
            Assert.All(house.Owed(), row => Assert.Equal((0, null), (row.Attempts, row.Last)));
            Assert.Equal(2, house.Owed().Count);
            Assert.Empty(hop.Taken);
        }
        File.Delete(password);
    }

    private static Hop At(FakeHop hop, RelayTls tls = RelayTls.None) => new("127.0.0.1", hop.Port, tls);

    private static async Task<(bool IsOpen, bool IsEncrypted, SmtpReply Refusal)> OpenAsync(Handshake handshake)
    {
        var (hop, _, refusal) = await handshake.OpenAsync(TestContext.Current.CancellationToken, CancellationToken.None);
        using (hop)
            return (hop is not null, hop?.IsEncrypted == true, refusal);
    }

    private static Handshake To(params IReadOnlyList<Hop> hops) => new(hops, "lists.example.org", TimeProvider.System);

    private static HopProof.Pinned Pin(byte[] certificate) => new([new Tlsa(3, 0, 1, SHA256.HashData(certificate))], ["fake.example"]);

    [Theory]
    [InlineData("nobody listens", 451)]
    [InlineData("421 4.3.2 at the greeting", 421)]
    [InlineData("554 5.7.1 at the greeting", 554)]
    [InlineData("drop", 451)]
    [InlineData("half 220 fa", 451)]
    [InlineData("220", 454, "no STARTTLS though it must prove who it is")]
    [InlineData("hello there", 451)]
    public async Task A_hop_that_does_not_want_us_is_passed_over_for_the_next(string banner, int code, string? reason = null)
    {
        await using var first = new FakeHop { Banner = banner }.Start();
        await using var second = new FakeHop().Start();
        var bad = At(first) with { Proof = reason is null ? null : new HopProof.Valid() };
        if (banner == "nobody listens")
            await first.DisposeAsync();
        Assert.True((await OpenAsync(To(bad, At(second)))).IsOpen);
        Assert.Equal(1, second.Connections);
        var (isOpen, _, refusal) = await OpenAsync(To(bad));
        Assert.False(isOpen);
        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task What_a_hop_said_counts_for_more_than_that_another_one_was_away()
    {
        await using var away = new FakeHop().Start();
        await away.DisposeAsync();
        await using var first = new FakeHop { Banner = "554 5.7.1 not you" }.Start();
        await using var second = new FakeHop { Banner = "421 4.3.2 later" }.Start();
        Assert.Equal("554 5.7.1 not you", (await OpenAsync(To(At(away), At(first), At(second)))).Refusal.ToString());
    }

    [Fact]
    public async Task All_addresses_of_a_hop_are_tried_from_our_own_of_the_same_family()
    {
        await using var hop = new FakeHop().Start();
        var there = At(hop) with { Addresses = [IPAddress.Parse("127.0.0.9"), IPAddress.IPv6Loopback, IPAddress.Loopback] };
        Assert.True((await OpenAsync(To(there with { Sources = [IPAddress.Parse("127.0.0.5")] }))).IsOpen);
        Assert.Equal(IPAddress.Parse("127.0.0.5"), hop.Peers.Single());
        Assert.False((await OpenAsync(To(there with { Sources = [IPAddress.IPv6Loopback] }))).IsOpen);
        Assert.Equal(1, hop.Connections);
    }

    [Fact]
    public async Task A_hop_that_says_nothing_holds_up_one_connection_and_is_tried_last_from_then_on()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var silent = new FakeHop { Banner = "stuck 2" }.Start();
        await using var second = new FakeHop().Start();
        var handshake = new Handshake([At(silent), At(second)], "lists.example.org", time);
        var opening = OpenAsync(handshake);
        await DeliveryHouse.UntilAsync(() => silent.Connections == 1);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        time.Advance(Limits.GreetingTime);
        Assert.True((await opening).IsOpen);
        Assert.True((await OpenAsync(handshake)).IsOpen);
        Assert.Equal((1, 2), (silent.Connections, second.Connections));
    }

    [Theory]
    [InlineData("no proof asked, TLS broken", true, false)]
    [InlineData("no proof asked", true, true)]
    [InlineData("pinned", true, true)]
    [InlineData("pinned, another certificate", false, false)]
    [InlineData("pinned, TLS broken", false, false)]
    [InlineData("valid, but nobody's", false, false)]
    [InlineData("valid, TLS broken", false, false)]
    public async Task What_must_be_proved_never_falls_back(string asked, bool isOpen, bool isEncrypted)
    {
        using var certificate = FakeHop.NewCertificate();
        await using var hop = new FakeHop { StartTls = true, Certificate = certificate, TlsIsBroken = asked.EndsWith("broken", StringComparison.Ordinal) }.Start();
        var to = At(hop, RelayTls.Opportunistic) with
        {
            Proof = asked.StartsWith("valid", StringComparison.Ordinal) ? new HopProof.Valid()
                : asked.StartsWith("pinned", StringComparison.Ordinal) ? Pin(asked.Contains("another", StringComparison.Ordinal) ? [1] : certificate.RawData) : null,
        };
        var (open, encrypted, refusal) = await OpenAsync(To(to));
        Assert.Equal((isOpen, isEncrypted), (open, encrypted));
        Assert.Equal(isOpen ? 0 : 454, refusal.Code);
    }

    [Fact]
    public async Task A_second_connection_resumes_the_first_and_its_proof_is_asked_for_all_the_same()
    {
        using var certificate = FakeHop.NewCertificate();
        await using var hop = new FakeHop { StartTls = true, Certificate = certificate }.Start();
        for (var i = 0; i < 4; i++)
            Assert.True((await OpenAsync(To(At(hop, RelayTls.Opportunistic) with { Host = "fake.example", Addresses = [IPAddress.Loopback] }))).IsEncrypted);
        long[] octets = [.. hop.TlsOctets];
        Assert.All(octets[1..], again => Assert.True(again < octets[0] * 0.7, string.Join(" ", octets)));
        foreach (HopProof proof in new HopProof[] { new HopProof.Valid(), Pin([1]) })
            Assert.False((await OpenAsync(To(At(hop, RelayTls.Opportunistic) with { Host = "fake.example", Addresses = [IPAddress.Loopback], Proof = proof }))).IsOpen);
        Assert.True((await OpenAsync(To(At(hop, RelayTls.Opportunistic) with { Host = "fake.example", Addresses = [IPAddress.Loopback], Proof = Pin(certificate.RawData) }))).IsOpen);
    }

    [Fact]
    public async Task A_certificate_that_changes_between_connections_breaks_nothing()
    {
        // Each connection is shown a new one.
        await using var hop = new FakeHop { StartTls = true }.Start();
        for (var i = 0; i < 4; i++)
            Assert.True((await OpenAsync(To(At(hop, RelayTls.Opportunistic)))).IsEncrypted);
    }
}
