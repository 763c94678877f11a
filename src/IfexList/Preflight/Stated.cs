using IfexList.Lists;

namespace IfexList.Preflight;

/// <summary>What a post's own Subject or heading says, and no other of them contradicts: an approval may take it over.</summary>
/// <param name="Kind">A code of <see cref="ReleaseKinds"/>; null where it isn't said.</param>
public sealed record Stated(string? Kind, Topic? Country)
{
    public IReadOnlyList<Topic> Topics => Country is { } country ? [country] : [];
}
