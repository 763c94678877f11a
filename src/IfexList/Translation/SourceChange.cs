using IfexList.Foundation;
using IfexList.Moderation;

namespace IfexList.Translation;

/// <summary>A paragraph of the source that a correction took away, or put in; both, where it changed.</summary>
/// <param name="IsNew">As it is now, by its new number; else as it was, by its old one.</param>
internal sealed record SourceChange(bool IsNew, int Number, string Text)
{
    /// <summary>What differs, in the order of the text, at most <see cref="Limits.ChangesShown"/>.</summary>
    public static IReadOnlyList<SourceChange> Between(string old, string changed)
    {
        var changes = new List<SourceChange>();
        var (before, now) = (0, 0);
        foreach (var step in ParagraphDiff.Of(old, changed))
        {
            before += step.Old is null ? 0 : 1;
            now += step.New is null ? 0 : 1;
            if (step is { Old: { } gone, New: null })
                changes.Add(new SourceChange(IsNew: false, before, Shown(gone)));
            else if (step is { Old: null, New: { } added })
                changes.Add(new SourceChange(IsNew: true, now, Shown(added)));
        }
        return changes.Count <= Limits.ChangesShown ? changes : changes[..Limits.ChangesShown];
    }

    private static string Shown(string paragraph) =>
        paragraph.Length <= Limits.ChangeCharacters ? paragraph : paragraph[..(char.IsHighSurrogate(paragraph[Limits.ChangeCharacters - 1]) ? Limits.ChangeCharacters - 1 : Limits.ChangeCharacters)] + "…";
}
