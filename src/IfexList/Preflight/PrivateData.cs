using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Preflight;

/// <summary>
/// What may lead somebody to a private person's door: a phone number, a street with a number, coordinates. Addresses to appeal to and the source's own are
/// meant to be known, so only the report itself is looked at for those.
/// </summary>
internal static partial class PrivateData
{
    private const int LeastDigits = 8;
    private const int MostDigits = 15;
    private const int LineCharacters = 100;

    private static readonly HashSet<string> Labels = [.. "tel téléphone telephone phone fax télécopieur telefax mobile cell gsm portable teléfono telefono móvil celular тел телефон факс моб هاتف الهاتف تليفون فاكس الفاكس جوال محمول"
        .Split(' ').Select(Words.Fold)];

    public static bool HasPhone(string report) => Phones().Matches(report).Any(found => IsPhone(found.Value) && !IsAlone(LineAround(report, found.Index)));

    public static bool HasStreet(string report) => Streets().Matches(report).Any(found => !IsOnADay(found.Value));

    public static bool HasPosition(string text) => Positions().IsMatch(text);

    /// <summary>Whether an appeal can be sent somewhere: by mail, fax, post or a form.</summary>
    public static bool HasAnyAddress(string appeals) => Ways().IsMatch(appeals) || Streets().IsMatch(appeals);

    // A line that is nothing but a number under its label is the source's own, as it stands below a letter.
    private static bool IsAlone(string line) => Words.Split(line).All(word => !word.Any(char.IsLetter) || Labels.Contains(word));

    // As much of it as tells.
    private static string LineAround(string report, int at)
    {
        var start = Math.Max(report.LastIndexOf('\n', at, Math.Min(at, LineCharacters)) + 1, at - LineCharacters);
        var end = report.IndexOf('\n', at, Math.Min(report.Length - at, LineCharacters));
        return report[Math.Max(start, 0)..(end < 0 ? Math.Min(report.Length, at + LineCharacters) : end)];
    }

    private static bool IsPhone(string found) => found.Count(char.IsDigit) is >= LeastDigits and <= MostDigits && !Dates().IsMatch(found);

    // "12 rue": on the 12th, a street was closed off; "11 March Street" is none.
    private static bool IsOnADay(string found)
    {
        var words = Words.Split(found);
        return Enumerable.Range(0, words.Length).Any(i => EventDate.HasMonth(words, i));
    }

    // Beginning with + or 0, in any writing of digits; a word such as "tel." before it makes no difference.
    [GeneratedRegex(
        @"(?:\+|\b0|\(0|[\u0660\u06F0])[\d\u00A0 ().\-/]{7,24}", RegexOptions.CultureInvariant)]
    private static partial Regex Phones();

    [GeneratedRegex(
        @"^\d{1,2}[./\- ]\d{1,2}[./\- ]\d{4}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Dates();

    [GeneratedRegex(
        @"\b\d{1,4}(?:,| bis,?| ter,?)? (?:rue|avenue|boulevard|bd|impasse|calle|avenida|jirón|carrera|шоссе|شارع|نهج) |"
        + @"\b\d{1,4}[A-Za-z]?,? (?:\p{Lu}[\p{L}'’]+ ){1,3}(?:street|road|avenue|lane|St\.|Rd\.|Ave\.)|"
        + @"\b(?:calle|avenida|av\.|jirón|jr\.|carrera) (?:[\p{L}\d.'’]+ ){0,3}[\p{L}\d'’]+,? (?:no\.? ?|nº ?|n° ?|# ?)\d{1,4}\b|"
        + @"\b(?:улиц[аеыу]|ул\.|проспект[ае]?|пр\.|переул(?:ок|ке)) ?[\p{L}.]{1,30}(?: [\p{L}.]{1,30}){0,2},? ?(?:д\.|дом)? ?\d{1,4}\b|"
        + @"(?:شارع|نهج|حي) (?:[\p{L}]+ ){1,3}رقم ?[\d\u0660-\u0669]{1,4}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Streets();

    [GeneratedRegex(
        @"-?\b\d{1,3}[.]\d{4,}°? ?[NS]?[,;/ ] ?-?\d{1,3}[.]\d{4,}|\b\d{1,3} ?° ?\d{1,2}(?:[.]\d+)? ?['’′]", RegexOptions.CultureInvariant)]
    private static partial Regex Positions();

    // "Article 19" is no address.
    [GeneratedRegex(
        @"@|https?:|www\.|(?:\d[\u00A0 ().\-/]{0,2}){7}|\bP\.? ?O\.? ?Box|\bB\.? ?P\.? ?\d|apartado|casilla|\bа/я|ص\.? ?ب|\b\d{5,6}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ways();
}
