using IfexList.Foundation;

namespace IfexList.Delivery;

/// <summary>What one provider bears from us, as the shaping file says; <see cref="RoutePace"/> keeps to it, or below it.</summary>
/// <param name="Provider">Its name in the shaping file or the configuration; else made of the names of its exchanges.</param>
/// <param name="IsNamed">Whether an administrator wrote that name: the others may tell who a reader is, so they stay out of logs and metrics.</param>
/// <param name="PerMinute">Messages a minute; null: as fast as it goes.</param>
public sealed record Shape(
    string Provider, bool IsNamed, int Connections, int MessagesPerConnection, double? PerMinute, IReadOnlyList<ShapingRule> Rules)
{
    public WarmUp WarmUp { get; init; } = new();

    /// <summary>A next hop that we were told to use: it is there for us, so what it can't take now is tried again in seconds.</summary>
    public bool IsOurs { get; init; }

    /// <summary>What it may be called in logs and metrics.</summary>
    public string SpokenName => IsNamed ? Provider : Measures.OtherRoute;

    /// <summary>A smarthost, or the directory: nothing limits us but its connections.</summary>
    public static Shape OfNextHop(string name, int connections) => new(name, IsNamed: true, connections, int.MaxValue, PerMinute: null, []) { IsOurs = true };
}
