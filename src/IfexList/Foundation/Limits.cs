namespace IfexList.Foundation;

/// <summary>
/// Every limit of the daemon that an administrator doesn't set, each with its reason.
/// Those he does set (message size, sessions) stand in <see cref="SmtpSettings"/>.
/// </summary>
public static partial class Limits
{
    // ---- SMTP, inbound ---------------------------------------------------------------------------------------------

    /// <summary>Octets of a command line with its CRLF. RFC 5321 §4.5.3.1.4 asks for 512; SMTPUTF8 paths (RFC 6531 §3.4) and SIZE parameters need more.</summary>
    public const int CommandLineOctets = 2048;

    /// <summary>Octets of a text line with its CRLF. RFC 5321 §4.5.3.1.6 asks for 1000; real mail has long base64 and HTML lines, and a body line costs nothing until it is parsed.</summary>
    public const int TextLineOctets = 64 * 1024;

    /// <summary>Recipients of one mail. RFC 5321 §4.5.3.1.8 asks for 100; a list server needs few: the excess gets 452.</summary>
    public const int Recipients = 100;

    /// <summary>Commands of one session without a mail accepted between them: enough for any client, too few to harvest addresses by RCPT and RSET.</summary>
    public const int CommandsWithoutMail = 500;

    /// <summary>Refused commands in one session before we hang up: a client that errs twenty times is no client.</summary>
    public const int ErrorsBeforeHangUp = 20;

    /// <summary>Silence after which a session ends. RFC 5321 §4.5.3.2.7 asks for 5 minutes: links of our members stall for minutes.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(5);

    /// <summary>A session's time in all: 10 MB over a 20 kB/min satellite link don't fit, anything faster does.</summary>
    public static readonly TimeSpan SessionTime = TimeSpan.FromHours(2);

    /// <summary>How long a TLS handshake may take: two round trips over the worst link.</summary>
    public static readonly TimeSpan TlsHandshakeTime = TimeSpan.FromSeconds(60);

    /// <summary>Octets of mail in reception held in memory by all sessions together; beyond it new DATA gets 452, so that a crowd of large mails can't end the daemon.</summary>
    public const long ReceivingOctets = 256L * 1024 * 1024;

    /// <summary>
    /// The part of the memory that we may use which mails in reception take at most, where that is less: an eighth, because a large mail takes ten times its size
    /// while it is worked on.
    /// </summary>
    public const int ReceivingShare = 8;

    /// <summary>Octets read from a socket that its session hasn't taken yet; then the peer waits. Kestrel's own megabyte comes to 100 MB where a hundred push at once.</summary>
    public const int SocketReadOctets = 64 * 1024;

    /// <summary>How long what was found out about disk, inbox and memory holds: some dozen large mails.</summary>
    public static readonly TimeSpan ShortageLook = TimeSpan.FromSeconds(1);

    /// <summary>How often the runtime is told to give memory back that it holds in reserve: everything stands still while it does.</summary>
    public static readonly TimeSpan GiveBackPause = TimeSpan.FromSeconds(2);

    /// <summary>Octets of a block that the C library may not keep when it is given back: few blocks are so large, and each costs the system some microseconds.</summary>
    public const int LargeBlockOctets = 256 * 1024;

    /// <summary>Mails that wait to be worked off before no more are taken in: an hour of work; whoever sends more comes again, and alerts aren't an hour late.</summary>
    public const int InboxWaiting = 50_000;

    /// <summary>A mail too large is read on and thrown away up to this multiple of what we take, so that its sender hears 552; then we hang up.</summary>
    public const int DiscardedMultiple = 4;

    /// <summary>Octets of replies gathered for one write: a client that pipelines and never reads may not fill our memory.</summary>
    public const int ReplyBatchOctets = 8 * 1024;

    /// <summary>How often sessions are looked over for silence: one timer for all is cheaper than one per command, and seconds don't matter here.</summary>
    public static readonly TimeSpan SweepTime = TimeSpan.FromSeconds(5);

    /// <summary>How long a session that was told to go may take to say its 421 before the socket is cut.</summary>
    public static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(10);

    /// <summary>Received lines after which a mail is in a loop. RFC 5321 §6.3 asks for at least 100.</summary>
    public const int Hops = 100;

    // ---- Mail content, checked on the raw bytes before a parser sees them --------------------------------------------

    /// <summary>Octets of a header block. Postfix's classic bound is 102,400; MimeKit is quadratic in folded lines, so a cap comes first.</summary>
    public const int HeaderOctets = 128 * 1024;

    /// <summary>Lines of a header block, folded ones counted: 12,500 folded lines cost MimeKit 70 ms, 2,000 cost nothing.</summary>
    public const int HeaderLines = 2000;

    /// <summary>Addresses in one header block: 100,000 cost MimeKit 27 s, and no honest post to a list has more than a few.</summary>
    public const int HeaderAddresses = 1000;

    /// <summary>Lines of the body that begin like a MIME boundary: 300,000 parts cost MimeKit 850 MB.</summary>
    public const int BoundaryLines = 5000;

    /// <summary>Header fields of all parts and forwarded messages of one mail: 1,500,000 cost MimeKit 24 s, 50,000 less than one.</summary>
    public const int PartHeaderFields = 50_000;

    /// <summary>Characters of a post, a report of 250 pages: each moderator gets them all in his request, so what is longer belongs elsewhere. No text is read further.</summary>
    public const int PostCharacters = 500_000;

    /// <summary>Levels of nesting that are read: people nest a forwarded mail ten deep; what lies deeper is opaque.</summary>
    public const int MimeDepth = 50;

    // ---- Reading what people write -------------------------------------------------------------------------------------

    /// <summary>Characters of a line that may still be a command or a decision: nobody types more, and a parser must not be fed a book.</summary>
    public const int CommandCharacters = 2000;

    /// <summary>Open HTML elements that are followed; newsletters nest about 40 tables deep, hostile mail without end.</summary>
    public const int HtmlNesting = 200;

    /// <summary>Depth of quotation that text derived from HTML shows: the sixth reply to a reply reads no better with six signs.</summary>
    public const int QuoteDepth = 5;

    /// <summary>Characters in which the language of a text is guessed: a page is enough.</summary>
    public const int LanguageGuessCharacters = 20_000;

    /// <summary>Lines that show a moderator what is missing from a text that came back: a phone's screen.</summary>
    public const int DiffLines = 20;

    /// <summary>Characters of a headline that still fit a phone's list of mails and one breath.</summary>
    public const int HeadlineCharacters = 120;

    /// <summary>Characters above which a post is called long: four pages, and five minutes of a satellite link for some of its readers.</summary>
    public const int LongPostCharacters = 10_000;

    /// <summary>Characters of a post and of each release that are compared for names and sentences: who and what stand on the first two pages, and a pour must not read books.</summary>
    public const int ComparedCharacters = 5_000;

    /// <summary>Releases that a post is compared with: two busy weeks of a large network, some months of a small one; what is read of them is 1.5 MB at most.</summary>
    public const int RecentReleases = 300;

    /// <summary>How far back a case is looked for: in a month most cases move, and an older one is named by whoever knows it.</summary>
    public static readonly TimeSpan CaseTime = TimeSpan.FromDays(30);

    /// <summary>Names that are compared letter by letter: no alert has more people.</summary>
    public const int NamesCompared = 100;

    /// <summary>Characters of a name that its owner's organisation may be followed by: it stands in each reader's list of mails.</summary>
    public const int AuthorCharacters = 80;

    /// <summary>
    /// Kilobytes (1,000 octets) that a reader may limit his mails to. A short ladder, since each step is one more rendering of a release: what a
    /// satellite link, a metered line, a phone and a patient reader bear.
    /// </summary>
    public static readonly IReadOnlyList<int> CapKilobytes = [5, 20, 50, 200];

    /// <summary>Kilobytes of a parcel's text for whoever wants everything: a busy week is a fifth of it, and what is longer many servers refuse.</summary>
    public const int ParcelKilobytes = 1000;

    /// <summary>Kilobytes of texts in one answer to a reader without a cap: some ten reports, which arrive together or not at all.</summary>
    public const int AnswerKilobytes = 100;

    /// <summary>Releases that one answer lists; the next month or country is asked for by itself.</summary>
    public const int IndexEntries = 50;

    /// <summary>Days that an update's first line names; the longest such lines of our archives have as many.</summary>
    public const int CaseDays = 11;

    /// <summary>Releases of one case that an answer holds or names: the longest cases went on for years with some dozen.</summary>
    public const int CaseReleases = 200;

    /// <summary>Texts that one mail may ask for: more than a week has, few enough to look each up.</summary>
    public const int TextsAsked = 50;

    /// <summary>Commands read in one mail: nobody has more wishes, and two hundred lines are an attack.</summary>
    public const int Commands = 20;

    /// <summary>Words of one command: forty countries and some choices fit, a paragraph doesn't.</summary>
    public const int CommandWords = 60;

    /// <summary>Lines of a mail in which commands are looked for: who hasn't asked by then wrote a letter, and it is for people.</summary>
    public const int CommandLines = 50;

    /// <summary>Words without a command that are a letter to people, whatever else a mail holds: shorter are a greeting, a name, a failed command.</summary>
    public const int ProseWords = 25;

    /// <summary>Releases that "last" may ask for: a month of alerts.</summary>
    public const int LastReleases = 200;

    // ---- Store -------------------------------------------------------------------------------------------------------

    /// <summary>Closures in one commit: a group of this size takes some milliseconds, so nobody waits long for the commit.</summary>
    public const int CommitGroup = 512;

    /// <summary>
    /// Pages in the write-ahead log before they move into the database, which costs two more flushes and falls on some commit: 16 MB. SQLite's own
    /// 1,000 came round thirteen times a second under load and wrote the same queue pages over and over.
    /// </summary>
    public const int CheckpointPages = 4000;

    /// <summary>
    /// Octets that the log keeps on disk once its pages are in the database: what <see cref="CheckpointPages"/> of 4 kB come to, and a large group behind them. A
    /// reader who holds the database for hours lets it grow far beyond.
    /// </summary>
    public const long LogOctets = 20L << 20;

    /// <summary>The log takes no more than such a part of the disk before its pages are moved: on a disk of 16 MB it would fill it otherwise.</summary>
    public const int LogDiskShare = 16;

    /// <summary>Octets of a page of the database; SQLite's own default.</summary>
    public const int PageOctets = 4096;

    /// <summary>
    /// Kilobytes of pages that the writer keeps in memory: the tops of all trees and the pages of one large release. With 16 MB a fan-out was no
    /// faster, an import took 4 % less processor time, and the daemon was 4 MB larger.
    /// </summary>
    public const int WriterCacheKilobytes = 4096;

    /// <summary>Closures waiting for the writer: beyond it callers wait, so that memory is bounded.</summary>
    public const int WritesWaiting = 4096;

    /// <summary>How long a commit waits for another process's transaction (an import writes 10,000 rows at a time).</summary>
    public static readonly TimeSpan BusyTime = TimeSpan.FromSeconds(15);

    /// <summary>Rows of an import in one transaction: the contract's promise, and a pause in which the daemon may write.</summary>
    public const int ImportRows = 10_000;

    // ---- Working mail off ----------------------------------------------------------------------------------------------

    /// <summary>Turns that a mail may fail before it is set aside.</summary>
    public const int Turns = 3;

    /// <summary>Mails claimed in one commit when they are new; one that was tried before is always claimed alone.</summary>
    public const int ClaimedTogether = 32;

    /// <summary>Mails worked on side by side: one waits for its commit while others are read.</summary>
    public const int WorkedTogether = 8;

    /// <summary>
    /// Octets above which a mail is stored, and later worked on, with no other such beside it: it takes some ten times its size in memory while it is read, so that
    /// eight mails of 10 MB would take a small machine's gigabyte. Posts are far smaller; photographs are not read.
    /// </summary>
    public const long LargeMailOctets = 1_000_000;

    /// <summary>Large mails that are claimed and wait for each other before no more are claimed: only their numbers are in memory.</summary>
    public const int LargeWaiting = 256;

    /// <summary>
    /// Mails that came in during one round of work, or one <see cref="PouringLook"/>: from there on it pours, and those who wait for their 250 get the
    /// processors and the writer first. What is taken in can wait on disk; it is worked off one at a time when its <see cref="PouringTime"/> is over.
    /// </summary>
    public const int PouringArrivals = 16;

    /// <summary>How often we look whether it still pours: 800 mails a second are a pour, and no alert behind one waits longer than it must.</summary>
    public static readonly TimeSpan PouringLook = TimeSpan.FromMilliseconds(20);

    /// <summary>How long the oldest mail waits for a pour to end: long enough for some thousand mails to get their 250, short enough for an alert among them.</summary>
    public static readonly TimeSpan PouringTime = TimeSpan.FromSeconds(1);

    /// <summary>The pause before a mail, or what was due, is tried again after it failed: long enough for a passing fault, short enough for an alert.</summary>
    public static readonly TimeSpan TurnPause = TimeSpan.FromSeconds(20);

    /// <summary>How often the daemon looks for work that it was not told of: the command line writes to the same database.</summary>
    public static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(500);

    /// <summary>A clock that is set back by less is none of our business: what waits can wait for that long.</summary>
    public static readonly TimeSpan ClockSetBack = TimeSpan.FromSeconds(1);

    /// <summary>How long a Message-ID is remembered, so that the same post twice is one.</summary>
    public static readonly TimeSpan SeenTime = TimeSpan.FromDays(7);

    /// <summary>How long bounce tokens resolve and used tokens are recognised.</summary>
    public static readonly TimeSpan TokenMemory = TimeSpan.FromDays(30);

    /// <summary>How long returned mail is kept raw: until bounces are read, and no longer than a bounce token resolves.</summary>
    public static readonly TimeSpan ReturnedMailTime = TimeSpan.FromDays(30);

    /// <summary>Message-IDs of a References line that are looked up to find a post's thread.</summary>
    public const int ThreadIds = 20;

    /// <summary>How long "who got it" outlives the queue.</summary>
    public static readonly TimeSpan ServedTime = TimeSpan.FromDays(400);

    /// <summary>How long the desk's log of a list is kept that is no longer configured: as long as a list keeps it that says nothing about it.</summary>
    public static readonly TimeSpan LostLogTime = new ListSettings().KeepLog;

    /// <summary>How long members and moderators are told only once that something they sent was no use: their From may be forged, too.</summary>
    public static readonly TimeSpan AnswerPause = TimeSpan.FromHours(1);

    /// <summary>The time in which one mailbox that has confirmed nothing gets one letter, whatever is sent in its name and with whatever plus-addresses.</summary>
    public static readonly TimeSpan StrangerPause = TimeSpan.FromDays(1);

    /// <summary>Answers that one reader's mailbox gets in a day: he may well fetch a parcel's texts one by one; who forges him fills no mailbox.</summary>
    public const int ReaderAnswers = 30;

    /// <summary>Letters in an hour to strangers of one domain: a large provider's new readers on a busy day; beyond it, it is an attack on that provider.</summary>
    public const int DomainLetters = 100;

    /// <summary>Letters in an hour to all strangers together: our name as a sender is worth more than the rest.</summary>
    public const int StrangerLetters = 1000;

    /// <summary>How long a request can be confirmed: a week outlasts a holiday or a broken link, and afterwards nothing of it is kept.</summary>
    public static readonly TimeSpan ConfirmTime = TimeSpan.FromDays(7);

    /// <summary>How long a mailbox that was forgotten gets no more than one letter, so that nobody can subscribe it again and again.</summary>
    public static readonly TimeSpan ForgottenTime = TimeSpan.FromDays(30);

    /// <summary>How often it is looked whether a farewell has left, so that its reader can be erased.</summary>
    public static readonly TimeSpan FarewellTry = TimeSpan.FromSeconds(30);

    /// <summary>How long a farewell that can't leave, or a request made since, holds up its reader's erasure: an hour was promised for all of it.</summary>
    public static readonly TimeSpan FarewellLetterTime = TimeSpan.FromMinutes(30);

    /// <summary>How long those who went are gathered before the file is written anew, which holds up all writing for seconds; an hour was promised.</summary>
    public static readonly TimeSpan ScrubPause = TimeSpan.FromMinutes(15);

    /// <summary>When a scrub that found a reader open is tried again.</summary>
    public static readonly TimeSpan ScrubAgain = TimeSpan.FromMinutes(1);

    /// <summary>How long an address is kept that nothing points at: its letter may just be on its way.</summary>
    public static readonly TimeSpan StrangerTime = TimeSpan.FromHours(1);

    /// <summary>How often rows that have outlived their use are swept away.</summary>
    public static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    /// <summary>Rows that cease to wait in one commit of parcels: some milliseconds, in which nobody else can write.</summary>
    public const int ParcelRows = 5000;

    /// <summary>How long until a parcel is looked at again that can't be sent now: its reader is paused, or its list is not configured.</summary>
    public static readonly TimeSpan ParcelPause = TimeSpan.FromHours(12);

    // ---- Web -----------------------------------------------------------------------------------------------------------

    /// <summary>Octets of a request's body: a one-click unsubscription has 26 to some hundred, and nothing else is taken.</summary>
    public const int WebBodyOctets = 8 * 1024;

    /// <summary>Octets of a request's header: browsers send one or two thousand, and we set no cookie.</summary>
    public const int WebHeaderOctets = 16 * 1024;

    /// <summary>Octets of a request's first line: our longest path is a short one.</summary>
    public const int WebLineOctets = 2 * 1024;

    /// <summary>How long the header of a request may take: some seconds over the worst link; longer is somebody who only wants to hold the line.</summary>
    public static readonly TimeSpan WebRequestTime = TimeSpan.FromSeconds(20);

    /// <summary>How long a connection is kept for a next request: a reader has one click to make, and has gone after it.</summary>
    public static readonly TimeSpan WebIdleTime = TimeSpan.FromSeconds(15);

    /// <summary>Web connections at once; one more is closed at once, so that a crowd of them never takes the descriptors that mail needs.</summary>
    public const int WebConnections = 200;

    /// <summary>How long what was counted of the queue is told again: whoever scrapes does so every quarter of a minute.</summary>
    public static readonly TimeSpan TallyTime = TimeSpan.FromSeconds(2);

    /// <summary>How many times longer than it took the count is told: a long queue is counted for a fiftieth of the time at most.</summary>
    public const int TallyShare = 50;

    /// <summary>Series of one metric: some dozen providers or lists, by some outcomes. Room for each of them is taken at the start.</summary>
    public const int MetricSeries = 300;

    /// <summary>Languages of an Accept-Language line that are looked at: people have a few.</summary>
    public const int AcceptedLanguages = 20;

    // ---- Stopping --------------------------------------------------------------------------------------------------------

    /// <summary>How long a stop waits for what is on the wire; systemd kills after 90 s.</summary>
    public static readonly TimeSpan StopTime = TimeSpan.FromSeconds(20);

    /// <summary>How long, after the wire is quiet, the last outcomes may take to be committed: a few tries at a full disk.</summary>
    public static readonly TimeSpan LastCommitTime = TimeSpan.FromSeconds(5);

    // ---- Operations ------------------------------------------------------------------------------------------------------

    /// <summary>Octets of one row of an imported table: an address has 254 at most, people's notes some hundred, and a quote left open would swallow the file.</summary>
    public const int RowOctets = 64 * 1024;

    /// <summary>Characters of an imported file that are looked at to tell who wrote it: some hundred lines.</summary>
    public const int ImportGlance = 16 * 1024;

    /// <summary>Members of a Mailman 2 dump, which must be gathered before any of them can be entered: some 200 MB.</summary>
    public const int DumpMembers = 1_000_000;

    /// <summary>How often <c>top</c> looks anew: as often as a person follows.</summary>
    public static readonly TimeSpan TopTime = TimeSpan.FromSeconds(1);

    /// <summary>How long a verb waits for the daemon's web side: it is on this machine, and what the verb shows besides doesn't need it.</summary>
    public static readonly TimeSpan WebAnswerTime = TimeSpan.FromSeconds(2);

    /// <summary>Lines that a look at the queue shows: more than anybody reads; counting is the work of status.</summary>
    public const int QueueShown = 1000;

    /// <summary>Reasons that status names: more are details, and queue list has them.</summary>
    public const int ReasonsShown = 5;

    /// <summary>Readers that a domain has before the proof of delivery names it: of fewer, its name may tell who they are, and the figures are mailed around.</summary>
    public const int NamedDomainReaders = 5;

    /// <summary>How long each check of the outer world waits (DNS, relay, port): an administrator sits before it.</summary>
    public static readonly TimeSpan CheckTime = TimeSpan.FromSeconds(5);

    /// <summary>Free octets below which the disk is called low: a day of large mail.</summary>
    public const long DiskLow = 1L << 30;

    /// <summary>Free octets below which the check fails: a few mails more and the daemon answers 452.</summary>
    public const long DiskFull = 100L << 20;

    /// <summary>The part of a small disk that is left free instead: a twentieth.</summary>
    public const int DiskFullShare = 20;

    /// <summary>How long before its end a certificate is called old: renewal happens a month ahead, so two weeks mean that it failed.</summary>
    public static readonly TimeSpan CertificateAge = TimeSpan.FromDays(14);
}
