using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Preflight;

/// <summary>A word where it stands in a text.</summary>
/// <param name="Key">Equal for the same word, however it is spelt (<see cref="Words.Fold"/>).</param>
/// <param name="Stem">Equal, too, where only a Russian ending or an Arabic article differs.</param>
internal readonly record struct TextWord(int Start, int End, ulong Key, ulong Stem);

/// <summary>
/// The words of a text's beginning. Some hundred releases are read for each post, so a word is two numbers here and no string, and nothing is read twice.
/// </summary>
internal static class TextWords
{
    private const char Between = '\0';
    private const char Within = '\uFFFF';

    // Longer ones are no words; they are cut, not left out.
    private const int WordCharacters = 40;

    // FNV-1a.
    private const ulong Seed = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private static readonly char[] Folded = [.. Enumerable.Range(0, 0x2000).Select(c => FoldedOf((char)c))];

    public static List<TextWord> Of(string text)
    {
        var words = new List<TextWord>();
        Read(text, words);
        return words;
    }

    /// <param name="words">Filled anew.</param>
    /// <param name="most">How many words are wanted.</param>
    public static void Read(string text, List<TextWord> words, int most = int.MaxValue)
    {
        words.Clear();
        Span<char> letters = stackalloc char[WordCharacters];
        var (start, end, length) = (0, 0, 0);
        var last = Math.Min(text.Length, Limits.ComparedCharacters);
        for (var i = 0; i <= last && words.Count < most; i++)
        {
            var c = i == last ? Between : Fold(text[i]);
            if (c == Within)
                continue;
            if (c == Between)
            {
                if (length > 0)
                    words.Add(new TextWord(start, end, Hash(letters[..length]), Hash(Stem(letters[..length]))));
                length = 0;
                continue;
            }
            if (length == 0)
                start = i;
            end = i + 1;
            if (length < WordCharacters)
                letters[length++] = c;
        }
    }

    /// <summary>Several words as one number.</summary>
    public static ulong Together(ulong first, ulong next) => (first ^ next) * Prime + (next >> 7);

    /// <summary>
    /// Without what Russian declension puts behind a name, also where it belongs to the name itself: "Иванову", "Ивановым"; "Рахима", "Рахим". Without an Arabic article.
    /// </summary>
    public static ReadOnlySpan<char> Stem(ReadOnlySpan<char> folded)
    {
        while (folded is [_, _, _, _, ..] && folded[^1] is 'а' or 'е' or 'и' or 'о' or 'у' or 'ы' or 'э' or 'ю' or 'я' or 'й' or 'ь' or 'м' or 'х' or 'г')
            folded = folded[..^1];
        return folded is ['ا', 'ل', _, _, _, ..] ? folded[2..] : folded;
    }

    private static ulong Hash(ReadOnlySpan<char> letters)
    {
        var hash = Seed;
        foreach (var c in letters)
            hash = (hash ^ c) * Prime;
        return hash;
    }

    private static char Fold(char c) => c < Folded.Length ? Folded[c] : char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : Words.IsInvisible(c) ? Within : Between;

    // A sign between two letters that folding drops belongs to the word.
    private static char FoldedOf(char c) => Words.Fold($"x{c}x") switch
    {
        "xx" => Within,
        { Length: > 2 } folded when char.IsLetterOrDigit(folded[1]) => folded[1],
        _ => Between,
    };
}
