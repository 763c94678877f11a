namespace IfexList.Store;

/// <summary>Whose turn comes first among the mails that were taken in. The numbers are stored.</summary>
public enum InboxRank
{
    /// <summary>What people write: posts, decisions, wishes.</summary>
    Written = 0,

    /// <summary>What is for the addresses to which mail comes back: it comes by the thousand, and nobody waits for it.</summary>
    Returned = 1,
}
