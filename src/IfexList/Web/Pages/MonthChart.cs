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

/// <summary>How much came out each month: bars without a word in them, so that they are the same in every language. The page's table has the figures.</summary>
public static class MonthChart
{
    private const int Width = 640;
    private const int Height = 320;
    private const int MostCountries = 3;
    private const int Quarter = 3;

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

    public static byte[] Svg(IReadOnlyList<ChartRow> rows)
    {
        using var plot = new Plot();
        plot.Add.Bars(rows.Select((row, index) => new Bar { Position = index, Value = row.Count, Size = 0.7, FillColor = Color.FromHex(Moderation.WeekChart.Dark), LineWidth = 0 }).ToArray());
        var labelled = rows.Select((row, index) => (row.Month, index)).Where(row => row.index % Quarter == 0).ToList();
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. labelled.Select(row => (double)row.index)], [.. labelled.Select(row => row.Month)]);
        plot.Axes.Left.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.HideGrid();
        plot.Axes.SetLimitsY(0, Math.Max(1, rows.Count > 0 ? rows.Max(row => row.Count) : 0) * 1.1);
        return Encoding.UTF8.GetBytes(plot.GetSvgXml(Width, Height));
    }
}
