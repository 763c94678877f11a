namespace IfexList.Load;

/// <summary>One measured run of something that handles <paramref name="Count"/> of a kind.</summary>
/// <param name="Cpu">User and system time of the process measured; null where nobody looked.</param>
/// <param name="Written">Octets that it had the system write to storage; null where nobody looked.</param>
/// <param name="Made">Of the time, until the copies stood in the database.</param>
public sealed record Run(int Count, TimeSpan Wall, TimeSpan? Cpu = null, long? Written = null, TimeSpan Made = default)
{
    public double PerSecond => Count / Wall.TotalSeconds;

    /// <summary>The sending alone, to the last commit: what a client does that has its mails from somewhere else.</summary>
    public Run Sending => this with { Wall = Wall - Made, Made = default };
}
