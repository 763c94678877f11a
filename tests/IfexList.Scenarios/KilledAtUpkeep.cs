using System.IO.Compression;
using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>kill -9 while a backup is written, and while an older database is brought up to date.</summary>
public class KilledAtUpkeep(ITestOutputHelper output)
{
    private const int Kills = 6;
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";

    [Fact(Timeout = 90_000)]
    public async Task A_backup_that_is_killed_leaves_no_file_under_its_name_and_the_daemon_goes_on()
    {
        const int readers = 300;
        var random = new Random(Environment.TickCount);
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, readers);
        await host.StartAsync();
        hop.Habits = new HopHabits { Pause = TimeSpan.FromMilliseconds(10) };
        await host.ReleaseAsync(hop, Subject);
        var backup = Path.Combine(host.DataDirectory, "..", "backup.zip");
        var whole = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            File.Delete(backup);
            using var verb = DaemonProcess.Start(DaemonProcess.Executable, ["--config", host.ConfigFile, "backup", backup]);
            await Task.Delay(random.Next(1000), TestContext.Current.CancellationToken);
            await verb.KillAsync();
            if (!File.Exists(backup))
                continue;
            whole++;
            await using var young = ListHost.For(hop);
            await young.RunAsync("restore", backup);
            await young.IsSoundAsync();
        }
        output.WriteLine($"{Kills} backups killed, {whole} of them were whole by then");
        await hop.ServesAsync(Subject, Newsroom.Readers(readers));
        await host.DeliversAllAsync();
        Assert.Equal(0, hop.Duplicates(Subject));
        await host.IsSoundAsync();
    }

    [Fact(Timeout = 90_000)]
    public async Task An_older_database_whose_change_is_killed_again_and_again_arrives_whole()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        output.WriteLine($"seed {seed}");
        await using var hop = NextHop.Open();
        await using var host = ListHost.For(hop);
        IfexList.Foundation.PrivateDirectory.Create(host.DataDirectory);
        await ZipFile.ExtractToDirectoryAsync(Path.Combine(AppContext.BaseDirectory, "Backups", "schema-3.zip"), host.DataDirectory, TestContext.Current.CancellationToken);
        for (var kill = 0; kill < Kills; kill++)
        {
            host.Launch();
            await Task.Delay(random.Next(600), TestContext.Current.CancellationToken);
            await host.KillAsync();
        }
        await host.StartAsync();
        await host.DeliversAllAsync();
        await host.IsSoundAsync();
    }
}
