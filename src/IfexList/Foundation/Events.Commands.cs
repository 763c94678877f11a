using Microsoft.Extensions.Logging;

namespace IfexList.Foundation;

public static partial class Events
{
    // ---- Commands ------------------------------------------------------------------------------------------------------

    [LoggerMessage(450, LogLevel.Debug, "Message {Message}: no person wrote it, or nobody whom it could concern; not answered")]
    public static partial void CommandsDropped(this ILogger logger, long message);

    [LoggerMessage(451, LogLevel.Information, "Message {Message}: confirms {Count} requests")]
    public static partial void Confirmed(this ILogger logger, long message, int count);

    [LoggerMessage(452, LogLevel.Information, "A person was erased")]
    public static partial void Erased(this ILogger logger);

    [LoggerMessage(453, LogLevel.Information, "The database was written anew; nothing deleted is left in it")]
    public static partial void Scrubbed(this ILogger logger);

    [LoggerMessage(454, LogLevel.Warning, "The database was written anew, but a reader still holds the old pages; tried again in a minute")]
    public static partial void ScrubIncomplete(this ILogger logger);
}
