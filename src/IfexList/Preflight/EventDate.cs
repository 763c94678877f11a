using System.Globalization;
using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Preflight;

/// <summary>Whether a report says when it happened: a day with its month, by name or in figures. "Yesterday" is another day for each reader.</summary>
internal static partial class EventDate
{
    private const int TopCharacters = 2000;

    // "12 de marzo", "the 11th of March".
    private static readonly HashSet<string> Between = ["de", "of", "del", "من"];

    /// <param name="alsoOwn">A line that is nothing but a date is the text's own date, which is enough for a press release.</param>
    public static bool IsIn(string report, bool alsoOwn)
    {
        var top = report.AsSpan(0, Math.Min(report.Length, TopCharacters)).ToString();
        return top.Split('\n').Any(line => line.Length > 3 && !IsOfAnother(line) && Days(line) is var (day, others) && day && (alsoOwn || others > 3));
    }

    /// <summary>Whether a month's name stands beside a day.</summary>
    public static bool HasMonth(string[] words, int at) => words[at].Length > 1 && !char.IsAsciiDigit(words[at][0])
        && (CalendarNames.Month(words[at]) is not null || at + 1 < words.Length && CalendarNames.Month($"{words[at]}-{words[at + 1]}") is not null);

    // "**Updates alert of 12 March**" tells the date of what came before.
    private static bool IsOfAnother(string line) => line.AsSpan().TrimStart().TrimStart("\u200F\u200E\u2067\u2066").StartsWith("*");

    private static (bool Day, int Others) Days(string line)
    {
        var folded = Words.Fold(line);
        var words = Words.Split(folded.Replace('/', ' ').Replace('-', ' ').Replace('.', ' '));
        var months = Enumerable.Range(0, words.Length).Where(at => HasMonth(words, at)).ToList();
        return (months.Any(at => IsBesideDay(words, at)) || Figures().IsMatch(folded), words.Count(word => !IsNumber(word)) - months.Count);
    }

    private static bool IsBesideDay(string[] words, int month) =>
        month > 0 && IsDay(words[month - 1]) || month > 1 && Between.Contains(words[month - 1]) && IsDay(words[month - 2]) || month + 1 < words.Length && IsDay(words[month + 1]);

    private static bool IsNumber(string word) => word.Length is 1 or 2 or 4 && word.All(char.IsAsciiDigit);

    // "1er", "11th".
    private static bool IsDay(string word)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        return digits is 1 or 2 && word.Length <= digits + 2 && int.Parse(word.AsSpan(0, digits), CultureInfo.InvariantCulture) is >= 1 and <= 31;
    }

    [GeneratedRegex(
        @"\b(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Figures();
}
