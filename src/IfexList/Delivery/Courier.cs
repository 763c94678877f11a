using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>
/// Carries copies over one kept connection to the next hop, one recipient a transaction (RFC 5321 §3.3). With PIPELINING (RFC 2920 §3.1)
/// the next copy's MAIL, RCPT and DATA ride behind the dot of the one before, in one write; with CHUNKING (RFC 3030) a copy goes out whole, envelope and text in one write. Either
/// way it is one round trip a copy, and every reply is accounted to its copy.
/// </summary>
/// <remarks>
/// <code>
/// MAIL   RCPT   DATA   then we send       the copy is
/// 2xx    2xx    354    text and dot       delivered, deferred or refused by the answer to the dot
/// 2xx    4xx5xx 354    a dot alone        deferred or refused by RCPT; the answer to the dot is nobody's
/// 2xx    4xx5xx 5xx    RSET               deferred or refused by RCPT
/// 4xx5xx any    any    a dot or RSET      deferred: our sender, not this reader (552: too large, refused)
/// 421, silence or nonsense               deferred if it had its turn, else returned; the connection ends
/// </code>
/// A text that fits into one write goes by BDAT where the hop takes that: the first copy of a connection saves a round trip, and nothing rides that a hop would leave lying. A
/// larger one goes by DATA, so that it isn't sent for nothing. No whole copy rides behind one that is unanswered, though that would be half a round trip a copy: where a connection
/// breaks the hop has often taken both, and both readers would get a second one. After a refusal an RSET stands before the next MAIL, since the hop may hold the transaction
/// open, and the next copy would go out under the sender of the one before (RFC 3030 §2).
/// </remarks>
/// <param name="line">How these hops are.</param>
/// <param name="provider">How the provider is whose hops they are, and what it bears; often the same.</param>
internal sealed class Courier(HopConnection hop, HopOffers offers, Backlog backlog, RoutePace line, RoutePace provider, Depot depot) : IDisposable
{
    // What would end or split a command line. Addresses were checked when they came in; this is the last door.
    private static readonly SearchValues<char> Unsafe = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (char)i), '\x7f']);

    // The hop takes no more over one connection.
    private readonly int _mostMails = provider.Shape.MessagesPerConnection;

    // What is personal of the copy whose text is next, signed ahead of its turn.
    private readonly WireBuffer _head = new(Limits.HeadOctets);
    private Copy? _headOf;
    private Copy? _current;
    private Copy? _riding;

    // An RSET stands before the next MAIL, and is answered.
    private bool _isBehindReset;
    private bool _answered;
    private volatile bool _isFree = true;

    /// <summary>It has nothing in hand and takes the next copy without being asked.</summary>
    public bool IsFree => _isFree;

    public bool IsHoldingCopies => _current is not null;

    /// <summary>Copies that this connection has brought to an answer.</summary>
    public int Carried { get; private set; }

    /// <summary>It answered commands that came together as if they had come in another order; where the connection is lost in the middle, perhaps it didn't hear them all.</summary>
    public bool HasLostCount { get; private set; }

    /// <summary>Until stopped or idle for long. Throws when the connection is lost; then <see cref="LeaveBehind"/> says what becomes of the copies in hand.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (await NextAsync(stopping))
            do
                await CarryAsync(stopping);
            while (_current is not null);
        if (!hop.IsLeaving())
            await hop.QuitAsync();
    }

    /// <summary>
    /// The connection is gone. The copy whose turn it was is deferred, unless the hop only closed a connection that had served before
    /// and said nothing to this copy. The one riding behind was never tried.
    /// </summary>
    public void LeaveBehind(SmtpReply reason)
    {
        if (_riding is { } riding)
            backlog.Return(riding.Row);
        if (_current is { } current && Carried > 0 && !_answered)
            backlog.Return(current.Row);
        else if (_current is { } tried)
            depot.Recorder.Record(tried.Row, new Outcome.Deferred(reason), provider.Shape);
        _current = _riding = null;
    }

    // True with the current copy's envelope on its way; false when this connection is needed no more.
    private async Task<bool> NextAsync(CancellationToken stopping)
    {
        var idleUntil = depot.Time.In(provider.Shape.IsOurs ? Limits.KeptConnectionTime : Limits.KeptExchangeTime);
        while (!stopping.IsCancellationRequested && Carried < _mostMails)
        {
            var beat = backlog.Changed;
            _current = Take(stopping);
            _isFree = _current is null;
            if (_current is not null)
            {
                WriteEnvelope(_current);
                return true;
            }
            hop.Rest();
            // Beats come for others too: the time counts from the last copy.
            var left = depot.Time.Until(idleUntil);
            if (left <= TimeSpan.Zero || provider.IsCrowded || depot.Connections.IsShort && backlog.Waiting == 0)
                return false;
            await Pulse.WaitAsync(beat, backlog.Wait is var wait && wait > TimeSpan.Zero && wait < left ? wait : left, depot.Time, stopping);
            if (hop.IsLeaving())
                return false;
        }
        return false;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask CarryAsync(CancellationToken stopping)
    {
        var copy = _current!;
        _answered = false;
        if (hop.Output.Written.Length > 0)
            await hop.FlushAsync();
        var (outcome, last) = copy.Whole is null ? await CarryTextAsync(copy, stopping) : await CarryWholeAsync(stopping);
        Record(copy.Row, outcome);
        Carried++;
        _current = _riding;
        _riding = null;
        _answered = false;
        if (last.Code == 421)
            throw new IOException("the next hop leaves");
        if (HasLostCount)
            throw new HopProtocolException("the next hop lost count");
    }

    // It is on its way already.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(Outcome, SmtpReply Last)> CarryWholeAsync(CancellationToken stopping)
    {
        _riding = TakeNext(stopping);
        if (_riding is { } riding)
            WriteHead(riding);
        // Some hops answer nothing until they have it all.
        var answers = await ReadEnvelopeAsync(Limits.FinalReplyTime);
        _isBehindReset = answers.ForWhole is not Outcome.Delivered;
        hop.Output.Append(_isBehindReset ? "RSET\r\n"u8 : ""u8);
        WriteEnvelope(_riding);
        return (answers.ForWhole, answers.Data);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(Outcome, SmtpReply Last)> CarryTextAsync(Copy copy, CancellationToken stopping)
    {
        WriteHead(copy);
        var answers = offers.Pipelining ? await ReadEnvelopeAsync(Limits.ReplyTime) : await SayEnvelopeAsync(copy);
        var refusal = answers.Refusal;
        var isOpen = await WriteTextAsync(copy, answers, refusal is null);
        _riding = TakeNext(stopping);
        var isWhole = _riding?.Whole is not null;
        WriteEnvelope(isWhole ? null : _riding);
        var last = default(SmtpReply);
        if (isOpen)
        {
            await hop.FlushAsync();
            if (_riding is { } riding)
                WriteHead(riding);
            last = await ReadReplyAsync(Limits.FinalReplyTime, isLast: true);
        }
        WriteEnvelope(isWhole ? _riding : null);
        return (refusal ?? EnvelopeAnswers.ForText(last), last);
    }

    // None that the hop would refuse for the number of its mails.
    private Copy? TakeNext(CancellationToken stopping) =>
        offers.Pipelining && Carried + 1 < _mostMails ? Take(stopping) : null;

    // A signature takes a quarter of a millisecond of a core: it is made while the hop is at work on what it was sent before, and other connections make theirs meanwhile.
    private void WriteHead(Copy copy)
    {
        if (ReferenceEquals(_headOf, copy))
            return;
        _head.Clear();
        depot.Headers.Write(_head, copy.Row, copy.Text.List, copy.Text.IsLetter, copy.Form.Signature);
        _headOf = copy;
    }

    // True where an answer follows.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> WriteTextAsync(Copy copy, EnvelopeAnswers answers, bool isWanted)
    {
        if (!answers.WantsText)
        {
            var hasTransaction = answers.Mail.Code / 100 == 2;
            hop.Output.Append(hasTransaction ? "RSET\r\n"u8 : ""u8);
            return hasTransaction;
        }
        if (isWanted)
        {
            hop.Output.Append(_head.Written.Span);
            if (copy.Form.Bytes.Length > Limits.WireBufferOctets)
                await hop.SendLargeAsync(copy.Form.Bytes);
            else
                hop.Output.Append(copy.Form.Bytes);
        }
        hop.Output.Append(".\r\n"u8);
        return true;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<EnvelopeAnswers> ReadEnvelopeAsync(TimeSpan limit)
    {
        HasLostCount = true;
        if (_isBehindReset)
            await ReadReplyAsync(limit);
        _isBehindReset = _answered = false;
        var mail = await ReadReplyAsync(limit);
        var rcpt = await ReadReplyAsync(limit);
        var answers = new EnvelopeAnswers(mail, rcpt, await ReadReplyAsync(limit, isLast: _current!.Whole is not null));
        HasLostCount = answers.IsOutOfCount;
        return answers;
    }

    // RFC 5321 §4.5.3.2: without PIPELINING each command waits for the answer to the one before.
    private async ValueTask<EnvelopeAnswers> SayEnvelopeAsync(Copy copy)
    {
        WriteMail(copy);
        await hop.FlushAsync();
        var mail = await ReadReplyAsync(Limits.ReplyTime);
        if (mail.Code / 100 != 2)
            return new EnvelopeAnswers(mail, default, default);
        WriteRcpt(copy);
        await hop.FlushAsync();
        var rcpt = await ReadReplyAsync(Limits.ReplyTime);
        if (rcpt.Code / 100 != 2)
            return new EnvelopeAnswers(mail, rcpt, default);
        hop.Output.Append("DATA\r\n"u8);
        await hop.FlushAsync();
        return new EnvelopeAnswers(mail, rcpt, await ReadReplyAsync(Limits.ReplyTime));
    }

    // A 421 before the text ends everything; after it, it is an answer as well.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<SmtpReply> ReadReplyAsync(TimeSpan limit, bool isLast = false)
    {
        var reply = await hop.ReadReplyAsync(limit);
        if (reply.Code == 421 && !isLast)
            throw new HopLeavesException(reply);
        _answered = true;
        return reply;
    }

    private void WriteEnvelope(Copy? copy)
    {
        if (copy is null || !offers.Pipelining)
            return;
        WriteMail(copy);
        WriteRcpt(copy);
        if (copy.Whole is { } text)
            WriteWhole(copy, text);
        else
            hop.Output.Append("DATA\r\n"u8);
    }

    private void WriteWhole(Copy copy, byte[] text)
    {
        WriteHead(copy);
        hop.Output.Append("BDAT "u8);
        hop.Output.Append(_head.Written.Length + text.Length);
        hop.Output.Append(" LAST\r\n"u8);
        hop.Output.Append(_head.Written.Span);
        hop.Output.Append(text);
    }

    private void WriteMail(Copy copy)
    {
        var output = hop.Output;
        output.Append("MAIL FROM:<"u8);
        depot.Headers.WriteSender(output, copy.Row, copy.Text.List);
        output.Append(">"u8);
        if (offers.Size)
        {
            output.Append(" SIZE="u8);
            output.Append((copy.Whole ?? copy.Form.Bytes).Length + depot.Headers.Octets(copy.Row, copy.Text.List, copy.Text.IsLetter, copy.Form.Signature));
        }
        if (copy.Form.IsEightBit)
            output.Append(" BODY=8BITMIME"u8);
        output.Append(copy.NeedsSmtpUtf8 ? " SMTPUTF8\r\n"u8 : "\r\n"u8);
    }

    private void WriteRcpt(Copy copy)
    {
        hop.Output.Append("RCPT TO:<"u8);
        hop.Output.Append(copy.Row.Address);
        hop.Output.Append(">\r\n"u8);
    }

    // Those that can't go to this hop at all end here, each for itself.
    private Copy? Take(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested && !provider.IsCrowded && backlog.TryTake(out var row))
        {
            var (copy, outcome) = Prepare(row);
            if (copy is not null)
                return copy;
            depot.Recorder.Record(row, outcome!, provider.Shape);
        }
        return null;
    }

    private void Record(OwedCopy row, Outcome outcome)
    {
        depot.Recorder.Record(row, outcome, provider.Shape);
        if (outcome is Outcome.Deferred { Reply: var later })
            provider.Answered(later);
        else if (outcome is Outcome.Refused { Reply: var never })
            provider.Answered(never);
        line.Succeeded();
        if (provider != line)
            provider.Succeeded();
    }

    private (Copy?, Outcome?) Prepare(OwedCopy row)
    {
        var needsSmtpUtf8 = !Ascii.IsValid(row.Address);
        if (needsSmtpUtf8 && !offers.SmtpUtf8)
            return (null, new Outcome.Refused(SmtpReply.Say(553, 6, 7, "the next hop offers no SMTPUTF8")));
        if (row.Address.AsSpan().ContainsAny(Unsafe))
            return (null, new Outcome.Refused(SmtpReply.Say(553, 1, 3, "not an address")));
        try
        {
            if (depot.Texts.Find(row.Rendering) is { } text)
                return (Prepare(row, text, text.ForWire(offers.EightBitMime), needsSmtpUtf8), null);
            depot.Log.CopyUnprepared(row.Id, row.Rendering, null);
        }
        catch (Exception e)
        {
            depot.Log.CopyUnprepared(row.Id, row.Rendering, e);
        }
        return (null, new Outcome.Deferred(SmtpReply.OurFault));
    }

    private Copy Prepare(OwedCopy row, PreparedText text, WireForm form, bool needsSmtpUtf8) =>
        new(row, text, form, offers is { Chunking: true, Pipelining: true } ? form.Whole : null, needsSmtpUtf8);

    public void Dispose() => _head.Dispose();

    /// <summary>One copy in hand, with its text in the form that this hop takes; <c>Whole</c> if it goes out together with its envelope.</summary>
    private sealed record Copy(OwedCopy Row, PreparedText Text, WireForm Form, byte[]? Whole, bool NeedsSmtpUtf8);
}
