using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Preflight;

/// <summary>A person whom a post spells otherwise than the case that it continues: one word of the name is the same, the other nearly.</summary>
internal static class NameSpelling
{
    private const int LeastLetters = 6;
    private const int LettersForTwo = 8;

    /// <returns>"Trabelssi / Trabelsi", the post's own first; null where all is well.</returns>
    public static string? Of(IReadOnlyList<PersonName> names, IReadOnlyList<RecentRelease> releases)
    {
        var search = new NameSearch(names);
        var known = releases.SelectMany(release => search.FoundIn(release.Text)).ToHashSet();
        var strange = names.Where(name => !name.IsTitle && !known.Contains(name)).ToList();
        if (strange.Count == 0)
            return null;
        var others = releases.SelectMany(release => PersonNames.In(release.Text)).Where(name => !name.IsTitle).ToList();
        return strange.SelectMany(name => Enumerable.Range(0, 2).Select(same => Near(name, others, same))).FirstOrDefault(found => found is not null);
    }

    private static string? Near(PersonName name, List<PersonName> others, int same)
    {
        var word = name.Shown[1 - same];
        return others.Where(other => other.Stems[same] == name.Stems[same]).Select(other => other.Shown[1 - same]).FirstOrDefault(other => IsNear(word, other)) is { } found
            ? $"{word} / {found}" : null;
    }

    private static bool IsNear(string word, string other)
    {
        var (one, two) = (TextWords.Stem(Words.Fold(word)).ToString(), TextWords.Stem(Words.Fold(other)).ToString());
        var shorter = Math.Min(one.Length, two.Length);
        return shorter >= LeastLetters - 1 && Math.Max(word.Length, other.Length) >= LeastLetters && Distance(one, two) is var distance && distance > 0 && distance <= (shorter >= LettersForTwo ? 2 : 1);
    }

    // Levenshtein's, by one row; names are short.
    private static int Distance(string one, string two)
    {
        if (Math.Abs(one.Length - two.Length) > 2 || one.Length > 40)
            return int.MaxValue;
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
