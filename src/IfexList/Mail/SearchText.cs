namespace IfexList.Mail;

/// <summary>Text as it is indexed and looked for, so that a word is found however its writer spelt it in five languages.</summary>
public static class SearchText
{
    // A sketch: the search's own part.
    public static string Fold(string text) => text.ToLowerInvariant();
}
