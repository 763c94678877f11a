using System.Globalization;

namespace IfexList.Store;

/// <summary>Instants as the database holds them: unix milliseconds.</summary>
public static class Instant
{
    /// <summary>The length of a day, in UTC.</summary>
    public const long DayLength = 24L * 60 * 60 * 1000;

    public static long Now(this TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();

    public static long After(this TimeProvider time, TimeSpan span) => time.Now() + (long)span.TotalMilliseconds;

    public static DateTimeOffset Time(long instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant);

    /// <summary>The day by which we count what providers get, and what comes back.</summary>
    public static DateOnly UtcDay(this DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    /// <summary>As programs read it (RFC 3339).</summary>
    public static string Iso(long instant) => Time(instant).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
