using System.Globalization;

namespace IfexList.Load;

/// <summary>
/// Gathers the figures as they are made and prints them at the end as one Markdown table. A ratio is taken run by run, each against the raw
/// limit measured just before it, so that whatever else the machine did weighs on both.
/// </summary>
public sealed class Report(TextWriter output)
{
    private readonly List<string> _rows = [];
    private readonly SortedSet<string> _sinks = [];

    public void Say(string line) => output.WriteLine(line);

    public void Uses(string sink) => _sinks.Add(sink);

    /// <param name="limits">The raw limits, each by its name, with one run for each of <paramref name="runs"/>.</param>
    public void Add(string what, IReadOnlyList<Run> runs, long? peakKilobytes, params (string Name, IReadOnlyList<Run> Runs)[] limits)
    {
        var ratios = limits.Select(limit =>
            $"{Ratio(runs, limit.Runs).As("0.00")} of {limit.Name} ({Spread.Of(limit.Runs.Select(r => r.PerSecond)).Median.ToString("N0", CultureInfo.InvariantCulture)}/s)");
        Add(what, Spread.Of(runs.Select(r => r.Wall.TotalSeconds)).As("0.000") + " s", Spread.Of(runs.Select(r => r.PerSecond)).As("N0"),
            runs.All(r => r.Cpu is not null) ? Spread.Of(runs.Select(r => r.Cpu!.Value.TotalSeconds)).As("0.00") + " s" : "",
            peakKilobytes is { } peak ? $"{peak / 1024} MB" : "", string.Join("; ", ratios));
    }

    public void AddTime(string what, IReadOnlyList<TimeSpan> times) => Add(what, Spread.Of(times.Select(t => t.TotalSeconds)).As("0.000") + " s", "", "", "", "");

    public void Print()
    {
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}; sinks: {string.Join(", ", _sinks)}; everything on loopback."));
        output.WriteLine();
        output.WriteLine("| what | wall: median (min–max) | per second | CPU of the process | peak memory | share of the raw limit |");
        output.WriteLine("|---|---|---|---|---|---|");
        _rows.ForEach(output.WriteLine);
        output.WriteLine();
        output.WriteLine("Peers, measured on the same kind of machine with one envelope a reader, 15,000 readers, moderation and unsubscribe headers not included:");
        output.WriteLine();
        output.WriteLine("| list server | wall | per second | peak memory |");
        output.WriteLine("|---|---|---|---|");
        output.WriteLine("| mlmmj 1.3.0 with Postfix 3.7.11 (XVERP) | 13.2 s | 1,135 | 52 MB |");
        output.WriteLine("| Mailman 3.3.8 (VERP) | 145 s | 103 | 1.1 GB |");
    }

    private void Add(params string[] cells)
    {
        var row = $"| {string.Join(" | ", cells)} |";
        _rows.Add(row);
        output.WriteLine(row);
        output.Flush();
    }

    private static Spread Ratio(IReadOnlyList<Run> runs, IReadOnlyList<Run> limit) => Spread.Of(runs.Zip(limit, (run, raw) => run.PerSecond / raw.PerSecond));
}
