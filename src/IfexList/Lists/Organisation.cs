namespace IfexList.Lists;

/// <summary>An organisation of the network.</summary>
public sealed record Organisation(long Id, string Name);
