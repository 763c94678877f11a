using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>Who decides, and what doesn't: two moderators at once, replays, robots, strangers, sealed mail.</summary>
public class Deciding
{
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";
    private const string Second = "hala@freepen.example";
    private static readonly string[] Readers = [.. Newsroom.Readers(3)];

    [Fact(Timeout = 60_000)]
    public async Task Of_two_moderators_at_once_one_decides_and_the_other_is_told()
    {
        await using var hop = NextHop.Open();
        await using var host = await FoundAsync(hop);
        await host.Sender.PostAsync(Newsroom.Member, Subject);
        var first = await hop.RequestAsync(Subject);
        var second = await hop.RequestAsync(Subject, Second);
        await Task.WhenAll(host.Sender.ReplyAsync(Newsroom.Moderator, first, "ok"), host.Sender.ReplyAsync(Second, second, "reject: no source"));
        var answers = new[] { await AnswerAsync(hop, Newsroom.Moderator, 1), await AnswerAsync(hop, Second, 1) };
        await host.DeliversAllAsync();
        Assert.Single(answers, answer => answer.Subject.Contains("Already decided", StringComparison.Ordinal));
        Assert.Equal(answers[0].Subject.Contains("Released", StringComparison.Ordinal) ? Readers.Length : 0, hop.Copies);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_approval_sent_twice_releases_once()
    {
        await using var hop = NextHop.Open();
        await using var host = await FoundAsync(hop);
        await host.Sender.PostAsync(Newsroom.Member, Subject);
        var request = await hop.RequestAsync(Subject);
        await host.Sender.ReplyAsync(Newsroom.Moderator, request, "ok");
        await hop.ServesAsync(Subject, Readers);
        await host.Sender.ReplyAsync(Newsroom.Moderator, request, "ok");
        var late = await AnswerAsync(hop, Newsroom.Moderator, 2);
        Assert.Contains("Already decided", late.Subject, StringComparison.Ordinal);
        await host.DeliversAllAsync();
        Assert.Equal(Readers.Length, hop.Copies);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_robot_decides_nothing_and_is_never_answered()
    {
        await using var hop = NextHop.Open();
        await using var host = await FoundAsync(hop);
        await host.Sender.PostAsync(Newsroom.Member, Subject);
        // A vacation reply that quotes the request and begins with Approve; one in French that begins with OK and has no Auto-Submitted; a read receipt.
        foreach (var sample in (string[])["48", "49", "54"])
            await host.ReplyWithSampleAsync(sample, await hop.RequestAsync(Subject));
        await host.DeliversAllAsync();
        Assert.Equal(0, hop.Copies);
        Assert.Single(hop.For(Newsroom.Moderator));
        Assert.Equal(1, await host.CountAsync("held", "posts"));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("50")]
    [InlineData("55")]
    public async Task What_is_no_decision_is_asked_back_once_and_the_post_stays_held(string sample)
    {
        await using var hop = NextHop.Open();
        await using var host = await FoundAsync(hop);
        await host.Sender.PostAsync(Newsroom.Member, Subject);
        var request = await hop.RequestAsync(Subject);
        await host.ReplyWithSampleAsync(sample, request);
        var question = await AnswerAsync(hop, Newsroom.Moderator, 1);
        await host.ReplyWithSampleAsync(sample, request);
        await host.DeliversAllAsync();
        Assert.Equal(2, hop.For(Newsroom.Moderator).Count());
        Assert.Equal(1, await host.CountAsync("held", "posts"));
        await host.Sender.ReplyAsync(Newsroom.Moderator, question, "ok");
        await hop.ServesAsync(Subject, Readers);
    }

    [Fact(Timeout = 60_000)]
    public async Task Readers_get_the_text_that_the_moderator_sent_back()
    {
        await using var hop = NextHop.Open();
        await using var host = await FoundAsync(hop);
        await host.Sender.PostAsync(Newsroom.Member, Subject, "The printing plates were seized last nihgt.");
        await host.ReplyWithSampleAsync("47", await hop.RequestAsync(Subject));
        await hop.ServesAsync(Subject, Readers);
        Assert.All(hop.CopiesOf(Subject), copy => Assert.Contains("Texte corrigé par la modération.", copy.Text, StringComparison.Ordinal));
        Assert.All(hop.CopiesOf(Subject), copy => Assert.DoesNotContain("nihgt", copy.Text, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stranger_with_the_right_token_decides_nothing_and_hears_nothing_but_the_moderators_do()
    {
        await using var hop = NextHop.Open();
        await using var host = await FoundAsync(hop);
        await host.Sender.PostAsync(Newsroom.Member, Subject);
        await host.ReplyWithSampleAsync("51", await hop.RequestAsync(Subject));
        await hop.AwaitAsync(Newsroom.Moderator, mail => !mail.IsRequest());
        await hop.AwaitAsync(Second, mail => !mail.IsRequest());
        await host.DeliversAllAsync();
        Assert.Empty(hop.For(Samples.Sender("51")));
        Assert.Equal(0, hop.Copies);
        Assert.Equal(1, await host.CountAsync("held", "posts"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_rejection_tells_the_member_why_and_not_who()
    {
        await using var hop = NextHop.Open();
        await using var host = await FoundAsync(hop);
        await host.Sender.PostAsync(Newsroom.Member, Subject);
        await host.Sender.ReplyAsync(Newsroom.Moderator, await hop.RequestAsync(Subject), "reject: the second figure has no source\n\nMarie");
        var told = await hop.AwaitAsync(Newsroom.Member, mail => mail.Text.Contains("the second figure has no source", StringComparison.Ordinal));
        Assert.DoesNotContain("marie", told.Text + told.Headers, StringComparison.OrdinalIgnoreCase);
        await host.DeliversAllAsync();
        Assert.Equal(0, hop.Copies);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_sealed_mail_is_never_quoted_and_can_t_be_approved()
    {
        await using var hop = NextHop.Open();
        await using var host = await FoundAsync(hop);
        await host.PostSampleAsync("13");
        var request = await Eventually.SeesAsync("the request", () => hop.For(Newsroom.Moderator).FirstOrDefault(mail => mail.IsRequest()));
        Assert.Contains("ENCRYPTED", request.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN PGP", request.Text, StringComparison.Ordinal);
        await host.Sender.ReplyAsync(Newsroom.Moderator, request, "ok");
        var refusal = await AnswerAsync(hop, Newsroom.Moderator, 1);
        Assert.Contains("Can't be approved", refusal.Subject, StringComparison.Ordinal);
        var id = (await host.RunAsync("held", "list")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0];
        Assert.Equal(1, (await host.TryAsync("held", "approve", id)).Code);
        await host.DeliversAllAsync();
        Assert.Equal(0, hop.Copies);
        Assert.Equal(1, await host.CountAsync("held", "posts"));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_shell_decides_as_a_moderator_does()
    {
        await using var hop = NextHop.Open();
        await using var host = await FoundAsync(hop);
        await host.Sender.PostAsync(Newsroom.Member, Subject);
        var request = await hop.RequestAsync(Subject);
        var line = (await host.RunAsync("held", "list")).Split('\n').Single(row => row.Contains(Subject, StringComparison.Ordinal));
        await host.RunAsync("held", "approve", line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0]);
        await hop.ServesAsync(Subject, Readers);
        await host.Sender.ReplyAsync(Newsroom.Moderator, request, "ok");
        Assert.Contains("Already decided", (await AnswerAsync(hop, Newsroom.Moderator, 1)).Subject, StringComparison.Ordinal);
    }

    private static async Task<ListHost> FoundAsync(NextHop hop)
    {
        var host = await Newsroom.FoundAsync(hop, Readers.Length);
        await host.AddModeratorAsync(Second);
        await host.StartAsync();
        return host;
    }

    private static Task<TakenMail> AnswerAsync(NextHop hop, string moderator, int which) => Eventually.SeesAsync(
        $"answer {which} to {moderator}", () => hop.For(moderator).Where(mail => mail.Message.InReplyTo is not null).ElementAtOrDefault(which - 1));
}
