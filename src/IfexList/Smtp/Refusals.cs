using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Smtp;

/// <summary>What is refused at the door is counted by reason, and the reply says the reason (RFC 3463 §3).</summary>
internal static class Refusals
{
    /// <returns>The same reply.</returns>
    public static SmtpReply Counted(this SmtpReply reply)
    {
        if (!reply.IsPositive)
            Measures.Refused(Reason(reply));
        return reply;
    }

    private static string Reason(SmtpReply reply) => (reply.Status?.Subject, reply.Status?.Detail) switch
    {
        (1, _) => "unknown recipient",
        (7, 26) => "authentication",
        (7, _) => "policy",
        (3, 1) => "shortage",
        (3, 2) => "rate",
        (3, 4) => "too large",
        (3, 0) => "own failure",
        _ => "content",
    };
}
