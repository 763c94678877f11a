using Microsoft.Extensions.Logging;

namespace IfexList.Foundation;

public static partial class Events
{
    // ---- Reception -----------------------------------------------------------------------------------------------------

    [LoggerMessage(300, LogLevel.Debug, "Message {Message}: being worked on as {Kind}")]
    public static partial void MailClaimed(this ILogger logger, long message, string kind);

    [LoggerMessage(301, LogLevel.Error, "Message {Message}: its turn {Turn} failed at {Stage}")]
    public static partial void TurnFailed(this ILogger logger, Exception fault, long message, string stage, int turn);

    [LoggerMessage(302, LogLevel.Error, "Message {Message}: set aside, it failed too often at {Stage}; see 'ifexlist inbox list'")]
    public static partial void SetAside(this ILogger logger, long message, string stage);

    [LoggerMessage(303, LogLevel.Error, "Message {Message}: waits, since there is no room to write")]
    public static partial void StoreFull(this ILogger logger, Exception fault, long message);

    [LoggerMessage(304, LogLevel.Error, "Working off mail has stumbled and goes on")]
    public static partial void TriageFailed(this ILogger logger, Exception fault);

    [LoggerMessage(306, LogLevel.Information, "Message {Message}: dropped, a program wrote it ({Signs})")]
    public static partial void RobotDropped(this ILogger logger, long message, string signs);

    [LoggerMessage(307, LogLevel.Error, "Message {Message}: could not be set aside; it is tried again later")]
    public static partial void SetAsideFailed(this ILogger logger, Exception fault, long message);

    [LoggerMessage(308, LogLevel.Error, "Message {Message}: set aside, but the letter to the owners could not be written")]
    public static partial void OwnersNotTold(this ILogger logger, Exception fault, long message);

    [LoggerMessage(305, LogLevel.Error, "What was due as {Kind} failed; it stays due")]
    public static partial void DueFailed(this ILogger logger, Exception fault, string kind);

    [LoggerMessage(310, LogLevel.Information, "Message {Message}: it came back ({Kind}, {Rule})")]
    public static partial void ReturnRead(this ILogger logger, long message, string kind, string rule);

    [LoggerMessage(311, LogLevel.Error, "Returned mail {Number} of an earlier version can't be read; it is dropped")]
    public static partial void KeptReturnUnread(this ILogger logger, Exception fault, long number);

    [LoggerMessage(309, LogLevel.Warning, "The machine's clock was set back by {Back}; what waits comes earlier by as much")]
    public static partial void ClockSetBack(this ILogger logger, TimeSpan back);
}
