using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Store;
using MimeKit;

namespace IfexList.Communique;

/// <summary>A member's reply to a letter about his item: <c>withdraw</c> takes it back, labelled lines change it, anything else is added to its text. What is printed stays.</summary>
public sealed class ItemMail(Database database, ItemLetters letters, TimeProvider time)
{
    /// <returns>False where it isn't his, or encrypted: then it is what any mail to the list is.</returns>
    public async Task<bool> HandleAsync(InboxMail mail, MailingList list, StoredToken token, MimeMessage message, Automation automation)
    {
        if (!automation.IsPersonal || HeaderText.Author(message) is not { } author)
        {
            await database.WriteAsync(tx => { Inbox.Finish(tx, mail); });
            return true;
        }
        var readable = PlainText.Of(message);
        // What its domain says isn't his changes nothing.
        if (Evidence.Of(message).LacksProof || token.List != list.Name || token.Expires < time.Now() || database.Read(db => Person.Find(db, author)) != token.Person || Secrecy.IsIn(message, readable))
            return false;
        var said = PosterReply.Read(readable);
        // False: another reply of his came between.
        while (!await TryAsync(mail, list, token, message, said))
        {
        }
        return true;
    }

    private Task<bool> TryAsync(InboxMail mail, MailingList list, StoredToken token, MimeMessage message, PosterReply said)
    {
        var (item, isOut, language) = database.Read(db => (Items.Find(db, token.Subject), Items.IsOut(db, token.Subject), Roster.LanguageOf(db, token.Person)));
        var spoken = language ?? item?.Language ?? LanguageGuess.Of(PlainText.Of(message), list.Languages);
        return (item, said) switch
        {
            (null, _) => DoAsync(mail, token, null, letters.Note(list, spoken, PosterMail.SubjectOf(message), "gone", message.MessageId), _ => { }),
            _ when isOut => DoAsync(mail, token, item, letters.Note(list, spoken, item.Headline, "out", message.MessageId), _ => { }),
            (_, PosterReply.Withdraw) => DoAsync(mail, token, item, letters.Note(list, spoken, item.Headline, "withdrawn", message.MessageId), tx => Items.Withdraw(tx, item.Id)),
            (_, PosterReply.Addition { Text: var text }) => ChangeAsync(mail, list, token, item, text, spoken, message),
            _ => DoAsync(mail, token, item, letters.Note(list, spoken, item.Headline, "empty", message.MessageId), _ => { }),
        };
    }

    private Task<bool> ChangeAsync(InboxMail mail, MailingList list, StoredToken token, Item item, string text, Language spoken, MimeMessage message)
    {
        var read = ItemReader.Changed(new ReadItem(item.Kind, item.Headline, item.Text, item.Day, item.Place), text, time.Today(list));
        var changed = item with { Kind = read.Kind, Headline = read.Headline, Text = read.Text, Day = read.Day, Place = read.Place };
        return DoAsync(mail, token, item, letters.Received(list, spoken, changed, isNew: false, message.MessageId), tx => Items.Change(tx, changed));
    }

    private Task<bool> DoAsync(InboxMail mail, StoredToken token, Item? was, Action<Connection, long, long> letter, Action<Connection> deed) => database.WriteAsync(tx =>
    {
        if (Items.Find(tx, token.Subject) != was)
            return false;
        if (!Inbox.Finish(tx, mail))
            return true;
        deed(tx);
        letter(tx, token.Person, token.Subject);
        return true;
    });
}
