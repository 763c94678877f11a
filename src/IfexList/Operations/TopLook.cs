using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary>What <c>top</c> sees in one moment.</summary>
/// <param name="Health">Null where the daemon's web side doesn't answer.</param>
/// <param name="Samples">Its metrics; none where it doesn't show them.</param>
public sealed record TopLook(long At, bool IsRunning, string? Health, Tally Tally, IReadOnlyDictionary<string, RouteState> Troubled, IReadOnlyList<Sample> Samples)
{
    public static async Task<TopLook> TakeAsync(AdminDesk desk, DaemonWeb web, CancellationToken cancellationToken)
    {
        var now = desk.Time.Now();
        var (tally, troubled) = desk.Database.Read(db => (Tally.Take(db, now), Routes.Troubled(db)));
        return new TopLook(now, DataLock.IsTaken(desk.Settings), await web.HealthAsync(cancellationToken), tally, troubled, await web.MetricsAsync(cancellationToken) ?? []);
    }

    /// <summary>Those that have something to tell: the named ones first come from the metrics, those in trouble from the database.</summary>
    public IEnumerable<string> RouteNames => Samples.Select(sample => sample.Labels.GetValueOrDefault("route")).OfType<string>().Concat(Troubled.Keys).Distinct().Order(StringComparer.Ordinal);

    public double Sum(string name, params ReadOnlySpan<(string Key, string Value)> labels)
    {
        var sum = 0.0;
        foreach (var sample in Samples)
            if (sample.Name == name && HasAll(sample, labels))
                sum += sample.Value;
        return sum;
    }

    /// <summary>How much a count has grown in a minute, judged by the time since <paramref name="before"/>. A daemon that was started anew counts from nothing.</summary>
    public double PerMinute(TopLook before, string name, params ReadOnlySpan<(string Key, string Value)> labels) =>
        At <= before.At ? 0 : Math.Max(0, Sum(name, labels) - before.Sum(name, labels)) * TimeSpan.MillisecondsPerMinute / (At - before.At);

    private static bool HasAll(Sample sample, ReadOnlySpan<(string Key, string Value)> labels)
    {
        foreach (var (key, value) in labels)
            if (sample.Labels.GetValueOrDefault(key) != value)
                return false;
        return true;
    }
}
