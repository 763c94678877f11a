using MimeKit;

namespace IfexList.Bounces;

/// <summary>Bounces that are told in sentences only, each family of mail systems in its own.</summary>
public static class NarratedReader
{
    /// <returns>Null where it is none of these.</returns>
    public static ReturnReport? Read(MimeMessage message) => null;
}
