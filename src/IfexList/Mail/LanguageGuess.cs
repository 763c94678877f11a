using IfexList.Foundation;

namespace IfexList.Mail;

/// <summary>
/// In which of a list's languages a text is written: the script tells Russian and Arabic, small words tell English, French and Spanish.
/// A guess, always shown to a person; what can't be told is the first of the languages.
/// </summary>
public static class LanguageGuess
{
    // Folded; words that two of the languages share are left out.
    private static readonly Dictionary<Language, HashSet<string>> SmallWords = new()
    {
        [Language.En] = Split(
            "the of and to was were is are that for with his her their from by has have been this which who they at it not be will would after said"),
        [Language.Fr] = Split(
            "le les des du et une dans pour qui sur au aux avec par est sont ete pas ce cette ses leur nous vous ont apres il elle mais ou plus"),
        [Language.Es] = Split(
            "el los las del y una en para por con que fue han sido su sus como mas pero esta este al lo se ha segun ante desde contra cuando"),
    };

    public static Language Of(string text, IReadOnlyList<Language> among)
    {
        if (text.Length > Limits.LanguageGuessCharacters)
            text = text[..Limits.LanguageGuessCharacters];
        return ByScript(text) switch
        {
            { } language when among.Contains(language) => language,
            { } => among[0],
            null => BySmallWords(text, among),
        };
    }

    // Reports in Russian and Arabic are full of Latin names and addresses: a third of the letters is enough.
    private static Language? ByScript(string text)
    {
        int cyrillic = 0, arabic = 0, all = 0;
        foreach (var c in text)
        {
            all += char.IsLetter(c) ? 1 : 0;
            cyrillic += c is >= '\u0400' and <= '\u052F' ? 1 : 0;
            arabic += c is >= '\u0620' and <= '\u06FF' or >= '\uFB50' and <= '\uFEFC' ? 1 : 0;
        }
        if (Math.Max(cyrillic, arabic) * 3 < all || all == 0)
            return null;
        return cyrillic >= arabic ? Language.Ru : Language.Ar;
    }

    private static HashSet<string> Split(string words) => [.. words.Split(' ')];

    private static Language BySmallWords(string text, IReadOnlyList<Language> among)
    {
        var words = Words.Split(text.Replace('\'', ' ').Replace('’', ' '));
        return among.MaxBy(language => SmallWords.TryGetValue(language, out var small) ? words.Count(small.Contains) : 0);
    }
}
