using System.Globalization;
using IfexList.Mail;

namespace IfexList.Moderation;

/// <summary>Whether a report says when it happened: a day with its month, by name or in figures. "Yesterday" is another day for each reader.</summary>
internal static class EventDate
{
    private const int TopCharacters = 2000;

    // "10 al 12 de marzo", "1er de março", "the 11th of March": so many words may stand between a day and its month.
    private const int WordsBetween = 2;

    /// <param name="alsoOwn">A line that is nothing but a date is the text's own date, which is enough for a press release.</param>
    public static bool IsIn(string report, bool alsoOwn)
    {
        var top = report.AsSpan(0, Math.Min(report.Length, TopCharacters)).ToString();
        return top.Split('\n').Any(line => line.Length > 3 && !IsOfAnother(line) && Days(line) is var words && words.Day && (alsoOwn || words.Others > 3));
    }

    /// <summary>Whether a month's name stands beside a day.</summary>
    public static bool HasMonth(string[] words, int at) => words[at].Length > 1 && !char.IsAsciiDigit(words[at][0])
        && (MonthNames.TryFind(words[at], out _) || at + 1 < words.Length && MonthNames.TryFind($"{words[at]}-{words[at + 1]}", out _));

    // "**Updates alert of 12 March**" tells the date of what came before.
    private static bool IsOfAnother(string line) => line.AsSpan().TrimStart().TrimStart("\u200F\u200E\u2067\u2066").StartsWith("*");

    private static (bool Day, int Others) Days(string line)
    {
        var words = Words.Split(line.Replace('/', ' ').Replace('-', ' ').Replace('.', ' '));
        var (day, figures, others) = (false, 0, 0);
        for (var i = 0; i < words.Length; i++)
        {
            figures = IsNumber(words[i]) ? figures + 1 : 0;
            var month = HasMonth(words, i);
            day |= figures == 3 || month && Enumerable.Range(i - WordsBetween - 1, 2 * WordsBetween + 3).Any(near => near >= 0 && near < words.Length && IsDay(words[near]));
            others += IsNumber(words[i]) || month ? 0 : 1;
        }
        return (day, others);
    }

    private static bool IsNumber(string word) => word.Length is 1 or 2 or 4 && word.All(char.IsAsciiDigit);

    // "1er", "11th".
    private static bool IsDay(string word)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        return digits is 1 or 2 && word.Length <= digits + 2 && int.Parse(word.AsSpan(0, digits), CultureInfo.InvariantCulture) is >= 1 and <= 31;
    }
}
