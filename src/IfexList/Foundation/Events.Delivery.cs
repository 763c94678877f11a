using Microsoft.Extensions.Logging;

namespace IfexList.Foundation;

/// <summary>What happens to copies on their way out: 600–699. Never an address or a text, only ids, the route and the status.</summary>
public static partial class Events
{
    [LoggerMessage(600, LogLevel.Information, "Route {Route}: connected as number {Count}, TLS {Tls}")]
    public static partial void HopConnected(this ILogger log, string route, int count, bool tls);

    [LoggerMessage(601, LogLevel.Warning, "Route {Route}: pauses for {Pause}: {Reason}")]
    public static partial void RoutePaused(this ILogger log, string route, TimeSpan pause, string reason);

    [LoggerMessage(602, LogLevel.Information, "Route {Route}: the next hop wants no more than {Count} connections")]
    public static partial void FewerConnections(this ILogger log, string route, int count);

    [LoggerMessage(603, LogLevel.Warning, "Route {Route}: connection lost: {Reason}")]
    public static partial void HopLost(this ILogger log, string route, string reason);

    [LoggerMessage(604, LogLevel.Warning, "Route {Route}: is asked to slow down, to {Percent} % of its pace: {Reply}")]
    public static partial void RouteSlower(this ILogger log, string route, int percent, string reply);

    [LoggerMessage(610, LogLevel.Debug, "Delivery {Delivery} of rendering {Rendering}: delivered")]
    public static partial void CopyDelivered(this ILogger log, long delivery, long rendering);

    [LoggerMessage(611, LogLevel.Information, "Delivery {Delivery} of rendering {Rendering}: deferred, {Code} {Status}, attempt {Attempt}")]
    public static partial void CopyDeferred(this ILogger log, long delivery, long rendering, int code, string? status, int attempt);

    [LoggerMessage(612, LogLevel.Information, "Delivery {Delivery} of rendering {Rendering}: refused, {Code} {Status}")]
    public static partial void CopyRefused(this ILogger log, long delivery, long rendering, int code, string? status);

    [LoggerMessage(613, LogLevel.Information, "Delivery {Delivery} of rendering {Rendering}: given up, {Code} {Status}")]
    public static partial void CopyExpired(this ILogger log, long delivery, long rendering, int code, string? status);

    [LoggerMessage(620, LogLevel.Error, "Delivery {Delivery} of rendering {Rendering}: the text can't be prepared")]
    public static partial void CopyUnprepared(this ILogger log, long delivery, long rendering, Exception? cause);

    [LoggerMessage(630, LogLevel.Error, "{Count} outcomes could not be committed; delivery pauses and tries again")]
    public static partial void OutcomesUncommitted(this ILogger log, int count, Exception cause);

    [LoggerMessage(631, LogLevel.Error, "A turn of the delivery loop failed")]
    public static partial void DeliveryTurnFailed(this ILogger log, Exception cause);

    [LoggerMessage(640, LogLevel.Warning, "Stopped with {Count} copies still on the wire or uncommitted; they go out again")]
    public static partial void StoppedWithCopies(this ILogger log, int count);
}
