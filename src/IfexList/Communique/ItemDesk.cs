using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Communique;

/// <summary>Takes members' items for a newsletter: never held like a post, never a number of it. An item stands in the next draft of its language, and its sender hears at once what was read.</summary>
public sealed class ItemDesk(Database database, ItemLetters letters, TimeProvider time, ILogger<ItemDesk> logger)
{
    /// <param name="stated">The language that it was addressed in; null where none was.</param>
    /// <param name="hash">By which its twin is known.</param>
    public async Task ReceiveAsync(InboxMail mail, MailingList list, Language? stated, CleanPost post, Author author, ReadItem read, byte[] hash, string? messageId)
    {
        var said = stated ?? post.Language;
        var language = said is { } known && list.Languages.Contains(known) ? known : LanguageGuess.Of($"{read.Headline}\n{read.Text}", list.Languages);
        var item = new Item(0, list.Name, language, read.Kind, read.Headline, read.Text, read.Day, read.Place, author.Organisation?.Id, null, time.Now());
        var letter = letters.Received(list, author.LanguageOr(language), item, isNew: true, messageId);
        await database.WriteAsync(tx =>
        {
            // Sent twice it is one.
            if (!Inbox.Finish(tx, mail) || !Seen.Note(tx, hash, time.Now()))
                return;
            var person = Person.Know(tx, author.Address, time.Now());
            letter(tx, person, Items.Add(tx, item with { Person = person }));
            logger.ItemReceived(mail.Id, list.Name, item.Kind.Code());
        });
    }
}
