using System.Globalization;

namespace IfexList.Load.WayOut;

/// <summary>The table of figures beside their targets: a report, in which nothing fails.</summary>
public sealed class TargetReport(TextWriter output)
{
    private readonly List<string> _rows = [];

    /// <summary>Copies, with what each of them cost the daemon.</summary>
    /// <param name="limits">The raw limits, taken in the same run: the ratio is that of the medians of copies a second.</param>
    public void AddCopies(string what, IReadOnlyList<Run> runs, string against, IReadOnlyList<Run> limits, Target? target)
    {
        var (ours, limit) = (Median(runs, r => r.PerSecond), Median(limits, r => r.PerSecond));
        Add(what, Copies(runs), $"{against} ({Text(limit, "N0")}/s)", ours / limit, target);
    }

    /// <summary>Copies over a long line: how many times as long they took as one round trip for each message would.</summary>
    public void AddRoundTrips(string what, IReadOnlyList<Run> runs, TimeSpan ideal, Target? target) =>
        Add(what, Copies(runs), $"one round trip a message: {Text(ideal.TotalSeconds, "0.00")} s", Median(runs, r => r.Wall.TotalSeconds) / ideal.TotalSeconds, target);

    /// <summary>Copies beside others: how much one costs, compared with one of the others.</summary>
    public void AddCost(string what, IReadOnlyList<Run> runs, string against, IReadOnlyList<Run> others, Target? target) =>
        Add(what, Copies(runs), $"{against} ({string.Join(", ", Copies(others)[1..])})", Median(others, r => r.PerSecond) / Median(runs, r => r.PerSecond), target);

    /// <summary>A plain figure, with its unit.</summary>
    public void Add(string what, double figure, string unit, Target? target, string remark = "") =>
        Row(what, $"{Text(figure, "0.###")} {unit}", "", "", "", remark, "", target is null ? "" : $"{target} {unit}", Verdict(figure, target));

    public void Print()
    {
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}; everything on loopback. Ratios are those of medians."));
        output.WriteLine();
        output.WriteLine("| what | median (min–max) | per second | CPU a copy | written a copy | beside | ratio | target | met |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        _rows.ForEach(output.WriteLine);
    }

    private void Add(string what, string[] copies, string against, double ratio, Target? target) =>
        Row([what, .. copies, against, Text(ratio, "0.00"), target?.ToString() ?? "", Verdict(ratio, target)]);

    private static string[] Copies(IReadOnlyList<Run> runs) =>
    [
        Spread.Of(runs.Select(r => r.Wall.TotalSeconds)).As("0.00") + " s",
        Text(Median(runs, r => r.PerSecond), "N0"),
        runs.All(r => r.Cpu is not null) ? Text(Median(runs, r => r.Cpu!.Value.TotalMilliseconds / r.Count), "0.000") + " ms" : "",
        runs.All(r => r.Written is not null) ? Text(Median(runs, r => (double)r.Written!.Value / r.Count), "N0") + " octets" : "",
    ];

    private void Row(params string[] cells)
    {
        var row = $"| {string.Join(" | ", cells)} |";
        _rows.Add(row);
        output.WriteLine(row);
        output.Flush();
    }

    private static string Verdict(double figure, Target? target) => target is null ? "" : target.IsMetBy(figure) ? "yes" : "**no**";

    private static double Median(IReadOnlyList<Run> runs, Func<Run, double> of) => Spread.Of(runs.Select(of)).Median;

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
