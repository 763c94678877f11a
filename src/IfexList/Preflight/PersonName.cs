namespace IfexList.Preflight;

/// <summary>A name in a text: two words that belong together, or a title in quotation marks.</summary>
/// <param name="Stems">What it is compared by.</param>
/// <param name="Shown">As it is written, word by word.</param>
internal sealed record PersonName(IReadOnlyList<ulong> Stems, IReadOnlyList<string> Shown, bool IsTitle);
