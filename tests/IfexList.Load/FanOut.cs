using System.Diagnostics;
using System.Net;

namespace IfexList.Load;

/// <summary>
/// One alert of 5 KB, approved by its moderator's mail, to many readers: each with an envelope and an unsubscribe address of his own, over 16 kept
/// connections. The clock starts when the moderator hears 250. Our own sink tells when the first and the last copy came, and that all were
/// there; smtp-sink tells how fast the wire can be, and the time into it ends with the commit of the last outcome.
/// </summary>
public sealed class FanOut(Plan plan, Report report, int readers)
{
    private const int Connections = 16;

    // Below that, smtp-source's start weighs more than its sending.
    private const int LeastForLimit = 15_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var relay = Ports.Free();
        await using var daemon = new RunningDaemon(plan.Daemon, folder, relay);
        await Release.PrepareAsync(daemon, folder, readers, cancellationToken);
        await daemon.StartAsync(cancellationToken);
        using var store = new StoreView(daemon.DatabaseFile, Patience);
        var release = new Release(daemon, store, readers);
        var own = new List<Run>();
        var first = new List<TimeSpan>();
        var sample = "";
        for (var run = 0; run < plan.Runs; run++)
        {
            await using var sink = await OwnSink.StartAsync(relay, cancellationToken);
            var (toFirst, whole) = await IntoOwnSinkAsync(release, daemon, store, sink, cancellationToken);
            first.Add(toFirst);
            own.Add(whole);
            sample = sink.Sample;
        }
        report.Uses("our own SMTP server");
        report.AddTime($"fan-out to {readers:N0}: from the decision to the first copy at the sink", first);
        report.Add($"fan-out to {readers:N0}, into our own sink: to the last copy there", own, daemon.PeakKilobytes);
        if (PostfixSink.IsInstalled)
            await IntoPostfixAsync(release, daemon, folder, relay, sample, cancellationToken);
    }

    private async Task<(TimeSpan First, Run Whole)> IntoOwnSinkAsync(Release release, RunningDaemon daemon, StoreView store, OwnSink sink, CancellationToken cancellationToken)
    {
        var request = await release.AskAsync(sink, cancellationToken);
        var (releases, cpu) = (store.Releases, daemon.Cpu);
        await Conversation.ApproveAsync(daemon.Smtp, request, cancellationToken);
        var decided = Stopwatch.GetTimestamp();
        await store.DeliveredAsync(releases, cancellationToken);
        if (sink.Complaint(readers) is { } complaint)
            throw new LoadException(complaint);
        var last = Stopwatch.GetElapsedTime(decided, sink.LastCopyAt);
        return (Stopwatch.GetElapsedTime(decided, sink.FirstCopyAt), new Run(readers, last, daemon.Cpu - cpu));
    }

    private async Task IntoPostfixAsync(Release release, RunningDaemon daemon, TemporaryFolder folder, IPEndPoint relay, string sample, CancellationToken cancellationToken)
    {
        var copy = new NumberedMail($"alerts-bounces+{new string('a', 24)}########@{RunningDaemon.Domain}", $"r########@{OwnSink.ReaderDomain}", Stuffed(sample));
        List<Run> ours = [], source = [], lean = [];
        for (var run = 0; run < plan.Runs; run++)
        {
            string request;
            await using (var own = await OwnSink.StartAsync(relay, cancellationToken))
                request = await release.AskAsync(own, cancellationToken);
            await using var sink = await PostfixSink.StartAsync(relay, folder, cancellationToken);
            source.Add(await sink.SourceAsync(Connections, Math.Max(readers, LeastForLimit), 5000, cancellationToken));
            lean.Add(await new LeanClient(relay, Connections, rides: true).SendAsync(copy, 0, Math.Max(readers, LeastForLimit), cancellationToken));
            ours.Add(await release.DecideAsync(request, sink, cancellationToken));
        }
        report.Uses("smtp-sink");
        report.Add($"fan-out to {readers:N0}, {copy.Octets:N0} octets a copy, into smtp-sink: to the last commit", ours, daemon.PeakKilobytes,
            ("smtp-source -s 16 -d -l 5000", source), ($"our leanest client, the same bytes", lean));
    }

    private static string Stuffed(string text) => (text.StartsWith('.') ? "." : "") + text.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
}
