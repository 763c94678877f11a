using System.Globalization;
using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Translation;

/// <summary>
/// The numbers of a text: 1,500 and 1 500 and 1.500 are one. Up to twelve, and where an ordinal, an hour or a round number is meant, a translator may write words, so none is
/// demanded.
/// </summary>
internal static partial class Figures
{
    private const int MostInWords = 12;
    private const int Hours = 24;

    // Round ones, as people write them out. Folded and without endings.
    private static readonly Dictionary<string, string[]> Written = new()
    {
        ["15"] = ["fifteen", "quinze", "quince", "пятнадцат", "خمسه عشر"],
        ["20"] = ["twenty", "vingt", "veinte", "двадцат", "عشرون", "عشرين"],
        ["30"] = ["thirty", "trente", "treinta", "тридцат", "ثلاثون", "ثلاثين"],
        ["40"] = ["forty", "quarante", "cuarenta", "сорок", "اربعون", "اربعين"],
        ["50"] = ["fifty", "cinquante", "cincuenta", "пятьдесят", "пятидесят", "خمسون", "خمسين"],
        ["100"] = ["hundred", "cent", "cien", "сто", "сотн", "مئه", "مائه"],
        ["200"] = ["two hundred", "deux cent", "doscient", "двести", "двухсот", "مئتي", "مئتا", "مائتي", "مائتا"],
        ["1000"] = ["thousand", "mille", "mil", "тысяч", "الف"],
    };

    public static void Read(string text, Func<Fact, bool> taker, HashSet<Fact>? offered)
    {
        foreach (var found in Numbers().EnumerateMatches(text))
        {
            var number = text.Substring(found.Index, found.Length);
            var parts = number.Split(Separators);
            // What looks like one number may be two: each of them is offered.
            if (offered is not null)
                foreach (var part in parts.Append(Key(number)).Append(string.Concat(parts)))
                    offered.Add(new Fact(Facts.Number, part.TrimStart('0') is { Length: > 0 } bare ? bare : "0", ""));
            else if (IsDemanded(text, found.Index, found.Index + found.Length, Key(number)))
                taker(new Fact(Facts.Number, Key(number), number));
        }
    }

    /// <summary>Whether the translation writes a round number out.</summary>
    public static bool IsWritten(string key, string foldedTranslation) => Written.TryGetValue(key, out var words) && words.Any(word => foldedTranslation.Contains(Words.Fold(word), StringComparison.Ordinal));

    /// <summary>Whether it is there in another writing: "1990s" as "90", 5,000 as "5 thousand", or as two numbers that stood beside each other.</summary>
    public static bool IsAbbreviated(Fact fact, HashSet<Fact> offered)
    {
        bool Has(string key) => offered.Contains(new Fact(Facts.Number, key, ""));
        if (fact.Key.Length == 4 && fact.Key is ['1', '9', _, '0'] or ['2', '0', _, '0'] && Has(fact.Key[2..].TrimStart('0')))
            return true;
        return fact.Key.EndsWith("000", StringComparison.Ordinal) && fact.Key.Length <= 6 && Has(fact.Key[..^3]) || fact.Key.EndsWith("000000", StringComparison.Ordinal) && Has(fact.Key[..^6])
            || fact.Shown.Split(Separators) is { Length: > 1 } parts && parts.All(part => Has(part.TrimStart('0') is { Length: > 0 } bare ? bare : "0"));
    }

    private static readonly char[] Separators = ['.', ',', ' ', '\u00A0', '\'', '’'];

    private static bool IsDemanded(string text, int start, int end, string key)
    {
        if (long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= MostInWords)
            return false;
        var behind = text.AsSpan(end, Math.Min(6, text.Length - end));
        // "18:00", "18h30", "at 18 h": the other language may count to twelve.
        if (value <= Hours && (behind is [':' or 'h' or 'H', ..] or [' ' or '\u00A0', 'h', ..] || start > 0 && text[start - 1] is ':'))
            return false;
        // "the 19th century", "XIX-го", "11e".
        return !Ordinal().IsMatch(behind);
    }

    // Groups of three are thousands, whatever stands between them; anything else behind a sign is a fraction.
    private static string Key(string number)
    {
        if (Grouped().IsMatch(number))
            return string.Concat(number.Where(char.IsAsciiDigit)).TrimStart('0') is { Length: > 0 } whole ? whole : "0";
        var parts = number.Split('.', ',');
        return parts.Length == 2 ? $"{parts[0]}.{parts[1].TrimEnd('0')}".TrimEnd('.') : number.TrimStart('0') is { Length: > 0 } bare ? bare : "0";
    }

    [GeneratedRegex(@"[0-9]{1,18}(?:[.,'’][0-9]{1,18}|[ \u00A0][0-9]{3}(?![0-9])){0,6}", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^[0-9]{1,3}(?:[.,'’ \u00A0][0-9]{3})*$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^(?:st|nd|rd|th|er|re|e|ème|eme|º|ª|°|o\b|-?(?:го|й|я|е|му|м|х|ю|ое|ая|ый)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Ordinal();
}
