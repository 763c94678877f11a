using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using MimeKit;

namespace IfexList.Commands;

/// <summary>
/// Leaving, by the personal address that stands in every copy's List-Unsubscribe, needs no confirmation. Any other wish to leave, and whatever
/// else readers write, is answered by one letter whose own Reply-To is that personal address: to answer it is to leave.
/// </summary>
public sealed class Leave(Database database, AddressPlan addresses, TokenKey key, LetterWriter letters, AnswerBudget budget, TimeProvider time)
{
    /// <summary>A mail to <c>L-unsubscribe+T</c>.</summary>
    public Task ByTokenAsync(InboxMail mail, MailingList list, string token, MimeMessage message) => database.WriteAsync(tx =>
    {
        if (!Inbox.Finish(tx, mail) || !key.TryRead(TokenPurpose.Unsubscribe, list.Name, token, out var person, out _))
            return;
        if (Subscriptions.Leave(tx, list.Name, person, time.Now()) is not { } language)
            return;
        var farewell = letters.Write(NoticeCatalogue.Goodbye, language, list, new Dictionary<string, object?>
        {
            ["list_titles"] = new[] { list.TitleIn(language) },
            ["erased"] = false,
            ["registered"] = false,
            ["subscribe_address"] = addresses.Subscribe(list),
            ["owner_address"] = addresses.Owner(list),
        }, inReplyTo: message.MessageId);
        Letters.Owe(tx, list.Name, person, farewell, time.Now());
    });

    /// <summary>How to leave and how to reach people: at most one such letter an hour for one address.</summary>
    public Task HowToAsync(InboxMail mail, MailingList list, MimeMessage message, Automation automation)
    {
        var author = automation.NeverAnswer || automation.IsBulk ? null : HeaderText.Author(message);
        var guess = LanguageGuess.Of($"{message.Subject}\n{PlainText.Of(message)}", list.Languages);
        return database.WriteAsync(tx =>
        {
            if (!Inbox.Finish(tx, mail) || author is not { } writer)
                return;
            if (!budget.MayTell(tx, writer))
                return;
            var person = Person.Know(tx, writer, time.Now());
            var reader = Subscriptions.LanguagesOf(tx, list.Name, person);
            var language = reader is [var first, ..] ? first : guess;
            var leave = reader.Count > 0 ? addresses.Unsubscribe(list.Name, key.Derive(TokenPurpose.Unsubscribe, list.Name, person, 0)) : null;
            var letter = letters.Write(NoticeCatalogue.NotUnderstood, language, list, new Dictionary<string, object?>
            {
                ["list"] = list.Name,
                ["list_title"] = list.TitleIn(language),
                ["suggestion"] = "",
                ["request_address"] = addresses.Request(list),
                ["owner_address"] = addresses.Owner(list),
            }, replyTo: leave, inReplyTo: message.MessageId);
            Letters.Owe(tx, list.Name, person, letter, time.Now());
        });
    }
}
