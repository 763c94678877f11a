using MimeKit;

namespace IfexList.Bounces;

/// <summary>What a robot writes for a person: vacation notes, read receipts, challenges, changes of address.</summary>
public static class AutoReplyReader
{
    /// <returns>Null where it is none of these.</returns>
    public static ReturnReport? Read(MimeMessage message) => null;
}
