namespace IfexList.Foundation;

/// <summary>Limits of the way out: what is in hand at once, how long we wait for a hop, how a route pauses.</summary>
public static partial class Limits
{
    /// <summary>
    /// Copies that the next hop may have taken and we have not yet committed as taken. If the daemon is killed, at most so many
    /// readers get a second copy; more would be faster over long links, fewer would be kinder after a crash.
    /// </summary>
    public const int UncommittedOutcomes = 512;

    /// <summary>The same while mail comes in: its senders wait behind each commit of outcomes. The fewer, the faster is inbound, and the slower the release: by a tenth here.</summary>
    public const int OutcomesGivingWay = 64;

    /// <summary>How long after each mail more are expected: who pours sends the next one within milliseconds.</summary>
    public static readonly TimeSpan GiveWayTime = TimeSpan.FromMilliseconds(50);

    /// <summary>How long outcomes gather before they are committed while more copies are out: each commit writes the same few pages again, and waits for the disk.</summary>
    public static readonly TimeSpan OutcomesGather = TimeSpan.FromMilliseconds(5);

    /// <summary>
    /// How often they gather for so long while they are few: a commit of 250 takes half the processor time, for each, of one of 100. Longer, and a slow hop's
    /// outcomes would stay uncommitted for no gain.
    /// </summary>
    public const int GatherWaits = 3;

    /// <summary>Delivery rows read in one go: some kilobytes, a tenth of a second of work.</summary>
    public const int RowsRead = 1000;

    /// <summary>The same for one of many routes: two hundred are at work at once, and few have more than that to do.</summary>
    public const int RowsReadByDomain = 250;

    /// <summary>Domains whose mail exchanges are asked for at once: each is some questions to a resolver that others use as well.</summary>
    public const int LookupsAtOnce = 50;

    /// <summary>How long the mail exchanges of a domain are taken for granted; DnsClient keeps answers no longer than the DNS allows, and this costs nothing.</summary>
    public static readonly TimeSpan WayTime = TimeSpan.FromMinutes(15);

    /// <summary>The pauses of a domain whose mail exchanges can't be found out, the last one repeated: a resolver restarts in seconds, a zone is mended in hours.</summary>
    public static readonly IReadOnlyList<TimeSpan> LookupPauses = [.. new[] { 10, 60, 300, 900 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>How often it is looked whether copies that can't go anywhere have waited for too long: they do so for days.</summary>
    public static readonly TimeSpan OverdueEvery = TimeSpan.FromMinutes(30);

    /// <summary>How long we wait for a connection to one address. Three tries of the system's fit in; a dead address mustn't hold up the others that a hop has.</summary>
    public static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    /// <summary>How long we wait for a hop's greeting where there is another one to turn to. Those that greet late on purpose take some seconds.</summary>
    public static readonly TimeSpan GreetingTime = TimeSpan.FromSeconds(30);

    /// <summary>How long an address that didn't answer is tried behind all others: else each new connection waits for it again.</summary>
    public static readonly TimeSpan DeafTime = TimeSpan.FromMinutes(5);

    /// <summary>How long we wait for one reply. RFC 5321 §4.5.3.2 asks for 5 minutes, 10 after the dot.</summary>
    public static readonly TimeSpan ReplyTime = TimeSpan.FromMinutes(5);

    /// <summary>How long we wait for the reply to the dot (RFC 5321 §4.5.3.2.6).</summary>
    public static readonly TimeSpan FinalReplyTime = TimeSpan.FromMinutes(10);

    /// <summary>How long a hop that loses count of commands that come together is spoken to singly: a round trip for each, but not five minutes for each copy.</summary>
    public static readonly TimeSpan SinglyTime = TimeSpan.FromHours(1);

    /// <summary>Octets of one reply of the next hop, all its lines together.</summary>
    public const int ReplyOctets = 16 * 1024;

    /// <summary>How long an unused connection is kept: the next letter often follows within seconds.</summary>
    public static readonly TimeSpan KeptConnectionTime = TimeSpan.FromSeconds(10);

    /// <summary>The same for a provider of the world: its connections are few, and not ours.</summary>
    public static readonly TimeSpan KeptExchangeTime = TimeSpan.FromSeconds(2);

    /// <summary>How long we wait for the reply to QUIT: nothing depends on it.</summary>
    public static readonly TimeSpan QuitTime = TimeSpan.FromSeconds(2);

    /// <summary>Copies waiting per connection before another one is opened: a handful of letters doesn't pay for a second handshake.</summary>
    public const int CopiesPerConnection = 8;

    /// <summary>Octets gathered for one write to the next hop: a text of usual size and the envelope behind it; a larger text is written by itself.</summary>
    public const int WireBufferOctets = 64 * 1024;

    /// <summary>Octets gathered of what is personal of one copy: its own fields, and two signatures.</summary>
    public const int HeadOctets = 2 * 1024;

    /// <summary>Prepared texts kept in memory: the renderings of one release and some letters.</summary>
    public const int PreparedTexts = 32;

    /// <summary>Octets of all prepared texts kept: 32 letters of 10 MB each would not fit a small machine.</summary>
    public const long PreparedOctets = 48L * 1024 * 1024;

    /// <summary>
    /// The pauses of a route whose next hop can't be reached or won't speak with us, the last one repeated. Short at first, since most are
    /// restarts; never longer than a minute, since an alert may wait.
    /// </summary>
    public static readonly IReadOnlyList<TimeSpan> RoutePauses =
        [.. new[] { 1, 2, 5, 10, 30, 60 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>
    /// The same for a provider of the world, each up to a fifth longer by itself. Small servers are restarted within a minute; one that is down for days is asked
    /// once an hour, which costs neither side anything.
    /// </summary>
    public static readonly IReadOnlyList<TimeSpan> ProviderPauses =
        [.. new[] { 10, 30, 120, 300, 900, 1800, 3600 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>The pauses after a provider asked us to slow down: most count by the minute, some by ten.</summary>
    public static readonly IReadOnlyList<TimeSpan> SlowerPauses = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    /// <summary>How long a provider's complaint about our pace is remembered: they count by the hour whom they send away.</summary>
    public static readonly TimeSpan ComplaintTime = TimeSpan.FromHours(1);

    /// <summary>The same of a next hop that is ours to use: it counts by the second, and an alert waits.</summary>
    public static readonly TimeSpan OwnComplaintTime = TimeSpan.FromMinutes(1);

    /// <summary>In how many steps of the time that a complaint is remembered a route may take its pace up again: one a minute with a provider.</summary>
    public const int RecoverySteps = 60;

    /// <summary>A pause up to this length isn't written down: it is over before anybody asks why his copy waits.</summary>
    public static readonly TimeSpan PauseUnnoted = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause that is believed after a restart: a clock that was wrong when it was written mustn't silence a route for years.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromDays(7);

    /// <summary>How long a route does with fewer connections after the next hop refused one more.</summary>
    public static readonly TimeSpan FewerConnectionsTime = TimeSpan.FromMinutes(1);

    /// <summary>The longest time until one more is tried, where each try was refused: four refusals an hour are no nuisance.</summary>
    public static readonly TimeSpan LongestProbeTime = TimeSpan.FromMinutes(15);

    /// <summary>Pause before outcomes that could not be committed are tried again: a full disk is cleared by people.</summary>
    public static readonly TimeSpan CommitAgainTime = TimeSpan.FromSeconds(1);

    /// <summary>Characters of a peer's reply that are stored and shown.</summary>
    public const int StoredReplyCharacters = 200;

    /// <summary>Mail exchanges of one domain that are asked about: the largest providers have five. A hostile domain may name hundreds.</summary>
    public const int ExchangesTried = 6;

    /// <summary>Addresses of one host that are tried, of both families: what is down at four is down.</summary>
    public const int AddressesTried = 4;

    /// <summary>Names of one of our addresses that are followed back: more than one is a mistake already.</summary>
    public const int SourceNames = 5;

    /// <summary>How often it is looked whether our addresses still have their names: whoever corrects one wants to see it work.</summary>
    public static readonly TimeSpan SourceCheckTime = TimeSpan.FromHours(1);

    /// <summary>The same while the DNS hasn't told yet.</summary>
    public static readonly TimeSpan SourceCheckAgain = TimeSpan.FromMinutes(1);

    /// <summary>How long fetching a policy may take, all in all (RFC 8461 §3.3).</summary>
    public static readonly TimeSpan StsTime = TimeSpan.FromMinutes(1);

    /// <summary>Octets of a policy (RFC 8461 §3.3): it has some lines.</summary>
    public const int StsOctets = 64 * 1024;

    /// <summary>How long a policy is kept whatever it says (RFC 8461 §3.2).</summary>
    public static readonly TimeSpan StsMaxAge = TimeSpan.FromSeconds(31_557_600);

    /// <summary>How often a kept policy is fetched anew, so that it doesn't run out on the day on which somebody keeps us from asking (RFC 8461 §3.3).</summary>
    public static readonly TimeSpan StsRefresh = TimeSpan.FromDays(1);

    /// <summary>How long a policy that couldn't be fetched isn't asked for again (RFC 8461 §3.3 wants five minutes at least).</summary>
    public static readonly TimeSpan StsAgain = TimeSpan.FromMinutes(15);

    /// <summary>Domains whose policy couldn't be fetched that are remembered; beyond it they are asked anew, so that strangers can't fill the memory.</summary>
    public const int StsFailuresKept = 1000;
}
