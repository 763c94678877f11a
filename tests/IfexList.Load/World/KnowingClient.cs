using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace IfexList.Load.World;

/// <summary>
/// A client that knows all limits of one provider and keeps just within them: what it needs for its readers shows whether the model's best time can be reached.
/// </summary>
public sealed class KnowingClient(Exchange exchange, IReadOnlyList<string> readers)
{
    // Just below the rate, and less at once: a complaint costs more.
    private const double Share = 0.99, Burst = 1;

    private static readonly byte[] Text = Encoding.ASCII.GetBytes("Subject: x\r\n\r\nx\r\n.\r\n");

    private readonly Provider _provider = exchange.Provider;
    private readonly ConcurrentQueue<(string Reader, long NotBefore)> _waiting = new(readers.Select(reader => (reader, 0L)));
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();
    private int _left = readers.Count;

    // When the next one would be due if all went evenly, in seconds.
    private double _dueAt;

    public Task SendAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Math.Min(_provider.Connections, readers.Count)).Select(_ => Task.Run(() => WorkAsync(cancellationToken), cancellationToken)));

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (await TakeAsync(cancellationToken) is { } reader)
            await SpeakAsync(reader, cancellationToken);
    }

    private async Task SpeakAsync(string? reader, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(exchange.Endpoints[0], cancellationToken);
        using var stream = new NetworkStream(socket);
        using var replies = new StreamReader(stream, Encoding.ASCII);
        await ReplyAsync(replies, cancellationToken);
        await socket.SendAsync("EHLO knowing.example\r\n"u8.ToArray(), cancellationToken);
        await ReplyAsync(replies, cancellationToken);
        var carried = 0;
        for (byte[] before = []; reader is not null || before.Length > 0;)
        {
            await socket.SendAsync((byte[])[.. before, .. Envelope(reader)], cancellationToken);
            if (before.Length > 0 && (await ReplyAsync(replies, cancellationToken)).StartsWith('2') && before == Text)
                Interlocked.Decrement(ref _left);
            if (reader is null)
                break;
            (before, carried) = await AnswersAsync(replies, reader, cancellationToken) ? (Text, carried + 1) : ("RSET\r\n"u8.ToArray(), carried);
            reader = carried < _provider.MessagesPerConnection ? await TakeAsync(cancellationToken) : null;
        }
        await socket.SendAsync("QUIT\r\n"u8.ToArray(), cancellationToken);
        await ReplyAsync(replies, cancellationToken);
    }

    // True where a text is wanted; else the reader waits until he is let in.
    private async Task<bool> AnswersAsync(StreamReader replies, string reader, CancellationToken cancellationToken)
    {
        await ReplyAsync(replies, cancellationToken);
        var rcpt = await ReplyAsync(replies, cancellationToken);
        if (rcpt.StartsWith("421", StringComparison.Ordinal))
            throw new LoadException($"{_provider.Name} says: {rcpt}");
        await ReplyAsync(replies, cancellationToken);
        if (rcpt.StartsWith('2'))
            return true;
        _waiting.Enqueue((reader, Stopwatch.GetTimestamp() + (long)(_provider.Greylist.TotalSeconds * Stopwatch.Frequency)));
        return false;
    }

    private static byte[] Envelope(string? reader) => reader is null ? [] : Encoding.ASCII.GetBytes($"MAIL FROM:<x@lists.example.org>\r\nRCPT TO:<{reader}>\r\nDATA\r\n");

    // The next reader whose time has come; null when all are served, or when nobody's has, so that what rides behind isn't waited for.
    private async Task<string?> TakeAsync(CancellationToken cancellationToken)
    {
        for (; Volatile.Read(ref _left) > 0; await Task.Delay(10, cancellationToken))
            if (_waiting.TryDequeue(out var next))
                if (next.NotBefore <= Stopwatch.GetTimestamp())
                {
                    await PaceAsync(cancellationToken);
                    return next.Reader;
                }
                else
                    _waiting.Enqueue(next);
            else
                return null;
        return null;
    }

    private async Task PaceAsync(CancellationToken cancellationToken)
    {
        var now = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        double wait;
        lock (_gate)
        {
            wait = _dueAt - Burst - now;
            _dueAt = Math.Max(_dueAt, now) + 60 / (_provider.PerMinute * Share);
        }
        if (wait > 0)
            await Task.Delay(TimeSpan.FromSeconds(wait), cancellationToken);
    }

    private static async Task<string> ReplyAsync(StreamReader replies, CancellationToken cancellationToken)
    {
        while (await replies.ReadLineAsync(cancellationToken) is { } line)
            if (line.Length < 4 || line[3] != '-')
                return line;
        throw new LoadException("the provider has hung up");
    }
}
