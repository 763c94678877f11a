using IfexList.Foundation;
using IfexList.Ledger;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace IfexList.Commands;

/// <summary>
/// The answer to "was it you?": a mail to <c>L-confirm+T</c>, or <c>confirm T</c> in any other. An empty reply is a yes. The token is used once, expires,
/// and is good for the address alone that was asked; what is neither a plain yes nor a plain no decides nothing.
/// </summary>
public sealed class Confirmation(
    Database database, ListCatalogue lists, AddressPlan addresses, CommandActs acts, ReaderNotices notices, LetterWriter letters, AnswerBudget budget, TimeProvider time,
    ILogger<Confirmation> logger)
{
    private static readonly string Probed = new Command.Stay().ToString();

    /// <summary>A mail to <c>L-confirm+T</c>.</summary>
    public Task HandleAsync(InboxMail mail, MailingList list, string? token, MimeMessage message, Automation automation)
    {
        if (token is null || !automation.IsPersonal || HeaderText.Author(message) is not { } author)
            return FinishAsync(mail);
        if (YesOrNo.Read(OwnText.Of(PlainText.Of(message))) is { } confirmed)
            return SettleAsync(mail, list, token, author, confirmed, message);
        return Find(token, author) is { } stored && database.Read(db => Requests.Of(db, stored, time.Now())) is { } probe && probe.Commands == Probed
            ? ConfirmAsync(mail, lists.Find(stored.List) ?? list, stored, Said(probe, list, author, message), author, message)
            : AskAgainAsync(mail, list, token, author, message);
    }

    // Whatever somebody writes in answer to a probe, it has reached him. If it is that he wants to leave, his mailbox has said so.
    private PendingRequest Said(PendingRequest probe, MailingList list, Address author, MimeMessage message)
    {
        var leaves = CommandReader.Read("", PlainText.Of(message), list, lists, author, time.Today(list)).Commands.Where(command => command is Command.Unsubscribe or Command.ForgetMe).ToList();
        return leaves.Count == 0 ? probe : probe with { Commands = string.Join('\n', leaves) };
    }

    /// <summary>Does what was asked for, or drops it.</summary>
    public Task SettleAsync(InboxMail mail, MailingList list, string token, Address author, bool confirmed, MimeMessage message)
    {
        if (Find(token, author) is not { } stored)
            return FinishAsync(mail);
        var request = database.Read(db => Requests.Of(db, stored, time.Now()));
        var from = lists.Find(stored.List) ?? list;
        return request is null ? TellLateAsync(mail, from, stored, author, message)
            : confirmed ? ConfirmAsync(mail, from, stored, request, author, message)
            : CancelAsync(mail, from, stored, request, author, message);
    }

    private Task ConfirmAsync(InboxMail mail, MailingList list, StoredToken token, PendingRequest request, Address author, MimeMessage message)
    {
        var asker = database.Read(db => Asker.Of(db, author)) with { Person = request.Person };
        var wishes = CommandsOf(request, list, author);
        // Its list has been taken out of the settings since he asked.
        if (wishes.Count == 0)
            return TellLateAsync(mail, list, token, author, message);
        var todo = new List<Act>();
        foreach (var command in wishes)
        {
            todo.Add(acts.Confirmed(command, asker, list, request.Language, request.Wording));
            asker = asker.Behind(command);
        }
        var letter = letters.Write(Notice.Joined([.. todo.Select(act => act.Answer)]), list, replyTo: addresses.Request(list), inReplyTo: message.MessageId);
        return database.WriteAsync(tx =>
        {
            if (!Inbox.Finish(tx, mail) || Requests.Take(tx, token, time.Now()) is null)
                return;
            budget.Trust(tx, author);
            // He has read his mailbox.
            BounceLedger.Forgive(tx, request.Person);
            foreach (var act in todo)
                act.Change?.Invoke(tx);
            Letters.Owe(tx, list.Name, request.Person, letter, time.Now());
            logger.Confirmed(mail.Id, wishes.Count);
        });
    }

    private Task CancelAsync(InboxMail mail, MailingList list, StoredToken token, PendingRequest request, Address author, MimeMessage message)
    {
        var letter = letters.Write(notices.Cancelled(list, request.Language), list, replyTo: addresses.Request(list), inReplyTo: message.MessageId);
        return database.WriteAsync(tx =>
        {
            if (Inbox.Finish(tx, mail) && Requests.Take(tx, token, time.Now()) is not null && budget.MayTell(tx, author))
                Letters.Owe(tx, list.Name, request.Person, letter, time.Now());
        });
    }

    private Task TellLateAsync(InboxMail mail, MailingList list, StoredToken token, Address author, MimeMessage message)
    {
        var language = database.Read(db => Asker.Of(db, author)).LanguageOn(list) ?? LanguageGuess.Of(PlainText.Of(message), list.Languages);
        var letter = letters.Write(notices.ConfirmLate(list, language, token.Used is not null), list, replyTo: addresses.Request(list), inReplyTo: message.MessageId);
        return database.WriteAsync(tx =>
        {
            if (Inbox.Finish(tx, mail) && budget.MayTell(tx, author))
                Letters.Owe(tx, list.Name, token.Person, letter, time.Now());
        });
    }

    // "Who are you?" is no yes. The same question goes out once more, with the same token.
    private Task AskAgainAsync(InboxMail mail, MailingList list, string token, Address author, MimeMessage message)
    {
        if (Find(token, author) is not { } stored || database.Read(db => Requests.Of(db, stored, time.Now())) is not { } request)
            return FinishAsync(mail);
        var wishes = CommandsOf(request, list, author);
        var letter = letters.Write(
            notices.Confirm(wishes, list, request.Language, token, unsure: false), list, replyTo: addresses.Confirm(list, token), inReplyTo: message.MessageId);
        return database.WriteAsync(tx =>
        {
            if (Inbox.Finish(tx, mail) && Tokens.AskOnce(tx, stored))
                Letters.Owe(tx, list.Name, request.Person, letter, time.Now());
        });
    }

    // They rest as we write them, and are read as any others.
    private IReadOnlyList<Command> CommandsOf(PendingRequest request, MailingList list, Address author) =>
        CommandReader.Read("", request.Commands, list, lists, author, time.Today(list)).Commands;

    private StoredToken? Find(string token, Address author) => database.Read(db =>
        Token.IsWellFormed(token) && Tokens.Find(db, token) is { Purpose: Tokens.Confirm } stored && stored.Person == Person.Find(db, author) ? stored : null);

    private Task FinishAsync(InboxMail mail)
    {
        logger.CommandsDropped(mail.Id);
        return database.WriteAsync(tx => { Inbox.Finish(tx, mail); });
    }
}
