using IfexList.Authentication;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Smtp;
using IfexList.Store;

namespace IfexList.Reception;

/// <summary>
/// Who is let in between the dot and the commit. Every sender is looked at, save that of bounces; refused is only what goes to addresses that everybody knows, and
/// nothing that a relay of our own has let in: it would send our refusal back to whoever's name was forged.
/// </summary>
public sealed class Admission(SenderCheck check, FrontRelays relays, Blocklists blocklists, Rspamd rspamd, Database database)
{
    /// <summary>Asks what is to be asked of others, by the header alone.</summary>
    /// <returns>Null where nobody cares: what comes back from a reader's server proves itself by its token.</returns>
    public async Task<Inquiry?> AskAsync(Arrival arrival, ReadOnlyMemory<byte> header, CancellationToken cancellationToken) =>
        arrival.IsBounce ? null : await check.AskAsync(arrival.Envelope, header, cancellationToken);

    /// <summary>What is found out about the sender, and why the mail isn't taken in.</summary>
    public async Task<(Evidence Evidence, SmtpReply? Refusal)> JudgeAsync(Arrival arrival, Inquiry? inquiry, byte[] message, CancellationToken cancellationToken)
    {
        if (inquiry is null)
            return (Evidence.Nothing, null);
        var evidence = check.Judge(inquiry, message);
        return (evidence, relays.Contains(arrival.Envelope.Client) ? null : await RefusalAsync(arrival, inquiry, evidence, message, cancellationToken));
    }

    private async Task<SmtpReply?> RefusalAsync(Arrival arrival, Inquiry inquiry, Evidence evidence, byte[] message, CancellationToken cancellationToken)
    {
        if (arrival.IsForStrangers && evidence.Dmarc is { Result: CheckResult.Fail, Policy: DmarcPolicy.Reject } dmarc)
            return Forged(dmarc.Domain);
        if (!arrival.IsForAnybody)
            return null;
        var listed = IsMembers(inquiry, evidence) ? null : await blocklists.RefusalAsync(arrival.Envelope.Client, cancellationToken);
        return listed ?? await rspamd.RefusalAsync(arrival.Envelope, arrival.Recipients, message, cancellationToken);
    }

    private bool IsMembers(Inquiry inquiry, Evidence evidence) =>
        evidence.IsAligned && HeaderText.Author(inquiry.Fields) is { } author && database.Read(db => Roster.AuthorOf(db, author, "")).IsMember;

    // RFC 7372 §3.3.
    private static SmtpReply Forged(string domain) => SmtpReply.Say(550, 7, 26,
        $"{domain} asks to refuse mail that only claims to come from it (DMARC), and nothing shows that this one does; send it through that domain's own mail server");
}

/// <summary>A mail at the door: who brings it, and to whom.</summary>
/// <param name="To">What the recipients mean, each once.</param>
public sealed record Arrival(Envelope Envelope, IReadOnlyList<Address> Recipients, IReadOnlyList<Recipient> To)
{
    public bool IsBounce => Envelope.Sender is null && To.All(recipient => recipient is Recipient.Bounce);

    /// <summary>All of it is for addresses that everybody knows, and nobody is given.</summary>
    public bool IsForStrangers => To.All(IsStrangers);

    /// <summary>So it is, or it is for the people who run the lists, to whom also whoever gets nothing through may turn.</summary>
    public bool IsForAnybody => To.All(recipient => recipient is Recipient.Owner || IsStrangers(recipient));

    private static bool IsStrangers(Recipient recipient) => recipient is
        Recipient.Post or Recipient.Request or Recipient.Subscribe
        or Recipient.Unsubscribe { Token: null } or Recipient.Decision { Token: null } or Recipient.Confirm { Token: null } or Recipient.Answer { Token: null };
}
