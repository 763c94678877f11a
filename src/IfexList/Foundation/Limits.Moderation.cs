namespace IfexList.Foundation;

public static partial class Limits
{
    // ---- Moderation ----------------------------------------------------------------------------------------------------

    /// <summary>Answers read in one reply to a digest: a digest shows 25 posts, each answered on a line of its own at most.</summary>
    public const int DigestAnswers = 100;

    /// <summary>Strangers' posts shown in one digest; the next digest shows the next ones.</summary>
    public const int DigestPosts = 25;

    /// <summary>How long decision tokens work: a post nobody decides is escalated long before.</summary>
    public static readonly TimeSpan DecisionTokenTime = TimeSpan.FromDays(30);

    /// <summary>How long a poster's answer to a letter about his post is still known to be about it: cases go on for a year and more.</summary>
    public static readonly TimeSpan AnswerTokenTime = TimeSpan.FromDays(400);

    /// <summary>Characters of one answer or addition of a poster that moderators are shown: more belongs into a post.</summary>
    public const int RemarkCharacters = 10_000;

    /// <summary>Questions and answers about one post that a request shows, the latest: a longer talk needs a telephone.</summary>
    public const int RemarksShown = 20;

    /// <summary>How long nobody is reminded of a post that a moderator puts off, or whose poster was asked something: a day and a night, wherever he is.</summary>
    public static readonly TimeSpan PutOffTime = TimeSpan.FromHours(24);

    /// <summary>How far ahead a release may be set: longer than any press embargo, and short enough that whoever set it still knows.</summary>
    public static readonly TimeSpan EmbargoTime = TimeSpan.FromDays(30);

    /// <summary>Reminders that come due so close to each other go in one letter: a moderator gets at most one in that time.</summary>
    public static readonly TimeSpan RemindTogether = TimeSpan.FromHours(1);

    /// <summary>How long owners aren't told again of posts that they know of: a letter a day is read, one an hour is filtered away.</summary>
    public static readonly TimeSpan OwnersPause = TimeSpan.FromDays(1);

    /// <summary>When the last day of a post is looked at again that can't be returned now: it waits for its release, or its list is not configured.</summary>
    public static readonly TimeSpan ReturnPause = TimeSpan.FromDays(1);

    /// <summary>How long the copy of a post that nobody decided is kept: an owner who is away for a month still finds it.</summary>
    public static readonly TimeSpan ReturnedCopyTime = TimeSpan.FromDays(30);
}
