using IfexList.Foundation;
using IfexList.Ledger;
using IfexList.Mail;
using IfexList.Store;
using IfexList.Tests.Delivery;
using Xunit;

namespace IfexList.Tests.Store;

public class DeliveriesTests
{
    private static readonly QueueDesk Queue = new(Routes.Smarthost);

    private static async Task<DeliveryHouse> HouseAsync()
    {
        var house = new DeliveryHouse(new RelaySettings());
        await house.OweAsync(["a@example.net", "b@example.net"], priority: 5, rendering: 1, since: 1000);
        await house.OweAsync(["a@example.net", "c@example.net"], priority: 1, rendering: 2, since: 2000);
        return house;
    }

    [Fact]
    public async Task Due_copies_come_lane_by_lane_page_by_page_and_none_before_its_time()
    {
        await using var house = await HouseAsync();
        await house.Database.WriteAsync(tx => tx.Execute("UPDATE deliveries SET next_at = 9000 WHERE id = 4"));
        Assert.Equal([new OwedLane(1, "alerts"), new OwedLane(5, "alerts")], house.Database.Read(Deliveries.Lanes));
        Assert.Equal([new OwedLane(1, "alerts", "example.net"), new OwedLane(5, "alerts", "example.net")], house.Database.Read(db => Deliveries.LanesByDomain(db, 5000)));
        Assert.Equal([new OwedLane(5, "alerts", "example.net")], house.Database.Read(db => Deliveries.LanesByDomain(db, 1500)));
        Assert.Equal([3], Pages(house, new OwedLane(1, "alerts")));
        Assert.Equal([1, 2], Pages(house, new OwedLane(5, "alerts")));
        Assert.Equal([1, 2], Pages(house, new OwedLane(5, "alerts", "example.net")));
        Assert.Empty(Pages(house, new OwedLane(5, "alerts", "example.com")));
    }

    private static List<long> Pages(DeliveryHouse house, OwedLane lane)
    {
        var ids = new List<long>();
        var mark = OwedMark.Start;
        while (house.Database.Read(db => Deliveries.Due(db, lane, mark, 5000, 1)) is [.., var last] page)
        {
            ids.AddRange(page.Select(copy => copy.Id));
            mark = OwedMark.At(last);
        }
        return ids;
    }

    [Fact]
    public async Task The_queue_can_be_listed_retried_and_dropped()
    {
        await using var house = await HouseAsync();
        var waiting = house.Database.Read(db => Queue.Waiting(db, QueuePart.All, 3));
        Assert.Equal([3, 4, 1], waiting.Select(entry => entry.Id));
        Assert.Equal(("alerts", "2026-1124-02", "a@example.net"), (waiting[0].List, waiting[0].What, waiting[0].Address));
        await house.Database.WriteAsync(tx => tx.Execute("UPDATE deliveries SET next_at = 9000 WHERE id = 4"));
        Assert.Equal(1, await house.Database.WriteAsync(tx => Queue.Retry(tx, QueuePart.All, 5000)));
        Assert.True(await house.Database.WriteAsync(tx => Deliveries.Drop(tx, 2, 6000)));
        Assert.False(await house.Database.WriteAsync(tx => Deliveries.Drop(tx, 2, 6000)));
        Assert.Equal("dropped", house.Fates()["b@example.net"]);
    }

    [Fact]
    public async Task Everything_about_one_address_can_be_explained()
    {
        await using var house = await HouseAsync();
        Assert.True(Address.TryParse("a@example.net", out var address));
        await house.Database.WriteAsync(tx =>
        {
            var copy = Deliveries.Due(tx, new OwedLane(5, "alerts"), OwedMark.Start, 5000, 10).Single(c => c.Id == 1);
            Deliveries.Finish(tx, copy, Deliveries.EditionsOf(tx, 1), "refused", 7000);
            BounceLedger.Enter(tx, copy.Person, copy.Rendering, Setback.Heard(SmtpReply.UnknownRecipient), 7001);
        });
        var story = house.Database.Read(db => Queue.Explain(db, address, 9000, 10));
        Assert.Equal(["setback", "refused", "waiting"], story.Select(line => line.Outcome));
        Assert.Equal("550 5.1.1 No such address here", story[0].Detail);
    }
}
