using System.Text;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Store;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace IfexList.Web;

/// <summary>One month of the chart.</summary>
/// <param name="Most">The countries that most of it is about.</param>
public sealed record ChartRow(string Month, int Count, IReadOnlyList<(string Country, int Count)> Most);

/// <summary>How much came out each month: bars of countries without a word in them, so that they are the same in every language. The page's table has the figures.</summary>
public static class MonthChart
{
    private const int Width = 640;
    private const int Height = 320;
    private const int MostCountries = 5;
    private const int Quarter = 3;

    // For the legend.
    private const double Headroom = 1.25;

    // Told from each other by lightness, too: in grey, and by whoever sees no red.
    private static readonly string[] Colours = ["#1f3a5f", "#f2b33d", "#7a2f3b", "#6fb5c9"];
    private const string Rest = "#b8b8b8";

    /// <summary>The last months in which anything came out, oldest first.</summary>
    public static IReadOnlyList<ChartRow> Rows(Connection db, ListCatalogue lists)
    {
        var months = Shelf.Shelfmarks(db, lists, ShelfmarkKind.Month).Take(Limits.ChartMonths).Select(month => month.Code).Reverse().ToList();
        if (months.Count == 0)
            return [];
        var counted = Shelf.ByMonthAndCountry(db, lists, months[0]).ToLookup(row => row.Month);
        return [.. months.Select(month => new ChartRow(month, counted[month].Sum(row => row.Count),
            [.. counted[month].Where(row => row.Country is not null).OrderByDescending(row => row.Count).ThenBy(row => row.Country, StringComparer.Ordinal).Take(MostCountries).Select(row => (row.Country!, row.Count))]))];
    }

    /// <summary>A bar for each month, of its countries: the most frequent of all months by their codes, which are the same in every language, the rest in grey.</summary>
    public static byte[] Svg(IReadOnlyList<ChartRow> rows)
    {
        using var plot = new Plot();
        string[] shown = [.. rows.SelectMany(row => row.Most).GroupBy(most => most.Country).OrderByDescending(of => of.Sum(most => most.Count)).ThenBy(of => of.Key, StringComparer.Ordinal)
            .Take(Colours.Length).Select(of => of.Key)];
        plot.Add.Bars(rows.SelectMany((row, index) => Stacked(row, index, shown)).ToArray());
        foreach (var (country, colour) in shown.Zip(Colours))
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = country, FillColor = Color.FromHex(colour) });
        if (shown.Length > 0)
            plot.ShowLegend(Alignment.UpperLeft, Orientation.Horizontal);
        var labelled = rows.Select((row, index) => (row.Month, index)).Where(row => row.index % Quarter == 0).ToList();
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. labelled.Select(row => (double)row.index)], [.. labelled.Select(row => row.Month)]);
        plot.Axes.Left.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.HideGrid();
        plot.Axes.SetLimitsY(0, Math.Max(1, rows.Count > 0 ? rows.Max(row => row.Count) : 0) * Headroom);
        return Encoding.UTF8.GetBytes(plot.GetSvgXml(Width, Height));
    }

    private static IEnumerable<Bar> Stacked(ChartRow row, int index, string[] shown)
    {
        var from = 0;
        foreach (var (country, count) in row.Most.Where(most => shown.Contains(most.Country)).OrderBy(most => Array.IndexOf(shown, most.Country)))
            yield return Bar(index, from, from += count, Colours[Array.IndexOf(shown, country)]);
        yield return Bar(index, from, row.Count, Rest);
    }

    private static Bar Bar(int index, int from, int to, string colour) =>
        new() { Position = index, ValueBase = from, Value = to, Size = 0.7, FillColor = Color.FromHex(colour), LineWidth = 0 };
}
