using System.Buffers;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Smtp;
using IfexList.Store;

namespace IfexList.Reception;

/// <summary>
/// The daemon's own postbox. At RCPT it says whether such an address lives here; at the end of the message it looks at the bytes, stores them,
/// one row per recipient over one body (M1), and only after that commit the peer hears 250.
/// </summary>
public sealed class FrontDesk(Settings settings, AddressPlan addresses, TokenKey key, Database database, Triage triage, TimeProvider time) : IPostbox, IDisposable
{
    // A mail is copied once more on its way into the database. Large ones go one behind the other, or those of all sessions would be twice in memory.
    private readonly SemaphoreSlim _largeMail = new(1);

    private static readonly SmtpReply ForgedToken = SmtpReply.Say(550, 1, 1, "That address is not one of ours");

    public ValueTask<SmtpReply> MayWriteToAsync(Envelope envelope, Address recipient, CancellationToken cancellationToken) => new(Judge(envelope, recipient));

    private SmtpReply Judge(Envelope envelope, Address recipient) => addresses.Find(recipient) switch
    {
        null => addresses.IsOurs(recipient.Domain) ? SmtpReply.UnknownRecipient : SmtpReply.RelayDenied,
        Recipient.Unsubscribe { Token: { } token, List: var list } when !key.TryRead(TokenPurpose.Unsubscribe, list.Name, token, out _, out _) => ForgedToken,
        // A call-out with the null sender learns nothing until DATA.
        Recipient.Bounce to when envelope.Sender is not null && !IsOurToken(to) => ForgedToken,
        _ => SmtpReply.RecipientOk,
    };

    public async ValueTask<SmtpReply> TakeInAsync(
        Envelope envelope, IReadOnlyList<Address> recipients, ReadOnlySequence<byte> message, CancellationToken cancellationToken)
    {
        if (message.Length <= Limits.LargeMailOctets)
            return await StoreAsync(envelope, recipients, message);
        await _largeMail.WaitAsync(cancellationToken);
        try
        {
            return await StoreAsync(envelope, recipients, message);
        }
        finally
        {
            _largeMail.Release();
        }
    }

    private async ValueTask<SmtpReply> StoreAsync(Envelope envelope, IReadOnlyList<Address> recipients, ReadOnlySequence<byte> message)
    {
        var bytes = WithTrace(envelope, message);
        if (RawMessage.Refusal(bytes) is { } refusal)
            return refusal;
        var owed = Distinct(recipients);
        if (owed.Count == 0)
            return ForgedToken;
        try
        {
            await database.WriteAsync(tx => Inbox.Add(tx, bytes, envelope.Sender?.ToString(), owed, time.Now()));
        }
        catch (StoreFullException)
        {
            return SmtpReply.StorageFull;
        }
        triage.Signal();
        return SmtpReply.Ok("Taken, it is on disk");
    }

    public void Dispose() => _largeMail.Dispose();

    private byte[] WithTrace(Envelope envelope, ReadOnlySequence<byte> message)
    {
        var trace = Trace.Received(envelope, settings.HostName, time.GetUtcNow());
        var bytes = new byte[trace.Length + message.Length];
        trace.CopyTo(bytes, 0);
        message.CopyTo(bytes.AsSpan(trace.Length));
        return bytes;
    }

    // Two recipients that mean the same are one; a list's post with a stated language stands for the one without.
    private List<string> Distinct(IReadOnlyList<Address> recipients)
    {
        var found = recipients.Select(address => (Text: address.LocalPart.ToLowerInvariant(), Means: addresses.Find(address)))
            .Where(r => r.Means is not null && !(r.Means is Recipient.Bounce bounce && !IsOurToken(bounce)))
            .OrderByDescending(r => r.Means is Recipient.Post { Stated: not null })
            .DistinctBy(r => r.Means is Recipient.Post post ? new Recipient.Post(post.List, null) : r.Means);
        return [.. found.Select(r => r.Text)];
    }

    private bool IsOurToken(Recipient.Bounce to) => to.Token is { } token && key.TryRead(TokenPurpose.Bounce, to.List.Name, token, out _, out _);
}
