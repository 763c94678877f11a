using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>As a unit of systemd: a socket that systemd opened, and the signs of life that it waits for.</summary>
public sealed class UnderSystemd : IDisposable
{
    private const string RunsAsChild = "\"$@\" & daemon=$!; trap 'kill -TERM $daemon' TERM; wait $daemon; wait $daemon";

    private static readonly string[] Kept = ["PATH", "HOME", "DOTNET_ROOT", "LANG"];

    private readonly string _folder = Directory.CreateTempSubdirectory("ifexlist-systemd-").FullName;

    [Fact(Timeout = 60_000)]
    public async Task Mail_is_taken_on_a_socket_that_systemd_passes()
    {
        Assert.SkipUnless(Found("systemd-socket-activate") is not null, "systemd-socket-activate is not installed");
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(
            hop, 2, json => json["Smtp"]!["Listen"] = new JsonArray($"127.0.0.1:{ListHost.FreePort()}"));
        var passed = new List<string> { "-l", $"127.0.0.1:{host.SmtpPort}" };
        foreach (var name in Kept.Where(name => Environment.GetEnvironmentVariable(name) is not null))
            passed.Add($"--setenv={name}={Environment.GetEnvironmentVariable(name)}");
        host.Adopt(DaemonProcess.Start(Found("systemd-socket-activate")!, [.. passed, DaemonProcess.Executable, "--config", host.ConfigFile, "run"]));
        await host.Daemon.AnswersAsync(host.SmtpPort);
        await host.ReleaseAsync(hop, "ALERT - over a passed socket");
        await hop.ServesAsync("ALERT - over a passed socket", Newsroom.Readers(2));
        await host.StopAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Signs_of_life_come_twice_in_each_watchdog_interval()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "systemd is not of that world");
        using var manager = new NotifySocket(Path.Combine(_folder, "notify"));
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1);
        await host.StartAsync(("NOTIFY_SOCKET", manager.Path), ("WATCHDOG_USEC", "1000000"));
        await Eventually.HoldsAsync("three signs of life", () => manager.Heard.Count(word => word == "WATCHDOG=1") >= 3);
        await host.StopAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task It_says_when_it_is_ready_and_when_it_stops()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is not of that world");
        using var manager = new NotifySocket(Path.Combine(_folder, "notify"));
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1);
        // The hosting package believes in systemd when its parent bears that name: here a shell does.
        var shell = Path.Combine(_folder, "systemd");
        File.Copy("/bin/sh", shell);
        using var parent = DaemonProcess.Start(
            shell, ["-c", RunsAsChild, "systemd", DaemonProcess.Executable, "--config", host.ConfigFile, "run"],
            [("NOTIFY_SOCKET", manager.Path)]);
        await parent.AnswersAsync(host.SmtpPort);
        await Eventually.HoldsAsync("READY", () => manager.Heard.Contains("READY=1"));
        await parent.TerminateAsync();
        await parent.EndsAsync();
        await Eventually.HoldsAsync("STOPPING", () => manager.Heard.Contains("STOPPING=1"));
    }

    private static string? Found(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>systemd's end of sd_notify(3).</summary>
    private sealed class NotifySocket : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

        public NotifySocket(string path)
        {
            Path = path;
            _socket.Bind(new UnixDomainSocketEndPoint(path));
            _ = ListenAsync();
        }

        public string Path { get; }

        public ConcurrentQueue<string> Heard { get; } = new();

        private async Task ListenAsync()
        {
            var buffer = new byte[4096];
            try
            {
                while (true)
                {
                    var length = await _socket.ReceiveAsync(buffer);
                    foreach (var word in Encoding.ASCII.GetString(buffer, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                        Heard.Enqueue(word);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        public void Dispose() => _socket.Dispose();
    }
}
