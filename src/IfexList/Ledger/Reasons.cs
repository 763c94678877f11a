using IfexList.Mail;

namespace IfexList.Ledger;

/// <summary>Why mail for somebody came back or was refused.</summary>
/// <param name="Rule">The row of the table that said so.</param>
public readonly record struct Reason(ReturnClass Class, string Rule)
{
    /// <summary>Something was lost. What has arrived, may still arrive or was answered says nothing against an address.</summary>
    public bool IsFailure => Class is ReturnClass.Size or ReturnClass.Policy or ReturnClass.Full or ReturnClass.Unavailable or ReturnClass.Dead;

    /// <summary>Only a generic status or a bare code said so, or nothing: other words may know better.</summary>
    public bool IsGuess => Rule == "nothing-known" || Rule.StartsWith("generic-", StringComparison.Ordinal) || Rule.StartsWith("code-", StringComparison.Ordinal);
}

/// <summary>
/// Says why mail was refused, by the table <c>Ledger/reasons.json</c>: enhanced status (RFC 3463) where it is telling, then words in many
/// languages, then the SMTP code (RFC 5321 §4.2.3). In doubt it never says that a reader is dead.
/// </summary>
public static class Reasons
{
    private static readonly Lazy<ReasonTable> Table = new(ReasonTable.Load);

    /// <summary>What the next hop answers while we talk to it.</summary>
    public static Reason Of(SmtpReply reply) => Of(reply.Code, reply.Status, reply.Text);

    /// <param name="text">What the other side says, in whatever language; its codes may stand in it.</param>
    public static Reason Of(int? code, EnhancedStatus? status, string text) => Table.Value.Find(RefusalText.Read(code, status, text)).Reason;
}
