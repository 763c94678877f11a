namespace IfexList.Foundation;

/// <content>The archive outside of the database.</content>
public static partial class Limits
{
    /// <summary>When a bundle is written again that was begun and not finished: a month with many photos is written in less.</summary>
    public static readonly TimeSpan BundleRetry = TimeSpan.FromMinutes(10);

    /// <summary>Editions whose texts are in memory while a bundle is written or read back.</summary>
    public const int BundledTogether = 50;

    /// <summary>Octets of one line of a bundle: the largest mail that is taken in, its files in Base64, and room for the rest.</summary>
    public const int BundleLineOctets = 256 * 1024 * 1024;

    /// <summary>Octets of the list of bundles: three thousand years take less.</summary>
    public const int BundleIndexOctets = 8 * 1024 * 1024;

    /// <summary>Characters of a mail address on either side of its @ that are looked at where it is hidden: RFC 5321 allows 64 and 255.</summary>
    public const int MaskedCharacters = 256;
}
