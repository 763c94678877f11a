using System.Net;

namespace IfexList.Foundation;

/// <summary>
/// Everything that the configuration file can say, with the defaults that hold where it is silent.
/// The keys are the outer contract; <see cref="SettingsFile"/> reads them.
/// </summary>
public sealed record Settings
{
    public string Domain { get; init; } = "lists.example.org";
    public string HostName { get; init; } = "lists.example.org";
    public string DataDirectory { get; init; } = "../data";
    public SmtpSettings Smtp { get; init; } = new();
    public RelaySettings Relay { get; init; } = new();
    public HttpSettings Http { get; init; } = new();
    public IReadOnlyList<DkimSettings> Dkim { get; init; } = [];
    public DnsSettings Dns { get; init; } = new();
    public BounceSettings Bounces { get; init; } = new();
    public IReadOnlyDictionary<string, ListSettings> Lists { get; init; } = new Dictionary<string, ListSettings>();

    public string DatabaseFile => Path.Combine(DataDirectory, "ifexlist.db");
    public string TokenKeyFile => Path.Combine(DataDirectory, "token.key");
    public string ArchiveKeyFile => Path.Combine(DataDirectory, "archive.key");

    /// <summary>The archive's bundles, for everybody to mirror.</summary>
    public string Archive => Path.Combine(DataDirectory, "archive");
    public string NoticesOverride => Path.Combine(DataDirectory, "notices");
    public string PagesOverride => Path.Combine(DataDirectory, "pages");
    public string Outbox => Path.Combine(DataDirectory, Relay.Directory);
}

/// <summary>The SMTP server's side: where it listens and what one peer may use of it.</summary>
public sealed record SmtpSettings
{
    public IReadOnlyList<string> Listen { get; init; } = ["127.0.0.1:2525"];
    public string Certificate { get; init; } = "";
    public string CertificateKey { get; init; } = "";
    public IReadOnlyList<string> FrontRelays { get; init; } = [];
    public int MaxMessageBytes { get; init; } = 10 * 1024 * 1024;
    public int MaxSessions { get; init; } = 1000;
    public int MaxSessionsPerAddress { get; init; } = 50;

    /// <summary>Zones of blocklists (RFC 5782): mail from an address that one of them lists is refused.</summary>
    public IReadOnlyList<string> Dnsbl { get; init; } = [];

    /// <summary>Where rspamd listens, such as <c>http://127.0.0.1:11333</c>; it is asked about each mail and may refuse it.</summary>
    public string Rspamd { get; init; } = "";

    public IReadOnlyList<IPEndPoint> Endpoints => [.. Listen.Select(IPEndPoint.Parse)];
}

/// <summary>How mail leaves.</summary>
public enum RelayMode
{
    /// <summary>Writes .eml files, for trying out.</summary>
    Directory,

    /// <summary>Everything goes to one next hop, save what <see cref="RelaySettings.Routes"/> names.</summary>
    Smarthost,

    /// <summary>Each domain's mail goes to its own mail exchanges (RFC 5321 §5.1), save what <see cref="RelaySettings.Routes"/> names.</summary>
    Mx,
}

/// <summary>How far the way to the next hop must be encrypted.</summary>
public enum RelayTls
{
    None,
    Opportunistic,
    Required,
    Implicit,
}

/// <summary>The way out: the next hop, its credentials, and the retry plan.</summary>
public sealed record RelaySettings
{
    public RelayMode Mode { get; init; } = RelayMode.Directory;
    public string Directory { get; init; } = "outbox";
    public string Host { get; init; } = "";
    public int Port { get; init; } = 25;
    public RelayTls Tls { get; init; } = RelayTls.Opportunistic;
    public string UserName { get; init; } = "";
    public string PasswordFile { get; init; } = "";
    public int Connections { get; init; } = 8;

    /// <summary>The pause before each further try; the last one repeats.</summary>
    public IReadOnlyList<TimeSpan> Retry { get; init; } =
        [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];

    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(6);

    /// <summary>Domains whose mail goes to a next hop of their own.</summary>
    public IReadOnlyList<RelayRouteSettings> Routes { get; init; } = [];

    /// <summary>The file that says what each provider bears; empty: the one that is shipped.</summary>
    public string Shaping { get; init; } = "";

    /// <summary>Our own addresses to send from, in the mode mx; empty: whatever the system takes.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Connections to all providers together, in the mode mx.</summary>
    public int MaxConnections { get; init; } = 200;
}

/// <summary>Some domains through a next hop of their own.</summary>
public sealed record RelayRouteSettings
{
    /// <summary>What the route is called where people read of it.</summary>
    public string Name { get; init; } = "";

    /// <summary>A domain, or with <c>*.</c> in front all below it.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];
    public string Host { get; init; } = "";
    public int Port { get; init; } = 25;
    public RelayTls Tls { get; init; } = RelayTls.Opportunistic;
    public string UserName { get; init; } = "";
    public string PasswordFile { get; init; } = "";
    public int Connections { get; init; } = 8;
}

/// <summary>The small web side; an empty <see cref="Listen"/> means none.</summary>
public sealed record HttpSettings
{
    public IReadOnlyList<string> Listen { get; init; } = ["127.0.0.1:8025"];
    public IReadOnlyList<IPEndPoint> Endpoints => [.. Listen.Select(IPEndPoint.Parse)];
    public string PublicUrl { get; init; } = "http://127.0.0.1:8025";
    public string Certificate { get; init; } = "";
    public string CertificateKey { get; init; } = "";

    /// <summary>Who may read <c>/metrics</c>, and why <c>/health</c> complains: addresses and networks.</summary>
    public IReadOnlyList<string> MetricsFrom { get; init; } = ["127.0.0.0/8", "::1"];

    /// <summary>What a token is set behind to make a one-click address; null where we offer none. RFC 8058 §3.1: https only.</summary>
    public string? OneClickUrl => Listen.Count > 0 && PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? PublicUrl.TrimEnd('/') + "/u/" : null;
}

/// <summary>One signing key (RFC 6376, RFC 8463): RSA or Ed25519, as its file says. Every mail that leaves is signed with each.</summary>
public sealed record DkimSettings
{
    public string Domain { get; init; } = "";
    public string Selector { get; init; } = "";
    public string KeyFile { get; init; } = "";
}

/// <summary>Which resolvers to ask; empty means the system's.</summary>
public sealed record DnsSettings
{
    public IReadOnlyList<string> Servers { get; init; } = [];
    public bool TrustAd { get; init; }
}

/// <summary>When somebody whose mail comes back is asked, paused and removed.</summary>
public sealed record BounceSettings
{
    /// <summary>In hundredths of a point; a dead address gets one point a day, a full or silent one a quarter.</summary>
    public int ProbeScore { get; init; } = 300;

    /// <summary>How long a probe may be answered, or come back, before the next step.</summary>
    public TimeSpan ProbeWait { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long mail must have failed before a failed probe pauses his subscriptions.</summary>
    public TimeSpan PauseAfter { get; init; } = TimeSpan.FromDays(21);

    /// <summary>How long he must have been paused before he is taken off all lists, if the last letter failed, too.</summary>
    public TimeSpan RemoveAfter { get; init; } = TimeSpan.FromDays(28);

    /// <summary>Whose complaints count without a token, whichever reader they name: addresses, or <c>@domain</c> for all of a domain.</summary>
    public IReadOnlyList<string> FeedbackLoops { get; init; } = ["feedback@arf.mail.yahoo.com", "staff@hotmail.com"];

    /// <summary>How long an answer to a probe holds: until its reader would be gone.</summary>
    public TimeSpan AnswerTime => ProbeWait + PauseAfter + ProbeWait + RemoveAfter;
}

/// <summary>What a list is for.</summary>
public enum ListKind
{
    /// <summary>Releases go to its subscribers.</summary>
    Broadcast,

    /// <summary>Its readers are the registered members.</summary>
    Members,

    /// <summary>Mail is held for the desk, answered by people, never broadcast.</summary>
    Desk,
}

/// <summary>Whose posts are held.</summary>
public enum ModerationPolicy
{
    /// <summary>Every post.</summary>
    All,

    /// <summary>All but those of authenticated members, which pass.</summary>
    Members,
}

/// <summary>Which attachments leave with a release.</summary>
public enum AttachmentPolicy
{
    None,

    /// <summary>Pictures, rid of everything but the picture.</summary>
    Images,

    /// <summary>Whatever can be rid of all that isn't its content for certain.</summary>
    All,
}

/// <summary>Who may read what a list has released: its archive.</summary>
public enum ArchivePolicy
{
    /// <summary>Everybody, by mail and on the web. Only what is for everybody: releases for members alone stay so.</summary>
    Public,

    /// <summary>Its readers, by mail.</summary>
    Readers,
}

/// <summary>One list, as the configuration file describes it.</summary>
public sealed record ListSettings
{
    public LocalizedText Title { get; init; } = new("");
    public IReadOnlyList<string> Languages { get; init; } = ["en", "fr", "es", "ru", "ar"];
    public IReadOnlyList<string> Owners { get; init; } = [];
    public ModerationPolicy Moderation { get; init; } = ModerationPolicy.All;
    public ListKind Kind { get; init; } = ListKind.Broadcast;
    public string Zone { get; init; } = "UTC";
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>How long strangers' posts are gathered before the desk gets them in one letter.</summary>
    public TimeSpan StrangersEvery { get; init; } = TimeSpan.FromHours(4);

    /// <summary>What releases may be about besides countries and regions, by which readers may choose: a short name, and its words for people.</summary>
    public IReadOnlyDictionary<string, LocalizedText> Themes { get; init; } = new Dictionary<string, LocalizedText>();

    /// <summary>When daily and weekly parcels and headlines go out, in the list's zone.</summary>
    public TimeOnly ParcelHour { get; init; } = new(5, 0);

    /// <summary>The day of the weekly parcel.</summary>
    public DayOfWeek ParcelDay { get; init; } = DayOfWeek.Friday;

    /// <summary>How long a reader who said nothing about it waits for a better language.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a language desk has for a translation, from the release on; then it is reminded, and once a day from then on.</summary>
    public TimeSpan TranslateWithin { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Whether a translator may release his own translation; else an editor of that language's desk reads it first.</summary>
    public bool TranslatorsRelease { get; init; }

    /// <summary>When the desk gets its daily handover, in the list's zone; none comes on a day on which nothing is missing.</summary>
    public TimeOnly HandoverHour { get; init; } = new(8, 0);

    /// <summary>What makes a list a weekly newsletter; null: it is none.</summary>
    public NewsletterSettings? Newsletter { get; init; }

    /// <summary>How long a post waits before its moderators are reminded, each time; of one that its poster calls urgent.</summary>
    public TimeSpan RemindUrgent { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The same for any other post.</summary>
    public TimeSpan RemindAfter { get; init; } = TimeSpan.FromHours(4);

    /// <summary>When moderators who have no hours of duty of their own are not reminded, in the list's zone: <c>22:00-07:00</c>.</summary>
    public string QuietHours { get; init; } = "";

    /// <summary>How long a post is held; on its last day it goes back to its poster.</summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How long an approved release can be recalled before its first copy leaves; urgent ones never wait.</summary>
    public TimeSpan RecallGrace { get; init; }

    /// <summary>What two moderators must approve: <c>all</c>, <c>first</c> (whose address nothing was released from before), or kinds of release.</summary>
    public IReadOnlyList<string> TwoEditors { get; init; } = [];

    /// <summary>How long the log of who decided what is kept.</summary>
    public TimeSpan KeepLog { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Which attachments leave with a release, and how large all of them together may be, in octets.</summary>
    public AttachmentPolicy Attachments { get; init; } = AttachmentPolicy.None;
    public int AttachmentBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Whether releases may carry HTML, sanitised, beside their text.</summary>
    public bool Html { get; init; }

    /// <summary>To what a release's Date is rounded down: seconds tell whose line was busy.</summary>
    public TimeSpan RoundDates { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the untouched original of a decided post is kept, sealed, for the desk.</summary>
    public TimeSpan KeepOriginals { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Who may read its archive; that of a list which isn't broadcast is never public.</summary>
    public ArchivePolicy Archive { get; init; } = ArchivePolicy.Public;

    /// <summary>Whether mail addresses in texts stand whole on the web, in feeds and bundles, where machines gather them; else only their domains do.</summary>
    public bool ArchiveAddresses { get; init; }

    /// <summary>The desk's public OpenPGP key: originals are sealed so that only its owner can open them. Empty: the house can, too.</summary>
    public string DeskKeyFile { get; init; } = "";
}

/// <summary>A weekly newsletter in numbered issues, each language with its own desk and day.</summary>
public sealed record NewsletterSettings
{
    /// <summary>The lists whose releases of the week make the draft.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>When the editor of each language gets the draft, in the list's zone: <c>"fr": "tue 09:00"</c>. A language that isn't named gets none.</summary>
    public IReadOnlyDictionary<string, string> Drafts { get; init; } = new Dictionary<string, string>();

    /// <summary>The year whose numbers are volume 1.</summary>
    public int FirstYear { get; init; } = 1992;

    /// <summary>Who hears on the day that a language is missing: addresses; the list's owners where none are named.</summary>
    public IReadOnlyList<string> EditorsInChief { get; init; } = [];
}
