using IfexList.Load.WayOut;

namespace IfexList.Load.Editions;

/// <summary>Five editions of a release beside one, and the choice of who gets what among a million readers, as one table.</summary>
public sealed class EditionsTable(Plan plan, TextWriter output)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var report = new TargetReport(output);
        // The selection comes first: the peak of memory is this process's own.
        if (plan.Rows > 0)
            await new Selection(plan, report).RunAsync(cancellationToken);
        foreach (var readers in plan.Readers)
            await new FiveEditions(plan, report, readers).RunAsync(cancellationToken);
        report.Print();
    }
}
