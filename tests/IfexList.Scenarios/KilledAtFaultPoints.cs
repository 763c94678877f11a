using IfexList.Foundation;
using IfexList.Scenarios.Actors;
using Microsoft.Data.Sqlite;

namespace IfexList.Scenarios;

/// <summary>
/// kill -9 between the wire and the commit, at points that are driven from outside: a second copy goes to those, and to those only, whose first one
/// was promised and not yet committed.
/// </summary>
public class KilledAtFaultPoints(ITestOutputHelper output)
{
    private const int Readers = 1500;
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";

    [Fact(Timeout = 60_000)]
    public async Task Who_was_served_while_nothing_could_be_committed_is_served_twice_and_nobody_else()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        hop.Habits = new HopHabits { Pause = TimeSpan.FromMilliseconds(5) };
        await host.ReleaseAsync(hop, Subject);
        await Eventually.HoldsAsync("a fan-out under way", () => hop.Copies > 50);
        await using (var lockHeld = new SqliteConnection($"Data Source={host.DatabaseFile};Pooling=False"))
        {
            await lockHeld.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = lockHeld.BeginTransaction(deferred: false);
            await hop.StandsStillAsync();
            await host.KillAsync();
        }
        var uncommitted = await PromisedButOwedAsync(hop, host);
        Assert.InRange(uncommitted, 1, Limits.UncommittedOutcomes);
        await host.StartAsync();
        await ServedExactlyAsync(hop, host, uncommitted);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData(".")]
    public async Task Who_was_promised_nothing_is_served_once(string verb)
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        var gate = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        hop.Habits = new HopHabits { Instead = (spoken, number) => spoken == verb && number > 100 ? gate.Task : Task.FromResult<string?>(null) };
        await host.ReleaseAsync(hop, Subject);
        await Eventually.HoldsAsync("a fan-out under way", () => hop.Copies > 50);
        await hop.StandsStillAsync();
        await host.KillAsync();
        hop.Habits = new HopHabits();
        gate.SetResult("");
        var uncommitted = await PromisedButOwedAsync(hop, host);
        Assert.Equal(0, uncommitted);
        output.WriteLine($"{hop.TakenInSilence} taken and never promised");
        Assert.Equal(verb == ".", hop.TakenInSilence > 0);
        await host.StartAsync();
        await ServedExactlyAsync(hop, host, uncommitted);
    }

    private static async Task<int> PromisedButOwedAsync(NextHop hop, ListHost host)
    {
        await hop.QuietAsync();
        return host.Owed().Intersect(hop.CopiesOf(Subject).Select(copy => copy.Recipient)).Count();
    }

    private async Task ServedExactlyAsync(NextHop hop, ListHost host, int twice)
    {
        await hop.ServesAsync(Subject, Newsroom.Readers(Readers));
        await host.DeliversAllAsync();
        output.WriteLine($"{hop.Duplicates(Subject)} second copies; {twice} were uncommitted");
        Assert.Equal(twice, hop.Duplicates(Subject));
        await host.IsSoundAsync();
    }
}
