using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>What a local part of ours means: the closed set of whom one can write to. Parsed and minted by <see cref="AddressPlan"/>.</summary>
public abstract record Recipient
{
    private Recipient() { }

    /// <summary>All that belong to one list.</summary>
    public abstract record OfList(MailingList List) : Recipient;

    /// <summary><c>L@D</c>, <c>L-fr@D</c>: a post, with the language stated or not.</summary>
    public sealed record Post(MailingList List, Language? Stated) : OfList(List);

    /// <summary><c>L-request@D</c>: commands.</summary>
    public sealed record Request(MailingList List) : OfList(List);

    /// <summary><c>L-subscribe@D</c>, <c>L-join@D</c>, <c>L-subscribe-fr@D</c>.</summary>
    public sealed record Subscribe(MailingList List, Language? Stated) : OfList(List);

    /// <summary><c>L-unsubscribe@D</c>, <c>L-leave@D</c>; with a token it is the reader's personal address.</summary>
    public sealed record Unsubscribe(MailingList List, string? Token) : OfList(List);

    /// <summary><c>L-confirm+T@D</c>.</summary>
    public sealed record Confirm(MailingList List, string? Token) : OfList(List);

    /// <summary><c>L-moderate+T@D</c>: a moderator's decision; without a token it decides nothing.</summary>
    public sealed record Decision(MailingList List, string? Token) : OfList(List);

    /// <summary><c>L-answer+T@D</c>: the answer to any other letter.</summary>
    public sealed record Answer(MailingList List, string? Token) : OfList(List);

    /// <summary><c>L-bounces+T@D</c>: what comes back.</summary>
    public sealed record Bounce(MailingList List, string? Token) : OfList(List);

    /// <summary><c>L-owner@D</c>: the people who run the list.</summary>
    public sealed record Owner(MailingList List) : OfList(List);

    /// <summary><c>postmaster@D</c> (RFC 5321 §4.5.1).</summary>
    public sealed record Postmaster : Recipient;

    /// <summary><c>abuse@D</c> (RFC 2142 §4).</summary>
    public sealed record Abuse : Recipient;
}
