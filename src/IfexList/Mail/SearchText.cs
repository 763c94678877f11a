using System.Globalization;

namespace IfexList.Mail;

/// <summary>Text as it is indexed and looked for, so that a word is found however its writer spelt it in five languages, and in Arabic with what is written onto its front.</summary>
public static class SearchText
{
    /// <summary>Of a word that stays when its front is taken off; shorter ones are their own words.</summary>
    private const int StemLetters = 3;

    /// <summary>The words, each as it is looked for, with blanks between them.</summary>
    public static string Fold(string text) => string.Join(' ', Runs(text).Select(run => Key(text[run])).Where(word => word.Length > 0));

    /// <summary>One word as it is looked for; empty where nothing of it counts.</summary>
    public static string Key(string word) => Stem(Words.Fold(word));

    /// <summary>Where words stand: letters and digits, with the signs on and between them that people can't hear.</summary>
    public static IEnumerable<Range> Runs(string text)
    {
        var begin = -1;
        for (var i = 0; i < text.Length; i++)
            if (IsOfWord(text[i]))
                begin = begin < 0 ? i : begin;
            else if (begin >= 0)
            {
                yield return begin..i;
                begin = -1;
            }
        if (begin >= 0)
            yield return begin..text.Length;
    }

    // A tatweel is a letter to Unicode, and falls out when it is folded; letters beyond the first plane come in halves.
    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || Words.IsInvisible(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // "And for the": the article, and the letters that are written onto it. Without an article they may belong to the word.
    private static string Stem(string word)
    {
        if (word.Length <= StemLetters || word[0] is < '\u0621' or > '\u064A')
            return word;
        var at = word[0] is 'و' or 'ف' ? 1 : 0;
        var article = Article(word.AsSpan(at));
        if (article == 0 && at > 0)
            (at, article) = (0, Article(word));
        return article > 0 && word.Length - at - article >= StemLetters ? word[(at + article)..] : word;
    }

    private static int Article(ReadOnlySpan<char> word) =>
        word.StartsWith("ال") || word.StartsWith("لل") ? 2 : word.Length > 2 && word[0] is 'ب' or 'ك' or 'ل' && word[1..].StartsWith("ال") ? 3 : 0;
}
