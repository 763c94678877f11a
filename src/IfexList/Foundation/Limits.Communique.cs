namespace IfexList.Foundation;

public static partial class Limits
{
    // ---- The newsletter ------------------------------------------------------------------------------------------------

    /// <summary>How far back a draft looks at most, where the one before it was missed: a week, and a day for an hour that was moved.</summary>
    public static readonly TimeSpan DraftReach = TimeSpan.FromDays(8);

    /// <summary>How old a release may be whose translation came in the week: what is older is no news in any language.</summary>
    public static readonly TimeSpan DraftTranslations = TimeSpan.FromDays(30);

    /// <summary>Releases of one week that a draft is made of, the newest: five times the busiest week's.</summary>
    public const int DraftReleases = 200;

    /// <summary>Announcements that stand in one draft, the next to come: nobody reads more.</summary>
    public const int DraftItems = 50;

    /// <summary>How long an announcement without a day is offered: an editor who leaves it out four times doesn't want it.</summary>
    public static readonly TimeSpan ItemOffered = TimeSpan.FromDays(28);

    /// <summary>Characters of an alert that stand in the newsletter: a paragraph or two; the rest is asked for by number.</summary>
    public const int SummaryCharacters = 700;

    /// <summary>Lines of orders read in one reply to a draft: one for each entry, and some.</summary>
    public const int DraftOrders = 100;

    /// <summary>Characters of one line of orders: a headline and what stands before it.</summary>
    public const int DraftLine = 300;
}
