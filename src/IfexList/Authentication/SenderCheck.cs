using System.Net;
using System.Text;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Smtp;

namespace IfexList.Authentication;

/// <summary>
/// Finds out who really sent a mail. What has to be asked is asked by the header alone, all at once and within <see cref="Limits.VerdictTime"/>; what isn't answered
/// then is a temporary error. The rest is arithmetic over the bytes.
/// </summary>
public sealed class SenderCheck(Spf spf, SignerKeys keys, Dmarc dmarc, Dkim dkim, MemberSignatures members, FrontRelays relays, TimeProvider time)
{
    /// <param name="message">As it came: signatures cover the bytes.</param>
    public async Task<Evidence> OfAsync(Envelope envelope, byte[] message, CancellationToken cancellationToken) =>
        Judge(await AskAsync(envelope, message, cancellationToken), message);

    /// <summary>Asks whatever there is to ask about a mail.</summary>
    /// <param name="header">Its header block; what follows isn't looked at.</param>
    public async Task<Inquiry> AskAsync(Envelope envelope, ReadOnlyMemory<byte> header, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Limits.VerdictTime, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        var fields = HeaderFields.Of(header);
        var author = HeaderText.Author(fields)?.Domain;
        var peer = HandedOverBy(envelope, fields);
        var speaker = envelope.Sender?.Domain ?? (peer?.Helo ?? envelope.Helo).ToLowerInvariant();
        var passage = peer is null
            ? Task.FromResult(new SpfEvidence(CheckResult.None, speaker))
            : WithinAsync(spf.CheckAsync(peer.Client, envelope.Sender, peer.Helo, end.Token), new SpfEvidence(CheckResult.TempError, speaker), cancellationToken);
        var ring = WithinAsync(keys.FindAsync(fields, end.Token), KeyRing.Late, cancellationToken);
        var rules = author is null
            ? Task.FromResult<DmarcRules?>(null)
            : WithinAsync<DmarcRules?>(RulesAsync(author, speaker, fields, end.Token), DmarcRules.Unknown(author), cancellationToken);
        return new Inquiry(fields, await passage, await ring, await rules);
    }

    /// <summary>What the answers and the mail itself come to.</summary>
    public Evidence Judge(Inquiry inquiry, byte[] message)
    {
        var (signatures, chain, signature) = Verify(inquiry, message);
        return new Evidence(inquiry.Spf, signatures, inquiry.Rules?.Judge(inquiry.Spf, signatures), chain, signature);
    }

    private (IReadOnlyList<DkimEvidence>, ArcEvidence?, SignatureEvidence?) Verify(Inquiry inquiry, byte[] message)
    {
        var byServers = inquiry.Fields.Any(field => field.Is("DKIM-Signature"u8) || field.Is("ARC-Seal"u8));
        var byPerson = MemberSignatures.MayBeIn(inquiry.Fields, message);
        if (!byServers && !byPerson)
            return ([], null, null);
        try
        {
            var parsed = RawMessage.Parse(message);
            var (signatures, chain) = byServers ? (dkim.Verify(parsed, message, inquiry.Fields, inquiry.Keys), Arc.Verify(parsed, inquiry.Keys)) : ([], null);
            return (signatures, chain, byPerson ? members.Check(parsed) : null);
        }
        catch (FormatException)
        {
            return (byServers ? [new DkimEvidence(CheckResult.PermError, "", "")] : [], null, null);
        }
    }

    private async Task<DmarcRules?> RulesAsync(string author, string speaker, IReadOnlyList<HeaderField> fields, CancellationToken cancellationToken) =>
        await dmarc.AskAsync(author, Signatures.In(fields).Select(signer => signer.Domain).Prepend(speaker), cancellationToken);

    // Who handed the mail over to the first server of ours: behind our own relays, whom the topmost Received line names that isn't one of them. Each line
    // was written by the server that the line above names; a relay hands mails to itself, too, for its filters.
    private ReceivedFrom? HandedOverBy(Envelope envelope, IReadOnlyList<HeaderField> fields)
    {
        if (!relays.Contains(envelope.Client))
            return new ReceivedFrom(envelope.Client, envelope.Helo);
        foreach (var field in fields)
            if (field.Is("Received"u8))
            {
                var peer = ReceivedFrom.Of(Encoding.Latin1.GetString(field.Value.Span));
                if (peer is null || !relays.Contains(peer.Client) && !IPAddress.IsLoopback(peer.Client))
                    return peer;
            }
        return null;
    }

    private async Task<T> WithinAsync<T>(Task<T> question, T otherwise, CancellationToken cancellationToken)
    {
        try
        {
            return await question.WaitAsync(Limits.VerdictTime, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return otherwise;
        }
    }
}

/// <summary>What the DNS answered about a mail.</summary>
/// <param name="Rules">Null where there is no one author.</param>
public sealed record Inquiry(IReadOnlyList<HeaderField> Fields, SpfEvidence Spf, KeyRing Keys, DmarcRules? Rules);
