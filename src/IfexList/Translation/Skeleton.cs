using System.Text;
using IfexList.Mail;

namespace IfexList.Translation;

/// <summary>
/// What of a name is the same in Latin, Cyrillic and Arabic letters: its consonants, in a few broad classes, without h, w and y, which each writing treats
/// its own way. And, for the vowels, a rough Latin spelling.
/// </summary>
internal static class Skeleton
{
    // Longer first. Small letters are read as they are; a capital is a class: B (b, p), F (f, v), K (g, k, q), S (s, z, j, sh, ch), T (d, t).
    private static readonly (string Letters, string Class)[] Latin =
    [
        ("shch", "S"), ("sch", "S"), ("tch", "S"), ("tsh", "S"), ("ch", "S"), ("sh", "S"), ("zh", "S"), ("ts", "S"), ("tz", "S"), ("dj", "S"), ("dzh", "S"), ("ph", "F"), ("th", "T"), ("dh", "T"), ("gh", "K"),
        ("kh", ""), ("ck", "K"), ("qu", "K"), ("ce", "S"), ("ci", "S"), ("cy", "S"), ("b", "B"), ("p", "B"), ("f", "F"), ("v", "F"), ("c", "K"), ("k", "K"), ("q", "K"), ("g", "K"), ("t", "T"), ("d", "T"),
        ("s", "S"), ("z", "S"), ("j", "S"), ("x", "KS"), ("l", "L"), ("m", "M"), ("n", "N"), ("r", "R"),
    ];

    private static readonly (string Letters, string Class)[] Cyrillic =
    [
        ("дж", "S"), ("тч", "S"), ("кс", "KS"), ("б", "B"), ("п", "B"), ("в", "F"), ("ф", "F"), ("к", "K"), ("г", "K"), ("т", "T"), ("д", "T"), ("с", "S"), ("з", "S"), ("ж", "S"), ("ш", "S"), ("щ", "S"), ("ч", "S"), ("ц", "S"),
        ("л", "L"), ("м", "M"), ("н", "N"), ("р", "R"),
    ];

    private static readonly (string Letters, string Class)[] Arabic =
    [
        ("كس", "KS"), ("تش", "S"), ("دج", "S"), ("ب", "B"), ("پ", "B"), ("ف", "F"), ("ڤ", "F"), ("ك", "K"), ("ق", "K"), ("غ", "K"), ("گ", "K"), ("ت", "T"), ("ط", "T"), ("د", "T"), ("ض", "T"), ("ث", "T"), ("ذ", "T"),
        ("س", "S"), ("ص", "S"), ("ز", "S"), ("ظ", "S"), ("ش", "S"), ("ج", "S"), ("چ", "S"), ("ژ", "S"), ("ل", "L"), ("م", "M"), ("ن", "N"), ("ر", "R"),
    ];

    private const string Cyrillics = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    private static readonly string[] Romanized = "a b v g d e e zh z i i k l m n o p r s t u f h ts ch sh sh  i  e u a".Split(' ');

    public static bool IsCyrillic(char c) => c is >= '\u0400' and <= '\u052F';

    public static bool IsArabic(char c) => c is >= '\u0620' and <= '\u06FF';

    /// <summary>The classes of a word's consonants, doubled ones once.</summary>
    public static string Of(string word)
    {
        var folded = Words.Fold(word);
        var table = folded.Any(IsArabic) ? Arabic : folded.Any(IsCyrillic) ? Cyrillic : Latin;
        if (folded is ['ا', 'ل', _, _, _, ..])
            folded = folded[2..];
        var bones = new StringBuilder(folded.Length);
        for (var i = 0; i < folded.Length;)
        {
            var (letters, kind) = Array.Find(table, row => folded.AsSpan(i).StartsWith(row.Letters, StringComparison.Ordinal));
            // "ce": the vowel is read for itself.
            i += letters is null ? 1 : letters is ['c', 'e' or 'i' or 'y'] ? 1 : letters.Length;
            foreach (var c in kind ?? "")
                if (bones.Length == 0 || bones[^1] != c)
                    bones.Append(c);
        }
        return bones.ToString();
    }

    /// <summary>From 0 to 1: how alike a Latin and a Cyrillic spelling sound, vowels and all.</summary>
    public static double Likeness(string one, string other)
    {
        var (left, right) = (Rough(one), Rough(other));
        return 1 - Distance(left, right) / (double)Math.Max(1, Math.Max(left.Length, right.Length));
    }

    private static string Rough(string word)
    {
        var rough = string.Concat(Words.Fold(word).Select(c => Cyrillics.IndexOf(c) is >= 0 and var at ? Romanized[at] : c.ToString()));
        foreach (var (letters, plain) in (ReadOnlySpan<(string, string)>)[("ou", "u"), ("oo", "u"), ("ee", "i"), ("kh", "h"), ("tch", "ch"), ("dj", "j"), ("dzh", "j"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("w", "v"), ("y", "i"), ("'", "")])
            rough = rough.Replace(letters, plain, StringComparison.Ordinal);
        return rough;
    }

    // Levenshtein's, by one row; names are short.
    private static int Distance(string one, string two)
    {
        var row = Enumerable.Range(0, two.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= two.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == two[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
