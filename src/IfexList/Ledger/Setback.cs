using IfexList.Mail;

namespace IfexList.Ledger;

/// <summary>One refusal or report about one person.</summary>
/// <param name="Text">The other side's words, which may name him: they go with him.</param>
/// <param name="Live">Heard by ourselves at the next hop, not told in a mail.</param>
/// <param name="IsProven">It is certain that it was his mail: heard by ourselves, or told with the token that it bore. Anything else may be a stranger's word.</param>
public sealed record Setback(Reason Reason, int? Code, EnhancedStatus? Status, string Text, bool Live, bool IsProven)
{
    /// <summary>The next hop has refused for good what we gave it.</summary>
    public static Setback Heard(SmtpReply reply) => Of(reply, Reasons.Of(reply));

    /// <summary>
    /// It put us off until we gave up, as <paramref name="reply"/> says last. Nobody is dead by that: for days it has not been said for good.
    /// </summary>
    public static Setback Waited(SmtpReply reply)
    {
        var reason = Reasons.Of(reply);
        return Of(reply, reason.Class == ReturnClass.Dead ? reason with { Class = ReturnClass.Unavailable } : reason);
    }

    // Whatever it calls it, the copy is lost.
    private static Setback Of(SmtpReply reply, Reason reason) => new(
        reason.IsFailure ? reason : reason with { Class = ReturnClass.Unavailable }, reply.Code, reply.Status, reply.Text, Live: true, IsProven: true);
}
