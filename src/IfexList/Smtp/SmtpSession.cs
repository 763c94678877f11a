using System.Net;
using System.Security.Authentication;
using System.Text;
using IfexList.Foundation;
using IfexList.Mail;
using Microsoft.AspNetCore.Connections;

namespace IfexList.Smtp;

/// <summary>
/// One peer's conversation with us (RFC 5321): one loop, one switch, a method per verb. Whatever the peer does wrong is a reply; what the postbox
/// does wrong is 451. Mails are handed to the <see cref="IPostbox"/>, and its reply is what the peer hears.
/// </summary>
/// <remarks>
/// <code>
/// greeted  --HELO, EHLO-->  hello  --MAIL-->  mail  --RCPT-->  recipients  --DATA, BDAT LAST-->  hello
/// </code>
/// RSET leads back to <i>hello</i>, as does every refused mail; STARTTLS leads back to <i>greeted</i>; after a first BDAT only BDAT and RSET go on.
/// </remarks>
public sealed class SmtpSession
{
    private readonly ConnectionContext _connection;
    private readonly SmtpPremises _premises;
    private readonly SmtpWire _wire;
    private readonly MailUnderWay _mail;
    private readonly CancellationTokenSource _cut = new();
    private readonly long _began;

    private string? _helo;
    private bool _isExtended;
    private int _mails;
    private int _errors;
    private int _commands;
    private bool _isOver;
    private Farewell? _farewell;

    public SmtpSession(ConnectionContext connection, SmtpPremises premises)
    {
        (_connection, _premises) = (connection, premises);
        Client = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.Loopback;
        Client = Client.IsIPv4MappedToIPv6 ? Client.MapToIPv4() : Client;
        _wire = new SmtpWire(connection.Transport, premises.Time);
        _mail = new MailUnderWay(premises, connection.ConnectionId, _cut.Token);
        _began = premises.Time.GetTimestamp();
    }

    public IPAddress Client { get; }

    /// <summary>When the peer last sent anything, as <see cref="TimeProvider.GetTimestamp"/> counts.</summary>
    public long LastHeard => _wire.LastHeard;

    /// <summary>The postbox is taking a mail in: the peer waits for us, and must hear the reply.</summary>
    public bool IsBusy => _mail.IsBeingTakenIn;

    public async Task RunAsync()
    {
        _premises.Logger.SessionBegan(_connection.ConnectionId, Client.ToString());
        try
        {
            await using (_wire)
            {
                if (_farewell is null)
                    _wire.Say(new SmtpReply(220, null, $"{_premises.HostName} ESMTP IfexList"));
                await ConverseAsync();
                if (_farewell is { } farewell && !_isOver)
                    _wire.Say(farewell.Reply);
                await _wire.FlushAsync();
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            _premises.Logger.ConnectionLost(e, _connection.ConnectionId);
        }
        catch (Exception e)
        {
            _premises.Logger.SessionFailed(e, _connection.ConnectionId);
        }
        finally
        {
            _mail.Forget();
            _isOver = true;
            HangUp(Replies.Goodbye);
            _premises.Logger.SessionEnded(_connection.ConnectionId, _mails);
        }
    }

    /// <summary>Says 421 in place of the banner.</summary>
    public Task TurnAwayAsync()
    {
        HangUp(Replies.TooBusy);
        return RunAsync();
    }

    /// <summary>
    /// Ends the session with a 421 as soon as it waits for the peer; a mail being taken in gets its reply first. A mail half received is dropped: it is
    /// still its sender's, who comes again. Called from other threads.
    /// </summary>
    public void HangUp(SmtpReply reply)
    {
        if (Interlocked.CompareExchange(ref _farewell, new Farewell(reply, _premises.Time.GetTimestamp()), null) is null && !_isOver)
            _wire.StopWaiting();
    }

    /// <summary>
    /// Ends the session if it was silent or lasts for too long, and cuts the connection if it then doesn't end. Called by the listener's timer.
    /// </summary>
    public void CheckTime()
    {
        if (_farewell is { } farewell)
        {
            if (Since(farewell.At) > (IsBusy ? Limits.FinalReplyTime : Limits.FarewellTime))
                Cut();
        }
        else if (Since(_began) > Limits.SessionTime)
            HangUp(Replies.SessionTooLong);
        else if (!IsBusy && Since(LastHeard) > Limits.IdleTime)
            HangUp(Replies.IdleTooLong);
    }

    private async Task ConverseAsync()
    {
        while (!_isOver && _farewell is null)
        {
            var state = _wire.TakeLine(out var line);
            if (state == LineState.Incomplete)
            {
                if (!await _wire.FillAsync())
                    return;
                continue;
            }
            var reply = state switch
            {
                LineState.Complete => await ObeyAsync(SmtpCommand.Parse(line)),
                LineState.TooLong => Replies.LineTooLong,
                _ => LastWords(Replies.BrokenLine, Replies.NotSmtp),
            };
            if (reply is { } said)
                _wire.Say(said);
            CountCommand(reply);
        }
    }

    private async ValueTask<SmtpReply?> ObeyAsync(SmtpCommand command) => command.Verb switch
    {
        SmtpVerb.Helo => Hello(command.Argument.Span, isExtended: false),
        SmtpVerb.Ehlo => Hello(command.Argument.Span, isExtended: true),
        SmtpVerb.StartTls => await StartTlsAsync(command.Argument.IsEmpty),
        SmtpVerb.Mail => Mail(command.Argument.Span),
        SmtpVerb.Rcpt => await RcptAsync(command.Argument),
        SmtpVerb.Data => await DataAsync(command.Argument.IsEmpty),
        SmtpVerb.Bdat => await BdatAsync(command.Argument),
        SmtpVerb.Rset => Rset(command.Argument.IsEmpty),
        SmtpVerb.Noop => Replies.Noop,
        // RFC 5321 §3.5.3, §7.3: who is on a list is nobody's business.
        SmtpVerb.Vrfy => command.Argument.IsEmpty ? Replies.ArgumentNeeded : Replies.CannotVerify,
        SmtpVerb.Help => Replies.Help,
        SmtpVerb.Quit => LastWord(Replies.Goodbye),
        SmtpVerb.NotOffered => Replies.NotOffered,
        // A web page can make a browser post to us; the lines of its body must not become commands.
        SmtpVerb.Http => LastWord(Replies.NotSmtp),
        _ => Replies.UnknownCommand,
    };

    private SmtpReply Hello(ReadOnlySpan<byte> name, bool isExtended)
    {
        if (name.IsEmpty)
            return Replies.ArgumentNeeded;
        if (name.Length > 255 || name.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
            return Replies.BadParameterValue;
        // RFC 5321 §4.1.4: EHLO drops a mail under way.
        _mail.Forget();
        (_helo, _isExtended) = (Encoding.ASCII.GetString(name), isExtended);
        if (!isExtended)
            return new SmtpReply(250, null, _premises.HostName);
        _wire.SayMore(new SmtpReply(250, null, _premises.HostName));
        _wire.SayMore(new SmtpReply(250, null, "PIPELINING"));
        _wire.SayMore(new SmtpReply(250, null, $"SIZE {_premises.MaxMessageBytes}"));
        _wire.SayMore(new SmtpReply(250, null, "8BITMIME"));
        _wire.SayMore(new SmtpReply(250, null, "SMTPUTF8"));
        _wire.SayMore(new SmtpReply(250, null, "CHUNKING"));
        if (_premises.Certificates is not null && !_wire.IsSecure)
            _wire.SayMore(new SmtpReply(250, null, "STARTTLS"));
        return new SmtpReply(250, null, "ENHANCEDSTATUSCODES");
    }

    private async ValueTask<SmtpReply?> StartTlsAsync(bool isBare)
    {
        if (_premises.Certificates is null)
            return Replies.NotOffered;
        if (_wire.IsSecure)
            return Replies.AlreadySecure;
        if (!isBare)
            return Replies.NoArgument;
        // What lies behind STARTTLS in clear was put there by someone in the middle, to be obeyed inside TLS (CVE-2011-0411).
        if (_wire.HasInput())
            return LastWord(Replies.ClearTextBehindTls);
        using var tooLong = new CancellationTokenSource(Limits.TlsHandshakeTime, _premises.Time);
        _wire.Say(Replies.ReadyForTls);
        await _wire.FlushAsync();
        try
        {
            await _wire.SecureAsync(_premises.Certificates.Current(), tooLong.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            _premises.Logger.HandshakeFailed(e, _connection.ConnectionId);
            _isOver = true;
        }
        // RFC 3207 §4.2: nothing of what was said in clear counts.
        _mail.Forget();
        _helo = null;
        return null;
    }

    private SmtpReply Mail(ReadOnlySpan<byte> argument)
    {
        if (_helo is null)
            return Replies.HelloFirst;
        if (_mail.Envelope is not null)
            return Replies.MailUnderWay;
        if (!SmtpPath.TryParse(argument, "FROM:"u8, out var path))
            return Replies.BadSenderPath;
        if (MailParameters.Refusal(path.Parameters, out var parameters) is { } refusal)
            return refusal;
        if (parameters.Size > _premises.MaxMessageBytes)
            return SmtpReply.TooLarge.Counted();
        // RFC 1870 §6.1: said now, it spares the peer the text.
        if (!_premises.Room.Has(parameters.Size ?? 0))
            return SmtpReply.StorageFull.Counted();
        if (path.NeedsSmtpUtf8 && !parameters.SmtpUtf8)
            return Replies.Utf8NotAnnounced;
        Address sender = default;
        if (!path.IsNull && !path.TryAddress(out sender))
            return Replies.BadSender;
        _mail.Begin(new Envelope(path.IsNull ? null : sender, Client, _helo, ProtocolWith(parameters.SmtpUtf8), parameters.SmtpUtf8));
        return Replies.SenderOk;
    }

    // RFC 3848; RFC 6531 §4.3 for the mails that may have UTF-8 addresses.
    private string ProtocolWith(bool smtpUtf8) => (smtpUtf8, _wire.IsSecure) switch
    {
        (true, true) => "UTF8SMTPS",
        (true, false) => "UTF8SMTP",
        (false, true) => "ESMTPS",
        (false, false) => _isExtended ? "ESMTP" : "SMTP",
    };

    private async ValueTask<SmtpReply?> RcptAsync(ReadOnlyMemory<byte> argument) =>
        RecipientRefusal(argument.Span, out var recipient) ?? await _mail.AddAsync(recipient);

    private SmtpReply? RecipientRefusal(ReadOnlySpan<byte> argument, out Address recipient)
    {
        recipient = default;
        if (_mail.Envelope is null)
            return Replies.MailFirst;
        if (_mail.HasChunks)
            return Replies.ChunksUnderWay;
        if (!SmtpPath.TryParse(argument, "TO:"u8, out var path) || path.IsNull)
            return Replies.BadRecipientPath;
        if (!path.Parameters.IsEmpty)
            return Replies.UnknownParameter;
        if (path.NeedsSmtpUtf8 && !_mail.Envelope.SmtpUtf8)
            return Replies.Utf8NotAnnounced;
        if (_mail.Recipients >= Limits.Recipients)
            return Replies.TooManyRecipients;
        var isAddress = path.IsPostmaster ? Address.TryParse($"postmaster@{_premises.HostName}", out recipient) : path.TryAddress(out recipient);
        return isAddress ? null : Replies.BadRecipient;
    }

    private async ValueTask<SmtpReply?> DataAsync(bool isBare)
    {
        if (!isBare)
            return Replies.NoArgument;
        if (_mail.Envelope is null)
            return Replies.MailFirst;
        if (_mail.HasChunks)
            return Replies.ChunksUnderWay;
        if (_mail.Recipients == 0)
            return Replies.NoRecipients;
        _wire.Say(Replies.GoAhead);
        while (true)
        {
            var input = _wire.Input;
            var hasEnded = _mail.Data.TakeDotted(ref input);
            _wire.Take(input.Start);
            if (hasEnded)
                return await TakeInAsync();
            if (_mail.Data.HasOverrun)
                return LastWord(_mail.Refuse());
            if (!await _wire.FillAsync())
                return Unfinished();
        }
    }

    private async ValueTask<SmtpReply?> BdatAsync(ReadOnlyMemory<byte> argument)
    {
        // Without the number nobody knows where the next command begins.
        if (!ChunkSize.TryParse(argument.Span, out var chunk))
            return LastWord(Replies.BadChunkSize);
        if (chunk.Octets > (long)_premises.MaxMessageBytes * Limits.DiscardedMultiple)
            return LastWord(SmtpReply.TooLarge);
        var isWelcome = _mail.Envelope is not null && _mail.Recipients > 0;
        // RFC 3030 §2: the octets follow whatever we think of the command.
        for (var left = chunk.Octets; left > 0;)
        {
            if (_wire.Input.IsEmpty && !await _wire.FillAsync())
                return Unfinished();
            var piece = _wire.Input.Slice(0, Math.Min(left, _wire.Input.Length));
            if (isWelcome)
                _mail.Data.TakeChunk(piece);
            _wire.Take(piece.End);
            left -= piece.Length;
        }
        if (!isWelcome)
            return _mail.Envelope is null ? Replies.MailFirst : Replies.NoRecipients;
        _mail.HasChunks = true;
        if (chunk.IsLast)
            _mail.Data.EndChunks();
        return chunk.IsLast || _mail.Data.Fault != DataFault.None ? await TakeInAsync() : Replies.ChunkOk;
    }

    private async ValueTask<SmtpReply?> TakeInAsync()
    {
        var reply = await _mail.TakeInAsync();
        _wire.StillThere();
        if (reply.IsPositive)
            (_mails, _errors, _commands) = (_mails + 1, 0, 0);
        return reply;
    }

    private SmtpReply Rset(bool isBare)
    {
        if (!isBare)
            return Replies.NoArgument;
        _mail.Forget();
        return Replies.ResetDone;
    }

    private void CountCommand(SmtpReply? reply)
    {
        if (reply is { IsPermanent: true })
            _errors++;
        if (_isOver)
            return;
        if (_errors >= Limits.ErrorsBeforeHangUp)
            HangUp(Replies.TooManyErrors);
        else if (++_commands > Limits.CommandsWithoutMail)
            HangUp(Replies.TooManyCommands);
    }

    private SmtpReply LastWord(SmtpReply reply)
    {
        _isOver = true;
        return reply;
    }

    private SmtpReply LastWords(SmtpReply first, SmtpReply last)
    {
        _wire.Say(first);
        return LastWord(last);
    }

    // Either the peer is gone, or it was told to go and hears why at the end of the session.
    private SmtpReply? Unfinished()
    {
        _isOver = _farewell is null;
        return null;
    }

    private void Cut()
    {
        _cut.Cancel();
        _connection.Abort();
    }

    private TimeSpan Since(long timestamp) => _premises.Time.GetElapsedTime(timestamp);

    private sealed record Farewell(SmtpReply Reply, long At);
}
