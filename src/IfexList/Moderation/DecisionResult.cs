using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>How an attempt to decide a held post, or to do something else with it, ended.</summary>
public abstract record DecisionResult
{
    private DecisionResult() { }

    /// <param name="IsForAll">False where only members got it: it can be sent to everybody else later.</param>
    public sealed record Released(string Number, int Readers, bool IsForAll = true) : DecisionResult;
    public sealed record Rejected : DecisionResult;
    public sealed record Discarded : DecisionResult;

    /// <summary>Approved for later: an embargo, or the grace in which it can be recalled.</summary>
    public sealed record Scheduled(DateTimeOffset At) : DecisionResult;

    /// <summary>Another editor must approve it, too.</summary>
    /// <param name="IsFirst">False where he had approved it already.</param>
    public sealed record Seconding(bool IsFirst) : DecisionResult;

    /// <summary>It was approved before and waits for its time.</summary>
    public sealed record Standing(DateTimeOffset At) : DecisionResult;

    /// <param name="Version">Of the post from then on.</param>
    public sealed record Taken(int Version) : DecisionResult;

    /// <param name="Version">Of the post from then on.</param>
    public sealed record PutOff(DateTimeOffset Until, int Version) : DecisionResult;

    /// <summary>Its poster has been asked.</summary>
    /// <param name="Version">Of the post from then on.</param>
    public sealed record Questioned(int Version) : DecisionResult;

    /// <summary>A stranger or a program wrote it: there is nobody to ask.</summary>
    public sealed record NobodyToAsk : DecisionResult;

    /// <summary>The untouched mail goes with the answer.</summary>
    public sealed record Original(MimeKit.MimeMessage Mail) : DecisionResult;

    public sealed record Recalled : DecisionResult;

    /// <summary>There was nothing to recall: nobody has approved it.</summary>
    public sealed record NothingToRecall : DecisionResult;

    /// <summary>Somebody else was first, or the post is gone.</summary>
    public sealed record Late(Decided? Earlier) : DecisionResult;

    /// <summary>The post has changed since the letter that he answered: he is asked anew.</summary>
    public sealed record Outdated(HeldPost Post) : DecisionResult;

    /// <summary>Approval isn't possible: <c>encrypted</c>, <c>desk</c>, <c>empty</c> or <c>too_long</c>.</summary>
    public sealed record Refused(string Reason) : DecisionResult;

    /// <summary>The list has no edition in that language.</summary>
    public sealed record NoSuchLanguage(Language Language) : DecisionResult;

    /// <summary>No release of the list belongs to that case.</summary>
    public sealed record NoSuchCase(string Number) : DecisionResult;

    /// <summary>That time is past, or too far ahead.</summary>
    /// <param name="Line">The time as we read it.</param>
    public sealed record NoSuchTime(string Line) : DecisionResult;

    /// <summary>Its author is to be named and has given no name.</summary>
    public sealed record Nameless : DecisionResult;

    /// <summary>The text that came back may not be all that he sent: he must be asked.</summary>
    public sealed record Doubtful(TextEdit.Doubtful Edit) : DecisionResult;
}
