using IfexList.Moderation;
using IfexList.Preflight;

namespace IfexList.Translation;

/// <summary>What became of one paragraph of a source that was corrected. Numbers are those of the letters, from 1; null where the paragraph isn't there.</summary>
public sealed record Change(ChangeKind Kind, int? Old, int? New);

/// <summary>What a correction did to a paragraph.</summary>
public enum ChangeKind
{
    Kept,
    Changed,
    New,
    Gone,
}

/// <summary>Which paragraphs of a source a correction changed, in the order of the new text: what the desks are told, so that nobody translates anew what stays.</summary>
public static class Changes
{
    // Of the words of the shorter one: a paragraph that shares fewer is another paragraph.
    private const double Alike = 0.4;

    // Beyond that, paragraphs are paired by their places alone.
    private const long Comparisons = 10_000;

    public static IReadOnlyList<Change> Between(NumberedText old, NumberedText now)
    {
        var changes = new List<Change>();
        var (gone, added) = (new List<int>(), new List<int>());
        var (at, to) = (0, 0);
        foreach (var step in ParagraphDiff.Of(old.Text, now.Text))
        {
            if (step.Old is not null)
                at++;
            if (step.New is not null)
                to++;
            if (step is { Old: not null, New: not null })
            {
                Paired(changes, gone, added, old, now);
                changes.Add(new Change(ChangeKind.Kept, at, to));
            }
            else
                (step.New is null ? gone : added).Add(step.New is null ? at : to);
        }
        Paired(changes, gone, added, old, now);
        return changes;
    }

    // Between two paragraphs that stay: in order, each of the old ones with the next of the new ones that is like it.
    private static void Paired(List<Change> changes, List<int> gone, List<int> added, NumberedText old, NumberedText now)
    {
        var isByPlace = gone.Count == added.Count || gone.Count * (long)added.Count > Comparisons;
        var next = 0;
        foreach (var number in gone)
        {
            var words = Keys(old.Paragraphs[number - 1]);
            var found = isByPlace ? (next < added.Count ? next : -1) : added.FindIndex(next, candidate => AreAlike(words, Keys(now.Paragraphs[candidate - 1])));
            if (found < 0)
                changes.Add(new Change(ChangeKind.Gone, number, null));
            else
            {
                changes.AddRange(added[next..found].Select(only => new Change(ChangeKind.New, null, only)));
                changes.Add(new Change(ChangeKind.Changed, number, added[found]));
                next = found + 1;
            }
        }
        changes.AddRange(added[next..].Select(only => new Change(ChangeKind.New, null, only)));
        gone.Clear();
        added.Clear();
    }

    private static HashSet<ulong> Keys(string paragraph) => [.. TextWords.Of(paragraph).Select(word => word.Key)];

    private static bool AreAlike(HashSet<ulong> one, HashSet<ulong> other) => one.Count(other.Contains) >= Alike * Math.Min(one.Count, other.Count);
}
