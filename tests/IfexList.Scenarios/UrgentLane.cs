using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>What is urgent doesn't wait behind what isn't, however much of that is on its way.</summary>
[Collection(nameof(ByItself))]
public class UrgentLane(ITestOutputHelper output)
{
    private const int Readers = 15_000;
    private const string Large = "ALERT - ZIMBABWE: Plates seized";
    private const string Urgent = "ALERT - TUNISIA: Editor arrested";

    // More than two pages of rows: those that aren't read yet may not wait, either.
    private const int Watched = 2200;

    // Eight connections with two copies in hand each, and as many again that were about to be taken.
    private const int InHand = 32;

    [Fact(Timeout = 120_000)]
    public async Task The_first_hundred_copies_of_an_urgent_release_arrive_within_a_second_while_fifteen_thousand_others_are_being_sent()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        await host.Sender.PostAsync(Newsroom.Member, Large);
        await host.Sender.PostAsync(Newsroom.Member, Urgent, "He was taken from his home at night.");
        var request = await hop.RequestAsync(Urgent);
        var large = await hop.RequestAsync(Large);
        // A copy takes twenty milliseconds, all of them most of a minute.
        hop.Habits = new HopHabits { Pause = TimeSpan.FromMilliseconds(20) };
        await host.Sender.ReplyAsync(Newsroom.Moderator, large, "ok");
        await Eventually.HoldsAsync("a large send under way", () => hop.CopiesOf(Large).Skip(500).Any());
        await host.Sender.ReplyAsync(Newsroom.Moderator, request, "ok urgent");
        await Eventually.HoldsAsync("the urgent copies", () => hop.CopiesOf(Urgent).Skip(Watched - 1).Any(), TimeSpan.FromSeconds(60));
        var decided = DateTimeOffset.FromUnixTimeMilliseconds(host.Sql("SELECT max(at) FROM decision")!.Value);
        var arrivals = hop.CopiesOf(Urgent).Select(copy => copy.At).Order().ToList();
        output.WriteLine($"first after {(arrivals[0] - decided).TotalMilliseconds:0} ms, a hundred after {(arrivals[99] - decided).TotalMilliseconds:0} ms");
        Assert.InRange(arrivals[99] - decided, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        var others = hop.CopiesOf(Large).Count(copy => copy.At > arrivals[0] && copy.At < arrivals[Watched - 1]);
        output.WriteLine($"{others} of the others while {Watched} urgent ones went out");
        Assert.InRange(others, 0, InHand);
        Assert.InRange(hop.CopiesOf(Large).Count(), 500, Readers - 1);
        Assert.True(await host.CountAsync("deliveries", "due") > Readers);
        Assert.Equal(0, hop.Duplicates(Urgent));
    }
}
