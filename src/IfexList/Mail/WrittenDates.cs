using System.Globalization;
using System.Text.RegularExpressions;

namespace IfexList.Mail;

/// <summary>
/// Reads the days that people write in five languages: "24 March 2026", "March 24, 2026", "24 de marzo de 2026", "24-26 марта 2026 г.", "٢٤ مارس ٢٠٢٦", 2026-03-24, 24/03/2026. Of
/// several days that share a month the first counts. A text is cut before it is read.
/// </summary>
public static partial class WrittenDates
{
    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    // Between a day and its month, or a month and its year.
    private static readonly HashSet<string> Between = [.. "de del of д г".Split(' ').Select(Words.Fold)];

    // What stands between the days of a range.
    private static readonly HashSet<string> Ranges = [.. "to and au et al a y по и الى و until".Split(' ').Select(Words.Fold)];

    /// <param name="today">Where no year is said the day nearest to it is meant; null: such days are passed over.</param>
    /// <returns>In the order in which they stand.</returns>
    public static IReadOnlyList<DateOnly> In(string text, DateOnly? today = null)
    {
        // "24-26": two words. Figures stand by themselves, so they are read first.
        var folded = Words.Fold(text);
        var found = Figures().Matches(folded).Select(match => (At: match.Index, Day: OfFigures(match))).Where(row => row.Day is not null).ToList();
        var rest = Figures().Replace(folded, match => new string(' ', match.Length));
        var words = Word().Matches(rest).ToList();
        for (var at = 0; at < words.Count; at++)
            if (MonthAt(words, at, out var last) is { } month && Named(rest, words, at, last, month, today) is { } day)
                found.Add((words[at].Index, day));
        return [.. found.OrderBy(row => row.At).Select(row => row.Day!.Value)];
    }

    // "كانون الثاني": two words, a month each with another second word.
    private static int? MonthAt(List<Match> words, int at, out int last)
    {
        last = at;
        if (at + 1 < words.Count && CalendarNames.Month($"{words[at].Value}-{words[at + 1].Value}") is { } two)
        {
            last = at + 1;
            return two;
        }
        return CalendarNames.Month(words[at].Value);
    }

    private static DateOnly? Named(string text, List<Match> words, int first, int last, int month, DateOnly? today)
    {
        var (day, next) = DayBefore(text, words, first) is { } before ? (before, last + 1) : DayBehind(words, last) is { } behind ? (behind.Day, behind.Next) : (0, 0);
        return day == 0 ? null : YearAt(words, next) is { } year ? Day(year, month, day) : today is { } from ? Nearest(from, month, day) : null;
    }

    // Of "from 24 to 26 March" and "24, 25 et 26 mars" the first.
    private static int? DayBefore(string text, List<Match> words, int month)
    {
        var at = month - 1;
        if (at >= 0 && Between.Contains(words[at].Value))
            at--;
        if (at < 0 || DayOf(words[at].Value) is not { } day)
            return null;
        for (var more = 0; more < 3; more++)
        {
            var step = at > 1 && Ranges.Contains(words[at - 1].Value) ? 2 : 1;
            if (at - step < 0 || step == 1 && !IsJoined(text, words[at - 1], words[at]) || DayOf(words[at - step].Value) is not { } earlier || earlier >= day)
                break;
            (day, at) = (earlier, at - step);
        }
        return day;
    }

    // "24-26", "24, 25": what has nothing but a space or a bar between is another number.
    private static bool IsJoined(string text, Match earlier, Match later) => text.AsSpan(earlier.Index + earlier.Length, later.Index - earlier.Index - earlier.Length).Trim() is "-" or "–" or "—" or "," or "،";

    private static (int Day, int Next)? DayBehind(List<Match> words, int month)
    {
        if (month + 1 >= words.Count || DayOf(words[month + 1].Value) is not { } day)
            return null;
        var next = month + 2;
        while (next < words.Count && (Ranges.Contains(words[next].Value) || DayOf(words[next].Value) is not null) && next < month + 5)
            next++;
        return (day, next);
    }

    private static int? YearAt(List<Match> words, int at)
    {
        if (at < words.Count && Between.Contains(words[at].Value))
            at++;
        return at < words.Count && words[at].Value is { Length: 4 } figures && int.TryParse(figures, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= FirstYear and <= LastYear
            ? year : null;
    }

    // A number alone is none of Arabic's "و": it is written onto the next word.
    private static int? DayOf(string word) => word.Length <= 4 && char.IsAsciiDigit(word.TrimStart('و') is [var first, ..] ? first : ' ') ? CalendarNames.Day(word.TrimStart('و')) : null;

    private static DateOnly? Nearest(DateOnly today, int month, int day) => ((int[])[0, 1, -1]).Select(years => Day(today.Year + years, month, day)).OfType<DateOnly>()
        .OrderBy(near => Math.Abs(near.DayNumber - today.DayNumber)).Select(near => (DateOnly?)near).FirstOrDefault();

    private static DateOnly? OfFigures(Match match)
    {
        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return match.Groups["year"].Success ? Day(Part("year"), Part("month"), Part("day")) : Day(Part("later"), Part("second"), Part("first"));
    }

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    [GeneratedRegex(@"[\p{L}\p{Nd}]{1,40}", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(
        @"(?<![\d./-])(?:(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})|(?<first>\d{1,2})[./](?<second>\d{1,2})[./](?<later>\d{4}))(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Figures();
}
