using IfexList.Ledger;
using IfexList.Mail;

namespace IfexList.Bounces;

/// <summary>What kind of mail came back.</summary>
public enum ReturnKind
{
    /// <summary>None that we know: a person's mail, or any other.</summary>
    None,

    /// <summary>A report of failure, delay or success.</summary>
    Bounce,

    /// <summary>A report of abuse, or a provider's form for it.</summary>
    Complaint,

    /// <summary>A vacation note, a read receipt, a challenge, a change of address: a robot's word for a person.</summary>
    AutoReply,
}

/// <summary>What a returned mail says, as it says it; whether it is believed is <see cref="ReturnedMail"/>'s to decide.</summary>
/// <param name="Rule">Which reader understood it.</param>
public sealed record ReturnReport(ReturnKind Kind, string Rule, IReadOnlyList<ReturnedRecipient> Recipients, ReturnedOriginal Original);

/// <summary>One recipient that it speaks of.</summary>
/// <param name="Address">Whom the other side couldn't reach; null where it names nobody.</param>
/// <param name="Alias">Whom we had written to, where that was another address.</param>
/// <param name="Text">The other side's words.</param>
public sealed record ReturnedRecipient(string? Address, string? Alias, Reason Reason, int? Code, EnhancedStatus? Status, string Text);

/// <summary>What is seen of the mail that came back.</summary>
/// <param name="MessageId">Without its angle brackets.</param>
/// <param name="Addresses">Addresses in its header, of which one may be ours with a token: Return-Path, List-Unsubscribe.</param>
public sealed record ReturnedOriginal(string? MessageId, IReadOnlyList<string> Addresses)
{
    public static readonly ReturnedOriginal Unknown = new(null, []);
}
