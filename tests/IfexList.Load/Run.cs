namespace IfexList.Load;

/// <summary>One measured run of something that handles <paramref name="Count"/> of a kind.</summary>
/// <param name="Cpu">User and system time of the process measured; null where nobody looked.</param>
/// <param name="Written">Octets that it had the system write to storage; null where nobody looked.</param>
public sealed record Run(int Count, TimeSpan Wall, TimeSpan? Cpu = null, long? Written = null)
{
    public double PerSecond => Count / Wall.TotalSeconds;
}
