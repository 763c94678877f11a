using Microsoft.Extensions.Logging;

namespace IfexList.Foundation;

public static partial class Events
{
    // ---- Authentication ------------------------------------------------------------------------------------------------

    [LoggerMessage(800, LogLevel.Warning, "The spam filter at Smtp.Rspamd gave no answer that can be read; the mail goes on without it")]
    public static partial void SpamFilterSilent(this ILogger logger, Exception fault);
}
