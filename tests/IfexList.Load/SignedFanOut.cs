namespace IfexList.Load;

/// <summary>
/// The fan-out with each copy signed (RSA-2048). Its limit is composed in the same run: the same daemon without a key, and behind it bare signatures on all cores, as if
/// nothing could be done side by side.
/// </summary>
public sealed class SignedFanOut(Plan plan, Report report, int readers)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!PostfixSink.IsInstalled)
        {
            report.Say("the signed fan-out needs smtp-sink");
            return;
        }
        await using var unsigned = await Sender.StartAsync(plan.Daemon, new SenderPlan(readers), cancellationToken);
        await using var signing = await Sender.StartAsync(plan.Daemon, new SenderPlan(readers, Signs: true), cancellationToken);
        List<Run> bare = [], plain = [], signed = [];
        for (var run = 0; run < plan.Runs; run++)
        {
            bare.Add(await BareSignatures.MakeAsync(cancellationToken));
            plain.Add(await unsigned.SendAsync(cancellationToken));
            signed.Add(await signing.SendAsync(cancellationToken));
        }
        report.Uses("smtp-sink");
        report.Add($"bare RSA-2048 signatures on {Environment.ProcessorCount} cores", bare, null);
        report.Add($"unsigned fan-out to {readers:N0}, beside it", plain, unsigned.Daemon.PeakKilobytes);
        report.Add($"signed fan-out to {readers:N0}, into smtp-sink: to the last commit", signed, signing.Daemon.PeakKilobytes,
            ("the limit composed of both", [.. plain.Zip(bare, BareSignatures.Behind)]));
    }
}
