using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using IfexList.Tests.Moderation;
using Xunit;

namespace IfexList.Tests.Delivery;

/// <summary>A request that the next hop refuses for good goes to somebody else at once.</summary>
public sealed class RefusedRequests
{
    private const string Marie = "marie@clearinghouse.example";
    private const string Kofi = "kofi@pressfreedom.example";

    [Fact]
    public async Task The_next_on_the_roster_gets_it_even_outside_her_hours_and_where_none_is_left_the_owners_hear_of_it_once()
    {
        await using var hop = new FakeHop { OnRcpt = address => address is Marie or Kofi ? "550 5.1.1 no such user" : null }.Start();
        await using var desk = new DutyHouse(change: settings => settings with { Relay = DeliveryHouse.To(hop) });
        await desk.AppointAsync(Marie);
        await desk.AppointAsync(Kofi, "20:00-21:00 UTC");
        var post = await desk.PostAsync();
        Assert.Equal("", desk.Had(Kofi));
        using var stop = new CancellationTokenSource();
        var running = desk.House.Get<DeliveryLoop>().RunAsync(stop.Token);

        await DeliveryHouse.UntilAsync(() => desk.House.Count("setback") == 1);
        await desk.PassAsync(TimeSpan.Zero);
        Assert.Equal(new HashSet<long> { desk.Person(Marie), desk.Person(Kofi) }, desk.House.Database.Read(db => Asked.Of(db, post)).ToHashSet());
        await DeliveryHouse.UntilAsync(() => desk.House.Count("setback") == 2);
        await desk.PassAsync(TimeSpan.Zero);
        await DeliveryHouse.UntilAsync(() => desk.House.Count("deliveries") == 0);
        await desk.PassAsync(TimeSpan.Zero);
        Assert.Equal(2, desk.House.Count("desk_log", "deed = 'undeliverable'"));
        Assert.Equal(0, desk.House.Count("due", "kind = 'unasked'"));
        var told = Assert.Single(hop.Taken, mail => mail.Recipient == DutyHouse.Owner);
        Assert.Contains("other editor is left to ask", told.Text, StringComparison.Ordinal);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_refused_reminder_or_a_request_for_a_decided_post_asks_nobody()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        await desk.AppointAsync(Kofi, desks: "ru");
        var post = await desk.PostAsync();
        var request = desk.House.Database.Read(db => db.Number("SELECT rendering FROM asked"))!.Value;
        await desk.House.Database.WriteAsync(tx => Asked.Refused(tx, desk.Person(Marie), request + 1, 0));
        Assert.Equal(0, desk.House.Count("due", "kind = 'unasked'"));
        await desk.House.Database.WriteAsync(tx => Asked.Refused(tx, desk.Person(Marie), request, 0));
        await desk.ExecuteAsync("UPDATE held SET verdict = 'waiting', orders = 'ok' WHERE id = @id", ("@id", post));
        await desk.PassAsync(TimeSpan.Zero);
        Assert.Equal((0L, ""), (desk.House.Count("due", "kind = 'unasked'"), desk.Had(Kofi)));
    }
}
