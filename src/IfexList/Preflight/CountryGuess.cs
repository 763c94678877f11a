using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Preflight;

/// <summary>The country that a report names clearly more often than any other. A guess: a moderator is shown it, nothing is done with it.</summary>
internal static class CountryGuess
{
    // "Saint Vincent and the Grenadines" is too long to be looked for; "Papua New Guinea" and "République démocratique du Congo" are not.
    private const int MostWords = 4;
    private const int NameCharacters = 60;

    // Adjectives and names before they are countries.
    private static readonly HashSet<string> OtherWords = [.. new[] { "مالي", "هند", "جزائر" }.Select(Words.Fold)];

    /// <param name="subject">Counts three times.</param>
    public static Topic? Of(string subject, string report, MailingList list)
    {
        var counts = new Dictionary<Topic, int>();
        Count(subject, 3, counts, list);
        Count(report, 1, counts, list);
        return counts.OrderByDescending(count => count.Value).Take(2).ToList() switch
        {
            [var only] => only.Key,
            [var first, var second] when first.Value >= 2 * second.Value => first.Key,
            _ => null,
        };
    }

    private static void Count(string text, int weight, Dictionary<Topic, int> counts, MailingList list)
    {
        var words = TextWords.Of(text);
        for (var i = 0; i < words.Count; i++)
            if (Named(text, words, i, list) is var (country, length))
            {
                counts[country] = counts.GetValueOrDefault(country) + weight;
                i += length - 1;
            }
    }

    // The country that is named here, and in how many words. Only what begins like a name is looked up.
    private static (Topic Country, int Words)? Named(string text, List<TextWord> words, int at, MailingList list)
    {
        if (!char.IsUpper(text[words[at].Start]) && !IsArabic(text[words[at].Start]))
            return null;
        for (var count = Math.Min(MostWords, words.Count - at); count > 0; count--)
            if (Find(text[words[at].Start..words[at + count - 1].End], list) is { } named)
                return (named, count);
        return Bare(text[words[at].Start..words[at].End]).Select(name => Find(name, list)).FirstOrDefault(named => named is not null) is { } bare ? (bare, 1) : null;
    }

    private static Topic? Find(string name, MailingList list) =>
        name.Length is > 2 and < NameCharacters && Words.Fold(name) is var folded && !PostHeading.IsAmbiguous(folded) && !OtherWords.Contains(folded)
        && TopicNames.Find(name, list) is { IsCountry: true } country ? country : null;

    // "بتونس", "للسودان".
    private static string[] Bare(string word) =>
        word.Length > 3 && word[0] is 'و' or 'ب' or 'ل' or 'ف' or 'ك' ? word[1] == 'ل' ? [word[1..], word[2..]] : [word[1..]] : [];

    private static bool IsArabic(char c) => c is >= '\u0620' and <= '\u064A';
}
