namespace IfexList.Notices;

/// <summary>A kind of letter: the name of its file, and every variable that the file may use. All of them are always given.</summary>
public sealed record NoticeKind(string Name, params string[] Variables);

/// <summary>
/// All letters. An administrator's own versions go by this list; a test holds the shipped ones to it, in five languages.
/// Truth values are true or false, counts are whole numbers, everything else is text or an array.
/// </summary>
public static class NoticeCatalogue
{
    /// <summary>
    /// To a moderator: decide this post. <c>occasion</c>: new, escalated, outdated, added, seconding or recalled; <c>credence</c>: the words of <see cref="Credence"/>;
    /// <c>why</c>: mixed-letters, look-alike (of <c>imitated</c>), other-address (<c>imitated</c> stands in the name), disowned, broken-signature, forbidden-server,
    /// signed-by-key, aligned, aligned-stranger, signed-elsewhere, unanswered, forwarded or unproven; <c>known</c>: a registered address; <c>editor</c>: one of the newsletter's desk; <c>first</c>: nothing from that address was released before; <c>kind</c>, <c>country</c>, <c>case_number</c>, <c>case_subject</c>: maybe empty; <c>stated</c>: its author says what kind and country, otherwise we guess;
    /// <c>continues</c>: he answers something of that case; <c>suggestion</c>: orders that accept the guesses; <c>readers</c>: array of language_name (empty for a list of
    /// members) and readers; <c>withheld</c>, <c>files</c>, <c>warnings</c>, <c>others</c>: arrays of text; <c>remarks</c>: array of question, text, at; <c>approved_by</c>, <c>orders</c>,
    /// <c>taken_by</c>, <c>leaves_at</c>: maybe empty; <c>volume</c>, <c>issue</c>: of a newsletter's number, 0 where it is none; <c>issue_day</c>: maybe empty; <c>contents</c>: array of text, the
    /// first lines of its table of contents; <c>desk</c>: mail that is answered by people, never broadcast.
    /// </summary>
    public static readonly NoticeKind ModerationRequest = new("moderation-request", "number", "list", "list_title", "occasion", "credence", "why", "imitated", "sender", "organisation", "known", "editor", "first", "urgent",
        "subject", "kind", "country", "stated", "language_name", "case_number", "case_subject", "continues", "suggestion", "readers", "withheld", "files", "warnings", "text", "remarks",
        "approved_by", "orders", "taken_by", "leaves_at", "volume", "issue", "issue_day", "contents", "others", "remind_hours", "return_day", "encrypted", "desk");

    /// <summary>No letter: whether a mail is believed to be its sender's: <c>credence</c> is genuine, unsure or forged.</summary>
    public static readonly NoticeKind Credence = new("credence", "credence");

    /// <summary>To a member: your post is held.</summary>
    public static readonly NoticeKind Acknowledgement = new("acknowledgement", "number", "list", "list_title", "subject", "withheld", "files", "warnings");

    /// <summary>To a member: the desk asks him something, which is <c>text</c>.</summary>
    public static readonly NoticeKind Question = new("question", "number", "list", "list_title", "subject", "text");

    /// <summary>To a member: what became of his reply. <c>event</c>: withdrawn, added, out (it is released), ended (it is decided otherwise) or empty.</summary>
    public static readonly NoticeKind PosterNote = new("poster-note", "number", "list", "list_title", "subject", "event");

    /// <summary>
    /// No letter: one line that tells what a post lacks or what to look at again; both its poster and its moderators read it. <c>hint</c>: a code such as no-date;
    /// <c>detail</c>: acronyms, a release's number, two spellings or octets, maybe empty.
    /// </summary>
    public static readonly NoticeKind Hint = new("hint", "hint", "detail");

    /// <summary>
    /// No letter: one line that tells what is withheld of a post, goes out cleaned or looks odd; both its poster and its moderators read it. <c>kind</c>: a code such as
    /// no-files; <c>name</c>: a file's true name, maybe empty; <c>detail</c>: the name that it goes out under, or what it really is, maybe empty.
    /// </summary>
    public static readonly NoticeKind Withheld = new("withheld", "kind", "name", "detail");

    /// <summary>No letter: a line in a text without its files, for each of them.</summary>
    public static readonly NoticeKind FileLine = new("file-line", "name", "bytes");

    /// <summary>To a member: your post is out. <c>release</c> is its public number.</summary>
    public static readonly NoticeKind Released = new("released", "number", "list", "list_title", "subject", "release", "readers", "withheld", "files");

    /// <summary>To a member: your post won't be published; <c>reason</c> in the moderator's words, maybe empty.</summary>
    public static readonly NoticeKind Rejected = new("rejected", "number", "list", "list_title", "subject", "reason", "post_address");

    /// <summary>To the moderator who decided. <c>verdict</c>: approved, scheduled (for <c>at</c>), rejected, discarded, corrected or widened; <c>for_all</c>: not only for members.</summary>
    public static readonly NoticeKind DecisionDone = new("decision-done", "number", "list", "subject", "verdict", "release", "readers", "for_all", "at");

    /// <summary>
    /// To a moderator who did something else. <c>event</c>: taken, putoff (until <c>at</c>), questioned, nobodytoask, seconding, secondingagain, standing (it leaves
    /// <c>at</c>), original or nothingtorecall.
    /// </summary>
    public static readonly NoticeKind DeskDone = new("desk-done", "number", "list", "subject", "event", "at");

    /// <summary>
    /// To the other moderators who were asked. <c>event</c>: taken, putoff, questioned, scheduled, passing (it leaves <c>at</c> without a decision), recalled, released, rejected, discarded or withdrawn;
    /// <c>who</c>: an address, empty where it was the shell, the clock or the poster.
    /// </summary>
    public static readonly NoticeKind DeskNote = new("desk-note", "number", "list", "subject", "event", "who", "release", "at");

    /// <summary>To a moderator: the released <c>text</c>, to be sent back corrected. <c>event</c>: howto, toolate (to recall it) or unchanged.</summary>
    public static readonly NoticeKind CorrectionHowto = new("correction-howto", "number", "list", "subject", "release", "event", "text");

    /// <summary>
    /// To a moderator who asked for the untouched mail of a post that is decided. <c>event</c>: opened or sealed (attached; sealed to the desk's key), or gone; <c>until</c>: the
    /// day on which it goes.
    /// </summary>
    public static readonly NoticeKind SealedOriginal = new("sealed-original", "number", "list", "subject", "event", "until");

    /// <summary>To moderators and owners: <c>event</c>: suspended (<c>whom</c>, by <c>who</c>), unknown (no such moderator) or last (nobody else would be left).</summary>
    public static readonly NoticeKind Suspended = new("suspended", "list", "event", "who", "whom");

    /// <summary>To a moderator: that was decided already. <c>verdict</c>: approved, rejected, discarded, withdrawn or returned; <c>at</c>: a time as text; <c>by_you</c>: whether the reader of this letter did it.</summary>
    public static readonly NoticeKind DecisionLate = new("decision-late", "number", "list", "subject", "verdict", "at", "by_you");

    /// <summary>
    /// To a moderator: we read no decision in <c>line</c> (maybe empty). <c>edited</c>: he changed the text, but it didn't come back, or not all of it: <c>unended</c>:
    /// a marker is missing; <c>diff</c>: lines that show what else is missing or new, maybe empty.
    /// </summary>
    public static readonly NoticeKind DecisionUnclear = new("decision-unclear", "number", "list", "subject", "line", "edited", "unended", "diff");

    /// <summary>To a moderator: this can't be approved. <c>reason</c>: encrypted, desk, empty, too_long or expired.</summary>
    public static readonly NoticeKind DecisionRefused = new("decision-refused", "number", "list", "subject", "reason");

    /// <summary>To the moderators: somebody who isn't one answered a request; or <c>unproven</c>: a moderator's domain says that the answer isn't hers.</summary>
    public static readonly NoticeKind DecisionStranger = new("decision-stranger", "number", "list", "subject", "sender", "unproven");

    /// <summary>
    /// To a moderator: was that you? <c>lines</c>: array of what we read; <c>text</c>, <c>text_subject</c>: what came back edited, <c>text</c> maybe empty; <c>number</c> is 0 where
    /// the answer was about several posts.
    /// </summary>
    public static readonly NoticeKind OnceMore = new("once-more", "number", "list", "subject", "lines", "text", "text_subject");

    /// <summary>To a moderator who wrote to an address that decides nothing.</summary>
    public static readonly NoticeKind DecisionHowto = new("decision-howto", "list", "list_title");

    /// <summary>To a moderator: strangers' posts in one letter. <c>posts</c>: array of n, credence (in words), sender, subject, bytes, date; <c>more</c>: how many aren't shown.</summary>
    public static readonly NoticeKind StrangersDigest = new("strangers-digest", "list", "list_title", "posts", "more");

    /// <summary>To a moderator: what became of each. <c>outcomes</c>: array of n, subject, verdict; <c>unclear</c>: lines that we did not understand.</summary>
    public static readonly NoticeKind DigestOutcome = new("digest-outcome", "list", "list_title", "outcomes", "unclear");

    /// <summary>
    /// To a moderator: these posts still wait for her. <c>waiting</c>: how many; <c>days</c>, <c>hours</c>: the oldest's age, days 0 where hours are said; <c>lines</c>: array of n,
    /// number, credence (in words), urgent, subject, days, hours, happened (taken by <c>who</c>, asked, added, approved, or empty); <c>more</c>: how many aren't shown.
    /// </summary>
    public static readonly NoticeKind Reminder = new("reminder", "list", "list_title", "waiting", "days", "hours", "lines", "more");

    /// <summary>To the owners: reminding has not helped, or <c>undeliverable</c>: a request didn't arrive and nobody else is left. <c>days</c>, <c>hours</c>: the oldest's age.</summary>
    public static readonly NoticeKind NobodyDecides = new("nobody-decides", "list", "list_title", "waiting", "days", "hours", "undeliverable");

    /// <summary>To a member: nobody could decide in <c>days</c> days; his own text. <c>kept_days</c>: how long a copy stays.</summary>
    public static readonly NoticeKind ReturnedToPoster = new("returned-to-poster", "number", "list", "list_title", "subject", "text", "days", "kept_days", "post_address");

    /// <summary>To the owners: the last day of these posts is over. <c>numbers</c>: array of text; <c>kept_days</c>: how long copies stay.</summary>
    public static readonly NoticeKind LastDay = new("last-day", "list", "list_title", "numbers", "days", "kept_days");

    /// <summary>
    /// To moderators and owners: the desk's week in figures; it names nobody. <c>from</c>, <c>to</c>: days; <c>languages</c>: array of language_name, received, released;
    /// <c>days</c>: array of date, received, released; <c>decided</c>: how many posts <c>median</c> and <c>worst</c> are taken from; those and <c>oldest</c> in minutes;
    /// <c>number</c>: of the post that waits longest; <c>came_back</c>: for owners, if any mail of a reader's failed: <c>dead</c> to <c>removed</c> are numbers of readers,
    /// <c>domains</c>: array of domain, readers; <c>others</c>: readers at domains that aren't named.
    /// </summary>
    public static readonly NoticeKind WeeklySummary = new("weekly-summary", "list", "list_title", "from", "to", "received", "released", "rejected", "returned",
        "withdrawn", "discarded", "corrected", "languages", "days", "decided", "median", "worst", "waiting", "number", "oldest", "reminded", "forged",
        "came_back", "dead", "full", "unavailable", "complaints", "probed", "paused", "removed", "domains", "others");

    // ---- The newsletter. -----------------------------------------------------------------------------------------------

    /// <summary>
    /// To an editor: the draft of a number. <c>occasion</c>: new, changed (by her), shown, corrected (nothing is released before she has seen that) or outdated (another was first, nothing was done); <c>entries</c>: array of n,
    /// headline, dropped; <c>corrected</c>: numbers of those whose release was corrected, though an editor's words stand there; <c>missing</c>: how many texts of the week are out in other languages only; <c>text</c>: the issue, <c>text_subject</c> the line over it.
    /// </summary>
    public static readonly NoticeKind Draft = new("draft", "list", "list_title", "language_name", "number", "occasion", "entries", "corrected", "missing", "text", "text_subject");

    /// <summary>To an editor: this <c>line</c> was not understood, or names an entry that isn't there; empty: we found no word. Nothing was done.</summary>
    public static readonly NoticeKind DraftUnclear = new("draft-unclear", "list", "list_title", "language_name", "number", "line");

    /// <summary>
    /// To an editor. <c>event</c>: released (as <c>release</c>), skipped, out (released already, maybe mailed in finished), closed (it is decided, or her letter is too old), nothing (the week brought nothing) or desk (another desk decides);
    /// <c>who</c>: whose doing it was, empty for her own.
    /// </summary>
    public static readonly NoticeKind DraftNote = new("draft-note", "list", "list_title", "language_name", "number", "event", "who", "release", "readers", "missing");

    // ---- Readers' commands. One mail gets one reply: where it had several commands, their letters' texts stand one below the other. ----

    /// <summary>
    /// No letter: the lines that tell a reader's choices. <c>languages</c>, <c>topics</c>: names in one line, <c>topics</c> empty for all;
    /// <c>format</c>: text or full; <c>rhythm</c>: now, daily, weekly or headlines; <c>cap</c>: kilobytes, 0 for whole; <c>waits</c>: whether he said how
    /// long to wait for his best language, <c>wait</c>: how many hours then, -1 for ever; <c>paused</c>, <c>until</c>: a date, or empty. Rendered, it is
    /// the text <c>choices</c> of other letters, which keeps its lines.
    /// </summary>
    public static readonly NoticeKind Choices = new("choices", "languages", "format", "rhythm", "topics", "cap", "waits", "wait", "all_editions", "paused", "until");

    /// <summary>
    /// To anybody: was it you? <c>requests</c>: array of kind (subscribe, unsubscribe, unsubscribe-all, my-data, forget-me), list_title and choices;
    /// <c>token</c>: for a new mail, where replying doesn't work; <c>days</c>: how long it holds; <c>unsure</c>: whether we only guess his language.
    /// </summary>
    public static readonly NoticeKind Confirm = new("confirm", "list_title", "requests", "token", "request_address", "days", "unsure");

    /// <summary>To a reader: this can't be confirmed any more. <c>used</c>: it was confirmed or cancelled before; otherwise it is too old.</summary>
    public static readonly NoticeKind ConfirmLate = new("confirm-late", "list_title", "used", "request_address");

    /// <summary>To whoever said no: nothing was done, nothing is kept.</summary>
    public static readonly NoticeKind Cancelled = new("cancelled", "list_title");

    /// <summary>To a new reader. <c>mails</c>: how many texts the list sent in the last week; <c>example_day</c>: a day to come (2026-12-31), for commands to copy.</summary>
    public static readonly NoticeKind Welcome = new("welcome", "list_title", "choices", "mails", "example_day", "request_address", "leave_address", "owner_address");

    /// <summary>
    /// To a reader: his choices. <c>subscriptions</c>: array of list, list_title and choices, empty where he reads nothing; <c>changed</c>: whether
    /// they have just been changed, or were asked for.
    /// </summary>
    public static readonly NoticeKind Settings = new("settings", "list_title", "subscriptions", "changed", "request_address");

    /// <summary>The commands, twelve at most, each on a line to copy; variants stand in quotation marks. <c>example_day</c>: a day to come (2026-12-31).</summary>
    public static readonly NoticeKind Help = new("help", "list", "list_title", "example_day", "request_address", "owner_address");

    /// <summary>To whoever wrote no command. <c>suggestion</c>: the one that he may have meant, maybe empty.</summary>
    public static readonly NoticeKind NotUnderstood = new("not-understood", "list", "list_title", "suggestion", "request_address", "owner_address");

    /// <summary>The lists that can be read. <c>lists</c>: array of list, list_title, languages (names in one line), subscribe_address.</summary>
    public static readonly NoticeKind ReadableLists = new("lists", "lists");

    /// <summary>Goodbye. <c>list_titles</c>: array of text; <c>erased</c>: everything about him goes; <c>registered</c>: but he is a member's or desk's person, and <c>owner_address</c> may end that.</summary>
    public static readonly NoticeKind Goodbye = new("goodbye", "list_titles", "erased", "registered", "subscribe_address", "owner_address");

    /// <summary>
    /// Everything that we know of him. <c>subscriptions</c>: array of list, list_title, choices, since, wording; <c>served</c>: releases that he was
    /// sent; <c>waiting</c>: mails on their way; <c>returned</c>: mails that came back; <c>setbacks</c>: days on which one was refused or came back; <c>failing_since</c>: a day, maybe
    /// empty; <c>requests</c>: unconfirmed ones; <c>items</c>: what he announced in newsletters; <c>since</c>: a day.
    /// </summary>
    public static readonly NoticeKind MyData = new("my-data", "since", "subscriptions", "served", "waiting", "returned", "setbacks", "failing_since", "requests", "items", "registered", "owner_address");

    /// <summary>
    /// Releases by number. <c>entries</c>: array of number, date, subject, bytes; <c>more</c>: how many aren't shown; <c>about</c>: a country, region or
    /// month, maybe empty.
    /// </summary>
    public static readonly NoticeKind IndexAnswer = new("index-answer", "list_title", "entries", "more", "about", "request_address");

    /// <summary>
    /// What was looked for, without the words of the question: whoever forges a sender chooses them. <c>entries</c>: array of number, date, subject, snippet (the words around what was found), bytes; <c>more</c>: how many
    /// aren't shown.
    /// </summary>
    public static readonly NoticeKind SearchAnswer = new("search-answer", "list_title", "entries", "more", "request_address");

    /// <summary>
    /// Something was put on record by a desk, or couldn't be. <c>number</c>, <c>title</c>; what was understood, each maybe empty: <c>topics</c>, <c>of_case</c>, <c>source</c>, <c>link</c>;
    /// <c>files</c>: how many; <c>refusal</c>: empty, or faults, empty, case, number; <c>faults</c>: lines that weren't understood; <c>example</c>: a list's name.
    /// </summary>
    public static readonly NoticeKind Filed = new("filed", "list", "number", "title", "topics", "of_case", "source", "link", "files", "refusal", "faults", "example");

    /// <summary>A release was withdrawn. <c>number</c>; <c>reason</c>; <c>who</c> did it, empty where its reader did; <c>count</c> of texts that are gone, 0 where there were none any more.</summary>
    public static readonly NoticeKind WithdrawnNote = new("withdrawn-note", "list", "number", "reason", "who", "count");

    /// <summary>A file that was asked for, attached. <c>number</c>; <c>place</c>; <c>name</c>: empty where there is no such file, or he may not have it; <c>bytes</c>.</summary>
    public static readonly NoticeKind FileAnswer = new("file-answer", "number", "place", "name", "bytes", "request_address");

    /// <summary>
    /// Texts asked for. <c>entries</c>: array of number, date, subject, credit (maybe empty), text, reason (of a withdrawal; else empty); <c>missing</c>: numbers that nothing is known by, or that he may not read;
    /// <c>postponed</c>: numbers that didn't fit, to be asked for again.
    /// </summary>
    public static readonly NoticeKind GetAnswer = new("get-answer", "list_title", "entries", "missing", "postponed", "request_address");

    /// <summary>
    /// A parcel's Subject and its index above the texts; with <c>headlines</c> it is all there is. <c>entries</c>: array of n, number, date, subject,
    /// bytes, cut (whether its text isn't whole below); <c>rhythm</c>: daily, weekly or headlines; <c>from</c>, <c>to</c>: days.
    /// </summary>
    public static readonly NoticeKind ParcelIndex = new("parcel-index", "list_title", "entries", "rhythm", "from", "to", "bytes", "request_address");

    /// <summary>No letter: the lines where a text was cut because its reader wants no mail over <c>cap</c> kilobytes. Copies are answered to the request address.</summary>
    public static readonly NoticeKind CutHere = new("cut-here", "number", "cap");

    /// <summary>
    /// No letter: the first line of an update's text. <c>dates</c>: the days of what it updates, newest first; <c>count</c>: how many they are;
    /// <c>more</c>: how many aren't named.
    /// </summary>
    public static readonly NoticeKind UpdatesLine = new("updates-line", "dates", "count", "more");

    /// <summary>No letter: a correction's Subject, and the first line of its text. <c>number</c> and <c>date</c> are those of what it corrects.</summary>
    public static readonly NoticeKind CorrectsLine = new("corrects-line", "subject", "number", "date");

    /// <summary>The page behind a one-click address: <c>state</c> is ask (with a button, whose words are <see cref="LeaveButton"/>'s), left or unknown; <c>owner_address</c> maybe empty.</summary>
    public static readonly NoticeKind LeavePage = new("leave-page", "list_title", "state", "owner_address");

    /// <summary>No letter: the words on that page's button.</summary>
    public static readonly NoticeKind LeaveButton = new("leave-button");

    /// <summary>To a member: this mail could not be taken as a post. <c>reason</c>: unreadable, empty, too_long or duplicate.</summary>
    public static readonly NoticeKind PostTrouble = new("post-trouble", "list_title", "subject", "reason", "owner_address");

    /// <summary>To the owners: a mail has been set aside.</summary>
    public static readonly NoticeKind SetAside = new("set-aside", "number", "stage", "error");

    /// <summary>To the owners: mail for people, attached to this letter. <c>address</c>: where it was sent to.</summary>
    public static readonly NoticeKind Forwarded = new("forwarded", "address", "sender", "subject");

    // ---- Newsletters ---------------------------------------------------------------------------------------------------

    /// <summary>
    /// To a member: this was read from his item for a newsletter. <c>event</c>: new, or changed by his reply; <c>kind</c>: event, workshop, conference, publication, award or job;
    /// <c>date</c>, <c>place</c>: maybe empty.
    /// </summary>
    public static readonly NoticeKind ItemReceived = new("item-received", "list", "list_title", "event", "kind", "headline", "date", "place");

    /// <summary>To a member: what became of his reply about an item. <c>event</c>: withdrawn, out (it is printed), gone (there is no such item any more) or empty.</summary>
    public static readonly NoticeKind ItemNote = new("item-note", "list", "list_title", "event", "headline");

    /// <summary>To editors in chief: that language of a newsletter's number isn't out. <c>event</c>: held (as <c>number</c>), drafted or nothing.</summary>
    public static readonly NoticeKind EditionMissing = new("edition-missing", "list", "list_title", "language_name", "volume", "issue", "event", "number");

    // ---- Mail that comes back. -----------------------------------------------------------------------------------------

    /// <summary>
    /// To a reader: does this reach you? <c>list_titles</c>: array of text; <c>since</c>: a day; <c>why</c>: dead, full or unavailable; <c>days</c>: until all is paused if it goes
    /// on failing; <c>token</c>: for a new mail, where replying doesn't work.
    /// </summary>
    public static readonly NoticeKind Probe = new("probe", "list_titles", "since", "why", "days", "token", "request_address");

    /// <summary>The same reader: it did not, and all is paused. <c>days</c>: until he is taken off the lists.</summary>
    public static readonly NoticeKind PausedByBounces = new("paused-by-bounces", "list_titles", "since", "why", "days", "token", "request_address");

    /// <summary>
    /// To the owners. <c>event</c>: provider (most of its readers fail at once; <c>provider</c> empty: all readers), policy (it refuses our mail) or moderator (<c>who</c>: her address is
    /// dead); <c>persons</c>, <c>tried</c>: counts; <c>codes</c>: in one line, maybe empty; <c>words</c>: the other side's, without addresses.
    /// </summary>
    public static readonly NoticeKind MailTrouble = new("mail-trouble", "list", "event", "provider", "persons", "tried", "codes", "words", "who");

    /// <summary>No letter: the lines below every list copy, three at most. <c>credit</c>: who is responsible for the text, maybe empty.</summary>
    public static readonly NoticeKind Footer = new("footer", "number", "list_title", "leave_address", "credit");

    // ---- Translation desks ----

    /// <summary>No letter: one line that tells what a translation seems to lack, or to have twice. <c>kind</c>: paragraph, number, date, fax, address, link or name; <c>detail</c>: as the source has it.</summary>
    public static readonly NoticeKind Loss = new("loss", "kind", "detail");

    /// <summary>
    /// To a translator, or an editor where nobody translates: this is wanted in your language. <c>occasion</c>: new or outdated; <c>release</c>: its number and the
    /// language, 2026-0312-01/fr; <c>text</c>: the source, its paragraphs numbered; <c>readers</c>: how many wait; <c>spellings</c>, <c>others</c>: arrays of text; <c>taken_by</c>: maybe empty;
    /// <c>may_release</c>: his <c>ok</c> releases.
    /// </summary>
    public static readonly NoticeKind TranslationCall = new("translation-call", "list", "list_title", "release", "occasion", "language_name", "subject", "text", "readers", "deadline",
        "spellings", "others", "taken_by", "may_release");

    /// <summary>
    /// To a desk: the source was corrected. <c>changes</c>: array of added, n, text; <c>out</c>: readers have the translation; <c>translated</c>: <c>text</c> is the translation as it is
    /// now, else the new source.
    /// </summary>
    public static readonly NoticeKind TranslationChanged = new("translation-changed", "list", "list_title", "release", "occasion", "language_name", "subject", "changes", "out", "translated",
        "text", "text_subject", "deadline", "may_release");

    /// <summary>
    /// To whoever reads a translation before it goes out: <c>text</c>, by <c>who</c>. <c>occasion</c>: new or outdated; <c>losses</c>: array of text; <c>source</c>: paragraphs numbered.
    /// </summary>
    public static readonly NoticeKind TranslationDraft = new("translation-draft", "list", "release", "occasion", "language_name", "subject", "text", "who", "readers", "losses", "source", "may_release");

    /// <summary>
    /// To somebody of a language desk. <c>event</c>: taken (by <c>who</c>), yours, givenback (by <c>who</c>), returned (by himself), drafted (maybe <c>losses</c>; <c>may_release</c>), released,
    /// corrected, stands, dropped (by <c>who</c>, maybe <c>reason</c>), out (already), gone (dropped already), said (spellings), stranger or unproven (<c>who</c> answered).
    /// </summary>
    public static readonly NoticeKind TranslationNote = new("translation-note", "list", "release", "language_name", "subject", "event", "who", "readers", "losses", "reason", "may_release");

    /// <summary>To somebody of a language desk: we read neither a word nor a text. <c>line</c>: his first, maybe empty; <c>document</c>: a file came with it that isn't read; <c>drafted</c>: there is a text to release.</summary>
    public static readonly NoticeKind TranslationUnclear = new("translation-unclear", "list", "release", "language_name", "subject", "line", "document", "drafted", "may_release");

    /// <summary>
    /// To a language desk, then to the list's moderators and owners: a translation is late. <c>drafted</c>: it waits for an editor; <c>yours</c>: its reader has it in hand; <c>owner</c>: he
    /// can't answer; <c>text</c>: the source numbered, or the draft.
    /// </summary>
    public static readonly NoticeKind TranslationReminder = new("translation-reminder", "list", "release", "language_name", "subject", "text", "readers", "deadline", "drafted", "taken_by", "yours", "owner", "may_release");

    /// <summary>
    /// To the moderators, each morning on which a language is missing. <c>held</c>: array of number, subject; <c>missing</c>: array of release, language_name, subject, state (wanted, taken by
    /// <c>who</c>, or drafted by him), since, late; <c>more</c>: how many aren't shown.
    /// </summary>
    public static readonly NoticeKind Handover = new("handover", "list", "list_title", "held", "missing", "more");

    /// <summary>
    /// No letter: the lines below the footer of a copy that is out in other languages, too. <c>languages</c>: by their own names; <c>number</c> and <c>code</c>: a command to
    /// copy, which gets the first of them.
    /// </summary>
    public static readonly NoticeKind AlsoIn = new("also-in", "languages", "number", "code");

    public static readonly IReadOnlyList<NoticeKind> All =
    [
        ModerationRequest, Credence, Acknowledgement, Hint, Withheld, FileLine, Question, PosterNote, Released, Rejected, DecisionDone, DeskDone, DeskNote, CorrectionHowto, SealedOriginal, Suspended,
        DecisionLate, DecisionUnclear, DecisionRefused, DecisionStranger, OnceMore,
        DecisionHowto, StrangersDigest, DigestOutcome, Reminder, NobodyDecides, ReturnedToPoster, LastDay, WeeklySummary, Draft, DraftUnclear, DraftNote, Choices, Confirm, ConfirmLate, Cancelled, Welcome, Settings, Help, NotUnderstood, ReadableLists,
        Goodbye, MyData, IndexAnswer, SearchAnswer, FileAnswer, WithdrawnNote, Filed, GetAnswer, ParcelIndex, CutHere, UpdatesLine, CorrectsLine, LeavePage, LeaveButton, PostTrouble, SetAside, Forwarded,
        ItemReceived, ItemNote, EditionMissing, Probe, PausedByBounces, MailTrouble, Footer, AlsoIn,
        Loss, TranslationCall, TranslationChanged, TranslationDraft, TranslationNote, TranslationUnclear, TranslationReminder, Handover,
    ];
}
