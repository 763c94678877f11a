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
public sealed class Leave(Database database, AddressPlan addresses, TokenKey key, LetterWriter letters, TimeProvider time)
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
        }, inReplyTo: message.MessageId);
        Letters.Owe(tx, list.Name, person, farewell, time.Now());
    });
}
