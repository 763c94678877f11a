using System.Diagnostics;
using System.Globalization;
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

    // The poster and the moderator are told.
    private const int Letters = 2;

    // Below that, smtp-source's start weighs more than its sending.
    private const int LeastForLimit = 15_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CountingTime = TimeSpan.FromMilliseconds(100);

    private int _posts;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var relay = Ports.Free();
        await using var daemon = new RunningDaemon(plan.Daemon, folder, relay);
        await PrepareAsync(daemon, folder, cancellationToken);
        await daemon.StartAsync(cancellationToken);
        using var store = new StoreView(daemon.DatabaseFile, Patience);
        var own = new List<Run>();
        var first = new List<TimeSpan>();
        var sample = "";
        for (var run = 0; run < plan.Runs; run++)
        {
            await using var sink = await OwnSink.StartAsync(relay, cancellationToken);
            var (toFirst, whole) = await IntoOwnSinkAsync(daemon, store, sink, cancellationToken);
            first.Add(toFirst);
            own.Add(whole);
            sample = sink.Sample;
        }
        report.Uses("our own SMTP server");
        report.AddTime($"fan-out to {readers:N0}: from the decision to the first copy at the sink", first);
        report.Add($"fan-out to {readers:N0}, into our own sink: to the last copy there", own, daemon.PeakKilobytes);
        if (PostfixSink.IsInstalled)
            await IntoPostfixAsync(daemon, store, folder, relay, sample, cancellationToken);
    }

    private async Task PrepareAsync(RunningDaemon daemon, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var csv = folder.File("readers.csv");
        await File.WriteAllLinesAsync(csv, ["address,languages", .. Enumerable.Range(0, readers).Select(Reader)], cancellationToken);
        await daemon.VerbAsync(readers, cancellationToken, "subscribers", "import", "alerts", csv);
        await daemon.VerbAsync(1, cancellationToken, "members", "add", Conversation.Member, "--organisation", Conversation.Organisation);
        await daemon.VerbAsync(1, cancellationToken, "moderators", "add", "alerts", Conversation.Moderator, "--language", "en");
    }

    private static string Reader(int number) => string.Create(CultureInfo.InvariantCulture, $"r{number:D6}@{OwnSink.ReaderDomain},en");

    private async Task<(TimeSpan First, Run Whole)> IntoOwnSinkAsync(RunningDaemon daemon, StoreView store, OwnSink sink, CancellationToken cancellationToken)
    {
        var request = await AskAsync(daemon, store, sink, cancellationToken);
        var (releases, cpu) = (store.Releases, daemon.Cpu);
        await Conversation.ApproveAsync(daemon.Smtp, request, cancellationToken);
        var decided = Stopwatch.GetTimestamp();
        await store.DeliveredAsync(releases, cancellationToken);
        if (sink.Complaint(readers) is { } complaint)
            throw new LoadException(complaint);
        var last = Stopwatch.GetElapsedTime(decided, sink.LastCopyAt);
        return (Stopwatch.GetElapsedTime(decided, sink.FirstCopyAt), new Run(readers, last, daemon.Cpu - cpu));
    }

    private async Task IntoPostfixAsync(RunningDaemon daemon, StoreView store, TemporaryFolder folder, IPEndPoint relay, string sample, CancellationToken cancellationToken)
    {
        var copy = new NumberedMail($"alerts-bounces+{new string('a', 24)}########@{RunningDaemon.Domain}", $"r########@{OwnSink.ReaderDomain}", Stuffed(sample));
        List<Run> ours = [], source = [], lean = [];
        for (var run = 0; run < plan.Runs; run++)
        {
            string request;
            await using (var own = await OwnSink.StartAsync(relay, cancellationToken))
                request = await AskAsync(daemon, store, own, cancellationToken);
            await using var sink = await PostfixSink.StartAsync(relay, folder, cancellationToken);
            source.Add(await sink.SourceAsync(Connections, Math.Max(readers, LeastForLimit), 5000, cancellationToken));
            lean.Add(await new LeanClient(relay, Connections, rides: true).SendAsync(copy, 0, Math.Max(readers, LeastForLimit), cancellationToken));
            ours.Add(await DecideAsync(daemon, store, request, sink, cancellationToken));
        }
        report.Uses("smtp-sink");
        report.Add($"fan-out to {readers:N0}, {copy.Octets:N0} octets a copy, into smtp-sink: to the last commit", ours, daemon.PeakKilobytes,
            ("smtp-source -s 16 -d -l 5000", source), ($"our leanest client, the same bytes", lean));
    }

    private async Task<Run> DecideAsync(RunningDaemon daemon, StoreView store, string request, PostfixSink sink, CancellationToken cancellationToken)
    {
        // The sink counts a mail a little after it has said 250.
        await Task.Delay(CountingTime, cancellationToken);
        var (releases, cpu, taken) = (store.Releases, daemon.Cpu, sink.Taken);
        await Conversation.ApproveAsync(daemon.Smtp, request, cancellationToken);
        var watch = Stopwatch.StartNew();
        await store.DeliveredAsync(releases, cancellationToken);
        var run = new Run(readers, watch.Elapsed, daemon.Cpu - cpu);
        await Task.Delay(CountingTime, cancellationToken);
        var came = sink.Taken - taken;
        return came >= readers && came <= readers + Letters ? run : throw new LoadException($"{came} mails came to {readers} readers");
    }

    // The member reports, the moderator is asked, everything else comes to rest.
    private async Task<string> AskAsync(RunningDaemon daemon, StoreView store, OwnSink sink, CancellationToken cancellationToken)
    {
        await store.QuietAsync(cancellationToken);
        sink.Forget();
        await new LeanClient(daemon.Smtp, 1, rides: false).SendAsync(Conversation.Post(Conversation.Member), _posts++, 1, cancellationToken);
        var request = await sink.DeskLetterAsync(Patience);
        await store.QuietAsync(cancellationToken);
        return request;
    }

    private static string Stuffed(string text) => (text.StartsWith('.') ? "." : "") + text.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
}
