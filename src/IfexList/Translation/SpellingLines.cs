using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Translation;

/// <summary>
/// Lines such as <c>Chavunduka = Чавундука</c> in a mail: a name of the source and how it is spelt. A sum in a report has a figure on
/// one side; an order has no sign.
/// </summary>
internal static partial class SpellingLines
{
    /// <returns>The paragraph without such lines, and what they say.</returns>
    /// <param name="sourceKey">The source's letters (<see cref="SourceMatch.Key"/>); what it doesn't have counts only in a paragraph that consists of such lines.</param>
    public static (string Left, IReadOnlyList<Spelling> Said) TakenOut(string paragraph, string sourceKey)
    {
        if (!paragraph.AsSpan().ContainsAny('=', '→'))
            return (paragraph, []);
        var lines = paragraph.Split('\n');
        var found = lines.Select(line => Of(line, sourceKey)).ToList();
        var isGlossary = found.All(said => said is not null);
        var said = found.Where(one => one is not null && (isGlossary || IsOf(one.Term, sourceKey))).Select(one => one!).Take(Limits.SpellingsAtOnce).ToList();
        if (said.Count == 0)
            return (paragraph, []);
        return (string.Join('\n', lines.Where((_, i) => found[i] is not { } one || !isGlossary && !IsOf(one.Term, sourceKey))), said);
    }

    private static Spelling? Of(string line, string sourceKey)
    {
        var match = line.Length > 2 * Limits.SpellingCharacters ? Match.Empty : Line().Match(line);
        if (!match.Success)
            return null;
        var (term, spelled) = (Bare(match.Groups[1].Value), Bare(match.Groups[2].Value));
        if (term.Length is 0 or > Limits.SpellingCharacters || spelled.Length is 0 or > Limits.SpellingCharacters || !term.Any(char.IsLetter) || !spelled.Any(char.IsLetter))
            return null;
        // "Чавундука = Chavunduka" is meant the other way round.
        return !IsOf(term, sourceKey) && IsOf(spelled, sourceKey) ? new Spelling(spelled, term) : new Spelling(term, spelled);
    }

    private static bool IsOf(string term, string sourceKey) => sourceKey.Contains(SourceMatch.Key(term), StringComparison.Ordinal);

    private static string Bare(string side) => string.Concat(side.Where(c => !Words.IsInvisible(c))).Trim().Trim('"', '«', '»', '“', '”', '*', '-', '•', ' ');

    // No figures, no addresses.
    [GeneratedRegex(@"^([^=→<>@/0-9]{1,130}?)[ \t\u00A0]*(?:=|=>|→)[ \t\u00A0]*([^=→<>@/0-9]{1,130})$", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
