using System.Diagnostics;
using System.Globalization;
using IfexList.Foundation;
using IfexList.Scenarios.Actors;
using Microsoft.Data.Sqlite;

namespace IfexList.Scenarios;

/// <summary>No descriptors are left, or somebody reads the database for the whole of a fan-out: nothing is lost and nothing is sent twice.</summary>
[Collection(nameof(ByItself))]
public class MachineRunsShort(ITestOutputHelper output)
{
    private const int Readers = 400;
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";
    private static readonly string[] All = [.. Newsroom.Readers(Readers)];

    [Fact(Timeout = 120_000)]
    public async Task Without_descriptors_it_lives_says_so_and_goes_on_when_there_are_some()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "prlimit is of Linux");
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        // So that new connections are wanted all the time.
        hop.Habits = new HopHabits { Pause = TimeSpan.FromMilliseconds(10), LeavesAfter = 5 };
        await host.ReleaseAsync(hop, Subject);
        await Eventually.HoldsAsync("a fan-out under way", () => hop.Copies > 50);
        await LimitAsync(host.Daemon.Id, 20);
        await Eventually.HoldsAsync("a route that rests", () => host.Daemon.Output.Contains("Route smarthost: pauses", StringComparison.Ordinal));
        var copies = hop.Copies;
        Assert.InRange(copies, 50, Readers - 1);
        var knocking = RawClient.ConnectAsync(host.SmtpPort);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.False(host.Daemon.HasEnded, host.Daemon.Errors);
        await LimitAsync(host.Daemon.Id, 1024);
        await using (var client = await knocking)
            Assert.StartsWith("220", await client.ReplyAsync(), StringComparison.Ordinal);
        await ServedOnceAsync(hop, host);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_reader_who_holds_the_database_stops_nothing_and_the_log_shrinks_when_he_has_gone()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        hop.Habits = new HopHabits { Pause = TimeSpan.FromMilliseconds(5) };
        var log = new FileInfo(host.DatabaseFile + "-wal");
        await using (var reader = new SqliteConnection($"Data Source={host.DatabaseFile};Pooling=False"))
        {
            await reader.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = reader.BeginTransaction(deferred: true);
            await using var look = reader.CreateCommand();
            look.CommandText = "SELECT count(*) FROM deliveries";
            look.Transaction = transaction;
            await look.ExecuteScalarAsync(TestContext.Current.CancellationToken);
            for (var release = 0; !Exceeds(log); release++)
            {
                await host.ReleaseAsync(hop, $"{Subject} {release}");
                await hop.ServesAsync($"{Subject} {release}", All);
                Assert.Equal(0, hop.Duplicates($"{Subject} {release}"));
            }
            output.WriteLine($"the log has grown to {log.Length} octets");
        }
        await host.ReleaseAsync(hop, Subject);
        await ServedOnceAsync(hop, host);
        await Eventually.HoldsAsync("a log of usual size", () => !Exceeds(log));
        await host.IsSoundAsync();
    }

    private static bool Exceeds(FileInfo log)
    {
        log.Refresh();
        return log.Length > Limits.LogOctets;
    }

    private static async Task ServedOnceAsync(NextHop hop, ListHost host)
    {
        await hop.ServesAsync(Subject, All);
        await host.DeliversAllAsync();
        Assert.Equal(0, hop.Duplicates(Subject));
    }

    // The soft limit: a process may raise it again.
    private static async Task LimitAsync(int process, int descriptors)
    {
        using var limit = Process.Start("prlimit", [string.Create(CultureInfo.InvariantCulture, $"--nofile={descriptors}:"), "--pid", process.ToString(CultureInfo.InvariantCulture)]);
        await limit.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, limit.ExitCode);
    }
}
