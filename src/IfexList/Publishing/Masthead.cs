using System.Globalization;
using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Publishing;

/// <summary>
/// What the top of a newsletter says of itself: "VOL 35 NO 12 | 24 MARCH 2026", "ТОМ 35 № 12", "المجلد ٣٥ العدد ١٢". It is read off what an editor mails, and written over what is
/// compiled here, each language with its own digits and months.
/// </summary>
/// <param name="Language">Null where its words could be of several.</param>
/// <param name="Day">Null where none was read.</param>
public sealed partial record Masthead(int Volume, int Number, Language? Language, DateOnly? Day)
{
    /// <summary>In the Subject, else in the first lines; null where there is none.</summary>
    public static Masthead? Read(string subject, string text)
    {
        var lines = Top(text).Prepend(subject).Select(line => line.Length <= Limits.MastheadCharacters ? line : line[..Limits.MastheadCharacters]).ToList();
        var found = lines.Select(Of).OfType<Masthead>().ToList();
        // What a Subject leaves out may stand in the rule line of the same number.
        return found.Count == 0 ? null : found[0] with
        {
            Language = found[0].Language ?? found.Where(found[0].IsSameNumber).Select(other => other.Language).FirstOrDefault(language => language is not null),
            Day = found[0].Day ?? found.Where(found[0].IsSameNumber).Select(other => other.Day).FirstOrDefault(day => day is not null),
        };
    }

    public bool IsSameNumber(Masthead other) => (other.Volume, other.Number) == (Volume, Number);

    /// <summary>The Subject of a number.</summary>
    /// <param name="title">The newsletter's name in that language.</param>
    public static string SubjectOf(int volume, int number, Language language, DateOnly day, string title) =>
        $"{Name(title, language)}{(language == Mail.Language.Ar ? "،" : "")} {NumberOf(volume, number, language)} | {DayOf(day, language)}";

    /// <summary>The rule line at the top of its text.</summary>
    public static string Write(int volume, int number, Language language, DateOnly day, string title) =>
        $"----| {SubjectOf(volume, number, language, day, title)} | ------";

    /// <summary>"VOL 35 NO 12".</summary>
    public static string NumberOf(int volume, int number, Language language) => language switch
    {
        Mail.Language.Fr => $"VOL. {Figures(volume, language)} No {Figures(number, language)}",
        Mail.Language.Ru => $"ТОМ {Figures(volume, language)} № {Figures(number, language)}",
        Mail.Language.Ar => $"المجلد {Figures(volume, language)} العدد {Figures(number, language)}",
        _ => $"VOL {Figures(volume, language)} NO {Figures(number, language)}",
    };

    /// <summary>"24 MARCH 2026".</summary>
    public static string DayOf(DateOnly day, Language language)
    {
        var written = Name(WrittenDays.Of([day], language), language);
        return language == Mail.Language.Ar ? ArabicDigits(written) : written.Replace("1ER ", "1er ", StringComparison.Ordinal).Replace("\u00A0Г.", " г.", StringComparison.Ordinal);
    }

    /// <summary>In the digits that readers of that language use.</summary>
    public static string Figures(int number, Language language)
    {
        var figures = number.ToString(CultureInfo.InvariantCulture);
        return language == Mail.Language.Ar ? ArabicDigits(figures) : figures;
    }

    private static string ArabicDigits(string text) => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)('\u0660' + (c - '0')) : c));

    private static string Name(string text, Language language) => text.ToUpper(new CultureInfo(language.Code()));

    private static IEnumerable<string> Top(string text) =>
        text.Split('\n', Limits.MastheadLines + 1).Take(Limits.MastheadLines).Where(line => !string.IsNullOrWhiteSpace(line) && !line.StartsWith('>'));

    private static Masthead? Of(string line)
    {
        var folded = Words.Fold(line);
        if (Numbered().Match(folded) is not { Success: true } match)
            return null;
        // Its day mostly stands behind; the number itself is none.
        var days = WrittenDates.In(folded[(match.Index + match.Length)..]).Concat(WrittenDates.In(folded[..match.Index]));
        return new Masthead(Part(match, "volume"), Part(match, "number"), LanguageOf(folded, match), days.Select(day => (DateOnly?)day).FirstOrDefault());
    }

    private static int Part(Match match, string name) => int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // Its own words tell Russian and Arabic, its month the others.
    private static Language? LanguageOf(string folded, Match match) => match.Groups["word"].Value switch
    {
        "том" => Mail.Language.Ru,
        [>= '\u0600' and <= '\u06FF', ..] => Mail.Language.Ar,
        _ => WrittenDays.LanguageOf(Words.Split(folded)) is { } language and not (Mail.Language.Ru or Mail.Language.Ar) ? language
            : folded.Contains("comunicado", StringComparison.Ordinal) ? Mail.Language.Es
            : folded.Contains("communique de l", StringComparison.Ordinal) ? Mail.Language.Fr : null,
    };

    // On folded text: № is "no", Arabic digits are ASCII.
    [GeneratedRegex(
        @"(?<![\p{L}\p{Nd}])(?<word>vol(?:ume|umen)?|tome?|том|(?:ال)?مجلد)[.: ]{0,3}(?<volume>[0-9]{1,3})[\s,،.;:|/-]{0,4}(?:no|n\.?o|n|nr|num|numero|number|issue|номер|выпуск|(?:ال)?عدد)[.:°' ]{0,3}(?<number>[0-9]{1,3})(?![0-9])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
