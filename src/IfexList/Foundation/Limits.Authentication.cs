namespace IfexList.Foundation;

/// <content>Who really sent it.</content>
public static partial class Limits
{
    /// <summary>How long one question to the DNS waits for its answer: a resolver that has to ask far away needs a second or two.</summary>
    public static readonly TimeSpan DnsTime = TimeSpan.FromSeconds(3);

    /// <summary>Questions without an answer, one behind the other, after which the resolvers count as gone: one dead domain is no outage.</summary>
    public const int DnsFailures = 5;

    /// <summary>How long nobody is asked then: a mail that comes meanwhile isn't held up.</summary>
    public static readonly TimeSpan DnsPause = TimeSpan.FromSeconds(15);

    /// <summary>How long all checks of one mail may take together, while its sender waits for our answer: he waits for ten minutes (RFC 5321 §4.5.3.2.6).</summary>
    public static readonly TimeSpan VerdictTime = TimeSpan.FromSeconds(10);

    /// <summary>Signatures of persons looked at in one mail: two people may sign a text, and each costs a millisecond.</summary>
    public const int SignaturesRead = 4;

    /// <summary>How long the sealed originals of a list stay that isn't configured any more: what a list keeps unless it says otherwise.</summary>
    public static readonly TimeSpan LostOriginalTime = new ListSettings().KeepOriginals;

    /// <summary>What is encrypted at a time (RFC 9580 §4.2.1.4): a mail that can be large isn't gathered once more.</summary>
    public const int SealingOctets = 64 * 1024;
}
