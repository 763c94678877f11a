using IfexList.Mail;

namespace IfexList.Ledger;

/// <summary>Why mail for somebody came back or was refused.</summary>
/// <param name="Rule">The row of the table that said so.</param>
public readonly record struct Reason(ReturnClass Class, string Rule);

/// <summary>The table by which a refusal is understood: enhanced status first (RFC 3463), then the SMTP code, then the words.</summary>
public static class Reasons
{
    /// <param name="text">What the other side says, in whatever language; its codes may stand in it.</param>
    public static Reason Of(int? code, EnhancedStatus? status, string text) => status switch
    {
        { Class: 2 } => new Reason(ReturnClass.Delivered, "status"),
        { Subject: 1 } => new Reason(ReturnClass.Dead, "status"),
        { Subject: 7 } => new Reason(ReturnClass.Policy, "status"),
        _ => new Reason(ReturnClass.Unavailable, "nothing-known"),
    };
}
