using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using MimeKit;

namespace IfexList.Reception;

/// <summary>
/// Mail to <c>L-owner</c>, <c>postmaster</c> and <c>abuse</c> goes to the people who run the lists, whole, inside a letter of ours: their own
/// mail systems would refuse it under its author's From.
/// </summary>
public sealed class OwnersMail(Database database, AddressPlan addresses, LetterWriter letters, TimeProvider time)
{
    public Task ForwardAsync(InboxMail mail, IReadOnlyList<MailingList> lists, MimeMessage message, Automation automation)
    {
        var list = lists[0];
        var language = list.Languages[0];
        var author = HeaderText.Author(message);
        var letter = automation.Signs.HasFlag(RobotSigns.Loop) || automation.NeverAnswer && Wraps(message) ? null : letters.Write(NoticeCatalogue.Forwarded, language, list, new Dictionary<string, object?>
        {
            ["sender"] = HeaderText.Clean(message.From.ToString()),
            ["subject"] = HeaderText.Clean(message.Subject),
            ["address"] = $"{mail.Recipient}@{addresses.Domain}",
        }, from: addresses.Owner(list), replyTo: author?.ToString(), attached: new MessagePart { Message = message });
        return database.WriteAsync(tx =>
        {
            if (Inbox.Finish(tx, mail) && letter is not null)
                foreach (var owner in lists.SelectMany(l => l.Owners).DistinctBy(o => o.Key))
                    Letters.Owe(tx, list.Name, Person.Know(tx, owner, time.Now()), letter, time.Now());
        });
    }

    // Two houses whose owners' addresses lead to each other would wrap one mail for ever. A person may well send on a bounce, which holds a mail itself.
    private static bool Wraps(MimeMessage message) =>
        message.BodyParts.OfType<MessagePart>().Any(outer => outer.Message is { } inner && inner.BodyParts.OfType<MessagePart>().Any());
}
