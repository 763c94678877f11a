namespace IfexList.Bounces;

/// <summary>Whose copy or letter came back.</summary>
/// <param name="Rendering">0 where it isn't known which.</param>
/// <param name="IsProven">A token of ours says so, which only he and his mail systems have seen; otherwise the report's own words do, which may be anybody's.</param>
public sealed record Addressee(long Person, long Rendering, string List, bool IsProven);
