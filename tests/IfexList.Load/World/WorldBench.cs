using System.Diagnostics;
using System.Globalization;
using IfexList.Load.WayOut;

namespace IfexList.Load.World;

/// <summary>
/// One release into the simulated world: from the decision until 95 % of all copies are accepted, beside the least time that the providers' limits allow. Before it, in the same
/// run, a client that knows all limits, which shows that the model's time can be reached.
/// </summary>
public sealed class WorldBench(Plan plan, TargetReport report, TextWriter output)
{
    private const double Share = 0.95;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var population = Population.Of(plan.SignedReaders);
        var best = population.Best(Share);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{population.Count:N0} readers over {population.Readers.Keys.Sum(provider => provider.Domains)} domains of {population.Readers.Count} providers; 95 % can be accepted within {best.TotalSeconds:0.0} s, all within {population.Best(1).TotalSeconds:0.0} s."));
        if (plan.Parts.Contains("model"))
            await ModelAsync(population, best, cancellationToken);
        if (plan.Parts.Contains("daemon"))
            await DaemonAsync(population, best, cancellationToken);
    }

    private async Task ModelAsync(Population population, TimeSpan best, CancellationToken cancellationToken)
    {
        await using var world = new ProviderWorld(population);
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(world.Exchanges.Select(exchange => new KnowingClient(exchange, population.Readers[exchange.Provider]).SendAsync(cancellationToken)));
        Tell(world, "a client that knows all limits", began, best, null);
    }

    private async Task DaemonAsync(Population population, TimeSpan best, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var world = new ProviderWorld(population);
        var desk = Ports.Free();
        await using var daemon = new RunningDaemon(plan.Daemon, folder, desk, overlaid: new Dictionary<string, string>(world.Settings(folder))
        {
            // The desk's letters don't go out into the world.
            ["Relay__Routes__0__Name"] = "desk",
            ["Relay__Routes__0__Domains__0"] = Conversation.DeskDomain,
            ["Relay__Routes__0__Domains__1"] = Conversation.Member.Split('@')[1],
            ["Relay__Routes__0__Host"] = desk.Address.ToString(),
            ["Relay__Routes__0__Port"] = desk.Port.ToString(CultureInfo.InvariantCulture),
            ["Relay__Routes__0__Tls"] = "none",
        });
        await Release.SubscribeAsync(daemon, folder, "alerts", population.Readers.Values.SelectMany(readers => readers), cancellationToken);
        await daemon.VerbAsync(1, cancellationToken, "members", "add", Conversation.Member, "--organisation", Conversation.Organisation);
        await daemon.StartAsync(cancellationToken);
        using var store = new StoreView(daemon.DatabaseFile, Patience);
        await using var sink = await OwnSink.StartAsync(desk, cancellationToken);
        var request = await new Release(daemon, store, population.Count).AskAsync(sink, cancellationToken);
        await Conversation.ApproveAsync(daemon.Smtp, request, cancellationToken);
        var decided = Stopwatch.GetTimestamp();
        while (world.Accepted < population.Count && Stopwatch.GetElapsedTime(decided) < Patience)
            await Task.Delay(50, cancellationToken);
        Tell(world, "ifexlist", decided, best, Target.AtMost(1.1));
    }

    private void Tell(ProviderWorld world, string who, long began, TimeSpan best, Target? target)
    {
        output.WriteLine();
        output.WriteLine($"{who}, provider by provider; those with the fewest readers are put together:");
        output.WriteLine();
        output.WriteLine("| provider | readers | accepted | after the decision | best | 421 and 451 for pace | beyond a connection's messages | greylisted | most connections | suspended us |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var group in world.Exchanges.GroupBy(exchange => exchange.Provider.IsNamed ? exchange.Provider.Name : "others"))
            output.WriteLine(Line(group.Key, [.. group], world.Population, began));
        long[] times = [.. world.Exchanges.SelectMany(exchange => exchange.AcceptedAt).Order()];
        var wanted = (int)Math.Ceiling(Share * world.Population.Count);
        if (times.Length < wanted)
            throw new LoadException($"{who}: {times.Length} of {world.Population.Count} copies were accepted");
        var took = Stopwatch.GetElapsedTime(began, times[wanted - 1]);
        report.Add($"provider world, {who}: 95 % accepted", took.TotalSeconds, "s", null, string.Create(CultureInfo.InvariantCulture, $"the best schedule: {best.TotalSeconds:0.0} s"));
        report.Add("the same, against the best schedule", took / best, "times", target);
        report.Add("the same, providers that suspended us", world.Exchanges.Count(exchange => exchange.HasSuspended), "providers", target is null ? null : Target.AtMost(0));
        report.Add("the same, copies too many", times.Length - world.Population.Count, "copies", null);
    }

    private static string Line(string name, IReadOnlyList<Exchange> group, Population population, long began)
    {
        var readers = group.Sum(exchange => population.Readers[exchange.Provider].Count);
        var last = group.SelectMany(exchange => exchange.AcceptedAt).DefaultIfEmpty(began).Max();
        var best = group.Max(exchange => BestOf(exchange.Provider, population.Readers[exchange.Provider].Count));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {readers:N0} | {group.Sum(x => x.Accepted):N0} | {Stopwatch.GetElapsedTime(began, last).TotalSeconds:0.0} s | {best:0.0} s | {group.Sum(x => x.Complaints)} | {group.Sum(x => x.Outstayed)} | {group.Sum(x => x.Greylisted)} | {group.Max(x => x.MostOpen)} | {group.Count(x => x.HasSuspended)} |");
    }

    private static double BestOf(Provider provider, int readers)
    {
        var seconds = 0.0;
        while (provider.MostWithin(TimeSpan.FromSeconds(seconds), readers) < readers)
            seconds += 0.05;
        return seconds;
    }
}
