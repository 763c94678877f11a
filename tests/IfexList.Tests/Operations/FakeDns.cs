using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IfexList.Tests.Operations;

/// <summary>A resolver on a real socket that knows what it was told, and answers "no such name" to all else (RFC 1035 §4).</summary>
public sealed class FakeDns : IAsyncDisposable
{
    private const ushort A = 1, Cname = 5, Ptr = 12, Mx = 15, Txt = 16, Aaaa = 28, Tlsa = 52;
    private const byte NoError = 0x80, ServerFailure = 0x82, NoSuchName = 0x83;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    // More may be told while it answers.
    private readonly ConcurrentDictionary<(string Name, ushort Type), List<byte[]>> _records = [];
    private readonly HashSet<string> _broken = [];
    private readonly HashSet<string> _silent = [];
    private readonly HashSet<string> _authentic = [];
    private readonly Task _loop;
    private int _asked;

    public FakeDns() => _loop = AnswerAsync();

    /// <summary>How many questions came.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public string Endpoint => _socket.Client.LocalEndPoint!.ToString()!;

    public FakeDns Host(string name, string address) => Add(name, address.Contains(':') ? Aaaa : A, IPAddress.Parse(address).GetAddressBytes());

    public FakeDns Exchange(string name, string host, byte preference = 10) => Add(name, Mx, [0, preference, .. Name(host)]);

    public FakeDns Text(string name, string text) => Text(name, [.. text.Chunk(255).Select(part => new string(part))]);

    /// <summary>One record of several strings, which readers join; characters up to U+00FF are octets.</summary>
    public FakeDns Text(string name, IReadOnlyList<string> parts) =>
        Add(name, Txt, [.. parts.DefaultIfEmpty("").SelectMany(part => (byte[])[(byte)part.Length, .. Encoding.Latin1.GetBytes(part)])]);

    public FakeDns Reverse(string address, string host) =>
        Called(string.Join('.', IPAddress.Parse(address).GetAddressBytes().Reverse()) + ".in-addr.arpa", host);

    /// <summary>What the service says of its certificates (RFC 6698).</summary>
    public FakeDns Association(string name, byte usage, byte selector, byte matching, byte[] data) => Add(name, Tlsa, [usage, selector, matching, .. data]);

    public FakeDns Called(string name, string host) => Add(name, Ptr, Name(host));

    /// <summary>The name stands for another one (CNAME).</summary>
    public FakeDns Alias(string name, string target) => Add(name, Cname, Name(target));

    /// <summary>What isn't known of this name is a failure of its server, not "no such name".</summary>
    public FakeDns Broken(string name)
    {
        _broken.Add(Key(name));
        return this;
    }

    /// <summary>Whoever asks whether what is said of these names is authentic hears that it is (RFC 6840 §5.7).</summary>
    public FakeDns Authentic(params string[] names)
    {
        _authentic.UnionWith(names.Select(Key));
        return this;
    }

    /// <summary>To questions about this name there is no answer at all.</summary>
    public FakeDns Silent(string name)
    {
        _silent.Add(Key(name));
        return this;
    }

    /// <summary>Nor to any other question.</summary>
    public bool IsGone { get; set; }

    private FakeDns Add(string name, ushort type, byte[] data)
    {
        _records.GetOrAdd((Key(name), type), _ => []).Add(data);
        return this;
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (await _socket.ReceiveAsync() is var query)
            {
                Interlocked.Increment(ref _asked);
                if (!IsGone && !_silent.Contains(ReadName(query.Buffer, 12).Name))
                    await _socket.SendAsync(Answer(query.Buffer), query.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private byte[] Answer(byte[] query)
    {
        var (name, end) = ReadName(query, 12);
        var type = BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(end));
        var (found, owner, state) = Find(name, type);
        // Behind the question stands an OPT record, whose DO bit asks for DNSSEC (RFC 3225 §3).
        var asksSigned = query.Length >= end + 15 && (query[end + 11] & 0x80) != 0;
        var authentic = asksSigned && _authentic.Contains(name) && _authentic.Contains(owner) ? 0x20 : 0;
        List<byte> answer = [query[0], query[1], 0x81, (byte)(state | authentic), 0, 1, 0, (byte)found.Count, 0, 0, 0, 0, .. query.AsSpan(12, end + 4 - 12)];
        foreach (var data in found)
            answer.AddRange([.. owner == name ? [0xC0, 12] : Name(owner), (byte)(type >> 8), (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data]);
        return [.. answer];
    }

    // Like a resolver, it follows aliases itself, and a loop of them is a failure.
    private (List<byte[]> Found, string Owner, byte State) Find(string name, ushort type)
    {
        for (var hops = 0; hops < 8; hops++)
        {
            if (_records.TryGetValue((name, type), out var found))
                return (found, name, NoError);
            if (_broken.Contains(name))
                return ([], name, ServerFailure);
            if (!_records.TryGetValue((name, Cname), out var alias))
                return ([], name, _records.Keys.Any(key => key.Name == name) ? NoError : NoSuchName);
            name = ReadName(alias[0], 0).Name;
        }
        return ([], name, ServerFailure);
    }

    private static (string Name, int End) ReadName(byte[] from, int at)
    {
        var labels = new List<string>();
        for (; from[at] != 0; at += from[at] + 1)
            labels.Add(Encoding.ASCII.GetString(from, at + 1, from[at]));
        return (Key(string.Join('.', labels)), at + 1);
    }

    // Names compare without regard to case (RFC 4343).
    private static string Key(string name) => name.TrimEnd('.').ToLowerInvariant();

    private static byte[] Name(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _loop;
    }
}
