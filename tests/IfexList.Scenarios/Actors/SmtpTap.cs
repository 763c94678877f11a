using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IfexList.Scenarios.Actors;

/// <summary>Stands in the line to an SMTP server, passes everything on as it comes, and keeps what the client said.</summary>
internal sealed class SmtpTap : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<MemoryStream> _said = new();
    private readonly int _server;

    public SmtpTap(int server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>All commands so far, and the texts that came whole behind <c>BDAT</c> with <c>LAST</c> (RFC 3030). Texts behind DATA are taken for commands.</summary>
    public (List<string> Commands, List<byte[]> Chunks) Heard()
    {
        var heard = (Commands: new List<string>(), Chunks: new List<byte[]>());
        foreach (var said in _said)
            lock (said)
                Read(said.ToArray(), heard.Commands, heard.Chunks);
        return heard;
    }

    private static void Read(ReadOnlySpan<byte> said, List<string> commands, List<byte[]> chunks)
    {
        while (said.IndexOf("\r\n"u8) is >= 0 and var end)
        {
            var command = Encoding.UTF8.GetString(said[..end]);
            commands.Add(command);
            said = said[(end + 2)..];
            if (command.Split(' ') is not ["BDAT", var length, "LAST"])
                continue;
            var octets = Math.Min(int.Parse(length, CultureInfo.InvariantCulture), said.Length);
            chunks.Add(said[..octets].ToArray());
            said = said[octets..];
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = PassAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        var said = new MemoryStream();
        _said.Enqueue(said);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _server);
            await Task.WhenAny(PassAsync(near.GetStream(), far.GetStream(), said), PassAsync(far.GetStream(), near.GetStream(), null));
        }
        catch (SocketException)
        {
            // Nobody is behind it.
        }
    }

    private static async Task PassAsync(NetworkStream from, NetworkStream to, MemoryStream? kept)
    {
        var buffer = new byte[65536];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var read)
            {
                if (kept is not null)
                    lock (kept)
                        kept.Write(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // One of the two has hung up.
        }
    }

    public void Dispose() => _listener.Dispose();
}
