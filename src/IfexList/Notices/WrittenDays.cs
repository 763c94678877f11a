using System.Globalization;
using IfexList.Mail;

namespace IfexList.Notices;

/// <summary>
/// Days as people write them: "22, 21 and 18 January 1999 and 30 December 1998". Months are named by ICU; digits are ASCII everywhere, so that a
/// reader finds the same number in a mail of another language.
/// </summary>
public static class WrittenDays
{
    private static readonly DateTimeFormatInfo[] Formats = [.. Languages.All.Select(FormatOf)];

    private static readonly HashSet<string>[] MonthsOf = [.. Formats.Select(format => format.MonthNames.Concat(format.MonthGenitiveNames).Where(name => name.Length > 0).Select(Words.Fold).ToHashSet())];

    /// <param name="days">In the order in which they are to stand; those of one month and year that follow each other share its name.</param>
    public static string Of(IReadOnlyList<DateOnly> days, Language language)
    {
        var months = new List<List<DateOnly>>();
        foreach (var day in days)
            if (months.Count > 0 && months[^1][0] is var first && (first.Year, first.Month) == (day.Year, day.Month))
                months[^1].Add(day);
            else
                months.Add([day]);
        return Joined([.. months.Select(month => Month(month, language))], language);
    }

    /// <summary>A month and its year, as a heading: the name as it stands by itself.</summary>
    public static string MonthOf(DateOnly day, Language language)
    {
        var name = Formats[(int)language].MonthNames[day.Month - 1];
        return $"{(language == Language.Ar ? name : char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..])} {day.Year:0000}";
    }

    /// <summary>The language in which one of those words names a month; null where none does.</summary>
    /// <param name="folded">As <see cref="Words.Split"/> gives them.</param>
    public static Language? LanguageOf(IReadOnlyList<string> folded) =>
        Languages.All.Where(language => folded.Any(MonthsOf[(int)language].Contains)).Select(language => (Language?)language).FirstOrDefault();

    private static string Month(List<DateOnly> days, Language language)
    {
        var numbers = Joined([.. days.Select(day => Number(day.Day, language))], language);
        var name = Formats[(int)language].MonthGenitiveNames[days[0].Month - 1];
        var year = days[0].Year.ToString("0000", CultureInfo.InvariantCulture);
        return language switch
        {
            Language.Es => $"{numbers} de {name} de {year}",
            Language.Ru => $"{numbers} {name} {year}\u00A0г.",
            _ => $"{numbers} {name} {year}",
        };
    }

    private static string Number(int day, Language language) => (language, day) is (Language.Fr, 1) ? "1er" : day.ToString(CultureInfo.InvariantCulture);

    // Arabic has its "and" before each, written onto it.
    private static string Joined(IReadOnlyList<string> pieces, Language language) => pieces switch
    {
        [var only] => only,
        _ when language == Language.Ar => string.Join(" و", pieces),
        _ => $"{string.Join(", ", pieces.SkipLast(1))} {And(language)} {pieces[^1]}",
    };

    private static string And(Language language) => language switch
    {
        Language.Fr => "et",
        Language.Es => "y",
        Language.Ru => "и",
        _ => "and",
    };

    // A machine may know another calendar for Arabic.
    private static DateTimeFormatInfo FormatOf(Language language)
    {
        var format = (DateTimeFormatInfo)new CultureInfo(language == Language.Ar ? "ar-EG" : language.Code()).DateTimeFormat.Clone();
        format.Calendar = new GregorianCalendar();
        return format;
    }
}
