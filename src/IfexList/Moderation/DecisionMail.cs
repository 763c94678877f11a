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
    Database database, AddressPlan addresses, Decision decision, LetterWriter letters, TimeProvider time, ILogger<DecisionMail> logger)
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
        await FinishAsync(mail, tx =>
        {
            // Nothing but the From line says that it is he, so whoever writes it could fill his mailbox.
            if (moderator is not null && Person.MayAnswer(tx, moderator.Person, time.Now()))
                Owe(tx, list, moderator, NoticeCatalogue.DecisionHowto, ListFacts(list, moderator), message);
        });
    }

    private Task AnswerAsync(InboxMail mail, MailingList list, StoredToken token, Moderator moderator, MimeMessage message, Automation automation)
    {
        var own = OwnText.Of(PlainText.Of(message));
        if (token.Purpose == Tokens.Digest)
            return AnswerDigestAsync(mail, list, token, moderator, own, message);
        var reply = automation.IsReaction ? new ModeratorReply.Unclear("") : ModeratorReply.Read(own, message.Subject ?? "");
        return reply is ModeratorReply.Unclear or ModeratorReply.Edited
            ? AskBackAsync(mail, list, token, moderator, reply, message)
            : DecideAsync(mail, list, token, moderator, reply, message);
    }

    private async Task DecideAsync(InboxMail mail, MailingList list, StoredToken token, Moderator moderator, ModeratorReply reply, MimeMessage message)
    {
        // Expired, or ended with its moderator's suspension while the post is still held.
        if ((token.Expires < time.Now() || token.Used is not null) && database.Read(db => HeldPosts.Find(db, token.Subject)) is not null)
        {
            await FinishAsync(mail, tx => Owe(tx, list, moderator, NoticeCatalogue.DecisionRefused, Facts(list, token, message, ("reason", "expired")), message));
            return;
        }
        await decision.DecideAsync(token.Subject, token.Version, reply, new Decider(moderator.Person), (tx, result) =>
        {
            if (!Inbox.Finish(tx, mail) || result is DecisionResult.NoSuchLanguage && !Tokens.AskOnce(tx, token))
                return;
            var (notice, facts) = Outcome(result, list, moderator, token, message);
            Owe(tx, list, moderator, notice, facts, message, result is DecisionResult.NoSuchLanguage ? addresses.Moderate(list, RenewToken(tx, token)) : null);
        });
    }

    // "then ask once; the post stays held"
    private Task AskBackAsync(InboxMail mail, MailingList list, StoredToken token, Moderator moderator, ModeratorReply reply, MimeMessage message)
    {
        if (database.Read(db => HeldPosts.Find(db, token.Subject)) is null)
            return FinishAsync(mail, tx =>
            {
                var (notice, facts) = Outcome(new DecisionResult.Late(HeldPosts.Decision(tx, token.Subject)), list, moderator, token, message);
                Owe(tx, list, moderator, notice, facts, message);
            });
        return FinishAsync(mail, tx =>
        {
            if (!Tokens.AskOnce(tx, token))
                return;
            var line = (reply as ModeratorReply.Unclear)?.LineRead ?? "";
            var facts = Facts(list, token, message, ("line", line), ("edited", reply is ModeratorReply.Edited));
            Owe(tx, list, moderator, NoticeCatalogue.DecisionUnclear, facts, message, addresses.Moderate(list, RenewToken(tx, token)), RequestReference.MessageId(token.Subject, addresses.Domain));
        });
    }

    // The letter that asks again must be answerable: tokens are stored hashed, so it carries a new one for the same post and version.
    private static string RenewToken(Connection tx, StoredToken token)
    {
        var fresh = Token.NewRandom();
        Tokens.Add(tx, fresh, token.Purpose, token.List, token.Person, token.Subject, token.Version, token.Expires);
        Tokens.MarkAsked(tx, fresh);
        return fresh;
    }

    private async Task AnswerDigestAsync(InboxMail mail, MailingList list, StoredToken token, Moderator moderator, OwnText own, MimeMessage message)
    {
        var digest = DigestReply.Read(own);
        var outcomes = new List<IReadOnlyDictionary<string, object?>>();
        var unclear = digest.NotUnderstood.ToList();
        foreach (var (verdict, number) in digest.Answers.SelectMany(answer => answer.Numbers.Select(number => (answer.Verdict, number))))
            if (await DecideLineAsync(token, moderator, verdict, number) is { } outcome)
                outcomes.Add(outcome);
            else
                unclear.Add(number.ToString(CultureInfo.InvariantCulture));
        await FinishAsync(mail, tx =>
        {
            if (outcomes.Count == 0 && !Tokens.AskOnce(tx, token))
                return;
            var facts = ListFacts(list, moderator);
            facts["outcomes"] = outcomes;
            facts["unclear"] = unclear;
            Owe(tx, list, moderator, NoticeCatalogue.DigestOutcome, facts, message);
        });
    }

    /// <returns>Null where there is no such line, or it can't be approved: the post stays held.</returns>
    private async Task<IReadOnlyDictionary<string, object?>?> DecideLineAsync(StoredToken token, Moderator moderator, ModeratorReply verdict, int number)
    {
        if (token.Expires < time.Now() || database.Read(db => Tokens.Line(db, token, number)) is not { } line)
            return null;
        var subject = database.Read(db => HeldPosts.Find(db, line.Held))?.Subject ?? "";
        var result = await decision.DecideAsync(line.Held, line.Version, verdict, new Decider(moderator.Person));
        return Word(result) is { } word
            ? new Dictionary<string, object?> { ["n"] = number, ["subject"] = subject, ["verdict"] = word }
            : null;
    }

    // The right token from a wrong address: a forwarded or stolen request. The moderators hear of it; its sender never.
    private Task TellAsync(InboxMail mail, MailingList list, StoredToken token, MimeMessage message) => FinishAsync(mail, tx =>
    {
        logger.TokenInStrangeHands(token.Subject);
        var sender = HeaderText.Clean(message.From.ToString());
        foreach (var moderator in Roster.ActiveModerators(tx, list.Name))
            Owe(tx, list, moderator, NoticeCatalogue.DecisionStranger, Facts(list, token, message, ("sender", sender)), null);
    });

    private static (NoticeKind Notice, Dictionary<string, object?> Facts) Outcome(
        DecisionResult result, MailingList list, Moderator moderator, StoredToken token, MimeMessage message) => result switch
        {
            DecisionResult.Released released => (NoticeCatalogue.DecisionDone, Facts(
                list, token, message, ("verdict", "approved"), ("release", released.Number), ("readers", released.Readers))),
            DecisionResult.Rejected or DecisionResult.Discarded => (NoticeCatalogue.DecisionDone, Facts(
                list, token, message, ("verdict", Word(result)), ("release", ""), ("readers", 0))),
            DecisionResult.Refused refused => (NoticeCatalogue.DecisionRefused, Facts(list, token, message, ("reason", refused.Reason))),
            DecisionResult.NoSuchLanguage none => (NoticeCatalogue.DecisionUnclear, Facts(list, token, message, ("line", $"ok {none.Language.Code()}"), ("edited", false))),
            DecisionResult.Late late => (NoticeCatalogue.DecisionLate, Facts(
                list, token, message,
                ("verdict", late.Earlier?.Verdict ?? "discarded"),
                ("at", Trace.Minute(Instant.Time(late.Earlier?.At ?? token.Expires))),
                ("by_you", late.Earlier?.Moderator == moderator.Person))),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

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

    private void Owe(
        Connection tx, MailingList list, Moderator to, NoticeKind notice, Dictionary<string, object?> facts, MimeMessage? cause, string? replyTo = null, string? messageId = null) =>
        Letters.Owe(tx, list.Name, to.Person, letters.Write(
            notice, to.Language, list, facts, addresses.Moderate(list), replyTo, messageId, cause?.MessageId), time.Now());

    private Task FinishAsync(InboxMail mail, Action<Connection>? andThen = null) => database.WriteAsync(tx =>
    {
        if (Inbox.Finish(tx, mail))
            andThen?.Invoke(tx);
    });
}
