using System.Diagnostics;

namespace IfexList.Scenarios.Actors;

/// <summary>A real Postfix with a configuration and a queue of its own, on this machine alone. What it takes it hands on, each mail as it came under one more Received.</summary>
internal sealed class PrivatePostfix : IDisposable
{
    private const string Programs = "/usr/lib/postfix/sbin";
    private const string Services = """
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        proxymap unix - - n - - proxymap
        smtp unix - - n - - smtp
        error unix - - n - - error
        retry unix - - n - - error
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        """;

    private static readonly string[] QueueFolders =
        ["incoming", "active", "deferred", "bounce", "defer", "corrupt", "hold", "saved", "trace", "flush", "private", "public", "maildrop"];

    private readonly string _folder = Directory.CreateTempSubdirectory("ifexlist-postfix-").FullName;
    private DaemonProcess? _master;

    /// <summary>It starts as root and goes on as users of its own.</summary>
    public static bool CanRun => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists(Path.Combine(Programs, "master"));

    public int Port { get; } = ListHost.FreePort();

    public async Task StartAsync(NextHop onwards)
    {
        var (configuration, queue, data) = (Path.Combine(_folder, "etc"), Path.Combine(_folder, "queue"), Path.Combine(_folder, "data"));
        foreach (var folder in QueueFolders.Append("pid").Select(name => Path.Combine(queue, name)).Append(configuration).Append(data))
            Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(configuration, "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {queue}
            data_directory = {data}
            myhostname = postfix.example
            mydestination =
            alias_maps =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            mynetworks = 127.0.0.0/8
            smtpd_peername_lookup = no
            smtpd_discard_ehlo_keywords =
            smtp_dns_support_level = disabled
            default_transport = smtp:[127.0.0.1]:{onwards.Port}
            in_flow_delay = 0

            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(configuration, "master.cf"), $"127.0.0.1:{Port} inet n - n - - smtpd\n{Services}\n", TestContext.Current.CancellationToken);
        await RunAsync("chmod", "755", _folder);
        await RunAsync("chown", ["postfix", data, .. QueueFolders.Select(name => Path.Combine(queue, name))]);
        _master = DaemonProcess.Start(Path.Combine(Programs, "master"), ["-c", configuration, "-d"]);
        await _master.AnswersAsync(Port);
    }

    public async Task StopAsync()
    {
        await _master!.TerminateAsync();
        await _master.EndsAsync();
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose()
    {
        _master?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
