using MimeKit;

namespace IfexList.Bounces;

/// <summary>Complaints: abuse reports (RFC 5965), in whose place some providers send a form of their own.</summary>
public static class ComplaintReader
{
    /// <returns>Null where it is none of these.</returns>
    public static ReturnReport? Read(MimeMessage message) => null;
}
