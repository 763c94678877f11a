using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Preflight;

/// <summary>Acronyms that stand in a report and are nowhere explained, as in "Observatoire Horria (OHPL)" or "OHPL (Observatoire Horria)".</summary>
internal static partial class Acronyms
{
    private const int Shown = 5;
    private const int Letters = 3;
    private const int MostLetters = 8;
    private const int BracketCharacters = 120;

    private static readonly char[] Around = [' ', '\u00A0', '\n', ',', ';', '/', '«', '»', '"', '“', '”'];

    // Everybody knows these, or they are words that people write in capitals.
    private static readonly HashSet<string> Known =
    [
        .. ("IFEX UN ONU ООН UNESCO ЮНЕСКО UNICEF NATO OTAN НАТО USA США СССР СНГ СМИ BBC CNN AFP NGO NGOS ONG ONGS НПО НКО FBI CIA PDF HTML HTTP"
            + " HTTPS WWW URL SMS GPS USB SIM DVD PGP"
            + " HIV VIH AIDS SIDA COVID GMT UTC TEL TÉL FAX EMAIL ТЕЛ VOL DE LA THE AND NOT ALL NOW MUST STOP WHO FOR NON PAS TOUS NO НЕ ВСЕ URGENT NEWS").Split(' '),
    ];

    public static IReadOnlyList<string> Unexplained(string report, string source)
    {
        var text = Visible($"{source}\n{report}");
        var used = text.Split('\n').Where(line => line.Any(char.IsLower)).SelectMany(InLine).ToHashSet();
        used.ExceptWith(Explained(text, used));
        return [.. used.Take(Shown)];
    }

    private static IEnumerable<string> InLine(string line) =>
        from run in Capitals().Matches(line)
        where run.Length is >= Letters and <= MostLetters && !run.Value.Any(c => !char.IsLetter(c)) && !Roman().IsMatch(run.Value) && !Known.Contains(run.Value) && CalendarNames.Month(Words.Fold(run.Value)) is null
            && !IsLabel(line, run)
        select run.Value;

    // "SOURCE : …", "KABUL, 12 March – …".
    private static bool IsLabel(string line, Match run)
    {
        var behind = line.AsSpan(run.Index + run.Length).TrimStart();
        return behind is [':', ..] || line.AsSpan(0, run.Index).Trim().IsEmpty && behind is [',' or '-' or '–' or '—', ..];
    }

    // Of words in front of a bracket that holds it, or of words within a bracket behind it. The attribution "(OHPL/IFEX)" explains nothing.
    private static IEnumerable<string> Explained(string text, HashSet<string> acronyms)
    {
        for (var open = text.IndexOf('('); open >= 0; open = text.IndexOf('(', open + 1))
        {
            var close = text.AsSpan(open, Math.Min(text.Length - open, BracketCharacters)).IndexOf(')');
            if (close < 0)
                continue;
            var inside = text.Substring(open + 1, close - 1).Split(Around, StringSplitOptions.RemoveEmptyEntries);
            var before = text.AsSpan(0, open).TrimEnd(" \u00A0\n«»\"“”„");
            var last = before[(before.LastIndexOfAny(" \u00A0\n(") + 1)..].ToString();
            if (last.Length > 0 && !inside.Contains("IFEX"))
                foreach (var acronym in inside.Length > 1 ? inside.Append(last) : inside)
                    if (acronyms.Contains(acronym))
                        yield return acronym;
        }
    }

    // Only the beginning: an acronym is explained where it is first used, or nowhere.
    private static string Visible(string text) =>
        string.Concat(text.Take(Limits.ComparedCharacters).Where(c => !Words.IsInvisible(c)));

    // A run of words in capitals is shouting, or a heading; one by itself may be an acronym.
    [GeneratedRegex(
        @"\b[A-ZÀ-ÞА-ЯЁ]{2,}(?:[ \u00A0'’-]+[A-ZÀ-ÞА-ЯЁ]{2,})*\b", RegexOptions.CultureInvariant)]
    private static partial Regex Capitals();

    // Few roman numerals are acronyms.
    [GeneratedRegex(
        "^[IVXLCDM]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Roman();
}
