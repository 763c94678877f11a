using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>
/// An editor's mail to a desk that orders something onto the record. It goes there without anybody's ok and is public at once, so it counts only where his domain shows that he wrote it to
/// that desk; any other mail is the desk's, to be read by people.
/// </summary>
public sealed class FilingMail(Database database, ListCatalogue lists, AddressPlan addresses, Filing filing, LetterWriter letters, AnswerBudget budget, TimeProvider time)
{
    /// <param name="hash">By which its twin is known.</param>
    /// <returns>False where it is no such mail.</returns>
    public async Task<bool> TryAsync(InboxMail mail, MailingList desk, Address author, MimeMessage message, CleanPost post, byte[] hash)
    {
        if (desk.Kind != ListKind.Desk || !Evidence.Of(message).IsAlignedAsAddressed || !addresses.NamedIn(message).Any(to => to is Recipient.OfList of && of.List == desk)
            || FilingOrder.Read(string.Join('\n', OwnText.Of(post.Text).Answer), lists) is not { } order
            || database.Read(db => Roster.ModeratorsOf(db, desk.Name, author)).FirstOrDefault(editor => !editor.Suspended) is not { } editor)
            return false;
        if (database.Read(db => Filing.Refusal(db, order, post)) is { } refusal)
            await RefuseAsync(mail, desk, editor, order, refusal, message.MessageId);
        else
            await FileAsync(mail, desk, editor, database.Read(db => filing.Prepare(db, order, post)), hash, message.MessageId);
        return true;
    }

    private Task RefuseAsync(InboxMail mail, MailingList desk, Moderator editor, FilingOrder order, string refusal, string? cause)
    {
        var letter = Letter(desk, editor, order, "", "", 0, refusal, cause);
        return database.WriteAsync(tx =>
        {
            if (Inbox.Finish(tx, mail) && budget.MayTell(tx, editor.Address))
                Letters.Owe(tx, desk.Name, editor.Person, letter, time.Now());
        });
    }

    // Its number is known within the transaction only.
    private Task FileAsync(InboxMail mail, MailingList desk, Moderator editor, ReadyFiling ready, byte[] hash, string? cause) => database.WriteAsync(tx =>
    {
        // Sent twice it is one.
        if (!Inbox.Finish(tx, mail) || !Seen.Note(tx, hash, time.Now()))
            return;
        var number = filing.Commit(tx, ready, editor.Person);
        Letters.Owe(tx, desk.Name, editor.Person, Letter(desk, editor, ready.Order, number, ready.Release.Subject, ready.Files.Count, "", cause), time.Now());
    });

    private NewRendering Letter(MailingList desk, Moderator editor, FilingOrder order, string number, string title, int files, string refusal, string? cause) =>
        letters.Write(NoticeCatalogue.Filed, editor.Language, desk, new Dictionary<string, object?>
        {
            ["list"] = desk.Name,
            ["number"] = number,
            ["title"] = title,
            ["topics"] = string.Join(", ", order.About.Select(topic => TopicNames.Of(topic, editor.Language, order.List))),
            ["of_case"] = order.Case ?? "",
            ["source"] = order.Source ?? "",
            ["link"] = order.Link ?? "",
            ["files"] = files,
            ["refusal"] = refusal,
            ["faults"] = order.Faults.ToList(),
            ["example"] = order.List.Name,
        }, addresses.Moderate(desk), inReplyTo: cause);
}
