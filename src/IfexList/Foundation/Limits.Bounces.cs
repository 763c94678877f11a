namespace IfexList.Foundation;

public static partial class Limits
{
    // ---- What comes back ------------------------------------------------------------------------------------------------

    /// <summary>Characters of one part of a returned mail that are read: robots say it on a page, and what is longer is the returned mail itself.</summary>
    public const int ReturnedCharacters = 64 * 1024;

    /// <summary>Parts of a returned mail that are looked at: a report has three, one that was forwarded some more.</summary>
    public const int ReturnedParts = 50;

    /// <summary>How deep the parts of a returned mail may lie in one another.</summary>
    public const int ReturnedDepth = 10;

    /// <summary>Recipients of one report: each of our copies has one; others send to a hundred at once.</summary>
    public const int ReturnedRecipients = 100;

    /// <summary>Characters of the other side's words that are kept of one recipient: what says why stands in the first lines.</summary>
    public const int ReturnedWords = 1000;

    /// <summary>How often a report may have been forwarded: by a postmaster, and by whoever got it from him.</summary>
    public const int ReturnedForwards = 2;

    /// <summary>Lines of a told bounce that are searched for addresses: more than any robot writes.</summary>
    public const int ReturnedLines = 1000;

    /// <summary>Addresses looked at in one line of a bounce: each is looked at with what stands before it, and a list of them has one on a line.</summary>
    public const int ReturnedAddressesALine = 20;
}
