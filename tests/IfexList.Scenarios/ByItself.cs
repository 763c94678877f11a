namespace IfexList.Scenarios;

/// <summary>For scenarios that measure patience, speed, memory or disks, or keep all processors busy: beside them none other runs.</summary>
[CollectionDefinition(nameof(ByItself), DisableParallelization = true)]
public sealed class ByItself;
