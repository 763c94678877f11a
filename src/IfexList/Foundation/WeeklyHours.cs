using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IfexList.Foundation;

/// <summary>
/// Hours that come round every week: <c>mon-fri 08:00-18:00 Europe/Paris; sat 22:00-07:00</c>. Each span stands for itself: without days it means every day, without a
/// zone that of its list; one that ends before it begins ends on the next day.
/// </summary>
public sealed partial class WeeklyHours
{
    private const string Example = "mon-fri 08:00-18:00 Europe/Paris";

    // As far as is looked for a beginning or an end: a span may fall into the hour that the clocks skip, and then comes a week later.
    private const int DaysAhead = 15;

    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly string _text;
    private readonly IReadOnlyList<Span> _spans;

    private WeeklyHours(string text, IReadOnlyList<Span> spans) => (_text, _spans) = (text, spans);

    private sealed record Span(IReadOnlySet<DayOfWeek> Days, TimeSpan From, TimeSpan To, TimeZoneInfo? Zone);

    /// <param name="problem">What can't be read in it; empty where all of it can.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out WeeklyHours? hours, out string problem)
    {
        var spans = new List<Span>();
        problem = "";
        foreach (var part in text.Split([';', ','], StringSplitOptions.TrimEntries))
            if (Read(part, out problem) is { } span)
                spans.Add(span);
            else
                break;
        hours = problem.Length == 0 ? new WeeklyHours(text.Trim(), spans) : null;
        return hours is not null;
    }

    /// <summary>What was checked before; null where nothing is said.</summary>
    public static WeeklyHours? Parse(string text) =>
        text.Length == 0 ? null : TryParse(text, out var hours, out var problem) ? hours : throw new FormatException(problem);

    public bool Contains(DateTimeOffset at, TimeZoneInfo usual) => Around(at, usual).Any(span => span.Begin <= at && at < span.End);

    /// <summary>The first moment within them that isn't before <paramref name="at"/>.</summary>
    public DateTimeOffset Begin(DateTimeOffset at, TimeZoneInfo usual) =>
        Contains(at, usual) ? at : Around(at, usual).Where(span => span.Begin > at).Min(span => span.Begin);

    /// <summary>The first moment outside that isn't before <paramref name="at"/>; of hours that never end, one as far away as we look.</summary>
    public DateTimeOffset End(DateTimeOffset at, TimeZoneInfo usual)
    {
        var spans = Around(at, usual).OrderBy(span => span.Begin);
        return spans.Aggregate(at, (end, span) => span.Begin <= end && end < span.End ? span.End : end);
    }

    public override string ToString() => _text;

    // By the clock on the wall: a span of a night in which the clocks change is an hour longer or shorter.
    private IEnumerable<(DateTimeOffset Begin, DateTimeOffset End)> Around(DateTimeOffset at, TimeZoneInfo usual) =>
        from span in _spans
        let zone = span.Zone ?? usual
        let yesterday = TimeZoneInfo.ConvertTime(at, zone).Date.AddDays(-1)
        from day in Enumerable.Range(0, DaysAhead).Select(days => yesterday.AddDays(days))
        where span.Days.Contains(day.DayOfWeek)
        let begin = zone.InstantOf(day + span.From)
        let end = zone.InstantOf(day + span.To)
        where begin < end
        select (begin, end);

    private static Span? Read(string part, out string problem)
    {
        problem = "";
        var found = Form().Match(part);
        if (!found.Success || Time(found.Groups["from"].Value) is not { } from || Time(found.Groups["to"].Value) is not { } to || from == to || from.Days > 0)
            problem = $"\"{part}\" is no span of hours such as \"{Example}\"";
        else if (Days(found.Groups["days"].Value) is not { } days)
            problem = $"\"{found.Groups["days"].Value}\" is none of the days mon, tue, wed, thu, fri, sat, sun, nor a span of them";
        else if (Zone(found.Groups["zone"].Value, out var zone))
            return new Span(days, from, to > from ? to : to + TimeSpan.FromDays(1), zone);
        else
            problem = $"\"{found.Groups["zone"].Value}\" is no IANA time zone";
        return null;
    }

    // 24:00 is how people write the end of a day.
    private static TimeSpan? Time(string text) =>
        text == "24:00" ? TimeSpan.FromDays(1) : TimeOnly.TryParseExact(text, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan() : null;

    private static HashSet<DayOfWeek>? Days(string text)
    {
        if (text.Length == 0)
            return [.. Enum.GetValues<DayOfWeek>()];
        var ends = text.ToLowerInvariant().Split('-').Select(name => Array.IndexOf(DayNames, name)).ToList();
        return ends.Contains(-1) ? null : [.. Enumerable.Range(ends[0], (ends[^1] - ends[0] + DayNames.Length) % DayNames.Length + 1).Select(day => (DayOfWeek)(day % DayNames.Length))];
    }

    private static bool Zone(string text, out TimeZoneInfo? zone)
    {
        zone = null;
        return text.Length == 0 || TimeZoneInfo.TryFindSystemTimeZoneById(text, out zone);
    }

    [GeneratedRegex(@"^(?:(?<days>\p{L}+(?:-\p{L}+)?)\s+)?(?<from>\d{1,2}:\d\d)\s*[-–]\s*(?<to>\d{1,2}:\d\d)(?:\s+(?<zone>\S+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
