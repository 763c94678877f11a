using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace IfexList.Tests.Smtp;

/// <summary>The other end of the line, octet by octet: nothing is encoded, stuffed or made polite.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream;
    private int _read;
    private int _filled;

    private Peer(Socket socket) => (_socket, _stream) = (socket, new NetworkStream(socket));

    public static async Task<Peer> ConnectAsync(IPEndPoint endpoint)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint, TestContext.Current.CancellationToken);
        return new Peer(socket);
    }

    public Task SendAsync(string latin1) => SendAsync(Encoding.Latin1.GetBytes(latin1));

    public async Task SendAsync(ReadOnlyMemory<byte> octets) => await _stream.WriteAsync(octets, TestContext.Current.CancellationToken);

    /// <returns>All lines of one reply, joined by \n; "" once the connection is closed.</returns>
    public async Task<string> ReplyAsync()
    {
        var lines = new List<string>();
        while (await LineAsync() is { } line)
        {
            lines.Add(line);
            if (line.Length < 4 || line[3] != '-')
                break;
        }
        return string.Join('\n', lines);
    }

    public async Task<string> AskAsync(string command)
    {
        await SendAsync(command + "\r\n");
        return await ReplyAsync();
    }

    /// <summary>Says everything up to DATA's 354.</summary>
    public async Task BeginDataAsync(string recipient = "alerts@lists.example.org")
    {
        await ReplyAsync();
        await SendAsync($"EHLO peer.example\r\nMAIL FROM:<a@peer.example>\r\nRCPT TO:<{recipient}>\r\nDATA\r\n");
        for (var i = 0; i < 3; i++)
            await ReplyAsync();
        Assert.StartsWith("354", await ReplyAsync(), StringComparison.Ordinal);
    }

    /// <param name="only">That version alone; by itself, the best that both can.</param>
    public async Task SecureAsync(SslProtocols only = SslProtocols.None)
    {
        var tls = new SslStream(_stream, false, (_, certificate, _, _) => certificate?.Issuer == certificate?.Subject);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "lists.example.org", EnabledSslProtocols = only }, TestContext.Current.CancellationToken);
        Subject = tls.RemoteCertificate!.Subject;
        _stream = tls;
    }

    /// <summary>Whom the server's certificate names.</summary>
    public string? Subject { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _socket.Dispose();
    }

    private async Task<string?> LineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_read == _filled && !await FillAsync())
                return line.Length == 0 ? null : line.ToString();
            var next = (char)_buffer[_read++];
            if (next == '\n' && line.Length > 0 && line[^1] == '\r')
                return line.ToString(0, line.Length - 1);
            line.Append(next);
        }
    }

    private async Task<bool> FillAsync()
    {
        try
        {
            _read = 0;
            _filled = await _stream.ReadAsync(_buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        }
        catch (IOException)
        {
            _filled = 0;
        }
        return _filled > 0;
    }
}
