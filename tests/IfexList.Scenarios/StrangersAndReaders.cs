using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>Those who aren't members: readers who leave or reply, strangers who post, robots that report, relayers.</summary>
public class StrangersAndReaders
{
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";
    private const string Stranger = "someone@mail.example";
    private static readonly string[] Readers = [.. Newsroom.Readers(3)];

    private static readonly string[] Elsewhere =
    [
        "victim@elsewhere.example",
        "victim%elsewhere.example@lists.example.org",
        "@lists.example.org:victim@elsewhere.example",
        "\"victim@elsewhere.example\"@lists.example.org",
        "elsewhere.example!victim@lists.example.org",
        "victim@[127.0.0.1]",
        "alerts@lists.example.org@elsewhere.example",
        "nobody-here@lists.example.org",
    ];

    [Fact(Timeout = 60_000)]
    public async Task The_personal_address_ends_a_subscription_at_once()
    {
        await using var hop = NextHop.Open();
        await using var host = await StartAsync(hop);
        var copy = await CopyAsync(host, hop);
        Assert.StartsWith("250", await RawClient.PostAsync(
            host.SmtpPort, Readers[0], copy.LeaveAddress, Samples.Bytes("68", ClearingHouse.TokenIn(copy.LeaveAddress))), StringComparison.Ordinal);
        var farewell = await hop.AwaitAsync(Readers[0], mail => mail.IsLetter);
        Assert.StartsWith("You have left", farewell.Subject, StringComparison.Ordinal);
        await host.ReleaseAsync(hop, "ALERT - the next one");
        await hop.ServesAsync("ALERT - the next one", Readers[1..]);
        await host.DeliversAllAsync();
        Assert.Equal(2, hop.For(Readers[0]).Count());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reader_who_replies_to_a_copy_learns_once_how_to_leave_and_his_reply_is_held_by_nobody()
    {
        await using var hop = NextHop.Open();
        await using var host = await StartAsync(hop);
        var copy = await CopyAsync(host, hop);
        await host.Sender.ReplyAsync(Readers[0], copy, "Thank you for this!");
        var letter = await hop.AwaitAsync(Readers[0], mail => mail.IsLetter);
        await host.Sender.ReplyAsync(Readers[0], copy, "Who else knows of it?");
        await host.Sender.ReplyAsync(Readers[0], copy, "And to the list itself.", Newsroom.Alerts);
        await host.DeliversAllAsync();
        Assert.Single(hop.For(Readers[0]), mail => mail.IsLetter);
        Assert.Equal(0, await host.CountAsync("held", "posts") + await host.CountAsync("held", "strangers"));
        await host.Sender.ReplyAsync(Readers[0], letter, "");
        await hop.AwaitAsync(Readers[0], mail => mail.Subject.StartsWith("You have left", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stranger_s_post_reaches_no_reader_and_causes_no_letter()
    {
        await using var hop = NextHop.Open();
        await using var host = await StartAsync(hop);
        await host.Sender.PostAsync(Stranger, "Please publish this", "An honest text about an honest case.");
        await host.ReleaseAsync(hop, Subject);
        await hop.ServesAsync(Subject, Readers);
        await host.DeliversAllAsync();
        Assert.Empty(hop.For(Stranger));
        Assert.Empty(hop.CopiesOf("Please publish this"));
        Assert.DoesNotContain(hop.For(Newsroom.Moderator), mail => mail.Text.Contains("Please publish this", StringComparison.Ordinal));
        Assert.Equal(1, await host.CountAsync("held", "strangers"));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_comes_back_is_taken_and_never_answered()
    {
        await using var hop = NextHop.Open();
        await using var host = await StartAsync(hop);
        var copy = await CopyAsync(host, hop);
        await host.DeliversAllAsync();
        var before = hop.Taken.Count();
        foreach (var sample in (string[])["80", "81", "82", "83", "85"])
        {
            var bounce = Samples.Bytes(sample, ClearingHouse.TokenIn(copy.Sender));
            Assert.StartsWith("250", await RawClient.PostAsync(host.SmtpPort, "", copy.Sender, bounce), StringComparison.Ordinal);
        }
        await host.DeliversAllAsync();
        Assert.Equal(before, hop.Taken.Count());
        Assert.Equal(0, await host.CountAsync("inbox", "aside"));
        Assert.Equal(0, await host.CountAsync("held", "posts") + await host.CountAsync("held", "strangers"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_forged_bounce_address_is_refused()
    {
        await using var hop = NextHop.Open();
        await using var host = await StartAsync(hop);
        var forged = $"alerts-bounces+{new string('a', 32)}@{ListHost.Domain}";
        Assert.StartsWith("550", await RawClient.PostAsync(host.SmtpPort, Stranger, forged, Samples.Bytes("80")), StringComparison.Ordinal);
        Assert.StartsWith("550", await RawClient.PostAsync(host.SmtpPort, "", forged, Samples.Bytes("80")), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Nothing_is_relayed_to_elsewhere()
    {
        await using var hop = NextHop.Open();
        await using var host = await StartAsync(hop);
        foreach (var recipient in Elsewhere)
        {
            var answer = await RawClient.PostAsync(host.SmtpPort, Newsroom.Member, recipient, Samples.Bytes("09"));
            Assert.True(answer.StartsWith("55", StringComparison.Ordinal), $"{recipient}: {answer}");
        }
        await host.DeliversAllAsync();
        Assert.Empty(hop.Taken);
    }

    private static async Task<ListHost> StartAsync(NextHop hop)
    {
        var host = await Newsroom.FoundAsync(hop, Readers.Length);
        await host.StartAsync();
        return host;
    }

    private static async Task<TakenMail> CopyAsync(ListHost host, NextHop hop)
    {
        await host.ReleaseAsync(hop, Subject);
        await hop.ServesAsync(Subject, Readers);
        return hop.CopiesOf(Subject).Single(mail => mail.Recipient == Readers[0]);
    }
}
