using System.Globalization;

namespace IfexList.Load.WayOut;

/// <summary>
/// One release, unsigned and signed, over 1, 16 and 64 connections, by a line without and with 50 ms a round trip. The clock runs from the decision to the last
/// commit; the sink is smtp-sink. What is compared is taken in turn, run by run.
/// </summary>
public sealed class SpeedGrid(Plan plan, TargetReport report)
{
    // Over one connection of 50 ms, 15,000 readers take 12 minutes: there are as many as it serves in 15 seconds.
    private const int MostOverOneLongConnection = 300;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var connections in (int[])[1, 16, 64])
            await ShortLineAsync(connections, cancellationToken);
        foreach (var connections in (int[])[1, 16, 64])
            await LongLineAsync(connections, cancellationToken);
    }

    private async Task ShortLineAsync(int connections, CancellationToken cancellationToken)
    {
        var readers = plan.SignedReaders;
        await using var unsigned = await Sender.StartAsync(plan.Daemon, new SenderPlan(readers, Signs: false, connections), cancellationToken);
        await using var signing = await Sender.StartAsync(plan.Daemon, new SenderPlan(readers, Signs: true, connections), cancellationToken);
        List<Run> bare = [], source = [], plain = [], signed = [];
        for (var run = 0; run < plan.Runs; run++)
        {
            bare.Add(await BareSignatures.MakeAsync(cancellationToken));
            source.Add(await unsigned.SourceAsync(readers, cancellationToken));
            plain.Add(await unsigned.SendAsync(cancellationToken));
            signed.Add(await signing.SendAsync(cancellationToken));
        }
        var (how, is16) = (How(readers, connections), connections == 16);
        report.AddCopies($"unsigned, {how}", plain, $"smtp-source -d -s {connections}", source, null);
        report.AddCopies("of that, from the commit of the release on", [.. plain.Select(run => run.Sending)], $"smtp-source -d -s {connections}", source, is16 ? Target.AtLeast(1.2) : null);
        report.AddCopies($"signed (RSA-2048), {how}", signed, "unsigned, then bare signatures on all cores", [.. plain.Zip(bare, BareSignatures.Behind)], is16 ? Target.AtLeast(0.85) : null);
    }

    private async Task LongLineAsync(int connections, CancellationToken cancellationToken)
    {
        var readers = Math.Min(plan.SignedReaders, connections * MostOverOneLongConnection);
        await using var unsigned = await Sender.StartAsync(plan.Daemon, new SenderPlan(readers, Signs: false, connections, Delay), cancellationToken);
        await using var signing = await Sender.StartAsync(plan.Daemon, new SenderPlan(readers, Signs: true, connections, Delay), cancellationToken);
        List<Run> lean = [], plain = [], signed = [];
        for (var run = 0; run < plan.Runs; run++)
        {
            lean.Add(await unsigned.LeanAsync(cancellationToken));
            plain.Add(await unsigned.SendAsync(cancellationToken));
            signed.Add(await signing.SendAsync(cancellationToken));
        }
        var (how, target) = (How(readers, connections) + ", 50 ms a round trip", connections == 64 ? Target.AtMost(1.3) : null);
        var ideal = readers * Delay / connections;
        report.AddRoundTrips($"our leanest client, {how}", lean, ideal, null);
        report.AddRoundTrips($"unsigned, {how}", plain, ideal, target);
        report.AddRoundTrips($"signed (RSA-2048), {how}", signed, ideal, target);
    }

    private static string How(int readers, int connections) => string.Create(CultureInfo.InvariantCulture, $"{readers:N0} readers over {connections}");
}
