using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Delivery;

/// <summary>
/// One connection to the next hop: what is gathered to be written, what was heard, and a deadline on every wait. Its exceptions
/// (IOException, SocketException, AuthenticationException, OperationCanceledException) all mean that the connection is gone.
/// </summary>
public sealed class HopConnection : IDisposable
{
    private readonly IPEndPoint _peer;
    private readonly Socket _socket;
    private readonly SmtpReplies _replies = new();
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenRegistration _stop;
    private Stream _stream = Stream.Null;

    public HopConnection(IPEndPoint peer, TimeProvider time, CancellationToken giveUp)
    {
        _peer = peer;
        // Without this, Nagle and the peer's delayed acknowledgement cost 40 ms at every second small write.
        _socket = new Socket(peer.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stop = giveUp.Register(Abort);
    }

    public WireBuffer Output { get; } = new(Limits.WireBufferOctets);

    public bool IsEncrypted => _stream is SslStream;

    /// <summary>The lines of the last reply that was asked for with its lines.</summary>
    public IReadOnlyList<string> ReplyLines => _replies.Lines;

    /// <param name="source">Which of our addresses to come from; null: as the system likes.</param>
    public async Task ConnectAsync(IPAddress? source)
    {
        _deadline.CancelAfter(Limits.ConnectTime);
        if (source is not null)
            _socket.Bind(new IPEndPoint(source, 0));
        await _socket.ConnectAsync(_peer, _deadline.Token);
        _stream = new NetworkStream(_socket, ownsSocket: false);
    }

    /// <summary>From here on in TLS. What the hop said before the handshake and we haven't read would be an injection (RFC 3207 §6).</summary>
    /// <param name="accepts">What its certificate must show; null: a chain to an authority that the system trusts, and its name.</param>
    /// <exception cref="AuthenticationException">There is no TLS with this hop, for whatever reason.</exception>
    public async Task SecureAsync(string host, RemoteCertificateValidationCallback? accepts)
    {
        if (_replies.HasMore)
            throw new HopProtocolException("plain text behind the answer to STARTTLS");
        _deadline.CancelAfter(Limits.TlsHandshakeTime);
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        try
        {
            // Revocation isn't asked for online: a daemon in a closed network would hang on it.
            var options = new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = accepts };
            await tls.AuthenticateAsClientAsync(options, _deadline.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            throw new AuthenticationException("the next hop hung up in the middle of the TLS handshake", e);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask FlushAsync()
    {
        await SendAsync(Output.Written);
        Output.Clear();
    }

    /// <summary>A text too large to be gathered, piece by piece, so that a slow line has its time for each.</summary>
    public async ValueTask SendLargeAsync(ReadOnlyMemory<byte> text)
    {
        await FlushAsync();
        for (; text.Length > 0; text = text[Math.Min(text.Length, Limits.WireBufferOctets)..])
            await SendAsync(text[..Math.Min(text.Length, Limits.WireBufferOctets)]);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<SmtpReply> ReadReplyAsync(TimeSpan limit, bool withLines = false)
    {
        SmtpReply reply;
        while (!_replies.TryRead(withLines, out reply))
        {
            _deadline.CancelAfter(limit);
            var read = await _stream.ReadAsync(_replies.Free(), _deadline.Token);
            if (read == 0)
                throw new IOException("the next hop closed the connection");
            _replies.Filled(read);
        }
        return reply;
    }

    public async ValueTask<SmtpReply> SayAsync(string command, bool withLines = false)
    {
        Output.Append(command);
        Output.Append("\r\n"u8);
        await FlushAsync();
        return await ReadReplyAsync(Limits.ReplyTime, withLines);
    }

    /// <summary>Politely, but nobody waits long for a farewell.</summary>
    public async Task QuitAsync()
    {
        Output.Append("QUIT\r\n"u8);
        await FlushAsync();
        await ReadReplyAsync(Limits.QuitTime);
    }

    /// <summary>Whether an idle connection has ended or says something unasked, which can only be its farewell.</summary>
    public bool IsLeaving() => _replies.HasMore || _socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Ends whatever is being waited for.</summary>
    public void Abort() => _deadline.Cancel();

    /// <summary>No wait is in progress: the deadline sleeps.</summary>
    public void Rest() => _deadline.CancelAfter(Timeout.InfiniteTimeSpan);

    private ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        _deadline.CancelAfter(Limits.ReplyTime);
        return _stream.WriteAsync(bytes, _deadline.Token);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _stream.Dispose();
        _socket.Dispose();
        _deadline.Dispose();
        _replies.Dispose();
        Output.Dispose();
    }
}
