using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>
/// A mail to <c>L-moderate+T</c>: whose token it is, whether he sent it, what it says, and the one short answer it gets. Robots get none and
/// decide nothing; a stranger with a right token gets none, and the moderators are told.
/// </summary>
public sealed class DecisionMail(
    Database database, ListCatalogue lists, AddressPlan addresses, Decision decision, LetterWriter letters, TimeProvider time)
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
        else if (database.Read(db => Roster.ModeratorOf(db, list.Name, author)) is { } moderator && moderator.Person == stored.Person)
            await (moderator.Suspended ? FinishAsync(mail) : AnswerAsync(mail, list, stored, moderator, message, automation));
        else
            await TellAsync(mail, list, stored);
    }

    /// <summary>Somebody wrote about a request to the wrong address: a moderator is told how, nobody else is answered.</summary>
    public async Task HowToAsync(InboxMail mail, MailingList list, Address author, MimeMessage message)
    {
        var moderator = database.Read(db => Roster.ModeratorOf(db, list.Name, author));
        await FinishAsync(mail, tx =>
        {
            if (moderator is { Suspended: false })
                Owe(tx, list, moderator, "decision-howto", Facts(list, moderator, 0), message);
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
        if (token.Expires < time.Now() && token.Used is null)
        {
            await FinishAsync(mail, tx => Owe(tx, list, moderator, "decision-refused", With(Facts(list, moderator, token.Subject), ("reason", "expired")), message));
            return;
        }
        var result = await decision.DecideAsync(token.Subject, token.Version, reply, new Decider(moderator.Person, moderator.Language));
        await FinishAsync(mail, tx =>
        {
            if (result is DecisionResult.NoSuchLanguage && !Tokens.AskOnce(tx, token))
                return;
            var (notice, facts) = Outcome(result, list, moderator, token.Subject);
            Owe(tx, list, moderator, notice, facts, message);
        });
    }

    // "then ask once; the post stays held"
    private Task AskBackAsync(InboxMail mail, MailingList list, StoredToken token, Moderator moderator, ModeratorReply reply, MimeMessage message)
    {
        if (database.Read(db => HeldPosts.Find(db, token.Subject)) is null)
            return FinishAsync(mail, tx =>
            {
                var (notice, facts) = Outcome(new DecisionResult.Late(HeldPosts.Decision(tx, token.Subject)), list, moderator, token.Subject);
                Owe(tx, list, moderator, notice, facts, message);
            });
        return FinishAsync(mail, tx =>
        {
            if (!Tokens.AskOnce(tx, token))
                return;
            var line = (reply as ModeratorReply.Unclear)?.LineRead ?? "";
            var facts = With(Facts(list, moderator, token.Subject), ("line", line), ("edited", reply is ModeratorReply.Edited), ("languages", Codes(list)));
            Owe(tx, list, moderator, "decision-unclear", facts, message, addresses.Moderate(list, RenewToken(tx, token)), RequestReference.MessageId(token.Subject, addresses.Domain));
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
        var lines = new List<string>();
        foreach (var answer in digest.Answers)
            foreach (var number in answer.Numbers)
                lines.Add(await AnswerLineAsync(token, moderator, answer.Verdict, number));
        await FinishAsync(mail, tx =>
        {
            if (lines.Count == 0 && !Tokens.AskOnce(tx, token))
                return;
            Owe(tx, list, moderator, "digest-outcome", With(Facts(list, moderator, 0), ("lines", lines), ("not_understood", digest.NotUnderstood)), message);
        });
    }

    private async Task<string> AnswerLineAsync(StoredToken token, Moderator moderator, ModeratorReply verdict, int number)
    {
        if (database.Read(db => Tokens.Line(db, token, number)) is not { } line || token.Expires < time.Now())
            return $"{number}: ?";
        var result = await decision.DecideAsync(line.Held, line.Version, verdict, new Decider(moderator.Person, moderator.Language));
        return result switch
        {
            DecisionResult.Released released => $"{number}: {released.Number} ({released.Readers})",
            DecisionResult.Rejected or DecisionResult.Discarded => $"{number}: \u2713",
            DecisionResult.Late { Earlier.Release: { } release } => $"{number}: = {release}",
            DecisionResult.Late => $"{number}: =",
            _ => $"{number}: \u2717",
        };
    }

    // The right token from a wrong address: a forwarded or stolen request. Its moderators hear of it, once a mail; its sender never.
    private Task TellAsync(InboxMail mail, MailingList list, StoredToken token) => FinishAsync(mail, tx =>
    {
        foreach (var moderator in Roster.Moderators(tx, list.Name).Where(m => !m.Suspended))
            Owe(tx, list, moderator, "decision-stranger", Facts(list, moderator, token.Subject), null);
    });

    private static (string Notice, Dictionary<string, object?> Facts) Outcome(DecisionResult result, MailingList list, Moderator moderator, long held)
    {
        var facts = Facts(list, moderator, held);
        return result switch
        {
            DecisionResult.Released released => ("decision-done", With(facts, ("verdict", "approve"), ("release", released.Number), ("readers", released.Readers))),
            DecisionResult.Rejected => ("decision-done", With(facts, ("verdict", "reject"), ("release", ""), ("readers", 0))),
            DecisionResult.Discarded => ("decision-done", With(facts, ("verdict", "discard"), ("release", ""), ("readers", 0))),
            DecisionResult.Refused refused => ("decision-refused", With(facts, ("reason", refused.Reason))),
            DecisionResult.NoSuchLanguage => ("decision-unclear", With(facts, ("line", ""), ("edited", false), ("languages", Codes(list)))),
            DecisionResult.Late late => ("decision-late", With(
                facts,
                ("verdict", late.Earlier?.Verdict ?? ""),
                ("by_you", late.Earlier?.Moderator == moderator.Person),
                ("release", late.Earlier?.Release ?? ""),
                ("at", late.Earlier is { } earlier ? Trace.Minute(Instant.Time(earlier.At)) : ""))),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Dictionary<string, object?> Facts(MailingList list, Moderator moderator, long held) => new()
    {
        ["number"] = held,
        ["list"] = list.Name,
        ["list_title"] = list.TitleIn(moderator.Language),
    };

    private static Dictionary<string, object?> With(Dictionary<string, object?> facts, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        foreach (var (name, value) in more)
            facts[name] = value;
        return facts;
    }

    private static string Codes(MailingList list) => string.Join(' ', list.Languages.Select(l => l.Code()));

    private void Owe(
        Connection tx, MailingList list, Moderator to, string notice, Dictionary<string, object?> facts, MimeMessage? cause, string? replyTo = null, string? messageId = null) =>
        Letters.Owe(tx, list.Name, to.Person, letters.Write(
            notice, to.Language, list, facts, addresses.Moderate(list), replyTo, messageId, cause?.MessageId), time.Now());

    private Task FinishAsync(InboxMail mail, Action<Connection>? andThen = null) => database.WriteAsync(tx =>
    {
        if (Inbox.Finish(tx, mail))
            andThen?.Invoke(tx);
    });
}
