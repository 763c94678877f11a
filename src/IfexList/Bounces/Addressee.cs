namespace IfexList.Bounces;

/// <summary>Whose copy or letter came back.</summary>
/// <param name="Rendering">0 where it isn't known which.</param>
public sealed record Addressee(long Person, long Rendering, string List);
