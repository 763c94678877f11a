using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Preflight;
using IfexList.Publishing;
using IfexList.Store;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>What a post follows.</summary>
/// <param name="Release">The release that it proposes an update of.</param>
/// <param name="Text">Its own words, where they stand above a quotation.</param>
public readonly record struct Following(long? Release, EditedText? Text);

/// <summary>
/// M2: a post becomes a held post; with it, in one commit, go one request to each moderator on duty and the acknowledgement to the member.
/// Strangers' posts cause no letter now: they wait for the desk's digest. Where members' posts pass, one that does waits for its release like an approved one.
/// </summary>
public sealed class Hold(
    Database database, PostHash hash, Passing passing, ModerationRequest request, PosterLetters posters, DeskLetters desk, NoticeTexts texts, TimeProvider time, ILogger<Hold> logger)
{
    /// <param name="answer">False where a program wrote it: its post is held like any, and nobody is told.</param>
    /// <param name="follows">What its author answers by it, where he does.</param>
    /// <returns>False where the same post has come in beside it: nothing was done.</returns>
    public async Task<bool> MemberPostAsync(
        InboxMail mail, MailingList list, Language? stated, MimeMessage message, CleanPost post, Author author, bool answer, byte[] contentHash, Following follows = default)
    {
        var language = LanguageOf(list, stated, post);
        var kind = post.IsEncrypted ? HeldKind.Encrypted : HeldKind.Post;
        var now = time.Now();
        var held = new HeldPost(mail.Id, mail.Body, 1, kind, list.Name, language, null, author.Organisation?.Id, post.Subject, author.Shown, now)
        {
            IsUrgent = Urgency.Of(message),
            Continues = follows.Release ?? database.Read(db => Publication.ThreadOf(db, hash, list, message)),
            Edited = follows.Text,
        };
        var briefing = database.Read(db => Briefing.Of(
            db, Submission.Of(db, held, message, post, author.Organisation, answer ? Person.Find(db, author.Address) : null), list));
        var notes = FilePlan.Of(post, list).Notes;
        var acknowledgement = posters.Prepare(held, list, author.LanguageOr(language), NoticeCatalogue.Acknowledgement, new Dictionary<string, object?>
        {
            ["withheld"] = notes.Removed(texts, author.LanguageOr(language)),
            ["files"] = notes.Files(texts, author.LanguageOr(language)),
            ["warnings"] = briefing.Findings.Hints.In(texts, author.LanguageOr(language)),
        }, message.MessageId);
        var passes = passing.Lets(briefing, list, answer, follows);
        while (true)
        {
            var active = database.Read(db => Roster.ActiveModerators(db, list.Name));
            var moderators = DutyRoster.Asked(active, list, language, time.GetUtcNow());
            var asks = passes ? Pass(held, list) : [.. moderators.Select(moderator => request.Prepare(briefing, list, moderator, moderators, RequestOccasion.New))];
            // Null: a moderator came or went while the letters were written.
            var isFirst = await database.WriteAsync(tx =>
            {
                if (!DutyRoster.IsUnchanged(active, Roster.ActiveModerators(tx, list.Name)))
                    return (bool?)null;
                if (!Seen.Note(tx, contentHash, now))
                    return false;
                if (!Inbox.MoveOn(tx, mail))
                    return true;
                long? poster = answer ? Person.Know(tx, author.Address, now) : null;
                Enter(tx, held with { Poster = poster }, list);
                asks.ForEach(ask => ask(tx));
                if (poster is { } told)
                    acknowledgement(tx, told);
                return true;
            });
            if (isFirst is not { } done)
                continue;
            if (done && passes)
                logger.PostPasses(mail.Id, list.Name);
            else if (done && asks.Count == 0)
                logger.NobodyToAsk(mail.Id, list.Name);
            else if (done)
                logger.PostHeld(mail.Id, list.Name, asks.Count);
            if (done)
                Measures.Held();
            return done;
        }
    }

    // Approved by the list's own rule, it waits for its time as any approved post does; those on duty hear of it while it can still be recalled.
    private List<Action<Connection>> Pass(HeldPost held, MailingList list)
    {
        var approval = new StandingApproval("", By: null);
        var leaves = time.GetUtcNow() + list.Desk.RecallGrace;
        var waiting = held with { State = HeldState.Waiting, Approval = approval, Version = held.Version + 1 };
        var notes = list.Desk.RecallGrace > TimeSpan.Zero ? desk.TellOthers(waiting, list, new Decider(null), waiting.Version, DeskEvent.Passing, at: leaves) : [];
        return [tx =>
        {
            HeldPosts.Stand(tx, held, HeldState.Waiting, approval, held.Edited);
            HeldTime.LeaveAt(tx, held, leaves.ToUnixTimeMilliseconds(), isNamed: false);
            DeskLog.Note(tx, held, null, Deed.Scheduled, time.Now(), "members pass");
        }, .. notes];
    }

    public Task StrangersPostAsync(InboxMail mail, MailingList list, Language? stated, CleanPost post, string shownSender, byte[] contentHash) =>
        database.WriteAsync(tx => { StrangersPost(tx, mail, list, stated, post, shownSender, contentHash); });

    /// <returns>False where it is here already: then its mail has only ended.</returns>
    public bool StrangersPost(Connection tx, InboxMail mail, MailingList list, Language? stated, CleanPost post, string shownSender, byte[] contentHash)
    {
        var now = time.Now();
        if (!Seen.Note(tx, contentHash, now) || !Inbox.MoveOn(tx, mail))
        {
            Inbox.Finish(tx, mail);
            return false;
        }
        Enter(tx, new HeldPost(mail.Id, mail.Body, 1, HeldKind.Stranger, list.Name, LanguageOf(list, stated, post), null, null, post.Subject, shownSender, now), list);
        Due.Owe(tx, Due.Strangers, list.Name, time.After(list.StrangersEvery));
        logger.StrangersPostHeld(mail.Id, list.Name);
        Measures.Held();
        return true;
    }

    /// <summary>A post is held from here on, and its clock runs: nothing that is held is forgotten.</summary>
    public static void Enter(Connection tx, HeldPost post, MailingList list)
    {
        HeldPosts.Add(tx, post);
        var remind = post.Kind == HeldKind.Stranger ? (TimeSpan?)null : Escalation.Interval(post, list);
        HeldTime.Begin(tx, post, post.At + (long?)remind?.TotalMilliseconds, post.At + (long)list.Desk.HoldFor.TotalMilliseconds);
        DeskLog.Note(tx, post, null, Deed.Received, post.At);
    }

    /// <summary>By the address, else by a newsletter's masthead, else by Content-Language, else guessed from the text: always one of the list's.</summary>
    private static Language LanguageOf(MailingList list, Language? stated, CleanPost post)
    {
        var said = stated ?? (list.Newsletter is null ? null : Masthead.Read(post.Subject, post.Text)?.Language) ?? post.Language;
        if (said is { } language && list.Languages.Contains(language))
            return language;
        return LanguageGuess.Of(post.Subject + "\n" + post.Text, list.Languages);
    }
}
