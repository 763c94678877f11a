using IfexList.Load.World;

namespace IfexList.Load.WayOut;

/// <summary>The whole way out, measured part by part, as one table of figures and targets.</summary>
public sealed class DeliveryTable(Plan plan, TextWriter output)
{
    /// <exception cref="LoadException">Parts that couldn't be measured; the others are in the table.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!PostfixSink.IsInstalled)
            throw new LoadException("this needs smtp-sink and smtp-source (Debian's package postfix)");
        var report = new TargetReport(output);
        var parts = new Dictionary<string, Func<Task>>
        {
            ["grid"] = () => new SpeedGrid(plan, report).RunAsync(cancellationToken),
            ["overtaking"] = () => new Overtaking(plan, report).RunAsync(cancellationToken),
            ["inbound"] = () => new InboundBeside(plan, report).RunAsync(cancellationToken),
            ["million"] = () => plan.Rows > 0 ? new MillionRows(plan, report).RunAsync(cancellationToken) : Task.CompletedTask,
            ["world"] = () => new WorldBench(plan, report, output).RunAsync(cancellationToken),
        };
        var failed = new List<string>();
        foreach (var (name, run) in parts.Where(part => plan.Parts.Contains(part.Key)))
            try
            {
                await run();
            }
            catch (Exception e) when (e is LoadException or TimeoutException)
            {
                failed.Add($"{name}: {e.Message}");
            }
        report.Print();
        if (failed.Count > 0)
            throw new LoadException(string.Join('\n', failed));
    }
}
