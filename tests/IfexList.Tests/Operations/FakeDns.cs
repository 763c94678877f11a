using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IfexList.Tests.Operations;

/// <summary>A resolver on a real socket that knows what it was told, and answers "no such name" to all else (RFC 1035 §4).</summary>
public sealed class FakeDns : IAsyncDisposable
{
    private const ushort A = 1, Ptr = 12, Mx = 15, Txt = 16, Aaaa = 28;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Dictionary<(string Name, ushort Type), List<byte[]>> _records = [];
    private readonly Task _loop;

    public FakeDns() => _loop = AnswerAsync();

    public string Endpoint => _socket.Client.LocalEndPoint!.ToString()!;

    public FakeDns Host(string name, string address) => Add(name, address.Contains(':') ? Aaaa : A, IPAddress.Parse(address).GetAddressBytes());

    public FakeDns Exchange(string name, string host) => Add(name, Mx, [0, 10, .. Name(host)]);

    public FakeDns Text(string name, string text) =>
        Add(name, Txt, [.. text.Chunk(255).SelectMany(part => (byte[])[(byte)part.Length, .. Encoding.ASCII.GetBytes(part)])]);

    public FakeDns Reverse(string address, string host) =>
        Add(string.Join('.', IPAddress.Parse(address).GetAddressBytes().Reverse()) + ".in-addr.arpa", Ptr, Name(host));

    private FakeDns Add(string name, ushort type, byte[] data)
    {
        if (!_records.TryGetValue((name, type), out var known))
            _records.Add((name, type), known = []);
        known.Add(data);
        return this;
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (await _socket.ReceiveAsync() is var query)
                await _socket.SendAsync(Answer(query.Buffer), query.RemoteEndPoint);
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private byte[] Answer(byte[] query)
    {
        // Names compare without regard to case (RFC 4343).
        var (name, end) = ReadName(query);
        var type = BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(end));
        var found = _records.GetValueOrDefault((name, type)) ?? [];
        var exists = _records.Keys.Any(key => key.Name == name);
        List<byte> answer = [query[0], query[1], 0x81, (byte)(exists ? 0x80 : 0x83), 0, 1, 0, (byte)found.Count, 0, 0, 0, 0, .. query.AsSpan(12, end + 4 - 12)];
        foreach (var data in found)
            answer.AddRange([0xC0, 12, (byte)(type >> 8), (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data]);
        return [.. answer];
    }

    private static (string Name, int End) ReadName(byte[] query)
    {
        var labels = new List<string>();
        var at = 12;
        for (; query[at] != 0; at += query[at] + 1)
            labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
        return (string.Join('.', labels).ToLowerInvariant(), at + 1);
    }

    private static byte[] Name(string name) => [.. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _loop;
    }
}
