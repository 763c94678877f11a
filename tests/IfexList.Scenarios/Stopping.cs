using System.Diagnostics;
using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>SIGTERM: what is on the wire is finished and committed, the rest waits for the next start.</summary>
[Collection(nameof(ByItself))]
public class Stopping(ITestOutputHelper output)
{
    private const int Readers = 1000;
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact(Timeout = 90_000)]
    public async Task A_stop_in_the_middle_of_a_fan_out_is_soon_in_order_and_sends_nothing_twice()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        hop.Habits = new HopHabits { Pause = TimeSpan.FromMilliseconds(20) };
        await host.ReleaseAsync(hop, Subject);
        await Eventually.HoldsAsync("a fan-out under way", () => hop.Copies > 100);
        await using var idle = await RawClient.ConnectAsync(host.SmtpPort);
        await idle.ReplyAsync();
        await idle.AskAsync("EHLO idle.example");
        var since = Stopwatch.StartNew();
        await host.Daemon.TerminateAsync();
        Assert.StartsWith("421", await idle.ReplyAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await host.Daemon.EndsAsync(Soon));
        output.WriteLine($"stopped in {since.Elapsed.TotalSeconds:0.0} s with {hop.Copies} copies out");
        Assert.InRange(hop.Copies, 100, Readers - 1);
        await host.StartAsync();
        await hop.ServesAsync(Subject, Newsroom.Readers(Readers), TimeSpan.FromSeconds(60));
        await host.DeliversAllAsync();
        Assert.Equal(0, hop.Duplicates(Subject));
        await host.IsSoundAsync();
    }

    [Fact(Timeout = 90_000)]
    public async Task A_relay_that_hangs_holds_up_no_stop()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 10);
        await host.StartAsync();
        await host.Sender.PostAsync(Newsroom.Member, Subject);
        var request = await hop.RequestAsync(Subject);
        hop.Habits = new HopHabits { Pause = TimeSpan.FromMinutes(1) };
        await host.Sender.ReplyAsync(Newsroom.Moderator, request, "ok");
        await host.OwesAsync(10);
        var since = Stopwatch.StartNew();
        await host.Daemon.TerminateAsync();
        Assert.Equal(0, await host.Daemon.EndsAsync(IfexList.Foundation.Limits.StopTime + Soon));
        output.WriteLine($"stopped in {since.Elapsed.TotalSeconds:0.0} s");
        await hop.DownAsync();
        hop.Habits = new HopHabits();
        hop.Up();
        await host.StartAsync();
        await hop.ServesAsync(Subject, Newsroom.Readers(10));
    }

    /// <summary>Stopped before it has read what it shall do: a service that is started and stopped in one breath has not failed.</summary>
    [Fact(Timeout = 90_000)]
    public async Task A_stop_while_it_reads_its_command_line_ends_in_order()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "what a process has loaded is read from proc_pid_maps(5)");
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1);
        for (var i = 0; i < 3; i++)
        {
            using var daemon = DaemonProcess.Start(DaemonProcess.Executable, ["--config", host.ConfigFile, "run"]);
            var maps = $"/proc/{daemon.Id}/maps";
            await Eventually.HoldsAsync("the first of its own code at work", () => File.ReadAllText(maps).Contains("System.CommandLine.dll", StringComparison.Ordinal));
            await daemon.TerminateAsync();
            Assert.Equal(0, await daemon.EndsAsync(Soon + Soon));
        }
        await host.IsSoundAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_second_daemon_on_the_same_data_is_refused()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1);
        await host.StartAsync();
        var (code, _, errors) = await host.TryAsync("run");
        Assert.Equal(1, code);
        Assert.Contains(host.DataDirectory, errors, StringComparison.Ordinal);
        await host.StopAsync();
    }
}
