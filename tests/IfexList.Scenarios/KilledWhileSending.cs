using IfexList.Foundation;
using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>kill -9 a hundred times in the middle of a fan-out, and at the start after it: nobody is missed, and few get a second copy.</summary>
[Collection(nameof(ByItself))]
public class KilledWhileSending(ITestOutputHelper output)
{
    private const int Readers = 1200;
    private const int Kills = 34;

    [Theory(Timeout = 180_000)]
    [InlineData("DATA")]
    [InlineData("BDAT")]
    [InlineData("TLS")]
    public async Task Thirty_four_kills_leave_no_reader_without_a_copy_and_few_with_two(string way)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        output.WriteLine($"seed {seed}");
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers, json => json["Relay"]!["Tls"] = "opportunistic");
        using var certificate = HopCertificate.New();
        // Eight copies each 20 ms: a fan-out takes some seconds.
        hop.Habits = new HopHabits { Pause = TimeSpan.FromMilliseconds(20), TakesChunks = way == "BDAT", Certificate = way == "TLS" ? certificate : null };
        // A life is long enough for a start and as much again, on however slow a machine.
        var life = 2 * (await host.StartAsync()).TotalMilliseconds;
        var releases = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            // Where the last fan-out is over there is the next one.
            if (hop.Copies >= releases * Readers)
            {
                await host.Daemon.AnswersAsync(host.SmtpPort);
                await host.ReleaseAsync(hop, Subject(++releases));
                // A decision that dies with the daemon three times is set aside.
                await Eventually.HoldsAsync("a fan-out under way", () => hop.CopiesOf(Subject(releases)).Any());
            }
            await Task.Delay(random.Next((int)life), TestContext.Current.CancellationToken);
            await host.KillAsync();
            host.Launch();
        }
        output.WriteLine($"{Kills} kills, {hop.Copies} copies of {releases} releases out");
        hop.Habits = hop.Habits with { Pause = TimeSpan.Zero };
        await host.Daemon.AnswersAsync(host.SmtpPort);
        var duplicates = 0;
        for (var release = 1; release <= releases; release++)
        {
            await hop.ServesAsync(Subject(release), Newsroom.Readers(Readers), TimeSpan.FromSeconds(90));
            await host.DeliversAllAsync();
            duplicates += hop.Duplicates(Subject(release));
        }
        output.WriteLine($"{duplicates} second copies after {Kills} kills");
        Assert.InRange(duplicates, 0, Kills * Limits.UncommittedOutcomes);
        Assert.Equal(releases * Readers + duplicates, hop.Copies);
        await host.IsSoundAsync();
    }

    private static string Subject(int release) => $"ALERT - ZIMBABWE: Plates seized {release}";
}
