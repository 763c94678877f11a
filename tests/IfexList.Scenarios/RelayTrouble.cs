using System.Text;
using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>The next hop is down, slow to agree, refuses some, breaks off, knows little: nobody is missed for it.</summary>
public class RelayTrouble
{
    private const int Readers = 60;
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";

    // A route that fails as a whole rests for half a minute or so before it is tried again, whatever the plan for single copies.
    private static readonly TimeSpan RoutePatience = TimeSpan.FromSeconds(50);
    private static readonly string[] All = [.. Newsroom.Readers(Readers)];

    [Fact(Timeout = 60_000)]
    public async Task A_relay_that_was_down_gets_everything_once_when_it_is_back()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        await host.Sender.PostAsync(Newsroom.Member, Subject);
        var request = await hop.RequestAsync(Subject);
        await hop.DownAsync();
        await host.Sender.ReplyAsync(Newsroom.Moderator, request, "ok");
        await host.OwesAsync(Readers);
        Assert.Equal(0, hop.Copies);
        hop.Up();
        await hop.ServesAsync(Subject, All, RoutePatience);
        await host.DeliversAllAsync();
        Assert.Equal(0, hop.Duplicates(Subject));
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_was_deferred_is_tried_again_and_who_was_refused_never_is()
    {
        var refused = All.Take(5).ToHashSet();
        var deferred = All.Where((_, i) => i % 2 == 0).ToHashSet();
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        hop.Habits = new HopHabits
        {
            Refuse = (recipient, tries) =>
                refused.Contains(recipient) ? "550 5.1.1 no such mailbox"
                : deferred.Contains(recipient) && tries == 1 ? "451 4.7.1 greylisted, come back" : null,
        };
        await host.StartAsync();
        await host.ReleaseAsync(hop, Subject);
        await hop.ServesAsync(Subject, All.Except(refused));
        await host.DeliversAllAsync();
        await hop.DownAsync();
        Assert.All(refused, reader => Assert.Equal(1, hop.Tries(reader)));
        Assert.All(deferred.Except(refused), reader => Assert.Equal(2, hop.Tries(reader)));
        Assert.All(All.Except(refused).Except(deferred), reader => Assert.Equal(1, hop.Tries(reader)));
        Assert.Equal(0, hop.Duplicates(Subject));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_connection_that_breaks_inside_the_text_costs_nobody_his_copy()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        hop.Habits = new HopHabits { CutsInTextEvery = 5 };
        await host.ReleaseAsync(hop, Subject);
        await hop.ServesAsync(Subject, All);
        await host.DeliversAllAsync();
        Assert.Equal(0, hop.Duplicates(Subject));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_relay_that_takes_all_and_never_says_so_gets_it_again()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        hop.Habits = new HopHabits { Instead = HopHabits.Every(4, ".", "") };
        await host.ReleaseAsync(hop, Subject);
        await hop.ServesAsync(Subject, All);
        await host.DeliversAllAsync();
        Assert.True(hop.TakenInSilence > 0);
        Assert.Equal(0, hop.Duplicates(Subject));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_relay_that_takes_few_mails_over_one_connection_gets_each_once()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        hop.Habits = new HopHabits { LeavesAfter = 5 };
        await host.ReleaseAsync(hop, Subject);
        await hop.ServesAsync(Subject, All);
        await host.DeliversAllAsync();
        Assert.Equal(0, hop.Duplicates(Subject));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_relay_that_is_busy_is_no_fault_of_the_readers()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers, json => json["Relay"]!["Retry"] = new System.Text.Json.Nodes.JsonArray("01:00:00"));
        await host.StartAsync();
        await host.Sender.PostAsync(Newsroom.Member, Subject);
        var request = await hop.RequestAsync(Subject);
        await hop.DownAsync();
        hop.Habits = new HopHabits { Greeting = "421 4.3.2 busy, come back" };
        hop.Up();
        await host.Sender.ReplyAsync(Newsroom.Moderator, request, "ok");
        await host.OwesAsync(Readers);
        hop.Habits = new HopHabits();
        // None has used up a try, or it would wait for an hour.
        await hop.ServesAsync(Subject, All, RoutePatience);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("no EHLO")]
    [InlineData("no PIPELINING")]
    [InlineData("no 8BITMIME")]
    public async Task A_relay_that_knows_little_gets_readable_copies(string lack)
    {
        const string text = "Le rédacteur « Müller » — arrêté à Abidjan.\n.\n.une ligne qui commence par un point\nFrom ici, rien.";
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 3);
        hop.Habits = new HopHabits
        {
            KnowsEhlo = lack != "no EHLO",
            Pipelines = lack == "no 8BITMIME",
            TakesEightBit = lack == "no PIPELINING",
        };
        await host.StartAsync();
        await host.Sender.PostAsync(Newsroom.Member, "ALERTE - CÔTE D'IVOIRE", text, "alerts-en@" + ListHost.Domain);
        await host.Sender.ReplyAsync(Newsroom.Moderator, await hop.RequestAsync("ALERTE - CÔTE D'IVOIRE"), "ok");
        await hop.ServesAsync("ALERTE - CÔTE D'IVOIRE", Newsroom.Readers(3));
        Assert.All(hop.CopiesOf("ALERTE - CÔTE D'IVOIRE"), copy => Assert.StartsWith(text, copy.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal));
        Assert.Empty(hop.Liberties);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reader_with_an_address_beyond_ascii_fails_alone_where_the_relay_has_no_smtputf8()
    {
        const string reader = "дина@gbc.example";
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.SubscribeAsync([(reader, "en")]);
        await host.StartAsync();
        await host.ReleaseAsync(hop, Subject);
        await hop.ServesAsync(Subject, All);
        await host.DeliversAllAsync();
        Assert.Empty(hop.For(reader));
        Assert.Contains("5.6.7", await host.RunAsync("queue", "explain", reader), StringComparison.Ordinal);
        hop.Habits = new HopHabits { TakesUtf8Addresses = true };
        await host.StopAsync();
        await host.StartAsync();
        await host.ReleaseAsync(hop, Subject + " again");
        var copy = await hop.AwaitAsync(reader, mail => mail.IsCopy);
        Assert.True(Ascii.IsValid(Encoding.Latin1.GetBytes(copy.Headers)));
    }
}
