using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IfexList.Scenarios.Actors;

/// <summary>The remote world: an SMTP server on a real socket that writes down what it took, and misbehaves as told.</summary>
internal sealed class NextHop : IAsyncDisposable
{
    // Longer than a commit takes.
    private static readonly TimeSpan Lull = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentQueue<TakenMail> _taken = new();
    private readonly ConcurrentDictionary<string, int> _tries = new();
    private readonly ConcurrentDictionary<string, int> _spoken = new();
    private readonly ConcurrentDictionary<HopSession, Task> _sessions = new();
    private IPAddress _address = IPAddress.Loopback;
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _texts;

    public HopHabits Habits { get; set; } = new();

    /// <summary>Asked of each mail that it takes: whether somebody else has noted it, and it need not be kept.</summary>
    public Func<TakenMail, bool> PassesOn { get; set; } = _ => false;

    public int Port { get; private set; }

    /// <summary>Octets that were sent before they were asked for, though no PIPELINING was offered; 8-bit octets though no 8BITMIME was.</summary>
    public ConcurrentQueue<string> Liberties { get; } = new();

    public static NextHop Open() => Open(IPAddress.Loopback, 0);

    public static NextHop Open(IPAddress address, int port)
    {
        var hop = new NextHop { _address = address, Port = port };
        hop.Up();
        return hop;
    }

    public void Up()
    {
        _listener = new TcpListener(_address, Port);
        _listener.Start(backlog: 512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Nobody listens any more, and every connection is cut.</summary>
    public async Task DownAsync()
    {
        _listener?.Stop();
        await _accepting;
        foreach (var session in _sessions.Keys)
            session.Dispose();
        await Task.WhenAll(_sessions.Values);
    }

    /// <summary>What it took and promised to deliver.</summary>
    public IEnumerable<TakenMail> Taken => _taken.Where(mail => mail.Promised);

    /// <summary>What it took whole without ever saying so.</summary>
    public int TakenInSilence => _taken.Count(mail => !mail.Promised);

    public IEnumerable<TakenMail> For(string recipient) => Taken.Where(mail => mail.Recipient == recipient);

    public int Copies => Taken.Count(mail => mail.IsCopy);

    /// <summary>How often that recipient was named in RCPT.</summary>
    public int Tries(string recipient) => _tries.GetValueOrDefault(recipient);

    public Task<TakenMail> AwaitAsync(string recipient, Func<TakenMail, bool> isIt, TimeSpan? patience = null) =>
        Eventually.SeesAsync($"that mail to {recipient}", () => For(recipient).FirstOrDefault(isIt), patience);

    internal int CountTry(string recipient) => _tries.AddOrUpdate(recipient, 1, (_, tries) => tries + 1);

    /// <summary>Waits until no connection is left: whatever a daemon that is dead had written has been read.</summary>
    public Task QuietAsync() => Eventually.HoldsAsync("the end of all connections", () => _sessions.IsEmpty);

    /// <summary>Waits until no more copies come.</summary>
    /// <returns>How many have come.</returns>
    public async Task<int> StandsStillAsync()
    {
        var copies = -1;
        while (copies != Copies)
        {
            copies = Copies;
            await Task.Delay(Lull, TestContext.Current.CancellationToken);
        }
        return copies;
    }

    /// <summary>How often it was about to answer this verb.</summary>
    internal int Count(string verb) => _spoken.AddOrUpdate(verb, 1, (_, times) => times + 1);

    internal int CountText() => Interlocked.Increment(ref _texts);

    internal void Take(TakenMail mail)
    {
        if (!PassesOn(mail))
            _taken.Enqueue(mail);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync();
                // Its replies are small writes one after another: they must not wait for acknowledgements.
                socket.NoDelay = true;
                var session = new HopSession(this, socket);
                var play = session.PlayAsync();
                _sessions[session] = play;
                _ = play.ContinueWith(_ => _sessions.TryRemove(session, out Task? _), TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Down.
        }
    }

    public async ValueTask DisposeAsync() => await DownAsync();
}
