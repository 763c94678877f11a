using System.Diagnostics;
using IfexList.Scenarios.Actors;
using MailKit.Net.Smtp;

namespace IfexList.Scenarios;

/// <summary>No space left: posters hear 452 and keep their mail, what was promised is kept, and all goes on when there is space again.</summary>
[Collection(nameof(ByItself))]
public sealed class DiskFull : IAsyncLifetime
{
    private readonly string _mount = Directory.CreateTempSubdirectory("ifexlist-small-disk-").FullName;
    private bool _mounted;

    public async ValueTask InitializeAsync() =>
        _mounted = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && await RunAsync("mount", "-t", "tmpfs", "-o", "size=16m,mode=0700", "tmpfs", _mount) == 0;

    [Fact(Timeout = 90_000)]
    public async Task Posters_hear_452_and_nothing_that_heard_250_is_lost()
    {
        Assert.SkipUnless(_mounted, "needs the right to mount a tmpfs");
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 3, json => json["DataDirectory"] = Path.Combine(_mount, "data"));
        await host.StartAsync();
        var promised = new List<string>();
        for (var i = 0; i < 3; i++)
            Assert.True(await PostAsync(host, $"ALERT - before {i}", promised));
        FillDisk();
        var refused = 0;
        for (var i = 0; i < 40 && refused < 5; i++)
            if (!await PostAsync(host, $"ALERT - meanwhile {i}", promised))
                refused++;
        Assert.Equal(5, refused);
        Assert.False(host.Daemon.HasEnded);
        File.Delete(Ballast);
        await Eventually.SeesAsync("a post taken again", async () => await PostAsync(host, "ALERT - after", promised) ? "yes" : null);
        foreach (var subject in promised)
            await hop.AwaitAsync(Newsroom.Moderator, mail => mail.Subject.EndsWith(subject, StringComparison.Ordinal), TimeSpan.FromSeconds(60));
        await Eventually.SeesAsync("all held", async () => await host.CountAsync("held", "posts") == promised.Count ? "yes" : null);
        Assert.Equal(0, await host.CountAsync("inbox", "aside"));
        await host.Sender.ReplyAsync(Newsroom.Moderator, await hop.RequestAsync("ALERT - after"), "ok");
        await hop.ServesAsync("ALERT - after", Newsroom.Readers(3));
        await host.DeliversAllAsync();
        await host.IsSoundAsync();
        await host.StopAsync();
    }

    [Fact(Timeout = 90_000)]
    public async Task A_disk_that_is_full_in_the_middle_of_a_fan_out_holds_up_the_wire_and_sends_nothing_twice()
    {
        const int readers = 1500;
        const string subject = "ALERT - before the disk was full";
        Assert.SkipUnless(_mounted, "needs the right to mount a tmpfs");
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, readers, json => json["DataDirectory"] = Path.Combine(_mount, "data"));
        // A backup that reads all the while: the log can't be emptied to make room, so each commit needs octets that the disk no longer has.
        using var backup = host.Look();
        await host.StartAsync();
        var full = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        hop.Habits = new HopHabits { Instead = (verb, number) => verb == "." && number > 200 ? full.Task : Task.FromResult<string?>(null) };
        await host.ReleaseAsync(hop, subject);
        await Eventually.HoldsAsync("a fan-out under way", () => hop.Copies > 100);
        FillDisk();
        full.SetResult(null);
        await Eventually.HoldsAsync("outcomes that find no room", () => host.Daemon.Output.Contains("outcomes could not be committed", StringComparison.Ordinal));
        var copies = await hop.StandsStillAsync();
        Assert.InRange(copies, 100, readers - 1);
        Assert.False(host.Daemon.HasEnded);
        backup.Dispose();
        File.Delete(Ballast);
        await hop.ServesAsync(subject, Newsroom.Readers(readers));
        await host.DeliversAllAsync();
        Assert.Equal(0, hop.Duplicates(subject));
        await host.IsSoundAsync();
    }

    private string Ballast => Path.Combine(_mount, "ballast");

    // Large enough that it can't slip into a page that is there already.
    private static async Task<bool> PostAsync(ListHost host, string subject, List<string> promised)
    {
        var text = subject + string.Concat(Enumerable.Repeat("\nWhat happened that night, line after line.", 5000));
        try
        {
            await host.Sender.PostAsync(Newsroom.Member, subject, text);
            promised.Add(subject);
            return true;
        }
        catch (SmtpCommandException e) when (e.StatusCode == SmtpStatusCode.InsufficientStorage)
        {
            return false;
        }
    }

    private void FillDisk()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
                ballast.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_mounted)
            await RunAsync("umount", "--lazy", _mount);
        Directory.Delete(_mount, recursive: true);
    }
}
