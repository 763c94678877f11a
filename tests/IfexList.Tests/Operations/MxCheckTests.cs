using System.Net;
using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Operations;
using IfexList.Tests.Delivery;

namespace IfexList.Tests.Operations;

public sealed class MxCheckTests
{
    [Theory]
    [InlineData("in order", "198.51.100.7", SourceName.Confirmed, true, Grade.Ok, "has a name")]
    [InlineData("no name", "198.51.100.7", SourceName.Missing, true, Grade.Fail, "let whoever owns the address call it us.example")]
    [InlineData("no name, IPv6", "2001:db8::7", SourceName.Missing, true, Grade.Warn, "mail doesn't leave from it: let whoever owns the address call it us.example")]
    [InlineData("behind a NAT", "192.168.1.7", SourceName.Hidden, true, Grade.Warn, "see that the address that the world sees")]
    [InlineData("behind a NAT, IPv6", "fd00::7", SourceName.Hidden, true, Grade.Warn, "so mail doesn't leave from it")]
    [InlineData("no answer", "198.51.100.7", SourceName.Unknown, true, Grade.Warn, "see Dns.Servers")]
    [InlineData("another machine's", "198.51.100.7", SourceName.Confirmed, false, Grade.Fail, "correct Relay.Sources")]
    public async Task An_address_to_send_from_is_looked_at(string why, string address, SourceName name, bool isHere, Grade grade, string reason)
    {
        await using var world = new NamesWorld("");
        var finding = Over(world, address).Of(new SourceAddress(IPAddress.Parse(address), name, IsChosen: true), isHere);
        Assert.True(finding.Grade == grade && finding.Reason.Contains(reason), $"{why}: {finding}");
    }

    [Fact]
    public async Task Each_family_has_its_line()
    {
        await using var world = new NamesWorld("");
        Assert.Equal(["source 127.0.0.1", "source IPv6", "DANE"], (await RunAsync(world, "127.0.0.1")).Select(finding => finding.What));
        Assert.Equal(["source ::1", "source IPv4", "DANE"], (await RunAsync(world, "::1")).Select(finding => finding.What));
    }

    [Theory]
    [InlineData("believed, and it validates", true, "org MX 10 mx.org | org SIGNED", Grade.Ok, "is on")]
    [InlineData("believed, and it doesn't validate", true, "org MX 10 mx.org", Grade.Warn, "doesn't validate DNSSEC")]
    [InlineData("not believed", false, "org MX 10 mx.org | org SIGNED", Grade.Warn, "is off")]
    [InlineData("silent", true, "org BROKEN", Grade.Warn, "no resolver answers")]
    public async Task Whether_DANE_is_on_is_told_and_why(string why, bool believesAd, string zone, Grade grade, string reason)
    {
        await using var world = new NamesWorld(zone, believesAd: believesAd);
        var finding = (await RunAsync(world, "127.0.0.1")).Single(finding => finding.What == "DANE");
        Assert.True(finding.Grade == grade && finding.Reason.Contains(reason), $"{why}: {finding}");
    }

    private static Task<IReadOnlyList<Finding>> RunAsync(NamesWorld world, string source) => Over(world, source).RunAsync(TestContext.Current.CancellationToken);

    private static MxCheck Over(NamesWorld world, string source) =>
        new(new Settings { HostName = "us.example", Relay = new RelaySettings { Mode = RelayMode.Mx, Sources = [source] } }, world.Names, world.Time);
}
