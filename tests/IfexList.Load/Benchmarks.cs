using IfexList.Load.Editions;
using IfexList.Load.WayOut;
using IfexList.Load.World;

namespace IfexList.Load;

/// <summary>Which benchmark a word means.</summary>
public static class Benchmarks
{
    /// <returns>The exit code: 0 when everything that was sent arrived.</returns>
    public static async Task<int> RunAsync(string name, Plan plan, TextWriter output, CancellationToken cancellationToken)
    {
        if (!File.Exists(plan.Daemon))
        {
            await Console.Error.WriteLineAsync($"{plan.Daemon}: build the daemon first (dotnet build -c Release)");
            return 1;
        }
        if (name is "delivery")
            return await SayingAsync(() => new DeliveryTable(plan, output).RunAsync(cancellationToken));
        if (name is "editions")
            return await SayingAsync(() => new EditionsTable(plan, output).RunAsync(cancellationToken));
        if (name is "world")
            return await SayingAsync(() => new DeliveryTable(plan with { Parts = ["world", .. plan.Parts.Intersect(["model", "daemon"])] }, output).RunAsync(cancellationToken));
        var report = new Report(output);
        try
        {
            if (name is "import" or "all")
                await new Import(plan, report).RunAsync(cancellationToken);
            if (name is "inbound" or "all")
                await new Inbound(plan, report).RunAsync(cancellationToken);
            if (name is "fanout" or "all")
                foreach (var readers in plan.Readers)
                    await new FanOut(plan, report, readers).RunAsync(cancellationToken);
            if (name is "signed" or "all")
                await new SignedFanOut(plan, report, plan.SignedReaders).RunAsync(cancellationToken);
            if (name is "cleansing" or "all")
                await new CleansedMail(plan, report).RunAsync(cancellationToken);
            if (name is "parcel" or "all")
                await new WeeklyParcel(plan, report, plan.ParcelReaders).RunAsync(cancellationToken);
            if (name is "verify" or "all")
                await new Verifying(plan, report).RunAsync(cancellationToken);
            if (name is "bounces" or "all")
                await new ReturnedMails(plan, report).RunAsync(cancellationToken);
            if (name is "archive" or "all")
                await new ArchiveReading(plan, report).RunAsync(cancellationToken);
            if (name is "bundles" or "all")
                await new ArchiveBundles(plan, report).RunAsync(cancellationToken);
            return 0;
        }
        catch (LoadException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        finally
        {
            report.Print();
        }
    }

    private static async Task<int> SayingAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (LoadException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}

/// <summary>The measured thing didn't do its work, so there is no figure.</summary>
public sealed class LoadException : Exception
{
    public LoadException(string message) : base(message) { }
    public LoadException(string message, Exception inner) : base(message, inner) { }
    public LoadException() { }
}
