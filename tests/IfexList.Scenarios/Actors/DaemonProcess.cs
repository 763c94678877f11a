using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace IfexList.Scenarios.Actors;

/// <summary>One life of the daemon, or of a verb: a child process whose words are kept.</summary>
internal sealed class DaemonProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private DaemonProcess(Process process) => _process = process;

    /// <summary>The executable that was built with these tests.</summary>
    public static string Executable => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ifexlist.exe" : "ifexlist");

    public int Id => _process.Id;
    public bool HasEnded => _process.HasExited;
    public int ExitCode => _process.ExitCode;
    public string Output { get { lock (_output) return _output.ToString(); } }
    public string Errors { get { lock (_errors) return _errors.ToString(); } }

    public static DaemonProcess Start(string program, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var foreign in (string[])["NOTIFY_SOCKET", "WATCHDOG_USEC", "LISTEN_FDS", "LISTEN_PID"])
            start.Environment.Remove(foreign);
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        var life = new DaemonProcess(new Process { StartInfo = start });
        life._process.OutputDataReceived += (_, e) => Keep(life._output, e.Data);
        life._process.ErrorDataReceived += (_, e) => Keep(life._errors, e.Data);
        life._process.Start();
        life._process.BeginOutputReadLine();
        life._process.BeginErrorReadLine();
        return life;
    }

    /// <summary>Waits until the SMTP banner answers.</summary>
    public Task AnswersAsync(int port) => Eventually.SeesAsync("the SMTP banner", async () =>
    {
        if (HasEnded)
            throw new InvalidOperationException($"the daemon ended with {ExitCode}\n{Output}\n{Errors}");
        try
        {
            await using var client = await RawClient.ConnectAsync(port);
            return (await client.ReplyAsync()).StartsWith("220", StringComparison.Ordinal) ? "yes" : null;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return null;
        }
    });

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndsAsync();
    }

    /// <summary>SIGTERM, as systemd sends it.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<int> EndsAsync(TimeSpan? patience = null)
    {
        try
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(patience ?? Eventually.Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"process {Id} is still running\n{Output}\n{Errors}");
        }
        return ExitCode;
    }

    private static void Keep(StringBuilder words, string? line)
    {
        if (line is not null)
            lock (words)
                words.AppendLine(line);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
