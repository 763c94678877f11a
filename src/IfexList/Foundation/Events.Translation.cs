using Microsoft.Extensions.Logging;

namespace IfexList.Foundation;

public static partial class Events
{
    // ---- Translation ---------------------------------------------------------------------------------------------------

    [LoggerMessage(420, LogLevel.Information, "Translation {Translation}: out as {Number} for {Readers} readers")]
    public static partial void TranslationReleased(this ILogger logger, long translation, string number, int readers);

    [LoggerMessage(421, LogLevel.Warning, "Translation {Translation}: the right token, but {What}; nothing was decided")]
    public static partial void TranslationInStrangeHands(this ILogger logger, long translation, string what);

    [LoggerMessage(422, LogLevel.Information, "Message {Message}: taken as the draft of translation {Translation}")]
    public static partial void TranslationDrafted(this ILogger logger, long message, long translation);
}
