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

    /// <summary>How long our signatures hold: longer than a relay behind us keeps trying, and not so long that an old mail can be sent anew to strangers for ever.</summary>
    public static readonly TimeSpan SignatureTime = TimeSpan.FromDays(7);
}
