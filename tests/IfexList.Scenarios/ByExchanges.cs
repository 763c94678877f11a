using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>No relay stands between: each reader's domain says in the DNS where its mail goes, and what goes wrong with one is nothing to the others.</summary>
public class ByExchanges
{
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";

    private static readonly TimeSpan RoutePatience = TimeSpan.FromSeconds(50);

    [Fact(Timeout = 120_000)]
    public async Task Each_domain_is_served_once_by_its_own_way_whatever_is_wrong_with_the_others()
    {
        await using var world = new MailWorld();
        string[] routed = [.. At("routed.example")], late = [.. At("late.example")];
        string[] served = [.. At("second.example"), .. At("plain.example"), .. At("shared.example"), .. At("grey.example"), .. routed];
        string[] never = ["reader0@none.example", "reader0@nowhere.example"];
        var second = world.Host("mx2.second.example", 2);
        // Nobody listens at the preferred one.
        world.Dns.Host("mx1.second.example", "127.8.0.1").Exchange("second.example", "mx1.second.example", 10).Exchange("second.example", "mx2.second.example", 20);
        world.Dns.Exchange("shared.example", "mx1.second.example", 10).Exchange("shared.example", "mx2.second.example", 20);
        var plain = world.Host("plain.example", 3);
        var grey = world.Host("mx.grey.example", 4);
        grey.Habits = new HopHabits { Refuse = (_, tries) => tries == 1 ? "451 4.7.1 Greylisted, please try again later" : null };
        world.Dns.Exchange("grey.example", "mx.grey.example").Exchange("none.example", "").Broken("late.example");
        await using var host = await world.FoundAsync([.. served, .. late, .. never], ownWay: "routed.example");
        await host.StartAsync();
        await host.ReleaseAsync(world.Desk, Subject);

        await world.ServesAsync(Subject, served);
        Assert.Contains("1.10", await RefusalAsync(host, never[0]), StringComparison.Ordinal);
        Assert.Contains("1.2", await RefusalAsync(host, never[1]), StringComparison.Ordinal);
        Assert.Equal(6, second.CopiesOf(Subject).Count());
        Assert.Equal(3, plain.CopiesOf(Subject).Count());
        Assert.Equal(routed, world.Desk.CopiesOf(Subject).Select(mail => mail.Recipient).Order());
        Assert.All(At("grey.example"), reader => Assert.Equal(2, grey.Tries(reader)));
        Assert.Equal(late.ToHashSet(), host.Owed());
        Assert.Contains("DNS", await host.RunAsync("status"), StringComparison.Ordinal);

        var mended = world.Host("mx.late.example", 5);
        world.Dns.Exchange("late.example", "mx.late.example");
        await world.ServesAsync(Subject, late, RoutePatience);
        await host.DeliversAllAsync();
        Assert.Equal(late, mended.CopiesOf(Subject).Select(mail => mail.Recipient).Order());
        Assert.Equal(served.Concat(late).Order(), world.CopiesOf(Subject).Select(mail => mail.Recipient).Order());
    }

    /// <summary>The worst that a sender can do then is to go on, or to begin anew because he was restarted.</summary>
    [Fact(Timeout = 120_000)]
    public async Task A_provider_that_wants_to_be_left_in_peace_is_until_somebody_says_otherwise()
    {
        const string shaping = """{ "Default": { "Rules": [ { "Reply": "rate limited", "Times": 1, "Suspend": "01:00:00" } ] } }""";
        await using var world = new MailWorld();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, shaping, TestContext.Current.CancellationToken);
        string[] strict = [.. At("strict.example", 20)], other = [.. At("other.example")];
        var provider = world.Host("mx.strict.example", 1);
        var easy = world.Host("mx.other.example", 2);
        provider.Habits = new HopHabits { Refuse = (_, _) => "421 4.7.28 You are rate limited" };
        world.Dns.Exchange("strict.example", "mx.strict.example").Exchange("other.example", "mx.other.example");
        await using var host = await world.FoundAsync([.. strict, .. other], file);
        await host.StartAsync();
        await host.ReleaseAsync(world.Desk, Subject);

        await world.ServesAsync(Subject, other);
        await TellsAsync(host, ["status"], "route", "mx.strict.example: rests until");
        var tries = strict.Sum(provider.Tries);
        Assert.InRange(tries, 1, 4);
        await TellsAsync(host, ["queue", "explain", strict[^1]], "route mx.strict.example rests until", "421 4.7.28");
        await host.KillAsync();
        await host.StartAsync();
        await host.ReleaseAsync(world.Desk, Subject + " (2)");
        await world.ServesAsync(Subject + " (2)", other);
        await TellsAsync(host, ["queue", "explain", strict[^1]], "route mx.strict.example rests until", "421 4.7.28");
        Assert.Equal(tries, strict.Sum(provider.Tries));

        provider.Habits = new HopHabits();
        await host.RunAsync("queue", "retry", "--domain", "strict.example");
        await world.ServesAsync(Subject, strict, RoutePatience);
        await world.ServesAsync(Subject + " (2)", strict, RoutePatience);
        await host.DeliversAllAsync();
        Assert.Equal(strict.Concat(other).Order(), world.CopiesOf(Subject).Select(mail => mail.Recipient).Order());
        Assert.DoesNotContain("mx.strict.example", await host.RunAsync("status"), StringComparison.Ordinal);
        File.Delete(file);
    }

    private static IEnumerable<string> At(string domain, int readers = 3) => Enumerable.Range(0, readers).Select(number => $"reader{number:D2}@{domain}");

    private static Task<string> RefusalAsync(ListHost host, string reader) => Eventually.SeesAsync(
        $"a refusal of {reader}", async () => await host.RunAsync("queue", "explain", reader) is var story && story.Contains("refused", StringComparison.Ordinal) ? story : null);

    private static Task<string> TellsAsync(ListHost host, string[] verb, params string[] words) => Eventually.SeesAsync(
        string.Join(", ", words), async () => await host.RunAsync(verb) is var told && words.All(word => told.Contains(word, StringComparison.Ordinal)) ? told : null);
}
