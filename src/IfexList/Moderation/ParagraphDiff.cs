using System.Text;
using IfexList.Mail;

namespace IfexList.Moderation;

/// <summary>One step from a text that was sent to the one that came back: a paragraph stays (both), is gone (no <c>New</c>) or is new (no <c>Old</c>).</summary>
internal readonly record struct DiffStep(string? Old, string? New);

/// <summary>
/// Compares two texts by paragraphs. What mail programs do to a text on its way (breaking lines, blanks, marks that can't be seen) makes no difference.
/// </summary>
internal static class ParagraphDiff
{
    private const int ShownCharacters = 60;
    private const int CharactersBefore = 20;

    // Longer texts that differ that much are told as gone and new as a whole.
    private const long Comparisons = 1_000_000;

    public static List<DiffStep> Of(string old, string changed)
    {
        var (one, other) = (Paragraphs(old), Paragraphs(changed));
        var (oneKeys, otherKeys) = (one.ConvertAll(Essence), other.ConvertAll(Essence));
        var same = 0;
        while (same < one.Count && same < other.Count && oneKeys[same] == otherKeys[same])
            same++;
        var tail = 0;
        while (tail < one.Count - same && tail < other.Count - same && oneKeys[^(tail + 1)] == otherKeys[^(tail + 1)])
            tail++;
        var steps = one[..same].ConvertAll(paragraph => new DiffStep(paragraph, paragraph));
        Between(steps, one[same..^tail], oneKeys[same..^tail], other[same..^tail], otherKeys[same..^tail]);
        steps.AddRange(one[^tail..].Select(paragraph => new DiffStep(paragraph, paragraph)));
        return steps;
    }

    public static List<string> Paragraphs(string text)
    {
        var paragraphs = new List<string>();
        var lines = new List<string>();
        foreach (var line in text.Split('\n').Append(""))
            if (OwnText.IsWritten(line))
                lines.Add(line.TrimEnd());
            else if (lines.Count > 0)
            {
                paragraphs.Add(string.Join('\n', lines));
                lines.Clear();
            }
        return paragraphs;
    }

    /// <summary>What is left of a text on any way: everything but blanks and what can't be seen.</summary>
    public static string Essence(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (!Rune.IsWhiteSpace(rune) && !(rune.IsBmp && Words.IsInvisible((char)rune.Value)))
                kept.Append(rune);
        return kept.ToString().Normalize();
    }

    /// <summary>Paragraphs that are gone and that nothing stands in for.</summary>
    public static int Gone(IEnumerable<DiffStep> steps)
    {
        var gone = 0;
        var missing = 0;
        foreach (var step in steps.Append(new DiffStep("", "")))
            if (step is { Old: not null, New: not null })
                (gone, missing) = (gone + Math.Max(0, missing), 0);
            else
                missing += step.New is null ? 1 : -1;
        return gone;
    }

    /// <summary>What differs, a line for each paragraph, from a little before the first difference on.</summary>
    public static IEnumerable<string> Lines(IEnumerable<DiffStep> steps)
    {
        var (old, changed) = (new List<string>(), new List<string>());
        foreach (var step in steps.Append(new DiffStep("", "")))
        {
            if (step is { Old: not null, New: not null })
            {
                for (var i = 0; i < Math.Max(old.Count, changed.Count); i++)
                    foreach (var line in Pair(old.ElementAtOrDefault(i), changed.ElementAtOrDefault(i)))
                        yield return line;
                old.Clear();
                changed.Clear();
            }
            else if (step.New is null)
                old.Add(step.Old!);
            else
                changed.Add(step.New);
        }
    }

    private static IEnumerable<string> Pair(string? old, string? changed)
    {
        var start = old is null || changed is null ? 0 : old.AsSpan().CommonPrefixLength(changed);
        start = start <= CharactersBefore ? 0 : start - CharactersBefore;
        if (old is not null)
            yield return "- " + Excerpt(old, start);
        if (changed is not null)
            yield return "+ " + Excerpt(changed, start);
    }

    private static string Excerpt(string paragraph, int start)
    {
        start = Math.Min(start, paragraph.Length);
        if (start > 0 && start < paragraph.Length && char.IsLowSurrogate(paragraph[start]))
            start--;
        var end = Math.Min(paragraph.Length, start + ShownCharacters);
        if (end < paragraph.Length && char.IsLowSurrogate(paragraph[end]))
            end--;
        return (start > 0 ? "…" : "") + paragraph[start..end].ReplaceLineEndings(" ") + (end < paragraph.Length ? "…" : "");
    }

    // The longest common sequence, by the table that every textbook has.
    private static void Between(List<DiffStep> steps, List<string> one, List<string> oneKeys, List<string> other, List<string> otherKeys)
    {
        var lengths = (long)one.Count * other.Count > Comparisons ? null : Lengths(oneKeys, otherKeys);
        var (i, j) = (0, 0);
        while (lengths is not null && i < one.Count && j < other.Count)
            if (oneKeys[i] == otherKeys[j])
                steps.Add(new DiffStep(one[i++], other[j++]));
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
                steps.Add(new DiffStep(one[i++], null));
            else
                steps.Add(new DiffStep(null, other[j++]));
        steps.AddRange(one.Skip(i).Select(paragraph => new DiffStep(paragraph, null)));
        steps.AddRange(other.Skip(j).Select(paragraph => new DiffStep(null, paragraph)));
    }

    private static int[,] Lengths(List<string> one, List<string> other)
    {
        var lengths = new int[one.Count + 1, other.Count + 1];
        for (var i = one.Count - 1; i >= 0; i--)
            for (var j = other.Count - 1; j >= 0; j--)
                lengths[i, j] = one[i] == other[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        return lengths;
    }
}
