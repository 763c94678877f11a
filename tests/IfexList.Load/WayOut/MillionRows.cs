using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace IfexList.Load.WayOut;

/// <summary>
/// A release to a million readers: what each costs compared with one of 15,000, whose releases are taken before and after it, and how much memory it takes. Then as
/// many wait for a next hop that says nothing, the daemon is killed, and the clock runs from its new start to its greeting and to its first copy.
/// </summary>
public sealed class MillionRows(Plan plan, TargetReport report)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (few, rows) = (plan.SignedReaders, plan.Rows.ToString("N0", CultureInfo.InvariantCulture));
        await using var small = await Sender.StartAsync(plan.Daemon, new SenderPlan(few), cancellationToken);
        await using var large = await Sender.StartAsync(plan.Daemon, new SenderPlan(plan.Rows), cancellationToken);
        var some = new List<Run>();
        await SendAsync(small, some, cancellationToken);
        var all = await large.SendAsync(cancellationToken);
        var peak = large.Daemon.PeakKilobytes;
        await SendAsync(small, some, cancellationToken);
        report.AddCost($"unsigned, {rows} readers over 16: cost of a row", [all], $"one of {few.ToString("N0", CultureInfo.InvariantCulture)}", some, Target.AtMost(1.1));
        report.Add($"the same: peak memory", peak / 1024, "MB", Target.AtMost(250));

        await LeaveWaitingAsync(large, cancellationToken);
        var (greeting, first) = await StartAgainAsync(large, cancellationToken);
        report.Add($"start with {rows} waiting rows after kill -9: to the greeting", greeting.TotalSeconds, "s", Target.AtMost(3));
        report.Add("the same: to the first copy at our own sink", first.TotalSeconds, "s", Target.AtMost(3));
    }

    private async Task SendAsync(Sender sender, List<Run> runs, CancellationToken cancellationToken)
    {
        for (var run = 0; run < (plan.Runs + 1) / 2; run++)
            runs.Add(await sender.SendAsync(cancellationToken));
    }

    // A next hop that takes connections and says nothing: a refusal would be remembered, and paused for.
    private static async Task LeaveWaitingAsync(Sender sender, CancellationToken cancellationToken)
    {
        var request = await sender.AskAsync(cancellationToken);
        using var silent = new TcpListener(sender.SinkAt);
        silent.Start(512);
        var releases = sender.Store.Releases;
        await Conversation.ApproveAsync(sender.Daemon.Smtp, request, cancellationToken);
        await sender.Store.ReleasedAsync(releases, cancellationToken);
        await sender.Daemon.KillAsync();
    }

    private static async Task<(TimeSpan Greeting, TimeSpan FirstCopy)> StartAgainAsync(Sender sender, CancellationToken cancellationToken)
    {
        await using var sink = await OwnSink.StartAsync(sender.SinkAt, cancellationToken);
        var began = Stopwatch.GetTimestamp();
        await sender.Daemon.StartAsync(cancellationToken);
        await Ports.GreetedAsync(sender.Daemon.Smtp, cancellationToken);
        var greeting = Stopwatch.GetElapsedTime(began);
        while (sink.Copies == 0 && Stopwatch.GetElapsedTime(began) < Patience)
            await Task.Delay(5, cancellationToken);
        await sender.Daemon.KillAsync();
        return sink.Copies > 0 ? (greeting, Stopwatch.GetElapsedTime(began, sink.FirstCopyAt)) : throw new LoadException($"no copy came within {Patience}");
    }
}
