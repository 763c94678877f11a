using System.Buffers;
using IfexList.Authentication;
using IfexList.Bounces;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Smtp;
using IfexList.Store;

namespace IfexList.Reception;

/// <summary>
/// The daemon's own postbox. At RCPT it says whether such an address lives here; at the end of the message it looks at the bytes, lets
/// <see cref="Admission"/> find out who sent them, stores them with what was found, one row per recipient over one body (M1), and only after that commit
/// the peer hears 250.
/// </summary>
public sealed class FrontDesk(Settings settings, AddressPlan addresses, TokenKey key, Addressees addressees, Admission admission, Shortages shortages, Database database, Triage triage, TimeProvider time) : IPostbox, IDisposable
{
    // A mail is copied once more on its way into the database. Large ones go one behind the other, or those of all sessions would be twice in memory.
    private readonly SemaphoreSlim _largeMail = new(1);

    private static readonly SmtpReply ForgedToken = SmtpReply.Say(550, 1, 1, "That address is not one of ours");

    public ValueTask<SmtpReply> MayWriteToAsync(Envelope envelope, Address recipient, CancellationToken cancellationToken) =>
        new(Judge(envelope, recipient) is { IsPositive: false } refusal ? refusal : shortages.Now(RankOf(addresses.Find(recipient)))?.Reply ?? SmtpReply.RecipientOk);

    private SmtpReply Judge(Envelope envelope, Address recipient) => addresses.Find(recipient) switch
    {
        null => addresses.IsOurs(recipient.Domain) ? SmtpReply.UnknownRecipient : SmtpReply.RelayDenied,
        Recipient.Unsubscribe { Token: { } token, List: var list } when !key.TryRead(TokenPurpose.Unsubscribe, list.Name, token, out _, out _) => ForgedToken,
        // A call-out with the null sender learns nothing until DATA.
        Recipient.Bounce to when envelope.Sender is not null && !addressees.Resolves(to) => ForgedToken,
        _ => SmtpReply.RecipientOk,
    };

    public async ValueTask<SmtpReply> TakeInAsync(
        Envelope envelope, IReadOnlyList<Address> recipients, ReadOnlySequence<byte> message, CancellationToken cancellationToken)
    {
        var header = Header(message);
        if (RawMessage.Refusal(header.Span) is { } refusal)
            return refusal;
        var owed = Distinct(recipients);
        if (owed.Count == 0)
            return ForgedToken;
        var arrival = new Arrival(envelope, recipients, [.. owed.Select(r => Given(r.Means))]);
        // Others go on meanwhile, large ones too: whatever the DNS makes us wait for is asked by the header alone.
        var inquiry = await admission.AskAsync(arrival, header, cancellationToken);
        if (message.Length <= Limits.LargeMailOctets)
            return await StoreAsync(arrival, inquiry, owed, message.ToArray(), cancellationToken);
        await _largeMail.WaitAsync(cancellationToken);
        try
        {
            Memory.MakeRoom();
            return await StoreAsync(arrival, inquiry, owed, message.ToArray(), cancellationToken);
        }
        finally
        {
            _largeMail.Release();
        }
    }

    private async ValueTask<SmtpReply> StoreAsync(
        Arrival arrival, Inquiry? inquiry, List<(string Text, Recipient Means)> owed, byte[] message, CancellationToken cancellationToken)
    {
        if (RawMessage.Refusal(message) is { } dangerous)
            return dangerous;
        var (evidence, refusal) = await admission.JudgeAsync(arrival, inquiry, message, cancellationToken);
        if (refusal is { } refused)
            return refused;
        var bytes = StoredOriginal.Of(evidence, Trace.Received(arrival.Envelope, settings.HostName, time.GetUtcNow()), message, settings.HostName);
        var returned = owed.Where(r => RankOf(r.Means) == InboxRank.Returned).Select(r => r.Text).ToList();
        try
        {
            await database.WriteAsync(tx => Inbox.Add(tx, bytes, arrival.Envelope.Sender?.ToString(), [.. owed.Select(r => r.Text)], time.Now(), returned));
        }
        catch (StoreFullException)
        {
            return SmtpReply.StorageFull;
        }
        triage.Signal(returned.Count == owed.Count ? InboxRank.Returned : InboxRank.Written);
        return SmtpReply.Ok("Taken, it is on disk");
    }

    public void Dispose() => _largeMail.Dispose();

    // Mostly it ends within the first chunk, and is read where it stands. A longer one than may be is refused.
    private static ReadOnlyMemory<byte> Header(ReadOnlySequence<byte> message)
    {
        var first = message.First;
        if (RawMessage.HeaderLength(first.Span) is var length && (length < first.Length || message.IsSingleSegment))
            return first[..length];
        var start = message.Slice(0, Math.Min(message.Length, Limits.HeaderOctets + 1)).ToArray();
        return start.AsMemory(0, RawMessage.HeaderLength(start));
    }

    // Two recipients that mean the same are one; a list's post with a stated language stands for the one without.
    private List<(string Text, Recipient Means)> Distinct(IReadOnlyList<Address> recipients)
    {
        var found =
            from address in recipients
            let means = addresses.Find(address)
            where means is not null && !(means is Recipient.Bounce bounce && !addressees.Resolves(bounce))
            select (Text: address.LocalPart.ToLowerInvariant(), Means: means);
        return [.. found
            .OrderByDescending(r => r.Means is Recipient.Post { Stated: not null })
            .DistinctBy(r => r.Means is Recipient.Post post ? new Recipient.Post(post.List, null) : r.Means)];
    }

    // To an answer's address that nobody was given anybody can write, and what he writes is a post: it is let in like one.
    private Recipient Given(Recipient to) => to is Recipient.Answer { Token: { } token } answer
        && !(database.Read(db => Tokens.Find(db, token)) is { Purpose: Tokens.Answer or Tokens.Item } stored && stored.List == answer.List.Name) ? answer with { Token = null } : to;

    private static InboxRank RankOf(Recipient? means) => means is Recipient.Bounce or Recipient.Postmaster or Recipient.Abuse ? InboxRank.Returned : InboxRank.Written;
}
