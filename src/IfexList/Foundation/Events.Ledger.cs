using Microsoft.Extensions.Logging;

namespace IfexList.Foundation;

/// <summary>What comes of mail that came back: 950–999. Counts and ids, never an address or a text.</summary>
public static partial class Events
{
    [LoggerMessage(950, LogLevel.Information, "Setbacks weighed: {Count} of {Persons} persons; laid to {Providers} providers instead of their readers; {Healed} scores smaller")]
    public static partial void Weighed(this ILogger log, int count, int persons, int providers, int healed);

    [LoggerMessage(951, LogLevel.Warning, "{Persons} of {Tried} persons of one provider fail at once")]
    public static partial void ProviderFails(this ILogger log, int persons, long tried);

    [LoggerMessage(952, LogLevel.Warning, "{Persons} persons of one provider are refused for what we are or send")]
    public static partial void ProviderRefuses(this ILogger log, long persons);

    [LoggerMessage(953, LogLevel.Information, "Person {Person}: probed with rendering {Rendering}")]
    public static partial void Probed(this ILogger log, long person, long rendering);

    [LoggerMessage(954, LogLevel.Information, "Person {Person}: mail arrives again")]
    public static partial void Forgiven(this ILogger log, long person);

    [LoggerMessage(955, LogLevel.Information, "Person {Person}: paused, since mail to him comes back")]
    public static partial void PausedByBounces(this ILogger log, long person);

    [LoggerMessage(956, LogLevel.Information, "Person {Person}: taken off all lists, since nothing has reached him for weeks")]
    public static partial void RemovedByBounces(this ILogger log, long person);
}
