using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Ledger;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace IfexList.Commands;

/// <summary>
/// Mail with commands: to <c>L-request</c>, <c>L-subscribe</c>, <c>L-unsubscribe</c>, or in answer to a copy. One mail gets one reply at most, in
/// its writer's language; what only the address itself may ask for is asked back (<see cref="Confirmation"/>), unless it is to leave and his domain shows that
/// it was he; nothing changes without its reader hearing of it; no robot is answered; no word of the mail is repeated.
/// </summary>
public sealed class CommandDesk(
    Database database, ListCatalogue lists, AddressPlan addresses, CommandActs acts, Confirmation confirmation, ReaderNotices notices, LetterWriter letters,
    AnswerBudget budget, PostHash hash, Hold hold, TimeProvider time, ILogger<CommandDesk> logger)
{
    /// <summary>A mail to <c>L-request</c>: what is no command is for the people of the desk.</summary>
    public Task ReadAsync(InboxMail mail, MailingList list, MimeMessage message, Automation automation) => ReadAsync(mail, list, message, automation, toDesk: true);

    /// <summary>A reader's reply or bare command that was sent to the list itself: answered as a command, held by nobody.</summary>
    public Task ReadReplyAsync(InboxMail mail, MailingList list, MimeMessage message, Automation automation) => ReadAsync(mail, list, message, automation, toDesk: false);

    /// <summary>A mail to an address that is a command by itself; its body doesn't matter.</summary>
    public Task DoAsync(InboxMail mail, MailingList list, Command command, Language? stated, MimeMessage message, Automation automation) =>
        AuthorOf(message, automation) is { } author
            ? AnswerAsync(mail, list, author, new CommandMail([command], stated, IsEnglish: false, NotUnderstood: 0, Suggestion: null, IsProse: false), message, PlainText.Of(message))
            : DropAsync(mail);

    private Task ReadAsync(InboxMail mail, MailingList list, MimeMessage message, Automation automation, bool toDesk)
    {
        if (AuthorOf(message, automation) is not { } author)
            return DropAsync(mail);
        var text = PlainText.Of(message);
        var read = CommandReader.Read(HeaderText.Clean(message.Subject), text, list, lists, author, time.Today(list));
        if (read.Commands.OfType<Command.Confirm>().FirstOrDefault()?.Token is { } yes)
            return confirmation.SettleAsync(mail, list, yes, author, confirmed: true, message);
        if (read.Commands.OfType<Command.Cancel>().FirstOrDefault()?.Token is { } no)
            return confirmation.SettleAsync(mail, list, no, author, confirmed: false, message);
        return AnswerAsync(mail, list, author, read with { IsProse = read.IsProse && toDesk }, message, text);
    }

    private Task AnswerAsync(InboxMail mail, MailingList list, Address author, CommandMail read, MimeMessage message, string text)
    {
        var evidence = Evidence.Of(message);
        // Its domain disowns it: nothing is done, and nobody is told in whose name it came.
        if (evidence.IsDisowned)
            return read.IsProse ? database.WriteAsync(tx => { ToDesk(mail, list, message, text)(tx); }) : DropAsync(mail);
        read = read with { Commands = [.. read.Commands.Where(command => command is not Command.Withdraw withdraw || acts.MayWithdraw(withdraw, author))] };
        var asker = database.Read(db => Asker.Of(db, author));
        var language = LanguageOf(asker, read, list, text);
        var wishes = Wishes.Of(read, language, asker, evidence.IsAlignedAsAddressed && IsAddressedTo(list, message));
        var reads = wishes.Questions.Any(Wishes.ReadsArchive);
        // Then it answers nothing more today; what changes his settings, or lets him leave, goes on.
        var isSpent = reads && database.Read(db => budget.IsSpent(db, author));
        if (isSpent)
            wishes = wishes with { Questions = [.. wishes.Questions.Where(question => !Wishes.ReadsArchive(question))] };
        var asking = new Asking(asker, list, language, [.. message.References.Append(message.InReplyTo).OfType<string>().Reverse()], asker.IsReader || evidence.IsAlignedAsAddressed);
        var done = wishes.Questions.Select(question => acts.Answered(question, asking)).Prepend(acts.Changed(wishes.Changes, asking)).OfType<Act>().Concat(acts.Left(wishes.Leaves, asking)).ToList();
        var token = wishes.ToConfirm.Count > 0 ? Token.NewRandom() : null;
        // A letter has one file; each further one has its own.
        var files = done.Where(act => act.Attached is not null).Skip(1).ToList();
        var isLeftOut = isSpent && done.Count == 0 && token is null;
        var letter = !isLeftOut && Reply(asking, wishes, [.. done.Except(files)], read, token) is { } reply
            ? letters.Write(
                reply, list, replyTo: token is null ? addresses.Request(list) : addresses.Confirm(list, token), inReplyTo: message.MessageId,
                attached: done.Select(act => act.Attached).FirstOrDefault(file => file is not null))
            : null;
        var parts = done.SelectMany(act => act.Parts.Select(part => (Answer: part, File: (MimeEntity?)null))).Concat(files.Select(act => (act.Answer, File: act.Attached))).Take(Limits.SplitParts)
            .Select(part => letters.Write(part.Answer, list, replyTo: addresses.Request(list), inReplyTo: message.MessageId, attached: part.File)).ToList();
        var end = read.IsProse ? ToDesk(mail, list, message, text) : tx => Inbox.Finish(tx, mail);
        return database.WriteAsync(tx =>
        {
            if (!end(tx))
                return;
            // Who writes reads.
            if (evidence.IsAlignedAsAddressed && asker.Person is { } writer)
                BounceLedger.Forgive(tx, writer);
            if (isSpent)
                budget.Refuse(tx, author);
            if (letter is null || !MayAnswer(tx, asker, asks: token is not null, does: done.Count > 0, evidence))
                return;
            if (reads && !isSpent)
                budget.Spend(tx, author, parts.Prepend(letter).Sum(owed => owed.Bytes.Length));
            var person = Person.Know(tx, author, time.Now());
            foreach (var act in done)
                act.Change?.Invoke(tx);
            if (token is not null)
                Requests.Add(tx, new PendingRequest(0, person, list.Name, language, string.Join('\n', wishes.ToConfirm), notices.Wording(language), time.Now()), token);
            foreach (var owed in parts.Prepend(letter))
                Letters.Owe(tx, list.Name, person, owed, time.Now());
        });
    }

    // A signature says that he wrote it, not to whom: whoever has any letter of his could send it to L-unsubscribe.
    private bool IsAddressedTo(MailingList list, MimeMessage message) => addresses.NamedIn(message).Any(to => to is Recipient.OfList of && of.List == list);

    // A stranger's text for people is never acknowledged. A reader may have meant to leave, for example: he is told what is understood.
    private Notice? Reply(Asking asking, Wishes wishes, List<Act> done, CommandMail read, string? token)
    {
        List<Notice> answers = [.. done.Select(act => act.Answer)];
        if (token is not null)
            answers.Insert(0, notices.Confirm(
                wishes.ToConfirm, asking.List, asking.Language, token, unsure: asking.Asker.LanguageOn(asking.List) is null && read.Language is null && !read.IsEnglish));
        if (answers.Count == 0 && (!read.IsProse || asking.Asker.IsReader))
            answers.Add(notices.NotUnderstood(asking.List, asking.Language, read.Suggestion));
        return answers.Count == 0 ? null : Notice.Joined(answers);
    }

    // A stranger who asks the archive is answered as a reader is, if his domain shows that he asks: else his name would send texts to whomever somebody likes to annoy.
    private bool MayAnswer(Connection tx, Asker asker, bool asks, bool does, Evidence evidence) => asks ? budget.MayAsk(tx, asker.Address, asker.IsReader)
        : does && (asker.IsReader || evidence.IsAlignedAsAddressed) ? budget.MayAnswer(tx, asker.Address) : budget.MayInform(tx, asker.Address);

    private Func<Connection, bool> ToDesk(InboxMail mail, MailingList list, MimeMessage message, string text)
    {
        var (post, content, sender) = (Cleansing.Of(message, text), hash.Of(list, message, text), HeaderText.Clean(message.From.ToString()));
        return tx => hold.StrangersPost(tx, mail, list, null, post, sender, content);
    }

    private static Address? AuthorOf(MimeMessage message, Automation automation) =>
        automation.IsPersonal ? HeaderText.Author(message) : null;

    // By his words; by what he asks to read; by what he reads; else by a guess.
    private static Language LanguageOf(Asker asker, CommandMail read, MailingList list, string text)
    {
        var wanted = read.Commands.OfType<Command.Subscribe>().Select(subscribe => subscribe.Wish.Languages).OfType<IReadOnlyList<Language>>().FirstOrDefault(languages => languages.Count > 0);
        var language = read.Language ?? wanted?[0] ?? asker.LanguageOn(list) ?? (read.IsEnglish ? Language.En : LanguageGuess.Of(text, list.Languages));
        return list.Languages.Contains(language) ? language : list.Languages[0];
    }

    private Task DropAsync(InboxMail mail)
    {
        logger.CommandsDropped(mail.Id);
        return database.WriteAsync(tx => { Inbox.Finish(tx, mail); });
    }
}
