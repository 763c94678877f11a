namespace IfexList.Foundation;

/// <content>Who really sent it.</content>
public static partial class Limits
{
    /// <summary>How long one question to the DNS waits for its answer: a resolver that has to ask far away needs a second or two.</summary>
    public static readonly TimeSpan DnsTime = TimeSpan.FromSeconds(3);

    /// <summary>Questions without an answer, one behind the other, after which it is looked whether a resolver is there at all: one dead domain is no outage.</summary>
    public const int DnsFailures = 5;

    /// <summary>How long a resolver may take to answer what it has in memory, when it is looked whether it is there.</summary>
    public static readonly TimeSpan ResolverTime = TimeSpan.FromSeconds(1);

    /// <summary>How long nobody is asked if there is none: a mail that comes meanwhile isn't held up.</summary>
    public static readonly TimeSpan DnsPause = TimeSpan.FromSeconds(15);

    /// <summary>How long all checks of one mail may take together, while its sender waits for our answer: he waits for ten minutes (RFC 5321 §4.5.3.2.6).</summary>
    public static readonly TimeSpan VerdictTime = TimeSpan.FromSeconds(10);

    /// <summary>How long rspamd may think about one mail: it asks the DNS as we do, and what is left of <see cref="VerdictTime"/> is ours.</summary>
    public static readonly TimeSpan RspamdTime = TimeSpan.FromSeconds(6);

    /// <summary>Octets of rspamd's answer: it lists every rule that struck, some dozen kilobytes at most.</summary>
    public const int RspamdOctets = 1024 * 1024;

    /// <summary>Terms of one SPF check that ask the DNS (RFC 7208 §4.6.4): more make it a permanent error.</summary>
    public const int SpfLookups = 10;

    /// <summary>Terms of one SPF check that may find nothing there (RFC 7208 §4.6.4): more are a mistake, or an attack on somebody's name server.</summary>
    public const int SpfVoidLookups = 2;

    /// <summary>Names that one mx or ptr term, or the macro p, may lead to (RFC 7208 §4.6.4).</summary>
    public const int SpfNames = 10;

    /// <summary>DKIM signatures of one mail that are verified: its author's server, his provider's and a forwarder's are three.</summary>
    public const int Signatures = 5;

    /// <summary>ARC seals of one mail whose keys are asked for: hardly a mail goes through five forwarders.</summary>
    public const int Seals = 10;

    /// <summary>Fields that one signature may name: signers name some twenty, many of them twice.</summary>
    public const int SignedFields = 200;

    /// <summary>Bits of an RSA key below which a signature counts for nothing (RFC 8301 §3.2).</summary>
    public const int SignerKeyBits = 1024;

    /// <summary>Characters of a key in the DNS: an RSA key of 4,096 bits has 736, and what verifying costs grows faster than the key.</summary>
    public const int SignerKeyCharacters = 1000;

    /// <summary>Signers' keys kept as they were read; beyond it all are read anew, so that strangers' keys can't fill the memory.</summary>
    public const int SignerKeysKept = 1000;

    /// <summary>Labels behind which a long name's walk up the tree goes on (RFC 9989 §4.10): with the name itself eight questions at most.</summary>
    public const int DmarcLabels = 7;

    /// <summary>How long our signatures hold: longer than a relay behind us keeps trying, and not so long that an old mail can be sent anew to strangers for ever.</summary>
    public static readonly TimeSpan SignatureTime = TimeSpan.FromDays(7);

    /// <summary>Signatures of persons looked at in one mail: two people may sign a text, and each costs a millisecond.</summary>
    public const int SignaturesRead = 4;

    /// <summary>How long the sealed originals of a list stay that isn't configured any more: what a list keeps unless it says otherwise.</summary>
    public static readonly TimeSpan LostOriginalTime = new ListSettings().KeepOriginals;

    /// <summary>What is encrypted at a time (RFC 9580 §4.2.1.4): a mail that can be large isn't gathered once more.</summary>
    public const int SealingOctets = 64 * 1024;
}
