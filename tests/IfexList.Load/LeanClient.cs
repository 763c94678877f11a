using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IfexList.Load;

/// <summary>
/// The least that a client can do: kept connections, prepared bytes, MAIL, RCPT and DATA in one write (RFC 2920), then the text. When it rides, the
/// next envelope goes out behind the dot, in the same write. Whatever is slower than this towards the same receiver is slow by its own doing.
/// </summary>
public sealed class LeanClient(IPEndPoint target, int connections, bool rides)
{
    private int _next;

    /// <summary>Sends the numbers from <paramref name="first"/> on; every mail must be taken.</summary>
    public async Task<Run> SendAsync(NumberedMail mail, int first, int count, CancellationToken cancellationToken)
    {
        _next = first;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => SpeakAsync(mail, first + count, cancellationToken), cancellationToken)));
        return new Run(count, watch.Elapsed);
    }

    private async Task SpeakAsync(NumberedMail mail, int end, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(target, cancellationToken);
        var replies = new Replies(socket);
        await replies.ExpectAsync(1, '2', cancellationToken);
        await socket.SendAsync("EHLO load.example\r\n"u8.ToArray(), cancellationToken);
        await replies.ExpectAsync(1, '2', cancellationToken);
        if (rides)
            await RideAsync(socket, replies, mail, end, cancellationToken);
        else
            await PipelineAsync(socket, replies, mail, end, cancellationToken);
        await socket.SendAsync("QUIT\r\n"u8.ToArray(), cancellationToken);
        await replies.ExpectAsync(1, '2', cancellationToken);
    }

    private async Task PipelineAsync(Socket socket, Replies replies, NumberedMail mail, int end, CancellationToken cancellationToken)
    {
        var (envelope, text) = (mail.Envelope(), mail.Text());
        while (Interlocked.Increment(ref _next) - 1 is var number && number < end)
        {
            await socket.SendAsync(envelope.With(number), cancellationToken);
            await replies.ExpectAsync(2, '2', cancellationToken);
            await replies.ExpectAsync(1, '3', cancellationToken);
            await socket.SendAsync(text.With(number), cancellationToken);
            await replies.ExpectAsync(1, '2', cancellationToken);
        }
    }

    private async Task RideAsync(Socket socket, Replies replies, NumberedMail mail, int end, CancellationToken cancellationToken)
    {
        var (text, envelope, joined) = mail.Riding();
        var number = Interlocked.Increment(ref _next) - 1;
        if (number < end)
            await socket.SendAsync(envelope.With(number), cancellationToken);
        while (number < end)
        {
            await replies.ExpectAsync(2, '2', cancellationToken);
            await replies.ExpectAsync(1, '3', cancellationToken);
            var alone = text.With(number);
            number = Interlocked.Increment(ref _next) - 1;
            envelope.With(number);
            await socket.SendAsync(number < end ? joined : alone, cancellationToken);
            await replies.ExpectAsync(1, '2', cancellationToken);
        }
    }

    /// <summary>The peer's replies in order.</summary>
    private sealed class Replies(Socket socket)
    {
        private readonly byte[] _buffer = new byte[4096];
        private int _start;
        private int _end;

        public async ValueTask ExpectAsync(int count, char kind, CancellationToken cancellationToken)
        {
            while (count > 0)
            {
                var lf = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
                if (lf < 0)
                {
                    await FillAsync(cancellationToken);
                    continue;
                }
                var line = _buffer.AsMemory(_start, lf);
                _start += lf + 1;
                if (line.Length < 4 || line.Span[0] != kind)
                    throw new LoadException($"the peer says: {Encoding.ASCII.GetString(line.Span)}");
                if (line.Span[3] != '-')
                    count--;
            }
        }

        private async ValueTask FillAsync(CancellationToken cancellationToken)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var read = await socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
                throw new LoadException("the peer has hung up");
            _end += read;
        }
    }
}
