namespace IfexList.Foundation;

public static partial class Limits
{
    // ---- What comes of mail that came back ---------------------------------------------------------------------------

    /// <summary>How often what came back is weighed: nobody gets more than a point a day, and a provider's bad hour is seen as a whole.</summary>
    public static readonly TimeSpan WeighEvery = TimeSpan.FromDays(1);

    /// <summary>When it is first weighed behind a start: what waited for us elsewhere has come in by then.</summary>
    public static readonly TimeSpan WeighFirst = TimeSpan.FromHours(1);

    /// <summary>Setbacks weighed in one turn: a hundred thousand readers who all fail in two ways; the rest is weighed a day later.</summary>
    public const int WeighedRows = 200_000;

    /// <summary>Setbacks weighed in one commit: some milliseconds, in which nobody else can write.</summary>
    public const int WeighedTogether = 200;

    /// <summary>Characters kept of what the other side said: a refusal is a sentence, a report may be a page.</summary>
    public const int SetbackCharacters = 500;

    /// <summary>How long setbacks, and figures of complaints, are kept: half a year shows whether a mailbox fails for ever or each summer.</summary>
    public static readonly TimeSpan SetbackTime = TimeSpan.FromDays(180);

    /// <summary>The most that one person's day adds to his score, in hundredths, and what a dead address adds.</summary>
    public const int PointsADay = 100;

    /// <summary>What a full mailbox, or one that can't be reached, adds in a day: both pass, and the full ones are poor people's.</summary>
    public const int SoftPoints = 25;

    /// <summary>What is older than this when it is weighed adds half: it lay somewhere for a week, and may be mended since.</summary>
    public static readonly TimeSpan StaleSetback = TimeSpan.FromDays(7);

    /// <summary>
    /// How old a delivery must be to speak for its reader: the mail server that took it may try for five days (RFC 5321 §4.5.4.1) and say only then that it
    /// could not pass it on.
    /// </summary>
    public static readonly TimeSpan BounceTime = TimeSpan.FromDays(6);

    /// <summary>A score below this is none: a single soft setback is forgotten after one good day.</summary>
    public const int LeastScore = 25;

    /// <summary>Persons of one provider who must fail together before it is the provider's affair: fewer is chance.</summary>
    public const int ProviderPersons = 5;

    /// <summary>Persons at one provider refused for what we are or send before the owners hear of it: one may have a strict rule of his own, three have not.</summary>
    public const int PolicyPersons = 3;

    /// <summary>How long a provider's failing is an event. Behind that it is how things are: its mailboxes are gone, and each counts for himself.</summary>
    public static readonly TimeSpan ProviderEventTime = TimeSpan.FromDays(14);

    /// <summary>How long the owners aren't told again of the same trouble with the same provider.</summary>
    public static readonly TimeSpan TroublePause = TimeSpan.FromDays(7);


    /// <summary>Last releases of a reader that are looked through for one that was tried of late: more than one day has.</summary>
    public const int ServedLookedAt = 20;

    /// <summary>Over how long probes are spread that became due together: a thousand letters at once hold up what else the clock has to do.</summary>
    public static readonly TimeSpan ProbesSpread = TimeSpan.FromHours(4);

    /// <summary>When a probe is looked at again that hasn't left yet, or about which nothing is certain.</summary>
    public static readonly TimeSpan ProbeAgain = TimeSpan.FromDays(1);

    /// <summary>What comes due later than this was kept by our own absence: answers and reports may be on their way, and nobody is judged before they are in.</summary>
    public static readonly TimeSpan LateLook = TimeSpan.FromDays(2);

    /// <summary>Lists named in one letter to a reader: it must fit a phone.</summary>
    public const int ListsNamed = 5;
}
