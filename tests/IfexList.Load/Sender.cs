using System.Globalization;
using System.Net;
using IfexList.Authentication;
using IfexList.Load.WayOut;

namespace IfexList.Load;

/// <summary>How a daemon sends, whose releases are measured.</summary>
/// <param name="Delay">How long each reply of its next hop is held back; zero for none.</param>
/// <param name="UrgentReaders">Readers of a second list.</param>
public sealed record SenderPlan(int Readers, bool Signs = false, int Connections = 16, TimeSpan Delay = default, int UrgentReaders = 0);

/// <summary>A daemon with its readers, and whatever else one of its releases needs.</summary>
public sealed class Sender(SenderPlan plan, TemporaryFolder folder, RunningDaemon daemon, StoreView store, IPEndPoint sinkAt, DelayingRelay? line) : IAsyncDisposable
{
    // A million copies take a minute, on a machine that does nothing else.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    public RunningDaemon Daemon => daemon;
    public StoreView Store => store;

    /// <summary>Where the sink must listen.</summary>
    public IPEndPoint SinkAt => sinkAt;
    public Release Release { get; } = new(daemon, store, plan.Readers);
    public Release Urgent { get; } = new(daemon, store, plan.UrgentReaders, "rapid");

    public static async Task<Sender> StartAsync(string executable, SenderPlan plan, CancellationToken cancellationToken)
    {
        var (folder, sinkAt) = (new TemporaryFolder(), Ports.Free());
        var key = folder.File("dkim.pem");
        if (plan.Signs)
            await File.WriteAllTextAsync(key, RsaKey.NewPem(), cancellationToken);
        var line = plan.Delay > TimeSpan.Zero ? await DelayingRelay.StartAsync(sinkAt, plan.Delay, cancellationToken) : null;
        var overlaid = new Dictionary<string, string> { ["Relay__Connections"] = plan.Connections.ToString(CultureInfo.InvariantCulture) };
        var daemon = new RunningDaemon(executable, folder, line?.Endpoint ?? sinkAt, plan.Signs ? key : null, overlaid);
        await Release.PrepareAsync(daemon, folder, plan.Readers, cancellationToken);
        if (plan.UrgentReaders > 0)
            await Release.SubscribeAsync(daemon, folder, "rapid", Enumerable.Range(0, plan.UrgentReaders).Select(number => Release.Reader(number, OwnSink.UrgentDomain)), cancellationToken);
        await daemon.StartAsync(cancellationToken);
        return new Sender(plan, folder, daemon, new StoreView(daemon.DatabaseFile, Patience), sinkAt, line);
    }

    /// <summary>A post, and the letter in which the moderator is asked.</summary>
    public async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        await using var own = await OwnSink.StartAsync(sinkAt, cancellationToken);
        return await Release.AskAsync(own, cancellationToken);
    }

    /// <summary>From the decision to the last commit, into smtp-sink.</summary>
    public async Task<Run> SendAsync(CancellationToken cancellationToken)
    {
        var request = await AskAsync(cancellationToken);
        if (request.StartsWith("DKIM-Signature:", StringComparison.Ordinal) != plan.Signs)
            throw new LoadException($"a letter is {(plan.Signs ? "not " : "")}signed");
        await using var sink = await PostfixSink.StartAsync(sinkAt, folder, cancellationToken);
        return await Release.DecideAsync(request, sink, cancellationToken);
    }

    /// <summary>smtp-source into the same sink, over as many connections.</summary>
    public async Task<Run> SourceAsync(int mails, CancellationToken cancellationToken)
    {
        await using var sink = await PostfixSink.StartAsync(sinkAt, folder, cancellationToken);
        return await sink.SourceAsync(plan.Connections, mails, 5000, cancellationToken);
    }

    /// <summary>Our leanest client by the way of the daemon's copies: whether the line itself holds anybody up.</summary>
    public async Task<Run> LeanAsync(CancellationToken cancellationToken)
    {
        await using var sink = await PostfixSink.StartAsync(sinkAt, folder, cancellationToken);
        return await new LeanClient(line?.Endpoint ?? sinkAt, plan.Connections, rides: true).SendAsync(Conversation.Post(Conversation.Member), 0, plan.Readers, cancellationToken);
    }

    /// <summary>A sink that keeps nothing, for whoever looks at something else meanwhile.</summary>
    public Task<PostfixSink> StartSinkAsync(CancellationToken cancellationToken) => PostfixSink.StartAsync(sinkAt, folder, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        store.Dispose();
        await daemon.DisposeAsync();
        if (line is not null)
            await line.DisposeAsync();
        folder.Dispose();
    }
}
