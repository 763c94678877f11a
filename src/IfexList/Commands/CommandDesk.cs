using IfexList.Foundation;
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
/// its writer's language; what only the address itself may ask for is asked back (<see cref="Confirmation"/>); nothing changes without its reader
/// hearing of it; no robot is answered; no word of the mail is repeated.
/// </summary>
public sealed class CommandDesk(
    Database database, ListCatalogue lists, AddressPlan addresses, CommandActs acts, Confirmation confirmation, ReaderNotices notices, LetterWriter letters, AnswerBudget budget, Hold hold,
    TimeProvider time, ILogger<CommandDesk> logger)
{
    /// <summary>A mail to <c>L-request</c>: what is no command is for the people of the desk.</summary>
    public Task ReadAsync(InboxMail mail, MailingList list, MimeMessage message, Automation automation) => ReadAsync(mail, list, message, automation, toDesk: true);

    /// <summary>A reader's reply or bare command that was sent to the list itself: answered as a command, held by nobody.</summary>
    public Task ReadReplyAsync(InboxMail mail, MailingList list, MimeMessage message, Automation automation) => ReadAsync(mail, list, message, automation, toDesk: false);

    /// <summary>A mail to an address that is a command by itself; its body doesn't matter.</summary>
    public Task DoAsync(InboxMail mail, MailingList list, Command command, Language? stated, MimeMessage message, Automation automation) =>
        AuthorOf(message, automation) is { } author
            ? AnswerAsync(mail, list, author, new CommandMail([command], stated, 0, null, IsProse: false), message, PlainText.Of(message))
            : FinishAsync(mail);

    private Task ReadAsync(InboxMail mail, MailingList list, MimeMessage message, Automation automation, bool toDesk)
    {
        if (AuthorOf(message, automation) is not { } author)
            return FinishAsync(mail);
        var text = PlainText.Of(message);
        var read = CommandReader.Read(HeaderText.Clean(message.Subject), text, list, lists, author, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        if (read.Commands.OfType<Command.Confirm>().FirstOrDefault()?.Token is { } yes)
            return confirmation.SettleAsync(mail, list, yes, author, confirmed: true, message);
        if (read.Commands.OfType<Command.Cancel>().FirstOrDefault()?.Token is { } no)
            return confirmation.SettleAsync(mail, list, no, author, confirmed: false, message);
        return read.IsProse && toDesk ? PassOnAsync(mail, list, author, message, text) : AnswerAsync(mail, list, author, read, message, text);
    }

    private Task AnswerAsync(InboxMail mail, MailingList list, Address author, CommandMail read, MimeMessage message, string text)
    {
        var asker = database.Read(db => Asker.Of(db, author));
        var language = LanguageOf(asker, read, list, text);
        var asking = new Asking(asker, list, language, [.. message.References.Append(message.InReplyTo).OfType<string>().Reverse()]);
        var commands = read.Commands.Select(Possible).ToList();
        var requests = Folded(commands).Where(CommandActs.MustBeConfirmed).Select(request => InLanguage(request, language)).ToList();
        var done = commands.Where(command => !CommandActs.MustBeConfirmed(command) && !(command is Command.Set set && IsFolded(set, commands)))
            .Select(command => acts.AtOnce(command, asking)).OfType<Act>().ToList();
        var token = Token.NewRandom();
        List<Notice> answers = [.. done.Select(act => act.Answer)];
        if (requests.Count > 0)
            answers.Insert(0, notices.Confirm(requests, list, language, token, unsure: asker.LanguageOn(list) is null && read.Language is null));
        if (answers.Count == 0)
            answers.Add(notices.NotUnderstood(list, language, read.Suggestion));
        var letter = letters.Write(Notice.Joined(answers), list, replyTo: requests.Count > 0 ? addresses.Confirm(list, token) : addresses.Request(list), inReplyTo: message.MessageId);
        return database.WriteAsync(tx =>
        {
            if (!Inbox.Finish(tx, mail) || !MayAnswer(tx, asker, asks: requests.Count > 0))
                return;
            var person = Person.Know(tx, author, time.Now());
            foreach (var act in done)
                act.Change?.Invoke(tx);
            if (requests.Count > 0)
                Requests.Add(tx, new PendingRequest(0, person, list.Name, language, string.Join('\n', requests), notices.Wording(language), time.Now()), token);
            Letters.Owe(tx, list.Name, person, letter, time.Now());
        });
    }

    private bool MayAnswer(Connection tx, Asker asker, bool asks) =>
        asks ? budget.MayAsk(tx, asker.Address) : asker.IsReader ? budget.MayAnswer(tx, asker.Address) : budget.MayInform(tx, asker.Address);

    // A stranger's text is never acknowledged. A reader may have meant something else, such as to leave: he is told once a day what is understood.
    private async Task PassOnAsync(InboxMail mail, MailingList list, Address author, MimeMessage message, string text)
    {
        var asker = database.Read(db => Asker.Of(db, author));
        if (asker.LanguageOn(list) is { } language)
        {
            var letter = letters.Write(notices.NotUnderstood(list, language, suggestion: null), list, replyTo: addresses.Request(list), inReplyTo: message.MessageId);
            await database.WriteAsync(tx =>
            {
                if (budget.MayInform(tx, author))
                    Letters.Owe(tx, list.Name, asker.Person!.Value, letter, time.Now());
            });
        }
        await hold.StrangersPostAsync(mail, list, null, Cleansing.Of(message, text), HeaderText.Clean(message.From.ToString()), PostHash.Of(list, message, text));
    }

    private static Address? AuthorOf(MimeMessage message, Automation automation) =>
        automation.NeverAnswer || automation.IsBulk || automation.IsReaction ? null : HeaderText.Author(message);

    private static Language LanguageOf(Asker asker, CommandMail read, MailingList list, string text)
    {
        var language = read.Language ?? asker.LanguageOn(list) ?? LanguageGuess.Of(text, list.Languages);
        return list.Languages.Contains(language) ? language : list.Languages[0];
    }

    // "subscribe", and below it "format text": a setting of what is only being asked for.
    private static IEnumerable<Command> Folded(IReadOnlyList<Command> commands) => commands.Select(command => command is Command.Subscribe subscribe
        ? subscribe with { Wish = commands.OfType<Command.Set>().Where(set => Concerns(set, subscribe)).Aggregate(subscribe.Wish, (wish, set) => wish.With(set.Wish)) }
        : command);

    private static bool IsFolded(Command.Set set, IReadOnlyList<Command> commands) => commands.OfType<Command.Subscribe>().Any(subscribe => Concerns(set, subscribe));

    private static bool Concerns(Command.Set set, Command.Subscribe subscribe) => set.List is null || set.List == subscribe.List;

    // A desk's list has no readers, and those of a members' list are the registered ones: what can be read is told instead.
    private static Command Possible(Command command) => command is Command.Subscribe { List.Kind: not ListKind.Broadcast } ? new Command.ShowLists() : command;

    private static Command InLanguage(Command request, Language language) =>
        request is Command.Subscribe { Wish.Languages: null } subscribe ? subscribe with { Wish = subscribe.Wish with { Languages = [language] } } : request;

    private Task FinishAsync(InboxMail mail)
    {
        logger.CommandsDropped(mail.Id);
        return database.WriteAsync(tx => { Inbox.Finish(tx, mail); });
    }
}
