using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace IfexList.Load;

/// <summary>
/// Postfix's <c>smtp-sink(1)</c>, which takes everything and keeps nothing, and <c>smtp-source(1)</c>, which sends as fast as it can: between them, the
/// wire's limit on this machine.
/// </summary>
public sealed class PostfixSink : IAsyncDisposable
{
    private const string Sink = "/usr/sbin/smtp-sink";
    private const string Source = "/usr/sbin/smtp-source";
    private const int Backlog = 512;

    private readonly Process _process;
    private readonly string _counters;
    private readonly IPEndPoint _endpoint;

    private PostfixSink(Process process, string counters, IPEndPoint endpoint) => (_process, _counters, _endpoint) = (process, counters, endpoint);

    public static bool IsInstalled => File.Exists(Sink) && File.Exists(Source);

    public static async Task<PostfixSink> StartAsync(IPEndPoint endpoint, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var counters = folder.File("smtp-sink.count");
        // As root it insists on another user.
        string[] user = Environment.UserName == "root" ? ["-u", "nobody"] : [];
        var start = new ProcessStartInfo("/bin/sh",
            ["-c", "out=$1; shift; exec \"$@\" >\"$out\"", "sh", counters, Sink, .. user, "-c", endpoint.ToString(), Backlog.ToString(CultureInfo.InvariantCulture)]);
        var process = Process.Start(start)!;
        await Ports.AwaitAsync(endpoint, () => process.HasExited, cancellationToken);
        return new PostfixSink(process, counters, endpoint);
    }

    /// <summary>Mails taken so far, as its running counters say.</summary>
    public int Taken
    {
        get
        {
            using var file = new FileStream(_counters, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Position = Math.Max(0, file.Length - 200);
            var tail = new StreamReader(file).ReadToEnd();
            var last = tail.LastIndexOf("mesg=", StringComparison.Ordinal);
            return last < 0 ? 0 : int.Parse(tail.AsSpan(last + 5).Trim("\r\n\0 "), NumberStyles.None, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>smtp-source over kept connections into this sink.</summary>
    public async Task<Run> SourceAsync(int sessions, int mails, int octets, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(Source, string.Create(CultureInfo.InvariantCulture, $"-s {sessions} -d -m {mails} -l {octets} {_endpoint}"));
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? new Run(mails, watch.Elapsed) : throw new LoadException("smtp-source failed");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
