using IfexList.Mail;

namespace IfexList.Delivery;

/// <summary>Where the mail of a domain goes (RFC 5321 §5.1).</summary>
public abstract record Destination
{
    private Destination() { }

    /// <summary>To these, the most preferred first, those of equal preference in any order.</summary>
    public sealed record Exchanges(IReadOnlyList<Hop> Hops) : Destination;

    /// <summary>Nowhere, for good: there is no such domain, or it takes no mail (RFC 7505).</summary>
    public sealed record NoMail(SmtpReply Reply) : Destination;

    /// <summary>It can't be said now.</summary>
    /// <param name="Reason">Without an address.</param>
    public sealed record Unknown(string Reason) : Destination;
}
