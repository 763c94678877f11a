namespace IfexList.Translation;

/// <summary>A text with its paragraphs numbered from 1, as translators get it: <c>[3] The editor was freed …</c>.</summary>
public sealed record NumberedText(IReadOnlyList<string> Paragraphs)
{
    public static NumberedText Of(string text) => throw new NotImplementedException();

    /// <summary>As a letter shows it.</summary>
    public string Shown => throw new NotImplementedException();
}
