using Microsoft.Extensions.Logging;

namespace IfexList.Foundation;

public static partial class Events
{
    // ---- Operations ----------------------------------------------------------------------------------------------------

    [LoggerMessage(700, LogLevel.Error, "No sign of life could be given to systemd")]
    public static partial void SignOfLifeFailed(this ILogger logger, Exception fault);

    [LoggerMessage(701, LogLevel.Information, "IfexList is up: {Lists} lists at {Domain}, listening on {Endpoints}, data in {Data}")]
    public static partial void Up(this ILogger logger, int lists, string domain, string endpoints, string data);
}
