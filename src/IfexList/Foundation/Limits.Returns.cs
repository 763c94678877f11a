namespace IfexList.Foundation;

public static partial class Limits
{
    // ---- What comes back -----------------------------------------------------------------------------------------------

    /// <summary>Returned mails claimed in one commit: fewer than of those that people write, since what is claimed is soon in the way.</summary>
    public const int ReturnsClaimedTogether = 8;

    /// <summary>Returned mails worked on side by side: half of what is worked on at all, so that there is always room for a post.</summary>
    public const int ReturnsTogether = WorkedTogether / 2;

    /// <summary>Claims of what people write before one of what came back, if any waits: a steady flow of posts keeps it waiting, but not for ever.</summary>
    public const int ClaimsBeforeReturns = 9;

    /// <summary>Reports on one person that are read in one day: he is counted once a day. Of the others it is only asked whether they are complaints.</summary>
    public const int ReturnsReadADay = 5;

    /// <summary>Recipients of a report without a token of ours that are looked up: a report is about one copy, and others may write what they like.</summary>
    public const int ReturnsLookedUp = 5;

    /// <summary>Addresses of a returned mail's header among which one of ours with a token is looked for: two fields hold them.</summary>
    public const int ReturnAddressesTried = 8;

    /// <summary>Returned mails that an earlier version kept raw and that are worked off in one step: others that are due come between.</summary>
    public const int KeptReturnsTogether = 100;
}
