namespace IfexList.Foundation;

/// <summary>Of what is shown and told of readers whose mail comes back.</summary>
public static partial class Limits
{
    /// <summary>How long the numbers of those stay who left because of what came back: the summary of a week may come late, after downtime.</summary>
    public static readonly TimeSpan PartedTime = TimeSpan.FromDays(35);

    /// <summary>Setbacks of one person that are shown, newest first: some months of a mailbox that fails.</summary>
    public const int SetbacksShown = 50;

    /// <summary>Characters of what the other side said that a line of a table has room for.</summary>
    public const int SetbackReplyShown = 160;

    /// <summary>Domains that the weekly figures name: more don't fit a phone.</summary>
    public const int SetbackDomainsShown = 8;

    /// <summary>Readers that a domain has before the weekly figures name it: of one alone, it would tell who he is.</summary>
    public const int SetbackDomainReaders = 2;
}
