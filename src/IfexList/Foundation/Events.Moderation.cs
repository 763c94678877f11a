using Microsoft.Extensions.Logging;

namespace IfexList.Foundation;

public static partial class Events
{
    // ---- Moderation ----------------------------------------------------------------------------------------------------

    [LoggerMessage(400, LogLevel.Information, "Message {Message}: held for {List}, {Moderators} moderators are asked")]
    public static partial void PostHeld(this ILogger logger, long message, string list, int moderators);

    [LoggerMessage(401, LogLevel.Information, "Message {Message}: held for {List}, for the desk's digest")]
    public static partial void StrangersPostHeld(this ILogger logger, long message, string list);

    [LoggerMessage(402, LogLevel.Information, "Message {Message}: {Verdict}")]
    public static partial void Decided(this ILogger logger, long message, string verdict);

    [LoggerMessage(403, LogLevel.Information, "Message {Message}: released as {Number} to {Readers} readers")]
    public static partial void Released(this ILogger logger, long message, string number, int readers);

    [LoggerMessage(404, LogLevel.Warning, "Message {Message}: the right token came from an address that isn't its moderator's; nothing was decided")]
    public static partial void TokenInStrangeHands(this ILogger logger, long message);

    [LoggerMessage(405, LogLevel.Warning, "Message {Message}: held for {List}, which has no moderator: see 'ifexlist moderators add'")]
    public static partial void NobodyToAsk(this ILogger logger, long message, string list);

    [LoggerMessage(406, LogLevel.Information, "Message {Message}: a member's, proven, passes to {List}")]
    public static partial void PostPasses(this ILogger logger, long message, string list);

    [LoggerMessage(407, LogLevel.Warning, "Message {Message}: the right token came from its moderator's address, whose domain disowns the mail; nothing was decided")]
    public static partial void DecisionUnproven(this ILogger logger, long message);

    [LoggerMessage(408, LogLevel.Information, "Message {Message}: an item for the next number of {List}: {Kind}")]
    public static partial void ItemReceived(this ILogger logger, long message, string list, string kind);

    [LoggerMessage(410, LogLevel.Warning, "{Posts} posts held for {List} are decided by nobody: the owners are told")]
    public static partial void NobodyDecides(this ILogger logger, int posts, string list);

    [LoggerMessage(411, LogLevel.Warning, "Message {Message}: its last day is over; nobody decided, and a copy is kept")]
    public static partial void Returned(this ILogger logger, long message);
}
