using IfexList.Store;

namespace IfexList.Preflight;

/// <summary>The recent release whose text a post nearly repeats, by the runs of four words that they share.</summary>
internal static class NearDuplicate
{
    private const int RunWords = 4;
    private const int LeastRuns = 20;

    // An update that quotes the whole alert below its own news has half its runs; an alert sent again with a letter changed has nearly all.
    private const double Likeness = 0.7;

    public static RecentRelease? Of(string text, IReadOnlyList<RecentRelease> recent)
    {
        var words = TextWords.Of(text);
        var own = new HashSet<ulong>(Runs(words));
        if (own.Count < LeastRuns)
            return null;
        var common = new HashSet<ulong>();
        foreach (var release in recent)
        {
            TextWords.Read(release.Text, words);
            common.Clear();
            foreach (var run in Runs(words))
                if (own.Contains(run))
                    common.Add(run);
            if (common.Count >= Likeness * (own.Count + Math.Max(words.Count - RunWords + 1, 0) - common.Count))
                return release;
        }
        return null;
    }

    private static IEnumerable<ulong> Runs(List<TextWord> words)
    {
        for (var i = 0; i + RunWords <= words.Count; i++)
            yield return TextWords.Together(TextWords.Together(words[i].Key, words[i + 1].Key), TextWords.Together(words[i + 2].Key, words[i + 3].Key));
    }
}
