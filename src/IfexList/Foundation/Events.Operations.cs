using Microsoft.Extensions.Logging;

namespace IfexList.Foundation;

public static partial class Events
{
    // ---- Operations ----------------------------------------------------------------------------------------------------

    [LoggerMessage(700, LogLevel.Error, "No sign of life could be given to systemd")]
    public static partial void SignOfLifeFailed(this ILogger logger, Exception fault);
}
