using System.Text;
using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Translation;

/// <summary>
/// The facts of a text: what it demands of its translation, and what it has to offer as one. What is read once is blanked out, so that a fax number holds no
/// numbers and an address no links; in what is offered a day's figures count as numbers, too.
/// </summary>
internal static partial class Facts
{
    public const string Number = "number";
    public const string Date = "date";
    public const string Fax = "fax";
    public const string Address = "address";
    public const string Link = "link";

    // Few numbers to call are shorter.
    private const int LeastDigits = 7;
    private const int MostDigits = 15;

    private static readonly char[] Behind = [.. ".,;:!?)]}>»\"'”’"];

    /// <param name="offered">Filled with the keys of all that the text has, where given: more than it demands.</param>
    public static List<Fact> Of(string text, HashSet<Fact>? offered = null)
    {
        var facts = new List<Fact>();
        var rest = new StringBuilder(Plain(text));
        Take(rest, Addresses(), found => Add(facts, offered, new Fact(Address, found.ToLowerInvariant(), found)));
        Take(rest, Links(), found => Add(facts, offered, new Fact(Link, LinkKey(found), found.TrimEnd(Behind))));
        FactDays.Take(rest, day => Add(facts, offered, day), offered);
        Take(rest, Phones(), found => FaxKey(found) is { } key && Add(facts, offered, new Fact(Fax, key, found.Trim())));
        Figures.Read(rest.ToString(), fact => Add(facts, offered, fact), offered);
        return facts;
    }

    private static bool Add(List<Fact> facts, HashSet<Fact>? offered, Fact fact)
    {
        offered?.Add(fact with { Shown = "" });
        if (offered is null)
            facts.Add(fact);
        return true;
    }

    /// <summary>Blanks out what the pattern finds and the taker accepts.</summary>
    internal static void Take(StringBuilder rest, Regex pattern, Func<string, bool> taker)
    {
        foreach (var found in pattern.EnumerateMatches(rest.ToString()))
            if (taker(rest.ToString(found.Index, found.Length)))
                Blank(rest, found.Index, found.Length);
    }

    /// <summary>Puts a sign there that belongs to nothing.</summary>
    internal static void Blank(StringBuilder rest, int start, int length)
    {
        for (var i = start; i < start + length; i++)
            rest[i] = rest[i] == '\n' ? '\n' : '|';
    }

    // One character for each of the text: digits are ASCII, blanks are blanks.
    private static string Plain(string text) => string.Create(text.Length, text, (plain, source) =>
    {
        for (var i = 0; i < plain.Length; i++)
            plain[i] = source[i] switch
            {
                >= '\u0660' and <= '\u0669' => (char)('0' + (source[i] - '\u0660')),
                >= '\u06F0' and <= '\u06F9' => (char)('0' + (source[i] - '\u06F0')),
                '\u066B' or '،' => ',',
                '\u066C' => '\u2019',
                '\u2010' or '\u2011' or '\u2212' => '-',
                '\n' or '\u00A0' or '\u202F' or '\u2009' => source[i] == '\n' ? '\n' : '\u00A0',
                var c when Words.IsInvisible(c) => '\u200B',
                var c => c,
            };
    }).Replace("\u200B", "");

    private static string LinkKey(string link)
    {
        var key = link.TrimEnd(Behind).ToLowerInvariant();
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        return key[(scheme < 0 ? 0 : scheme + 3)..].TrimEnd('/');
    }

    // "(0)" is dialled at home only, "00" stands for a plus. What begins otherwise is left to the numbers.
    private static string? FaxKey(string found)
    {
        var digits = string.Concat(found.Replace("(0)", "").Where(char.IsAsciiDigit)).TrimStart('0');
        return found[0] is '+' or '(' or '0' && digits.Length is >= LeastDigits and <= MostDigits ? digits : null;
    }

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9][A-Za-z0-9.\-]{0,200}[A-Za-z0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"(?:https?://|www\.)[^\s|<>""«»]{1,500}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Links();

    [GeneratedRegex(@"(?<![0-9.,|])[+(]{0,2}[0-9](?:[ \u00A0().\-/]{0,3}[0-9]){6,16}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Phones();
}
