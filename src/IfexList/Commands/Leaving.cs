using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using MimeKit;

namespace IfexList.Commands;

/// <summary>
/// The end of subscriptions. By the personal address that stands in every copy, or by one click (RFC 8058), it needs no confirmation; a command to
/// leave comes here when it is confirmed. Who then reads nothing any more is forgotten.
/// </summary>
public sealed class Leaving(Database database, ListCatalogue lists, TokenKey key, ReaderNotices notices, LetterWriter letters, TimeProvider time)
{
    /// <summary>A mail to <c>L-unsubscribe+T</c>, whatever it says.</summary>
    public Task ByMailAsync(InboxMail mail, MailingList list, string token, MimeMessage message) => EndAsync(list, token, message.MessageId, tx => Inbox.Finish(tx, mail));

    /// <summary>To leave twice is to leave: nothing happens then.</summary>
    public Task ByClickAsync(MailingList list, string token) => EndAsync(list, token, null, _ => true);

    /// <param name="leaves">Null: every list.</param>
    public Act Act(MailingList? leaves, Asker asker, MailingList list, Language language)
    {
        var left = leaves is { } one ? [one] : lists.All.Where(l => asker.Subscriptions.Any(s => s.List == l.Name));
        var erased = asker.Subscriptions.All(s => leaves is null || s.List == leaves.Name);
        return new Act(notices.Goodbye(left, list, language, erased, asker.IsRegistered && erased), tx => Leave(tx, leaves, asker.Person!.Value));
    }

    // He may have joined or left another list since the letter was written.
    private void Leave(Connection tx, MailingList? leaves, long person)
    {
        if (leaves is not null)
            Subscriptions.Leave(tx, leaves.Name, person, time.Now());
        if (leaves is null || !Subscriptions.ReadsAny(tx, person))
            Erasure.Begin(tx, person, time.Now());
    }

    private Task EndAsync(MailingList list, string token, string? cause, Func<Connection, bool> begin)
    {
        if (!key.TryRead(TokenPurpose.Unsubscribe, list.Name, token, out var person, out _)
            || database.Read(db => Asker.Of(db, person)) is not { } asker || asker.LanguageOn(list) is not { } language)
            return database.WriteAsync(tx => { begin(tx); });
        var act = Act(list, asker, list, language);
        var letter = letters.Write(act.Answer, list, inReplyTo: cause);
        return database.WriteAsync(tx =>
        {
            if (!begin(tx) || Enrolment.Find(tx, list.Name, person) is null)
                return;
            act.Change!(tx);
            Letters.Owe(tx, list.Name, person, letter, time.Now());
        });
    }
}
