using ScottPlot;
using ScottPlot.TickGenerators;

namespace IfexList.Moderation;

/// <summary>One day of a week at the desk.</summary>
public sealed record DeskDay(DateOnly Date, int Received, int Released);

/// <summary>
/// A week as a small picture: two bars for each day, dates and figures and no word, so that it is the same in every language. The only place that knows the
/// plotting library, which is loaded when the first picture is drawn. Without a font on the machine the bars have no labels; the letter has the figures.
/// </summary>
public static class WeekChart
{
    private const int Width = 480;
    private const int Height = 240;
    private const double BarWidth = 0.38;

    /// <summary>What was received; told from <see cref="Light"/> in grey, too.</summary>
    public const string Dark = "#1f3a5f";

    /// <summary>What was released.</summary>
    public const string Light = "#f2b33d";

    /// <returns>A PNG of some kilobytes.</returns>
    public static byte[] Png(IReadOnlyList<DeskDay> days)
    {
        using var plot = new Plot();
        plot.Add.Bars(days.Select((day, index) => Bar(index - BarWidth / 2, day.Received, Dark)).ToArray());
        plot.Add.Bars(days.Select((day, index) => Bar(index + BarWidth / 2, day.Released, Light)).ToArray());
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. days.Select((_, index) => (double)index)], [.. days.Select(day => $"{day.Date:MM-dd}")]);
        plot.Axes.Left.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.HideGrid();
        plot.Axes.SetLimitsY(0, Math.Max(1, days.Max(day => Math.Max(day.Received, day.Released))) * 1.1);
        return plot.GetImageBytes(Width, Height, ImageFormat.Png);
    }

    private static Bar Bar(double position, int value, string colour) =>
        new() { Position = position, Value = value, Size = BarWidth, FillColor = Color.FromHex(colour), LineWidth = 0 };
}
