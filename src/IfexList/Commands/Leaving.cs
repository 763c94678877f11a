using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Commands;

/// <summary>The end of a subscription by the reader's own unsubscribe token, whichever way it came: a mail to its address, or one click (RFC 8058).</summary>
public sealed class Leaving(Database database, AddressPlan addresses, TokenKey key, LetterWriter letters, TimeProvider time)
{
    /// <summary>For a token that came without a mail.</summary>
    /// <returns>False where we made no such token for that list. True also where he had left before: to leave twice is to leave.</returns>
    public Task<bool> LeaveAsync(MailingList list, string token) => database.WriteAsync(tx => Leave(tx, list, token, causedBy: null));

    /// <summary>Ends it and owes him one goodbye, in the transaction of whatever caused it.</summary>
    /// <param name="causedBy">The Message-ID of his mail, without angle brackets.</param>
    public bool Leave(Connection tx, MailingList list, string token, string? causedBy)
    {
        if (!key.TryRead(TokenPurpose.Unsubscribe, list.Name, token, out var person, out _))
            return false;
        if (Subscriptions.Leave(tx, list.Name, person, time.Now()) is not { } language)
            return true;
        var farewell = letters.Write(NoticeCatalogue.Goodbye, language, list, new Dictionary<string, object?>
        {
            ["list_titles"] = new[] { list.TitleIn(language) },
            ["erased"] = false,
            ["registered"] = false,
            ["subscribe_address"] = addresses.Subscribe(list),
            ["owner_address"] = addresses.Owner(list),
        }, inReplyTo: causedBy);
        Letters.Owe(tx, list.Name, person, farewell, time.Now());
        return true;
    }
}
