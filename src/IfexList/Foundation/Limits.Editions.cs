namespace IfexList.Foundation;

/// <summary>Of editions in further languages.</summary>
public static partial class Limits
{
    /// <summary>
    /// How far back a reader who chooses other languages, topics or another wait gets what he still waited for. A week: what is older is read from the archive, and a mailbox that
    /// fills with old alerts is no use to anybody.
    /// </summary>
    public static readonly TimeSpan CaughtUp = TimeSpan.FromDays(7);

    /// <summary>How many releases a reader may wait for at the moment in which he chooses anew, the newest first: more than the busiest month has.</summary>
    public const int CaughtUpReleases = 500;
}
