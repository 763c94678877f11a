using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Bounces;

/// <summary>
/// What comes back to <c>L-bounces+T</c>. The token says whose copy or letter it was; the mail is kept raw with that person, goes with him,
/// and is never answered. What it means is not read yet.
/// </summary>
public sealed class ReturnedMail(Database database, TokenKey key, TimeProvider time)
{
    public Task KeepAsync(InboxMail mail, MailingList list, string? token, byte[] bytes) => database.WriteAsync(tx =>
    {
        if (Inbox.Finish(tx, mail) && token is not null && key.TryRead(TokenPurpose.Bounce, list.Name, token, out var person, out var rendering))
            Returned.Keep(tx, person, rendering, list.Name, bytes, time.Now());
    });
}
