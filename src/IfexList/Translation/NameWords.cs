using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Translation;

/// <summary>A word that may be a name, as its text spells it, and in which paragraphs.</summary>
/// <param name="Bones">Its <see cref="Skeleton"/>.</param>
internal sealed record NameWord(string Form, string Bones, IReadOnlySet<int> Paragraphs);

/// <summary>The words of a text that may be names: with a capital within a sentence; in Arabic, which has none, all.</summary>
internal static partial class NameWords
{
    private const int LeastLetters = 4;
    private const int MostLetters = 30;

    public static IReadOnlyList<NameWord> Of(IReadOnlyList<string> paragraphs)
    {
        var found = new Dictionary<string, HashSet<int>>();
        var small = new HashSet<string>();
        for (var number = 0; number < paragraphs.Count; number++)
        {
            var text = Addresses().Replace(paragraphs[number], "|");
            foreach (var word in Run().EnumerateMatches(text))
            {
                var form = text.Substring(word.Index, word.Length);
                if (!char.IsUpper(form[0]) && !Skeleton.IsArabic(form[0]))
                    small.Add(Words.Fold(form));
                else if (form.Length is >= LeastLetters and <= MostLetters && IsNameLike(form))
                    (found.TryGetValue(form, out var where) ? where : found[form] = []).Add(number);
            }
        }
        // A word that stands there in small letters, too, only began a sentence.
        return [.. found.Where(pair => !small.Contains(Words.Fold(pair.Key))).Select(pair => new NameWord(pair.Key, Skeleton.Of(pair.Key), pair.Value))];
    }

    // Shouting is another matter.
    private static bool IsNameLike(string form) => Skeleton.IsArabic(form[0]) || form.Skip(1).Any(char.IsLower);

    [GeneratedRegex(@"[\p{L}\p{M}]{2,40}", RegexOptions.CultureInvariant)]
    private static partial Regex Run();

    [GeneratedRegex(@"[^\s<>]{0,100}(?:@|://|www\.)[^\s<>]{1,500}", RegexOptions.CultureInvariant)]
    private static partial Regex Addresses();
}
