using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>
/// A mail to <c>L-moderate+T</c>: whose token it is, whether he sent it, what it says, and the one short answer it gets. Robots get none and
/// decide nothing; a stranger with a right token gets none, and the moderators are told.
/// </summary>
public sealed class DecisionMail(
    Database database, AddressPlan addresses, Decision decision, LetterWriter letters, AnswerBudget budget, TimeProvider time, ILogger<DecisionMail> logger)
{
    public async Task HandleAsync(InboxMail mail, MailingList list, string? token, MimeMessage message, Automation automation)
    {
        if (automation.NeverAnswer || HeaderText.Author(message) is not { } author)
        {
            await FinishAsync(mail);
            return;
        }
        var stored = token is null ? null : database.Read(db => Tokens.Find(db, token));
        if (stored is null || stored.List != list.Name)
            await HowToAsync(mail, list, author, message);
        else if (database.Read(db => Roster.ModeratorsOf(db, list.Name, author)).FirstOrDefault(m => m.Person == stored.Person) is { } moderator)
            await (moderator.Suspended ? FinishAsync(mail) : AnswerAsync(mail, list, stored, moderator, message, automation));
        else
            await TellAsync(mail, list, stored, message);
    }

    /// <summary>Somebody wrote about a request to the wrong address: a moderator is told how, nobody else is answered.</summary>
    public async Task HowToAsync(InboxMail mail, MailingList list, Address author, MimeMessage message)
    {
        var moderator = database.Read(db => Roster.ModeratorsOf(db, list.Name, author)).FirstOrDefault(m => !m.Suspended);
        var owe = moderator is null ? null : Answer(list, moderator, NoticeCatalogue.DecisionHowto, ListFacts(list, moderator), message);
        await FinishAsync(mail, tx =>
        {
            // Nothing but the From line says that it is he, so whoever writes it could fill his mailbox.
            if (owe is not null && budget.MayTell(tx, moderator!.Address))
                owe(tx);
        });
    }

    private Task AnswerAsync(InboxMail mail, MailingList list, StoredToken token, Moderator moderator, MimeMessage message, Automation automation)
    {
        var text = PlainText.Of(message);
        if (token.Purpose == Tokens.Digest)
            return AnswerDigestAsync(mail, list, token, moderator, text, message);
        var reply = automation.IsReaction ? new ModeratorReply.Unclear("") : ModeratorReply.Read(text, message.Subject ?? "", list);
        return reply is ModeratorReply.Unclear or ModeratorReply.Edited
            ? AskBackAsync(mail, list, token, moderator, reply, message)
            : DecideAsync(mail, list, token, moderator, reply, message);
    }

    private async Task DecideAsync(InboxMail mail, MailingList list, StoredToken token, Moderator moderator, ModeratorReply reply, MimeMessage message)
    {
        // Expired, or ended with its moderator's suspension while the post is still held.
        if ((token.Expires < time.Now() || token.Used is not null) && database.Read(db => HeldPosts.Find(db, token.Subject)) is not null)
        {
            await FinishAsync(mail, Answer(list, moderator, NoticeCatalogue.DecisionRefused, Facts(list, token, message, ("reason", "expired")), message));
            return;
        }
        await decision.DecideAsync([new Wish(token.Subject, token.Version, reply)], new Decider(moderator.Person), results =>
        {
            var (notice, facts) = Outcome(results[0], list, moderator, token, message);
            var owe = results[0] is DecisionResult.NoSuchLanguage or DecisionResult.Nameless or DecisionResult.Doubtful
                ? Question(list, token, moderator, notice, facts, message)
                : Answer(list, moderator, notice, facts, message);
            return tx => Ends(tx, mail, owe);
        });
    }

    // "then ask once; the post stays held"
    private Task AskBackAsync(InboxMail mail, MailingList list, StoredToken token, Moderator moderator, ModeratorReply reply, MimeMessage message)
    {
        if (database.Read(db => HeldPosts.Find(db, token.Subject)) is null)
        {
            var late = new DecisionResult.Late(database.Read(db => HeldPosts.Decision(db, token.Subject)));
            var (notice, known) = Outcome(late, list, moderator, token, message);
            return FinishAsync(mail, Answer(list, moderator, notice, known, message));
        }
        var line = (reply as ModeratorReply.Unclear)?.LineRead ?? "";
        var facts = Unclear(list, token, message, line, reply is ModeratorReply.Edited);
        return FinishAsync(mail, Question(list, token, moderator, NoticeCatalogue.DecisionUnclear, facts, message));
    }

    // Asked once. The letter that asks again must be answerable: tokens are stored hashed, so it carries a new one for the same post and version.
    private Action<Connection> Question(MailingList list, StoredToken token, Moderator moderator, NoticeKind notice, Dictionary<string, object?> facts, MimeMessage message)
    {
        var fresh = Token.NewRandom();
        var owe = Answer(list, moderator, notice, facts, message, addresses.Moderate(list, fresh), RequestReference.MessageId(token.Subject, addresses.Domain));
        return tx =>
        {
            if (!Tokens.AskOnce(tx, token))
                return;
            Tokens.Add(tx, fresh, token.Purpose, token.List, token.Person, token.Subject, token.Version, token.Expires);
            Tokens.MarkAsked(tx, fresh);
            owe(tx);
        };
    }

    // All lines of one answer are one decision: a crash leaves all of it to be done, or nothing.
    private async Task AnswerDigestAsync(InboxMail mail, MailingList list, StoredToken token, Moderator moderator, string text, MimeMessage message)
    {
        var digest = DigestReply.Read(text, message.Subject ?? "", list, database.Read(db => Tokens.Lines(db, token)));
        var numbered = digest.Answers.SelectMany(answer => answer.Numbers.Select(number => (Number: number, answer.Verdict))).DistinctBy(n => n.Number)
            .Select(n => (n.Number, n.Verdict, Line: token.Expires < time.Now() ? null : database.Read(db => Tokens.Line(db, token, n.Number)))).ToList();
        var asked = numbered.Where(n => n.Line is not null).ToList();
        var subjects = asked.Select(n => database.Read(db => HeldPosts.Find(db, n.Line!.Held))?.Subject ?? "").ToList();
        var wishes = asked.Select(n => new Wish(n.Line!.Held, n.Line.Version, n.Verdict)).ToList();
        await decision.DecideAsync(wishes, new Decider(moderator.Person), results =>
        {
            // Null where it can't be approved: the post stays held.
            var outcomes = results.Select((result, i) => OutcomeOfLine(asked[i].Number, subjects[i], Word(result))).OfType<Dictionary<string, object?>>().ToList();
            var unclear = numbered.Select(n => n.Number).Where(number => !outcomes.Exists(o => o["n"] is int decided && decided == number));
            var facts = ListFacts(list, moderator);
            facts["outcomes"] = outcomes;
            facts["unclear"] = digest.NotUnderstood.Concat(unclear.Select(number => number.ToString(CultureInfo.InvariantCulture))).ToList();
            var owe = Answer(list, moderator, NoticeCatalogue.DigestOutcome, facts, message);
            return tx => Ends(tx, mail, inner =>
            {
                if (outcomes.Count > 0 || Tokens.AskOnce(inner, token))
                    owe(inner);
            });
        });
    }

    private static Dictionary<string, object?>? OutcomeOfLine(int number, string subject, string? verdict) =>
        verdict is null ? null : new() { ["n"] = number, ["subject"] = subject, ["verdict"] = verdict };

    // The right token from a wrong address: a forwarded or stolen request. The moderators hear of it; its sender never.
    private Task TellAsync(InboxMail mail, MailingList list, StoredToken token, MimeMessage message)
    {
        logger.TokenInStrangeHands(token.Subject);
        var sender = HeaderText.Clean(message.From.ToString());
        var owed = database.Read(db => Roster.ActiveModerators(db, list.Name))
            .Select(moderator => Answer(list, moderator, NoticeCatalogue.DecisionStranger, Facts(list, token, message, ("sender", sender)), null)).ToList();
        return FinishAsync(mail, tx => owed.ForEach(owe => owe(tx)));
    }

    private static (NoticeKind Notice, Dictionary<string, object?> Facts) Outcome(
        DecisionResult result, MailingList list, Moderator moderator, StoredToken token, MimeMessage message) => result switch
        {
            DecisionResult.Released released => (NoticeCatalogue.DecisionDone, Facts(
                list, token, message, ("verdict", "approved"), ("release", released.Number), ("readers", released.Readers))),
            DecisionResult.Rejected or DecisionResult.Discarded => (NoticeCatalogue.DecisionDone, Facts(
                list, token, message, ("verdict", Word(result)), ("release", ""), ("readers", 0))),
            DecisionResult.Refused refused => (NoticeCatalogue.DecisionRefused, Facts(list, token, message, ("reason", refused.Reason))),
            DecisionResult.NoSuchLanguage none => (NoticeCatalogue.DecisionUnclear, Unclear(list, token, message, $"ok {none.Language.Code()}", edited: false)),
            DecisionResult.Nameless => (NoticeCatalogue.DecisionUnclear, Unclear(list, token, message, "by=name", edited: false)),
            DecisionResult.Doubtful { Edit: var edit } => (NoticeCatalogue.DecisionUnclear, Unclear(list, token, message, "", edited: true, edit.IsUnended, edit.Difference)),
            DecisionResult.Late late => (NoticeCatalogue.DecisionLate, Facts(
                list, token, message,
                ("verdict", late.Earlier?.Verdict ?? "discarded"),
                ("at", Trace.Minute(Instant.Time(late.Earlier?.At ?? token.Expires))),
                ("by_you", late.Earlier?.Moderator == moderator.Person))),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static Dictionary<string, object?> Unclear(
        MailingList list, StoredToken token, MimeMessage message, string line, bool edited, bool unended = false, string diff = "") =>
        Facts(list, token, message, ("line", line), ("edited", edited), ("unended", unended), ("diff", diff));

    private static string? Word(DecisionResult result) => result switch
    {
        DecisionResult.Released => "approved",
        DecisionResult.Rejected => "rejected",
        DecisionResult.Discarded => "discarded",
        DecisionResult.Late => "late",
        _ => null,
    };

    private static Dictionary<string, object?> ListFacts(MailingList list, Moderator moderator) => new()
    {
        ["list"] = list.Name,
        ["list_title"] = list.TitleIn(moderator.Language),
    };

    private static Dictionary<string, object?> Facts(
        MailingList list, StoredToken token, MimeMessage message, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var facts = new Dictionary<string, object?> { ["number"] = token.Subject, ["list"] = list.Name, ["subject"] = SubjectOf(message) };
        foreach (var (name, value) in more)
            facts[name] = value;
        return facts;
    }

    // The post's own Subject stands in the answer's, behind the prefixes and the tag of the request.
    private static string SubjectOf(MimeMessage message)
    {
        var subject = Words.PeelReplyPrefixes(HeaderText.Clean(message.Subject));
        var tag = subject.IndexOf(']');
        return tag < 0 ? subject : subject[(tag + 1)..].Trim();
    }

    // Written now; what is returned owes it in the transaction.
    private Action<Connection> Answer(
        MailingList list, Moderator to, NoticeKind notice, Dictionary<string, object?> facts, MimeMessage? cause, string? replyTo = null, string? messageId = null)
    {
        var letter = letters.Write(notice, to.Language, list, facts, addresses.Moderate(list), replyTo, messageId, cause?.MessageId);
        return tx => Letters.Owe(tx, list.Name, to.Person, letter, time.Now());
    }

    private Task FinishAsync(InboxMail mail, Action<Connection>? andThen = null) => database.WriteAsync(tx => { Ends(tx, mail, andThen); });

    private static bool Ends(Connection tx, InboxMail mail, Action<Connection>? andThen)
    {
        if (!Inbox.Finish(tx, mail))
            return false;
        andThen?.Invoke(tx);
        return true;
    }
}
