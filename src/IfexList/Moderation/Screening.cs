namespace IfexList.Moderation;

/// <summary>What is known about a mail to <c>L@D</c> before anybody decides about it.</summary>
/// <param name="IsRobot">A robot wrote it (RFC 3834), or it was ours already.</param>
/// <param name="NamesRequest">It answers, or is also addressed to, a moderation request.</param>
/// <param name="IsMember">The one author is registered.</param>
/// <param name="IsReader">He reads one of our lists.</param>
/// <param name="IsReply">It answers some mail.</param>
/// <param name="IsCommand">All its own text is one command line.</param>
/// <param name="CameBefore">The same content came from the same author within the last days.</param>
public sealed record PostFacts(bool IsRobot, bool NamesRequest, bool IsMember, bool IsReader, bool IsReply, bool IsCommand, bool CameBefore);

/// <summary>What becomes of a mail to <c>L@D</c>.</summary>
public enum Screened
{
    /// <summary>Nothing: robots are never answered.</summary>
    Drop,

    /// <summary>Somebody tries to decide at the wrong address: never a post.</summary>
    DecisionAttempt,

    /// <summary>A command or a reader's reply: answered, never held.</summary>
    Answer,

    /// <summary>It is already here.</summary>
    Twice,

    /// <summary>A member's post: held, the moderators are asked.</summary>
    Hold,

    /// <summary>Anybody else's post: held, the desk gets it in its digest.</summary>
    HoldStranger,
}

/// <summary>The rules for mail to a list, in order; the first that fits decides.</summary>
public static class Screening
{
    private static readonly (Func<PostFacts, bool> Fits, Screened Then)[] Rules =
    [
        (f => f.IsRobot, Screened.Drop),
        (f => f.NamesRequest, Screened.DecisionAttempt),
        (f => f.IsCommand, Screened.Answer),
        (f => !f.IsMember && f.IsReader && f.IsReply, Screened.Answer),
        (f => f.CameBefore, Screened.Twice),
        (f => f.IsMember, Screened.Hold),
        (_ => true, Screened.HoldStranger),
    ];

    public static Screened Of(PostFacts facts) => LookedAt(facts)[^1].Then;

    /// <summary>The rules in order, up to the one that decides, which is the last.</summary>
    public static IReadOnlyList<(Screened Then, bool Fits)> LookedAt(PostFacts facts)
    {
        var decides = Array.FindIndex(Rules, rule => rule.Fits(facts));
        return [.. Rules.Take(decides + 1).Select((rule, i) => (rule.Then, i == decides))];
    }
}
