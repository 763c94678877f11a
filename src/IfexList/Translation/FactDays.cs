using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Translation;

/// <summary>
/// Days in a text of five languages: "18 January 1999", "January 18, 1999", "22, 21 and 18 января", "18 كانون الثاني/يناير 1999", 18.1.1999, 1999-01-18. In figures alone either
/// of two may be the month, so both orders are one day.
/// </summary>
internal static partial class FactDays
{
    private const int MostDay = 31;

    // "22, 21, 20, 19 and 18 January" is a week's list.
    private const int DaysOfList = 7;
    private const int WordsBetween = 2;

    private static readonly HashSet<string> Between = [.. "de del of the le el и et y e and o or ou à al à по до a au - – — , من و".Split(' ').Select(word => word.Length == 1 && !char.IsLetter(word[0]) ? word : Words.Fold(word))];

    /// <param name="offered">A year that stands by its day is offered as a number, and so is the day's.</param>
    public static void Take(StringBuilder rest, Func<Fact, bool> taker, HashSet<Fact>? offered)
    {
        TakeFigures(rest, taker, offered);
        var tokens = new List<(string Word, int Start, int Length)>();
        foreach (var found in Tokens().EnumerateMatches(rest.ToString()))
            tokens.Add((Words.Fold(rest.ToString(found.Index, Math.Min(found.Length, 30))) is { Length: > 0 } word ? word : rest.ToString(found.Index, 1), found.Index, found.Length));
        for (var i = 0; i < tokens.Count; i++)
            if (MonthAt(tokens, i, out var last) is { } month)
            {
                TakeMonth(rest, tokens, i, last, month, taker, offered);
                i = last;
            }
    }

    private static void TakeFigures(StringBuilder rest, Func<Fact, bool> taker, HashSet<Fact>? offered) => Facts.Take(rest, InFigures(), found =>
    {
        var parts = found.Split('.', '/', '-').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var (day, month, year) = parts[0] > MostDay ? (parts[2], parts[1], parts[0]) : (parts[0], parts[1], parts[2]);
        if (Math.Max(day, month) is 0 or > MostDay || Math.Min(day, month) is 0 or > 12)
            return false;
        Offer(offered, day, month, year);
        return taker(new Fact(Facts.Date, Key(day, month), found));
    });

    private static void TakeMonth(StringBuilder rest, List<(string Word, int Start, int Length)> tokens, int first, int last, int month, Func<Fact, bool> taker, HashSet<Fact>? offered)
    {
        var days = DaysBefore(tokens, first);
        var (from, to) = (days.Count > 0 ? days[^1] : first, last);
        if (days.Count == 0 && last + 1 < tokens.Count && Day(tokens[last + 1]) is not null)
            days.Add(to = last + 1);
        if (days.Count == 0)
            return;
        var year = YearBehind(tokens, to);
        to = year ?? to;
        var number = year is { } at ? int.Parse(tokens[at].Word.AsSpan(0, 4), CultureInfo.InvariantCulture) : 0;
        foreach (var day in days.Select(token => Day(tokens[token])!.Value))
        {
            Offer(offered, day, month, number);
            var shown = days.Count == 1 ? rest.ToString(tokens[from].Start, tokens[to].Start + tokens[to].Length - tokens[from].Start) : $"{day} {rest.ToString(tokens[first].Start, tokens[last].Start + tokens[last].Length - tokens[first].Start)}";
            taker(new Fact(Facts.Date, Key(day, month), shown.ReplaceLineEndings(" ")));
            if (number > 0)
                taker(new Fact(Facts.Number, number.ToString(CultureInfo.InvariantCulture), number.ToString(CultureInfo.InvariantCulture)));
        }
        Facts.Blank(rest, tokens[from].Start, tokens[to].Start + tokens[to].Length - tokens[from].Start);
    }

    // Walks left over "and", commas and further days. The days' tokens, nearest first.
    private static List<int> DaysBefore(List<(string Word, int Start, int Length)> tokens, int month)
    {
        var days = new List<int>();
        var between = 0;
        for (var i = month - 1; i >= 0 && days.Count < DaysOfList && between <= WordsBetween; i--)
            if (Day(tokens[i]) is not null)
            {
                days.Add(i);
                between = 0;
            }
            else if (Between.Contains(tokens[i].Word))
                between++;
            else
                break;
        return days;
    }

    private static int? YearBehind(List<(string Word, int Start, int Length)> tokens, int at)
    {
        for (var i = at + 1; i <= at + 2 && i < tokens.Count; i++)
            if (IsYear(tokens[i].Word))
                return i;
            else if (!(tokens[i].Word is "de" or "del" or "," or "of" or "عام" or "سنه" or "من"))
                return null;
        return null;
    }

    // "1999г." has its letter on it.
    private static bool IsYear(string word) =>
        word.Length is >= 4 and <= 6 && (word[0] is '1' or '2') && word.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 && !word[4..].Any(char.IsAsciiDigit);

    private static int? Day((string Word, int Start, int Length) token) => char.IsAsciiDigit(token.Word[0]) ? CalendarNames.Day(token.Word) ?? Spoken(token.Word) : null;

    // "13-го".
    private static int? Spoken(string word) => word.EndsWith("-го", StringComparison.Ordinal) ? CalendarNames.Day(word[..^3]) : null;

    // "آذار/مارس" is one month by both its names. "March" may be another word, but hardly beside a day.
    private static int? MonthAt(List<(string Word, int Start, int Length)> tokens, int at, out int last)
    {
        var month = NameAt(tokens, at, out last);
        if (month is not null && last + 2 < tokens.Count && tokens[last + 1].Word == "/" && NameAt(tokens, last + 2, out var second) == month)
            last = second;
        return month;
    }

    private static int? NameAt(List<(string Word, int Start, int Length)> tokens, int at, out int last)
    {
        last = at;
        if (!char.IsLetter(tokens[at].Word[0]))
            return null;
        if (at + 1 < tokens.Count && CalendarNames.Month($"{tokens[at].Word}-{tokens[at + 1].Word}") is { } ofTwoWords)
        {
            last = at + 1;
            return ofTwoWords;
        }
        return CalendarNames.Month(tokens[at].Word) ?? WithoutPrefix(tokens[at].Word);
    }

    // "وفبراير", "لشباط".
    private static int? WithoutPrefix(string word) => word is ['و' or 'ل' or 'ب', _, _, _, ..] ? CalendarNames.Month(word[1..]) : null;

    private static string Key(int day, int month) => $"{Math.Min(day, month)}/{Math.Max(day, month)}";

    private static void Offer(HashSet<Fact>? offered, int day, int month, int year)
    {
        foreach (var number in (ReadOnlySpan<int>)[day, month, year])
            offered?.Add(new Fact(Facts.Number, number.ToString(CultureInfo.InvariantCulture), ""));
    }

    [GeneratedRegex(@"(?<![0-9.,/\-|])(?:[0-9]{1,2}([./\-])[0-9]{1,2}\1[12][0-9]{3}|[12][0-9]{3}-[0-9]{2}-[0-9]{2})(?![0-9]|[.,/\-][0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex InFigures();

    [GeneratedRegex(@"[0-9]{1,5}(?:-?\p{L}{1,3})?(?![\p{L}])|\p{L}[\p{L}\p{M}]*|[,/\-–—|.]", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();
}
