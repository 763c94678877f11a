namespace IfexList.Foundation;

/// <content>The archive outside of the database.</content>
public static partial class Limits
{
    /// <summary>How long a month's bundle waits for what was released: the fan-out comes first, and of several releases it is written once.</summary>
    public static readonly TimeSpan BundleWait = TimeSpan.FromMinutes(1);

    /// <summary>When a bundle is written again that was begun and not finished: a month with many photos is written in less.</summary>
    public static readonly TimeSpan BundleRetry = TimeSpan.FromMinutes(10);

    /// <summary>Editions whose texts are in memory while a bundle is written.</summary>
    public const int BundledTogether = 50;

    /// <summary>Octets of one line of a bundle: the largest mail that is taken in, its files in Base64, and room for the rest.</summary>
    public const int BundleLineOctets = 256 * 1024 * 1024;

    /// <summary>Octets of the list of bundles: three thousand years take less.</summary>
    public const int BundleIndexOctets = 8 * 1024 * 1024;

    /// <summary>Octets of one mail of an older archive: none was taken in that was larger, by any server of its time.</summary>
    public const int OldMailOctets = 64 * 1024 * 1024;

    /// <summary>Mails of an older archive, or lines of a mirror, in one transaction: a second's work, and between two of them the daemon may write.</summary>
    public const int OldMailsTogether = 500;

    /// <summary>Octets of them in memory before they are written, however few they are.</summary>
    public const long OldMailsTogetherOctets = 32 * 1024 * 1024;

    /// <summary>Headlines that an import remembers, by which an update finds what it updates: some decades of one list.</summary>
    public const int OldHeadlines = 100_000;

    /// <summary>Before this nobody sent mail that an archive of ours holds: such a date is a clock that was never set.</summary>
    public static readonly DateTimeOffset OldestMail = new(1985, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Pages of a static copy: fifty years of an archive in five languages, with all their lists.</summary>
    public const int StaticPages = 5_000_000;

    /// <summary>Characters of a mail address on either side of its @ that are looked at where it is hidden: RFC 5321 allows 64 and 255.</summary>
    public const int MaskedCharacters = 256;
}
