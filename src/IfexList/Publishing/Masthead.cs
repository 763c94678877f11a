using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Publishing;

/// <summary>The line over an issue of the newsletter: volume, number, language and date, as each language writes them.</summary>
public static class Masthead
{
    public static string Write(int volume, int number, Language language, DateOnly date)
    {
        var day = WrittenDays.Of([date], language).ToUpperInvariant();
        return language switch
        {
            Language.Fr => $"-------| COMMUNIQUÉ DE L'IFEX VOL. {volume} No {number} | {day} | ------",
            Language.Es => $"-----| COMUNICADO IFEX VOL {volume} NO {number} | {day} | ------",
            // The year's mark stays small.
            Language.Ru => $"-----| КОММЮНИКЕ IFEX ТОМ {volume} № {number} | {day.Replace("Г.", "г.")} | ------",
            Language.Ar => Digits($"----| نشرة آيفكس، المجلد {volume} العدد {number} | {day} | ----"),
            _ => $"----| IFEX COMMUNIQUÉ VOL {volume} NO {number} | {day} | ------",
        };
    }

    /// <summary>The same as a Subject: without its rules.</summary>
    public static string Bare(string line) => line.Trim('-', '—', '–', '|', ' ');

    /// <summary>Arabic-Indic digits, as newsletters in Arabic have them.</summary>
    public static string Digits(string text) => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)('\u0660' + (c - '0')) : c));
}
