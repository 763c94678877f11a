namespace IfexList.Foundation;

/// <content>Complaints and robots' answers that come back.</content>
public static partial class Limits
{
    /// <summary>Parts of a returned mail that are looked at: a report has three, one with pictures and a signature a dozen.</summary>
    public const int ReportParts = 20;

    /// <summary>Octets of one part that is read as fields: the header of a reported mail with all its signatures has some 20 kB.</summary>
    public const int ReportOctets = 64 * 1024;

    /// <summary>Fields of a report or of a reported mail: 200 are four times the longest header that we have seen.</summary>
    public const int ReportFields = 200;

    /// <summary>Characters of one such field with all its folds: a signature or a trace line has 2,000 at most.</summary>
    public const int ReportFieldCharacters = 4_000;

    /// <summary>Recipients that one complaint may name: reports about a whole batch exist, lists of readers don't come from a provider.</summary>
    public const int Complainers = 20;

    /// <summary>Addresses of a reported mail's header of which one may bear our token: they stand in six fields, with two or three in each.</summary>
    public const int ReportedAddresses = 20;

    /// <summary>Characters of a robot's answer in which its words are looked for: it says at its beginning what it is, and what follows is a quotation or another language.</summary>
    public const int RobotsWords = 6_000;

    /// <summary>Characters of a report that are kept as the other side's words: three lines of a phone.</summary>
    public const int ReportTextCharacters = 200;
}
