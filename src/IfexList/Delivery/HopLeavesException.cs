using IfexList.Mail;

namespace IfexList.Delivery;

/// <summary>The next hop said 421 (RFC 5321 §3.8) before the dot: it closes, and the copy in hand isn't sent.</summary>
public sealed class HopLeavesException(SmtpReply reply) : IOException("the next hop leaves")
{
    public SmtpReply Reply => reply;
}
