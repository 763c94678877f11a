namespace IfexList.Load.WayOut;

/// <summary>The whole way out, measured part by part, as one table of figures and targets.</summary>
public sealed class DeliveryTable(Plan plan, TextWriter output)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!PostfixSink.IsInstalled)
            throw new LoadException("this needs smtp-sink and smtp-source (Debian's package postfix)");
        var report = new TargetReport(output);
        try
        {
            if (plan.Parts.Contains("grid"))
                await new SpeedGrid(plan, report).RunAsync(cancellationToken);
            if (plan.Parts.Contains("overtaking"))
                await new Overtaking(plan, report).RunAsync(cancellationToken);
            if (plan.Parts.Contains("inbound"))
                await new InboundBeside(plan, report).RunAsync(cancellationToken);
            if (plan.Parts.Contains("million") && plan.Rows > 0)
                await new MillionRows(plan, report).RunAsync(cancellationToken);
        }
        finally
        {
            report.Print();
        }
    }
}
