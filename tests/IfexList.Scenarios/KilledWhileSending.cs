using IfexList.Foundation;
using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>kill -9 in the middle of a fan-out: nobody is missed, and few get a second copy.</summary>
public class KilledWhileSending(ITestOutputHelper output)
{
    private const int Readers = 2000;
    private const int Kills = 10;
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";

    [Fact(Timeout = 180_000)]
    public async Task Ten_kills_leave_no_reader_without_a_copy_and_few_with_two()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        output.WriteLine($"seed {seed}");
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        hop.Habits = new HopHabits { Pause = TimeSpan.FromMilliseconds(20) };
        await host.ReleaseAsync(hop, Subject);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.Next(20, 800), TestContext.Current.CancellationToken);
            await host.KillAsync();
            output.WriteLine($"killed with {hop.Copies} copies out");
            await host.StartAsync();
        }
        await hop.ServesAsync(Subject, Newsroom.Readers(Readers), TimeSpan.FromSeconds(90));
        await host.DeliversAllAsync();
        var duplicates = hop.Duplicates(Subject);
        output.WriteLine($"{duplicates} second copies after {Kills} kills");
        Assert.InRange(duplicates, 0, Kills * Limits.UncommittedOutcomes);
        Assert.Equal(Readers + duplicates, hop.CopiesOf(Subject).Count());
        await host.IsSoundAsync();
    }
}
