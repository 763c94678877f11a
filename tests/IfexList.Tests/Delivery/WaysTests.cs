using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using IfexList.Tests.Operations;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IfexList.Tests.Delivery;

/// <summary>By the reader's domain: which way his copy goes, what becomes of it where there is none, and that lists take turns.</summary>
public sealed class WaysTests : IAsyncDisposable
{
    private readonly FakeDns _dns = new();

    private static RelaySettings Mx(FakeHop hop) => DeliveryHouse.To(hop) with { Mode = RelayMode.Mx, Host = "" };

    private DeliveryHouse House(RelaySettings relay, TimeProvider? time = null) => new(relay, time, dns: _dns);

    private void Lead(string domain, params string[] exchanges)
    {
        foreach (var (exchange, preference) in exchanges.Select((name, i) => (name, i)))
            _dns.Exchange(domain, exchange, (byte)(10 + preference)).Host(exchange, "127.0.0.1");
    }

    [Fact]
    public async Task Each_domain_is_served_by_its_exchanges_and_what_takes_no_mail_is_refused_at_once()
    {
        await using var hop = new FakeHop().Start();
        Lead("one.example", "mx.provider.example");
        Lead("two.example", "mx.provider.example");
        _dns.Host("alone.example", "127.0.0.1");
        _dns.Exchange("null.example", ".", 0);
        await using var house = House(Mx(hop));
        await house.OweAsync(["a@one.example", "b@two.example", "c@alone.example", "d@null.example", "e@nowhere.example"]);
        house.Run();
        await DeliveryHouse.UntilAsync(() => house.Owed().Count == 0);
        Assert.Equal(["a@one.example", "b@two.example", "c@alone.example"], hop.Taken.Select(mail => mail.Recipient).Order());
        Assert.Equal(["d@null.example 556 5.1.10 The domain takes no mail", "e@nowhere.example 550 5.1.2 There is no such domain"], house.Setbacks());
        await DeliveryHouse.UntilAsync(() => house.Database.Read(db => Routes.WayOf(db, "two.example")) is not null);
        Assert.Equal(new Way("mx.provider.example", "mx.provider.example"), house.Database.Read(db => Routes.WayOf(db, "one.example")));
        Assert.Equal(new Way("mx.provider.example", "mx.provider.example"), house.Database.Read(db => Routes.WayOf(db, "two.example")));
    }

    [Fact]
    public async Task Domains_behind_the_same_exchanges_share_the_connections_that_these_bear()
    {
        await using var hop = new FakeHop { Thinks = TimeSpan.FromMilliseconds(2) }.Start();
        var shaping = Path.Combine(Path.GetTempPath(), $"ifexlist-shaping-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(shaping, """{ "Default": { "Connections": 3, "MessagesPerConnection": 20, "PerMinute": 0 } }""", TestContext.Current.CancellationToken);
        string[] domains = [.. Enumerable.Range(1, 20).Select(i => $"d{i}.example")];
        foreach (var domain in domains)
            Lead(domain, "mx.provider.example");
        await using var house = House(Mx(hop) with { Shaping = shaping });
        File.Delete(shaping);
        await house.OweAsync(domains.SelectMany(domain => Enumerable.Range(1, 5).Select(i => $"r{i}@{domain}")));
        house.Run();
        await DeliveryHouse.UntilAsync(() => house.Owed().Count == 0);
        Assert.Equal(100, hop.Taken.Select(mail => mail.Recipient).Distinct().Count());
        // One more may just be leaving.
        Assert.InRange(hop.MostOpen, 1, 4);
    }

    [Fact]
    public async Task Named_domains_go_by_a_next_hop_of_their_own_and_all_others_by_the_smarthost()
    {
        await using var partner = new FakeHop().Start();
        await using var hop = new FakeHop().Start();
        await using var house = House(DeliveryHouse.To(hop) with
        {
            Routes = [new RelayRouteSettings { Name = "partner", Domains = ["partner.example", "*.partner.example"], Host = "127.0.0.1", Port = partner.Port, Tls = RelayTls.None }],
        });
        await house.OweAsync(["a@partner.example", "b@deep.under.partner.example", "c@notpartner.example", "d@example.net"]);
        house.Run();
        await DeliveryHouse.UntilAsync(() => house.Owed().Count == 0);
        Assert.Equal(["a@partner.example", "b@deep.under.partner.example"], partner.Taken.Select(mail => mail.Recipient).Order());
        Assert.Equal(["c@notpartner.example", "d@example.net"], hop.Taken.Select(mail => mail.Recipient).Order());
        await DeliveryHouse.UntilAsync(() => house.Database.Read(db => Routes.WayOf(db, "partner.example")) is not null);
        Assert.Equal("partner", house.Database.Read(db => Routes.WayOf(db, "partner.example"))!.Route);
    }

    [Fact]
    public async Task While_the_DNS_is_silent_about_a_domain_others_are_served_and_it_follows_when_that_is_over()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var hop = new FakeHop().Start();
        Lead("good.example", "mx.good.example");
        _dns.Broken("mute.example");
        await using var house = House(Mx(hop), time);
        await house.OweAsync(["a@mute.example", "b@good.example"]);
        house.Run();
        await DeliveryHouse.UntilAsync(() => house.Owed().Count == 1 && house.Database.Read(Routes.Troubled).ContainsKey("mute.example"));
        Assert.Equal(("a@mute.example", 0), house.Owed().Select(row => (row.Address, row.Attempts)).Single());
        Lead("mute.example", "mx.good.example");
        await PassAsync(time, () => house.Owed().Count == 0, TimeSpan.FromMinutes(1));
        Assert.Equal(["a@mute.example", "b@good.example"], hop.Taken.Select(mail => mail.Recipient).Order());
        await DeliveryHouse.UntilAsync(() => house.Database.Read(Routes.Troubled).Count == 0);
    }

    [Fact]
    public async Task What_can_go_nowhere_for_longer_than_we_try_is_given_up_though_it_was_never_tried()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var hop = new FakeHop().Start();
        _dns.Broken("mute.example");
        await using var house = House(Mx(hop) with { GiveUpAfter = TimeSpan.FromDays(5) }, time);
        await house.OweAsync(["new@mute.example"]);
        await house.OweAsync(["old@mute.example"], rendering: 2, since: time.GetUtcNow().AddDays(-6).ToUnixTimeMilliseconds());
        house.Run();
        await PassAsync(time, () => house.Owed().Count == 1, TimeSpan.FromMinutes(10));
        Assert.Equal("new@mute.example", house.Owed().Single().Address);
        Assert.Equal("expired", house.Fates()["old@mute.example"]);
    }

    [Fact]
    public async Task What_rests_is_tried_at_once_when_somebody_strikes_its_trouble_out()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var hop = new FakeHop { BannerOf = _ => "554 5.3.2 not today" }.Start();
        Lead("one.example", "mx.provider.example");
        await using var house = House(Mx(hop), time);
        await house.OweAsync(["a@one.example"]);
        house.Run();
        await PassAsync(time, () => house.Database.Read(Routes.Troubled).ContainsKey("mx.provider.example"));
        Assert.Equal(0, house.Owed().Single().Attempts);
        var connections = hop.Connections;
        await house.Database.WriteAsync(tx => Routes.Note(tx, "mx.provider.example", null));
        for (var i = 0; i < 200 && hop.Connections == connections; i++)
        {
            // No more than a few looks of the loop: its pause would be a quarter of an hour.
            time.Advance(Limits.PollTime / 10);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        Assert.True(hop.Connections > connections);
    }

    [Fact]
    public async Task Two_lists_that_send_at_the_same_time_take_turns_and_so_do_letters_and_what_is_urgent()
    {
        await using var hop = new FakeHop().Start();
        await using var house = House(DeliveryHouse.To(hop, connections: 1));
        await house.OweAsync(Enumerable.Range(1, 300).Select(i => $"first{i}@example.net"), priority: 1);
        await house.OweAsync(Enumerable.Range(1, 300).Select(i => $"second{i}@example.net"), priority: 1, rendering: 2);
        await house.Database.WriteAsync(tx => tx.Execute("UPDATE deliveries SET stream = 'communique' WHERE rendering = 2"));
        for (var i = 0; i < 20; i++)
            await house.OweLetterAsync($"letter{i}@example.net", "Subject: confirm\r\n\r\nAnswer this.\r\n", rendering: 10 + i);
        house.Run();
        await DeliveryHouse.UntilAsync(() => house.Owed().Count == 0);
        var order = hop.Taken.Select(mail => mail.Recipient).ToList();
        Assert.InRange(order.Take(90).Count(address => address.StartsWith("letter", StringComparison.Ordinal)), 20, 20);
        Assert.InRange(order.Take(200).Count(address => address.StartsWith("first", StringComparison.Ordinal)), 80, 110);
        Assert.InRange(order.Take(200).Count(address => address.StartsWith("second", StringComparison.Ordinal)), 80, 110);
    }

    // Lets time pass until it holds.
    private static async Task PassAsync(FakeTimeProvider time, Func<bool> holds, TimeSpan? step = null)
    {
        for (var i = 0; i < 1000 && !holds(); i++)
        {
            time.Advance(step ?? TimeSpan.FromSeconds(1));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        Assert.True(holds());
    }

    public ValueTask DisposeAsync() => _dns.DisposeAsync();
}
