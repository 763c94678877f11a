using System.Globalization;
using IfexList.Store;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace IfexList.Operations;

/// <summary>One picture of <c>top</c>, for a terminal of 80 by 24.</summary>
/// <param name="before">The look before it, so that there are rates.</param>
public sealed class TopFrame(string domain, TopLook before, TopLook now)
{
    // 24 lines are four of head, two of headings, two that are empty, and these.
    private const int RoutesShown = 8;
    private const int LanesShown = 6;
    private const int RouteCharacters = 24;
    private const int StateCharacters = 30;

    public IRenderable Render() => new Rows([.. Head().Select(line => (IRenderable)new Text(line)), Text.Empty, RouteTable(), Text.Empty, LaneTable()]);

    private IEnumerable<string> Head()
    {
        var (tally, age) = (now.Tally, now.Tally.Age);
        yield return $"{domain}  {Instant.Time(now.At):yyyy-MM-dd HH:mm:ss}Z  daemon {(now.IsRunning ? $"running, {now.Health ?? "its web side doesn't answer"}" : "not running")}";
        yield return $"in {Rate("ifexlist_mails_accepted_total")}/min  refused {Rate("ifexlist_mails_refused_total")}/min  inbox {tally.InboxWaiting}  held {tally.Held}";
        yield return $"out {Rate("ifexlist_deliveries_total", ("outcome", "delivered"))}/min  due {tally.Due}  deferred {tally.Deferred}"
            + $"  waiting: half {Short(age.Median)}, most {Short(age.Late)}, oldest {Short(age.Oldest)}";
    }

    private Table RouteTable()
    {
        var table = Plain("route", "connections", "sent/min", "put off", "state");
        var names = now.RouteNames.ToList();
        foreach (var name in names.Take(RoutesShown))
            table.AddRow(
                Cell(name, RouteCharacters),
                Figure(now.Sum("ifexlist_connections", ("route", name))),
                Figure(now.PerMinute(before, "ifexlist_deliveries_total", ("route", name), ("outcome", "delivered"))),
                Figure(now.PerMinute(before, "ifexlist_deliveries_total", ("route", name), ("outcome", "deferred"))),
                State(now.Troubled.GetValueOrDefault(name)));
        return More(table, names.Count - RoutesShown);
    }

    private Table LaneTable()
    {
        var table = Plain("priority", "list", "due", "deferred");
        foreach (var lane in now.Tally.Lanes.Take(LanesShown))
            table.AddRow(Figure(lane.Priority), Cell(lane.List.Length > 0 ? lane.List : "letters", RouteCharacters), Figure(lane.Due), Figure(lane.Deferred));
        return More(table, now.Tally.Lanes.Count - LanesShown);
    }

    private static Table Plain(params ReadOnlySpan<string> headings)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var heading in headings)
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))).NoWrap());
        return table;
    }

    private static Table More(Table table, int left)
    {
        if (left > 0)
            table.AddRow(new Text($"and {left} more"));
        return table;
    }

    private static Text State(RouteState? trouble) => trouble is null
        ? new Text("in order")
        : new Text(Cut($"until {Instant.Time(trouble.Until):HH:mm:ss}Z: {trouble.Reason}", StateCharacters), new Style(Color.Red));

    private static Text Cell(string text, int most) => new(Cut(text, most));

    private static string Cut(string text, int most) => Terminal.Harmless(text.Length <= most ? text : text[..(most - 1)] + "…");

    private static Text Figure(double figure) => new(figure.ToString("0", CultureInfo.InvariantCulture));

    private string Rate(string name, params ReadOnlySpan<(string, string)> labels) => now.PerMinute(before, name, labels).ToString("0", CultureInfo.InvariantCulture);

    private static string Short(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => $"{span.TotalSeconds:0} s",
        { TotalHours: < 1 } => $"{span.TotalMinutes:0} min",
        { TotalDays: < 1 } => $"{span.TotalHours:0} h",
        _ => $"{span.TotalDays:0} d",
    };
}
