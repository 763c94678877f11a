using IfexList.Foundation;
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
}
