using Microsoft.Extensions.Logging;

namespace IfexList.Foundation;

public static partial class Events
{
    // ---- The newsletter ------------------------------------------------------------------------------------------------

    [LoggerMessage(1100, LogLevel.Information, "Draft of {List} in {Language}: {Entries} entries")]
    public static partial void DraftMade(this ILogger logger, string list, Enum language, int entries);

    [LoggerMessage(1101, LogLevel.Information, "Issue {Release} in {Language} is out, for {Readers} readers")]
    public static partial void IssueReleased(this ILogger logger, string release, Enum language, int readers);
}
