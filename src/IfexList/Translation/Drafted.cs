namespace IfexList.Translation;

/// <summary>A translation as it is shown to whoever releases it.</summary>
/// <param name="Who">Who wrote it: an address.</param>
internal sealed record Drafted(string Subject, string Text, string Who, IReadOnlyList<Loss> Losses);
