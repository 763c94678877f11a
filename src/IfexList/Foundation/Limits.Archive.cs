namespace IfexList.Foundation;

/// <content>The place of record: its pages, feeds and answers.</content>
public static partial class Limits
{
    /// <summary>Characters of an address below the archive: the longest of ours have some 80.</summary>
    public const int ArchivePathCharacters = 200;

    /// <summary>Releases on one page: with titles in Arabic or Russian they still fit 15 kB, seconds on a 2G line.</summary>
    public const int ArchivePageEntries = 20;

    /// <summary>Countries, months or organisations on one page, for the same reason.</summary>
    public const int ArchivePageMarks = 80;

    /// <summary>Octets of text on one page of an edition; the rest is on its next page.</summary>
    public const int ArchivePageOctets = 10_000;

    /// <summary>Pages of one listing: what lies further back has months and countries to be found by, and no reader turns a thousand pages.</summary>
    public const int ArchivePages = 10_000;

    /// <summary>Entries of a feed: two days of a busy week, and what a reader that asks once a day must not miss.</summary>
    public const int FeedEntries = 30;

    /// <summary>Entries of one answer of the JSON interface.</summary>
    public const int ApiEntries = 50;

    /// <summary>Releases in one mbox: a month has some 170, in five languages.</summary>
    public const int MailboxEditions = 2_000;

    /// <summary>Pages kept in memory, some 15 kB each: what readers of the day ask for. All go when anything on record changes.</summary>
    public const int ArchivePagesKept = 500;

    /// <summary>Counts of releases that are kept: countries, months and organisations of fifty years, and the cases of the day.</summary>
    public const int ArchiveCounts = 2_000;

    /// <summary>How long browsers and proxies may keep a page: a withdrawal is to be seen soon.</summary>
    public static readonly TimeSpan ArchivePageTime = TimeSpan.FromMinutes(5);

    /// <summary>Months on the chart.</summary>
    public const int ChartMonths = 24;
}
