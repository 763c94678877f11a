using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace IfexList.Load;

/// <summary>The real executable with a data directory of its own: its verbs, and the daemon while it runs.</summary>
public sealed class RunningDaemon : IAsyncDisposable
{
    public const string Domain = "lists.example.org";

    private readonly string _executable;
    private readonly string _config;
    private readonly string _log;
    private readonly IReadOnlyDictionary<string, string> _overlaid;
    private Process? _process;

    /// <param name="signingKey">A file; null where nothing is signed.</param>
    /// <param name="overlaid">Settings other than the usual ones, such as <c>Relay__Connections</c>.</param>
    public RunningDaemon(string executable, TemporaryFolder folder, IPEndPoint relay, string? signingKey = null, IReadOnlyDictionary<string, string>? overlaid = null)
    {
        (_executable, _config, _log, _overlaid) = (executable, folder.File("ifexlist.json"), folder.File("daemon.log"), overlaid ?? new Dictionary<string, string>());
        DatabaseFile = Path.Combine(folder.Path, "data", "ifexlist.db");
        Smtp = Ports.Free();
        var dkim = signingKey is null ? "" : $$"""{ "Domain": "{{Domain}}", "Selector": "s1", "KeyFile": "{{signingKey.Replace('\\', '/')}}" }""";
        File.WriteAllText(_config, $$"""
            {
              "Domain": "{{Domain}}",
              "HostName": "{{Domain}}",
              "DataDirectory": "data",
              "Smtp": { "Listen": [ "{{Smtp}}" ], "MaxSessionsPerAddress": 200 },
              "Relay": { "Mode": "smarthost", "Host": "{{relay.Address}}", "Port": {{relay.Port}}, "Tls": "none", "Connections": 16 },
              "Http": { "Listen": [ ] },
              "Dkim": [ {{dkim}} ],
              "Lists": { "alerts": { "Title": "Alerts", "Languages": [ "en", "fr", "es", "ru", "ar" ], "Owners": [ "owner@desk.example" ], "Moderation": "all" },
                         "rapid": { "Title": "Rapid", "Languages": [ "en" ], "Owners": [ "owner@desk.example" ], "Moderation": "all" } }
            }
            """);
    }

    public IPEndPoint Smtp { get; }
    public string DatabaseFile { get; }
    public TimeSpan Cpu => ProcessReading.Cpu(_process!);
    public long? Written => ProcessReading.Written(_process!);
    public long PeakKilobytes => ProcessReading.PeakKilobytes(_process!) ?? 0;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = Start("run");
        await Ports.AwaitAsync(Smtp, () => _process.HasExited, cancellationToken);
    }

    /// <summary>At once, as a power cut ends it (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Runs one verb to its end.</summary>
    /// <returns>How long it took, its CPU time, and its peak memory as far as it could be seen.</returns>
    public async Task<(Run Run, long PeakKilobytes)> VerbAsync(int count, CancellationToken cancellationToken, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(arguments);
        var peak = 0L;
        var cpu = TimeSpan.Zero;
        var ended = process.WaitForExitAsync(cancellationToken);
        while (!ended.IsCompleted)
        {
            peak = Math.Max(peak, ProcessReading.PeakKilobytes(process) ?? 0);
            cpu = CpuOf(process) ?? cpu;
            await Task.WhenAny(ended, Task.Delay(5, cancellationToken));
        }
        var wall = watch.Elapsed;
        await ended;
        return process.ExitCode == 0
            ? (new Run(count, wall, cpu), peak)
            : throw new LoadException($"ifexlist {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{LastWords()}");
    }

    public string LastWords() => string.Join('\n', File.ReadLines(_log).TakeLast(20));

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
            Stop(_process.Id);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }
        _process.Dispose();
    }

    // Its log goes to a file without passing through us: what we read of it would be measured too.
    private Process Start(params string[] arguments)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd", ["/c", $"\"{_executable}\" --config \"{_config}\" {string.Join(' ', arguments)} >>\"{_log}\" 2>&1"])
            : new ProcessStartInfo("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1", "sh", _log, _executable, "--config", _config, .. arguments]);
        foreach (var (key, value) in _overlaid)
            start.Environment["IFEXLIST__" + key] = value;
        return Process.Start(start) ?? throw new LoadException($"{_executable} doesn't start");
    }

    private static TimeSpan? CpuOf(Process process)
    {
        try
        {
            return ProcessReading.Cpu(process);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static void Stop(int id)
    {
        const int sigterm = 15;
        if (OperatingSystem.IsWindows() || kill(id, sigterm) != 0)
            Process.GetProcessById(id).Kill();
    }

    [DllImport("libc")]
    private static extern int kill(int pid, int signal);
}
