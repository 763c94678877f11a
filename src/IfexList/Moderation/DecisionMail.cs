using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>
/// A mail to <c>L-moderate+T</c>: whose token it is, whether he sent it, and who deals with what it says. Robots get no answer and decide nothing; a
/// stranger with a right token gets none, and the moderators are told. So they are where his domain says that the mail isn't his.
/// </summary>
public sealed class DecisionMail(
    Database database, AddressPlan addresses, DecisionAnswers answers, DigestAnswers digest, Aftermath aftermath, Suspensions suspensions, OnceMore onceMore, DeskLetters desk, AnswerBudget budget, TimeProvider time,
    ILogger<DecisionMail> logger)
{
    public async Task HandleAsync(InboxMail mail, MailingList list, string? token, MimeMessage message, Automation automation)
    {
        if (automation.NeverAnswer || HeaderText.Author(message) is not { } author)
        {
            await FinishAsync(mail);
            return;
        }
        var evidence = Evidence.Of(message);
        var stored = token is null ? null : database.Read(db => Tokens.Find(db, token));
        if (stored is null || stored.List != list.Name || stored.Purpose is not (Tokens.Decision or Tokens.Digest))
            await HowToAsync(mail, list, author, message);
        else if (database.Read(db => Roster.HolderOf(db, stored, author)) is not { } moderator)
            await TellAsync(mail, list, stored, message, isUnproven: false);
        else if (moderator.Suspended)
            await FinishAsync(mail);
        else if (evidence.LacksProof)
            await TellAsync(mail, list, stored, message, isUnproven: true);
        else
            await AnswerAsync(new DecisionReply(mail, list, stored, moderator, message, database.Read(db => DecisionReply.SubjectOf(db, stored, message))), automation, evidence);
    }

    /// <summary>Somebody wrote about a request to the wrong address: a moderator is told how, nobody else is answered.</summary>
    public async Task HowToAsync(InboxMail mail, MailingList list, Address author, MimeMessage message)
    {
        var moderator = Evidence.Of(message).LacksProof ? null : database.Read(db => Roster.ModeratorsOf(db, list.Name, author)).FirstOrDefault(m => !m.Suspended);
        var owe = moderator is null ? null : desk.Tell(moderator, list, NoticeCatalogue.DecisionHowto, new Dictionary<string, object?>
        {
            ["list"] = list.Name,
            ["list_title"] = list.TitleIn(moderator.Language),
        }, message.MessageId);
        await database.WriteAsync(tx =>
        {
            // Nothing but the From line says that it is he, so whoever writes it could fill his mailbox.
            if (Inbox.Finish(tx, mail) && owe is not null && budget.MayTell(tx, moderator!.Address))
                owe(tx);
        });
    }

    private Task AnswerAsync(DecisionReply reply, Automation automation, Evidence evidence)
    {
        var text = PlainText.Of(reply.Message);
        var isOpen = reply.Token.Used is null && reply.Token.Expires >= time.Now();
        if (isOpen && OnceMore.IsWanted(addresses, reply.Message, reply.Token, evidence))
            return onceMore.AskAsync(reply, text);
        if (reply.Token.Purpose == Tokens.Digest)
            return digest.HandleAsync(reply, text);
        var said = automation.IsReaction ? new ModeratorReply.Unclear("") : ModeratorReply.Read(text, reply.Message.Subject ?? "", reply.List);
        if (said is ModeratorReply.Suspend suspend && isOpen)
            return suspensions.HandleAsync(reply, suspend.Moderator);
        if (database.Read(db => HeldPosts.Find(db, reply.Token.Subject)) is { State: not HeldState.Returned })
            return answers.HandleAsync(reply, said, isOpen);
        return isOpen ? aftermath.HandleAsync(reply, said) : answers.LateAsync(reply);
    }

    // The right token from a wrong address, or in a mail that its domain disowns: a forwarded or stolen request. The moderators hear of it; its sender never.
    private Task TellAsync(InboxMail mail, MailingList list, StoredToken token, MimeMessage message, bool isUnproven)
    {
        if (isUnproven)
            logger.DecisionUnproven(token.Subject);
        else
            logger.TokenInStrangeHands(token.Subject);
        var sender = HeaderText.Clean(message.From.ToString());
        var facts = new Dictionary<string, object?>
        {
            ["number"] = token.Subject,
            ["list"] = list.Name,
            ["subject"] = database.Read(db => DecisionReply.SubjectOf(db, token, message)),
            ["sender"] = sender,
            ["unproven"] = isUnproven,
        };
        var owed = database.Read(db => Roster.ActiveModerators(db, list.Name)).Select(m => desk.Tell(m, list, NoticeCatalogue.DecisionStranger, facts)).ToList();
        var language = database.Read(db => HeldPosts.Find(db, token.Subject))?.Language ?? list.Languages[0];
        return database.WriteAsync(tx =>
        {
            // Whoever has one token may send it a thousand times: the desk hears of it once an hour.
            if (!Inbox.Finish(tx, mail) || Person.AddressOf(tx, token.Person) is not { } owner || !budget.MayTell(tx, owner))
                return;
            DeskLog.Note(tx, new DeskEntry(list.Name, token.Subject, language, token.Person, Deed.Forged, "", time.Now()));
            owed.ForEach(owe => owe(tx));
        });
    }

    private Task FinishAsync(InboxMail mail) => database.WriteAsync(tx => { Inbox.Finish(tx, mail); });
}
