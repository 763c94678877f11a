namespace IfexList.Notices;

/// <summary>A kind of letter: the name of its file, and every variable that the file may use. All of them are always given.</summary>
public sealed record NoticeKind(string Name, params string[] Variables);

/// <summary>
/// All letters. An administrator's own versions go by this list; a test holds the shipped ones to it, in five languages.
/// Truth values are true or false, counts are whole numbers, everything else is text or an array.
/// </summary>
public static class NoticeCatalogue
{
    /// <summary>To a moderator: decide this post. <c>withheld</c>, <c>warnings</c>: arrays of text; <c>desk</c>: mail that is answered by people, never broadcast.</summary>
    public static readonly NoticeKind ModerationRequest = new("moderation-request", "number", "list", "list_title", "sender", "organisation", "known", "subject",
        "language_name", "readers", "withheld", "warnings", "text", "others", "encrypted", "desk");

    /// <summary>To a member: your post is held.</summary>
    public static readonly NoticeKind Acknowledgement = new("acknowledgement", "number", "list", "list_title", "subject", "withheld");

    /// <summary>To a member: your post is out. <c>release</c> is its public number.</summary>
    public static readonly NoticeKind Released = new("released", "number", "list", "list_title", "subject", "release", "readers");

    /// <summary>To a member: your post won't be published; <c>reason</c> in the moderator's words, maybe empty.</summary>
    public static readonly NoticeKind Rejected = new("rejected", "number", "list", "list_title", "subject", "reason", "post_address");

    /// <summary>To the moderator who decided. <c>verdict</c>: approved, rejected or discarded.</summary>
    public static readonly NoticeKind DecisionDone = new("decision-done", "number", "list", "subject", "verdict", "release", "readers");

    /// <summary>To a moderator: that was decided already. <c>at</c>: a time as text; <c>by_you</c>: whether the reader of this letter did it.</summary>
    public static readonly NoticeKind DecisionLate = new("decision-late", "number", "list", "subject", "verdict", "at", "by_you");

    /// <summary>To a moderator: we read no decision in <c>line</c> (maybe empty); <c>edited</c>: the text came back changed.</summary>
    public static readonly NoticeKind DecisionUnclear = new("decision-unclear", "number", "list", "subject", "line", "edited");

    /// <summary>To a moderator: this can't be approved. <c>reason</c>: encrypted, desk, empty, too_long or expired.</summary>
    public static readonly NoticeKind DecisionRefused = new("decision-refused", "number", "list", "subject", "reason");

    /// <summary>To the moderators: somebody who isn't one answered a request.</summary>
    public static readonly NoticeKind DecisionStranger = new("decision-stranger", "number", "list", "subject", "sender");

    /// <summary>To a moderator who wrote to an address that decides nothing.</summary>
    public static readonly NoticeKind DecisionHowto = new("decision-howto", "list", "list_title");

    /// <summary>To a moderator: strangers' posts in one letter. <c>posts</c>: array of n, sender, subject, bytes, date; <c>more</c>: how many aren't shown.</summary>
    public static readonly NoticeKind StrangersDigest = new("strangers-digest", "list", "list_title", "posts", "more");

    /// <summary>To a moderator: what became of each. <c>outcomes</c>: array of n, subject, verdict; <c>unclear</c>: lines that we did not understand.</summary>
    public static readonly NoticeKind DigestOutcome = new("digest-outcome", "list", "list_title", "outcomes", "unclear");

    /// <summary>To whoever wrote what isn't taken yet. <c>leave_address</c> is empty when the writer is no reader.</summary>
    public static readonly NoticeKind HowToLeave = new("how-to-leave", "list_title", "leave_address", "owner_address", "post_address");

    /// <summary>Goodbye.</summary>
    public static readonly NoticeKind Unsubscribed = new("unsubscribed", "list_title", "subscribe_address");

    /// <summary>To a member: this mail could not be taken as a post. <c>reason</c>: unreadable, empty, too_long or duplicate.</summary>
    public static readonly NoticeKind PostTrouble = new("post-trouble", "list_title", "subject", "reason", "owner_address");

    /// <summary>To the owners: a mail has been set aside.</summary>
    public static readonly NoticeKind SetAside = new("set-aside", "number", "stage", "error");

    /// <summary>To the owners: mail for people, attached to this letter. <c>address</c>: where it was sent to.</summary>
    public static readonly NoticeKind Forwarded = new("forwarded", "address", "sender", "subject");

    /// <summary>No letter: the lines below every list copy, three at most. <c>credit</c>: who is responsible for the text, maybe empty.</summary>
    public static readonly NoticeKind Footer = new("footer", "number", "list_title", "leave_address", "credit");

    public static readonly IReadOnlyList<NoticeKind> All =
    [
        ModerationRequest, Acknowledgement, Released, Rejected, DecisionDone, DecisionLate, DecisionUnclear, DecisionRefused, DecisionStranger,
        DecisionHowto, StrangersDigest, DigestOutcome, HowToLeave, Unsubscribed, PostTrouble, SetAside, Forwarded, Footer,
    ];
}
