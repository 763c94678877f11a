using System.Diagnostics;
using System.Globalization;

namespace IfexList.Load.WayOut;

/// <summary>
/// An urgent release of another list while a large one is on its way: from its decision to each of its first hundred copies, in our own sink. Beside it, in the same
/// run, the same with nothing else to send.
/// </summary>
public sealed class Overtaking(Plan plan, TargetReport report)
{
    private const int Urgent = 1000;
    private const int First = 100;
    private const int Large = 50_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var sender = await Sender.StartAsync(plan.Daemon, new SenderPlan(Large, UrgentReaders: Urgent), cancellationToken);
        await using var sink = await OwnSink.StartAsync(sender.SinkAt, cancellationToken);
        List<double> alone = [], beside = [];
        for (var run = 0; run < plan.Runs; run++)
        {
            var request = await sender.Urgent.AskAsync(sink, cancellationToken);
            alone.AddRange(await UrgentAsync(sender, sink, request, cancellationToken));
            var (large, urgent) = (await sender.Release.AskAsync(sink, cancellationToken), await sender.Urgent.AskAsync(sink, cancellationToken));
            await Conversation.ApproveAsync(sender.Daemon.Smtp, large, cancellationToken);
            await AwaitAsync(() => sink.Copies > Large / 10, cancellationToken);
            beside.AddRange(await UrgentAsync(sender, sink, urgent, cancellationToken));
            if (sink.Copies >= Large)
                throw new LoadException("the large release was over before the urgent one came");
            await sender.Store.QuietAsync(cancellationToken);
        }
        Add("alone", alone);
        Add(string.Create(CultureInfo.InvariantCulture, $"into a send to {Large:N0}"), beside);
    }

    private static async Task<IEnumerable<double>> UrgentAsync(Sender sender, OwnSink sink, string request, CancellationToken cancellationToken)
    {
        await Conversation.ApproveAsync(sender.Daemon.Smtp, request, cancellationToken, "ok urgent");
        var decided = Stopwatch.GetTimestamp();
        await AwaitAsync(() => sink.UrgentAt.Count >= First, cancellationToken);
        return sink.UrgentAt.Take(First).Select(at => Stopwatch.GetElapsedTime(decided, at).TotalMilliseconds);
    }

    private static async Task AwaitAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        for (var watch = Stopwatch.StartNew(); !condition(); await Task.Delay(2, cancellationToken))
            if (watch.Elapsed > Patience)
                throw new LoadException("the copies don't come");
    }

    private void Add(string where, List<double> times)
    {
        times.Sort();
        report.Add($"urgent to {Urgent:N0}, {where}: decision to its first {First} copies, p50", times[times.Count / 2], "ms", null);
        report.Add($"the same, p95", times[times.Count * 95 / 100], "ms", null);
    }
}
