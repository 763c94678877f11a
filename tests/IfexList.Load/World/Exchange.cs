using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IfexList.Load.World;

/// <summary>The mail exchanges of one provider: one on each of its addresses, all under one set of limits.</summary>
public sealed class Exchange(Provider provider, IReadOnlyList<IPEndPoint> endpoints) : IDisposable
{
    /// <summary>So many broken limits, and it sends us away for good.</summary>
    public const int Patience = 20;

    // Who closes one connection and opens the next at once is one too many for a moment.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly List<Socket> _listeners = [];
    private readonly Dictionary<string, long> _firstSeen = [];
    private readonly List<long> _acceptedAt = [];
    private double _tokens = Provider.Burst * provider.PerMinute / 60;
    private long _filledAt = Stopwatch.GetTimestamp();
    private int _open;

    public Provider Provider => provider;

    public IReadOnlyList<IPEndPoint> Endpoints => endpoints;

    /// <summary>Replies that told us to go slower, with fewer connections, or away.</summary>
    public int Complaints { get; private set; }
    public int Greylisted { get; private set; }

    /// <summary>Messages beyond those that a connection bears.</summary>
    public int Outstayed { get; private set; }
    public int MostOpen { get; private set; }
    public bool HasSuspended => Complaints >= Patience;

    /// <summary>As <see cref="Stopwatch.GetTimestamp"/> counts.</summary>
    public IReadOnlyList<long> AcceptedAt
    {
        get { lock (_gate) return [.. _acceptedAt]; }
    }

    public int Accepted
    {
        get { lock (_gate) return _acceptedAt.Count; }
    }

    public void Open()
    {
        foreach (var endpoint in endpoints)
        {
            var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(endpoint);
            listener.Listen(128);
            _listeners.Add(listener);
            _ = AcceptAsync(listener);
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptAsync());
        }
        catch (SocketException)
        {
            // The world has ended.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
            try
            {
                socket.NoDelay = true;
                if (await MayEnterAsync())
                    try
                    {
                        await new ExchangeSession(this, socket).RunAsync();
                    }
                    finally
                    {
                        Left();
                    }
                else
                    await socket.SendAsync(Encoding.ASCII.GetBytes(HasSuspended ? "421 4.7.0 Your address is blocked for a while\r\n" : "421 4.7.0 Too many concurrent connections\r\n"));
            }
            catch (SocketException)
            {
                // The peer is gone.
            }
    }

    private async Task<bool> MayEnterAsync()
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(10))
            lock (_gate)
            {
                if (!HasSuspended && _open < provider.Connections)
                {
                    MostOpen = Math.Max(MostOpen, ++_open);
                    return true;
                }
                if (HasSuspended || Stopwatch.GetElapsedTime(began) > Grace)
                {
                    Complaints++;
                    return false;
                }
            }
    }

    private void Left()
    {
        lock (_gate)
            _open--;
    }

    /// <returns>Why this reader's message isn't taken now; null: it may come.</returns>
    internal string? Refusal(string recipient)
    {
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            var perSecond = provider.PerMinute / 60;
            _tokens = Math.Min(Provider.Burst * perSecond, _tokens + Stopwatch.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond);
            _filledAt = now;
            if (_tokens < 1)
            {
                Complaints++;
                return HasSuspended ? "421 4.7.0 Your address is blocked for a while" : "451 4.7.1 Too many messages, slow down";
            }
            _tokens--;
            if (provider.Greylist == TimeSpan.Zero || (!_firstSeen.TryAdd(recipient, now) && Stopwatch.GetElapsedTime(_firstSeen[recipient], now) >= provider.Greylist))
                return null;
            Greylisted++;
            return "451 4.7.1 Greylisted, please try again later";
        }
    }

    internal void Accept()
    {
        lock (_gate)
            _acceptedAt.Add(Stopwatch.GetTimestamp());
    }

    internal void Outstay()
    {
        lock (_gate)
            Outstayed++;
    }

    public void Dispose() => _listeners.ForEach(listener => listener.Dispose());
}
