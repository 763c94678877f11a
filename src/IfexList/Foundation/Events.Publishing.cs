using Microsoft.Extensions.Logging;

namespace IfexList.Foundation;

public static partial class Events
{
    // ---- Publishing ----------------------------------------------------------------------------------------------------

    [LoggerMessage(500, LogLevel.Information, "Parcels of {List}, {Rhythm}: for {Readers} readers, in {Renderings} renderings")]
    public static partial void ParcelsPacked(this ILogger logger, string list, Enum rhythm, int readers, int renderings);
}
