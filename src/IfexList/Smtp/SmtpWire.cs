using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Text.Unicode;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Smtp;

/// <summary>What stands at the head of the input.</summary>
internal enum LineState
{
    Incomplete,
    Complete,

    /// <summary>It was longer than <see cref="Limits.CommandLineOctets"/> and is thrown away.</summary>
    TooLong,

    /// <summary>A bare CR, a bare LF or a NUL is in it.</summary>
    Broken,
}

/// <summary>
/// The session's two directions: command lines and octets in, replies out, in clear and later in TLS. Replies are gathered and leave in one write
/// when there is nothing left to read (RFC 2920 §3.2).
/// </summary>
internal sealed class SmtpWire(IDuplexPipe transport, TimeProvider time) : IAsyncDisposable
{
    // RFC 5321 §4.5.3.1.5: a reply line has at most 512 octets.
    private const int ReplyTextOctets = 480;

    private PipeReader _input = transport.Input;
    private PipeWriter _output = transport.Output;
    private SslStream? _tls;
    private byte[]? _joined;
    private bool _hasRead;
    private bool _discarding;
    private long _lastHeard = time.GetTimestamp();

    /// <summary>What came and wasn't taken yet.</summary>
    public ReadOnlySequence<byte> Input { get; private set; }

    public bool IsSecure => _tls is not null;

    /// <summary>When the peer last sent anything, as <see cref="TimeProvider.GetTimestamp"/> counts.</summary>
    public long LastHeard => Volatile.Read(ref _lastHeard);

    /// <param name="line">Without CRLF; valid until the next <see cref="FillAsync"/>.</param>
    public LineState TakeLine(out ReadOnlyMemory<byte> line)
    {
        line = default;
        if (Input.PositionOf((byte)'\n') is not { } lf)
        {
            if (_discarding || Input.Length >= Limits.CommandLineOctets)
            {
                // The last octet may be the CR of the line's end.
                _discarding = true;
                Take(Input.Slice(0, Math.Max(0, Input.Length - 1)).End);
            }
            return LineState.Incomplete;
        }
        var whole = Input.Slice(0, Input.GetPosition(1, lf));
        Input = Input.Slice(whole.End);
        if (_discarding || whole.Length > Limits.CommandLineOctets)
        {
            _discarding = false;
            return LineState.TooLong;
        }
        line = Joined(whole);
        if (line.Length < 2 || line.Span[^2] != '\r' || line.Span[..^2].ContainsAny((byte)'\r', (byte)0))
            return LineState.Broken;
        line = line[..^2];
        return LineState.Complete;
    }

    public void Take(SequencePosition upTo) => Input = Input.Slice(upTo);

    /// <summary>Waits for more input; before it waits, everything said so far goes out.</summary>
    /// <returns>False when there will be no more: the peer has closed, or the session was told to end.</returns>
    public async ValueTask<bool> FillAsync()
    {
        if (Said >= Limits.ReplyBatchOctets && !await FlushAsync())
            return false;
        var before = Input.Length;
        if (!TryRead(out var result))
        {
            if (!await FlushAsync())
                return false;
            result = await _input.ReadAsync();
            _hasRead = true;
        }
        Input = result.Buffer;
        if (Input.Length > before)
            StillThere();
        return !result.IsCanceled && (Input.Length > before || !result.IsCompleted);
    }

    /// <summary>Takes what has already arrived without waiting for it.</summary>
    public bool HasInput()
    {
        if (Input.IsEmpty && TryRead(out var result))
            Input = result.Buffer;
        return !Input.IsEmpty;
    }

    public void Say(SmtpReply reply) => Say(reply, ' ');

    /// <summary>One line of a reply that more lines follow.</summary>
    public void SayMore(SmtpReply reply) => Say(reply, '-');

    public async ValueTask<bool> FlushAsync() => Said == 0 || !(await _output.FlushAsync()).IsCompleted;

    /// <summary>The peer has waited for us, not we for it.</summary>
    public void StillThere() => Volatile.Write(ref _lastHeard, time.GetTimestamp());

    /// <summary>Everything from here on is in TLS. The caller has made sure that no input is left.</summary>
    public async Task SecureAsync(SslServerAuthenticationOptions options, CancellationToken cancellationToken)
    {
        StopReading();
        _tls = new SslStream(new TransportStream(_input, _output));
        await _tls.AuthenticateAsServerAsync(options, cancellationToken);
        _output = PipeWriter.Create(_tls, new StreamPipeWriterOptions(leaveOpen: true));
        _input = PipeReader.Create(_tls, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true));
        StillThere();
    }

    /// <summary>Ends a wait for input, now or the next one. Called from other threads.</summary>
    public void StopWaiting() => Volatile.Read(ref _input).CancelPendingRead();

    public async ValueTask DisposeAsync()
    {
        StopReading();
        if (_tls is null)
            return;
        await _input.CompleteAsync();
        await _output.CompleteAsync();
        // RFC 8446 §6.1: without close_notify the peer can't tell our end from an attacker's cut.
        if (_tls.IsAuthenticated)
            await _tls.ShutdownAsync();
        await _tls.DisposeAsync();
    }

    private long Said => _output.UnflushedBytes;

    private bool TryRead(out ReadResult result)
    {
        if (_hasRead)
            _input.AdvanceTo(Input.Start, Input.End);
        return _hasRead = _input.TryRead(out result);
    }

    private void StopReading()
    {
        if (_hasRead)
            _input.AdvanceTo(Input.Start);
        (_hasRead, Input) = (false, default);
    }

    private ReadOnlyMemory<byte> Joined(ReadOnlySequence<byte> line)
    {
        if (line.IsSingleSegment)
            return line.First;
        _joined ??= new byte[Limits.CommandLineOctets];
        line.CopyTo(_joined);
        return _joined.AsMemory(0, (int)line.Length);
    }

    private void Say(SmtpReply reply, char separator)
    {
        var text = reply.Text.AsSpan(0, Math.Min(reply.Text.Length, ReplyTextOctets));
        var line = _output.GetSpan(ReplyTextOctets + 32);
        int length;
        if (reply.Status is { } status)
            Utf8.TryWrite(line, $"{reply.Code}{separator}{status.Class}.{status.Subject}.{status.Detail} ", out length);
        else
            Utf8.TryWrite(line, $"{reply.Code}{separator}", out length);
        foreach (var c in text)
            line[length++] = c is >= ' ' and <= '~' ? (byte)c : (byte)'?';
        line[length++] = (byte)'\r';
        line[length++] = (byte)'\n';
        _output.Advance(length);
    }
}
