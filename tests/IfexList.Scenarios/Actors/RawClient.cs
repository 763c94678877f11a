using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IfexList.Scenarios.Actors;

/// <summary>A client that says exactly what it is told, octet by octet.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly NetworkStream _stream;
    private readonly WireReader _reader;

    private RawClient(NetworkStream stream) => (_stream, _reader) = (stream, new WireReader(stream));

    public static async Task<RawClient> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), TestContext.Current.CancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        return new RawClient(new NetworkStream(socket, ownsSocket: true));
    }

    /// <summary>The whole of one mail's dialogue, from the banner on; the answer is the one that decided.</summary>
    public static async Task<string> PostAsync(int port, string from, string to, byte[] mail)
    {
        await using var client = await ConnectAsync(port);
        await client.ReplyAsync();
        foreach (var command in (string[])["EHLO client.example", $"MAIL FROM:<{from}>", $"RCPT TO:<{to}>", "DATA"])
            if (await client.AskAsync(command) is var answer && answer is not ['2' or '3', ..])
                return answer;
        var reply = await client.TextAsync(mail);
        await client.AskAsync("QUIT");
        return reply;
    }

    public async Task<string> AskAsync(string command)
    {
        await SendAsync(Encoding.UTF8.GetBytes(command + "\r\n"));
        return await ReplyAsync();
    }

    /// <summary>The text behind 354, its dots doubled, its lines ended by CRLF, and the answer to it.</summary>
    public async Task<string> TextAsync(byte[] mail)
    {
        var text = WithCrLf(Encoding.Latin1.GetString(mail)).Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        if (text.StartsWith('.'))
            text = "." + text;
        if (!text.EndsWith("\r\n", StringComparison.Ordinal))
            text += "\r\n";
        try
        {
            await SendAsync(Encoding.Latin1.GetBytes(text + ".\r\n"));
        }
        catch (IOException)
        {
            // It was told off in the middle: the answer may be there all the same.
        }
        return await ReplyAsync();
    }

    // ReplaceLineEndings would take the octet 0x85 for a line's end.
    private static string WithCrLf(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);

    public async Task SendAsync(byte[] octets) => await _stream.WriteAsync(octets, TestContext.Current.CancellationToken);

    /// <returns>All lines of one reply, joined by \n; "" once the connection is closed.</returns>
    public async Task<string> ReplyAsync()
    {
        var lines = new List<string>();
        while (await LineAsync() is { } line)
        {
            lines.Add(Encoding.UTF8.GetString(line));
            if (line.Length < 4 || line[3] != '-')
                break;
        }
        return string.Join('\n', lines);
    }

    private async Task<byte[]?> LineAsync()
    {
        try
        {
            return await _reader.LineAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
