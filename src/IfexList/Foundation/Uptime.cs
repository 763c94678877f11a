namespace IfexList.Foundation;

/// <summary>Time for waits within this process, in milliseconds since some beginning: nobody who sets the clock moves it.</summary>
public static class Uptime
{
    // In whole numbers: GetElapsedTime goes by way of a double, which for so long a time is off by some microseconds, this way or that.
    public static long Elapsed(this TimeProvider time) => time.GetTimestamp() / (time.TimestampFrequency / 1000);

    /// <summary>When that much will have passed.</summary>
    public static long In(this TimeProvider time, TimeSpan wait) => time.Elapsed() + (long)wait.TotalMilliseconds;

    /// <summary>What is left until then; nothing where it is past.</summary>
    public static TimeSpan Until(this TimeProvider time, long then) => TimeSpan.FromMilliseconds(Math.Max(0, then - time.Elapsed()));
}
