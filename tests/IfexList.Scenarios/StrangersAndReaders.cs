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
    public async Task A_reader_who_replies_to_a_copy_reaches_the_desk_and_learns_once_what_is_understood()
    {
        await using var hop = NextHop.Open();
        await using var host = await StartAsync(hop);
        var copy = await CopyAsync(host, hop);
        await host.Sender.ReplyAsync(Readers[0], copy, "Does anybody know more about this case?");
        await hop.AwaitAsync(Readers[0], mail => mail.IsLetter);
        await host.Sender.ReplyAsync(Readers[0], copy, "And who took them away, do you know?");
        Assert.Equal(2, await host.CountAsync("held", "strangers"));
        await host.Sender.ReplyAsync(Readers[0], copy, "To the list itself: is there any news?", Newsroom.Alerts);
        await host.DeliversAllAsync();
        Assert.Single(hop.For(Readers[0]), mail => mail.IsLetter);
        Assert.Equal(2, await host.CountAsync("held", "posts") + await host.CountAsync("held", "strangers"));
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
        foreach (var to in (string[])[copy.Sender, copy.ReplyTo, copy.LeaveAddress, Newsroom.Alerts, "alerts-owner@" + ListHost.Domain])
        {
            var away = Sender.Message(Readers[0], to, "Automatic reply: " + copy.Subject, "I am away until Monday.");
            away.Headers.Add("Auto-Submitted", "auto-replied");
            away.InReplyTo = copy.Message.MessageId;
            await host.Sender.SendAsync(Readers[0], to, away);
        }
        await host.DeliversAllAsync();
        Assert.Equal(before, hop.Taken.Count(mail => mail.Recipient != ListHost.Owner));
        Assert.Equal(3, await ReadersAsync(host));
        Assert.Equal(0, await host.CountAsync("inbox", "aside"));
        Assert.Equal(0, await host.CountAsync("held", "posts") + await host.CountAsync("held", "strangers"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Strangers_posts_reach_the_desk_in_one_letter_and_can_be_released_by_their_number()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers.Length, json => json["Lists"]!["alerts"]!["StrangersEvery"] = "00:00:04");
        await host.StartAsync();
        foreach (var subject in (string[])["First case", "Second case", "Third case"])
            await host.Sender.PostAsync(Stranger, subject, $"An honest text about the {subject}.");
        var digest = await hop.AwaitAsync(Newsroom.Moderator, mail => mail.Text.Contains("Third case", StringComparison.Ordinal));
        Assert.Contains("First case", digest.Text, StringComparison.Ordinal);
        await host.Sender.ReplyAsync(Newsroom.Moderator, digest, "ok 2\ndiscard 1");
        await hop.ServesAsync("Second case", Readers);
        await host.DeliversAllAsync();
        Assert.Equal(Readers.Length, hop.Copies);
        Assert.Empty(hop.For(Stranger));
        Assert.Equal(1, await host.CountAsync("held", "strangers"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Commands_flood_nobody_s_mailbox()
    {
        await using var hop = NextHop.Open();
        await using var host = await StartAsync(hop);
        foreach (var sample in (string[])["70", "70", "71", "67", "67", "60", "60", "72"])
            Assert.StartsWith("250", await RawClient.PostAsync(
                host.SmtpPort, Samples.Sender(sample), "alerts-request@" + ListHost.Domain, Samples.Bytes(sample)), StringComparison.Ordinal);
        await host.DeliversAllAsync();
        Assert.All(hop.Taken.GroupBy(mail => mail.Recipient), mails => Assert.Single(mails));
        Assert.DoesNotContain(hop.Taken, mail => mail.Recipient.EndsWith(ListHost.Domain, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Mail_to_the_postmaster_and_to_a_list_s_owner_reaches_a_person_whole()
    {
        await using var hop = NextHop.Open();
        await using var host = await StartAsync(hop);
        foreach (var to in (string[])["postmaster", "abuse", "alerts-owner"])
        {
            await host.Sender.PostAsync(Stranger, $"To {to}", "Your mail loops here.", $"{to}@{ListHost.Domain}");
            var letter = await hop.AwaitAsync(ListHost.Owner, mail => mail.Subject.Contains($"To {to}", StringComparison.Ordinal));
            Assert.Contains("Your mail loops here.", System.Text.Encoding.UTF8.GetString(letter.Bytes), StringComparison.Ordinal);
        }
        await host.DeliversAllAsync();
        Assert.Equal(3, hop.Taken.Count());
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

    private static async Task<long> ReadersAsync(ListHost host)
    {
        using var status = System.Text.Json.JsonDocument.Parse(await host.RunAsync("status", "--json"));
        return status.RootElement.GetProperty("subscribers").GetProperty("alerts").GetProperty("active").GetInt64();
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
