using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IfexList.Delivery;

/// <summary>
/// Brings owed copies (M3) to their outcome (M4): finds out which way each goes, reads due rows a page at a time into the backlog of their route, and puts the
/// routes to work. Rows that wait stay in the database; memory holds a page or two of each route at work, however many there are.
/// </summary>
public sealed class DeliveryLoop : BackgroundService
{
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly InHand _hand = new();
    private readonly Pulse _signal = new();
    private readonly OutcomeRecorder _recorder;
    private readonly Ways _ways;

    public DeliveryLoop(Settings settings, Database database, TokenKey key, DkimSigner signer, TimeProvider time, ILogger<DeliveryLoop> log)
    {
        (_database, _time, _log) = (database, time, log);
        _recorder = new OutcomeRecorder(database, _hand, new RetryPlan(settings.Relay), time, log);
        var depot = new Depot(
            _hand, new PreparedTexts(database, signer), new PersonalHeaders(key, settings.Domain, settings.Http.OneClickUrl), _recorder,
            new ConnectionCount(settings.Relay.Mode == RelayMode.Mx ? settings.Relay.MaxConnections : int.MaxValue), settings.HostName, settings.Dkim.Count > 0, time, log);
        _ways = new Ways(settings, depot);
    }

    /// <summary>Copies in the hands of a route whose outcome isn't committed.</summary>
    public int Out => _hand.Out;

    /// <summary>New copies were committed: look now. Cheap, from any thread.</summary>
    public void Signal() => _signal.Beat();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    /// <summary>Until stopped; then finishes what is on the wire within <see cref="Limits.StopTime"/> and commits every outcome.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var giveUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        using var stop = cancellationToken.Register(() => giveUp.CancelAfter(Limits.StopTime));
        using var lastCommit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        var recording = Task.Run(() => _recorder.RunAsync(lastCommit.Token), CancellationToken.None);
        await LoopAsync(cancellationToken, giveUp.Token);
        await Task.WhenAll(_ways.All.Select(route => route.EndAsync()));
        _recorder.Complete();
        lastCommit.CancelAfter(Limits.LastCommitTime);
        await recording.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_hand.Out > 0)
            _log.StoppedWithCopies(_hand.Out);
    }

    private async Task LoopAsync(CancellationToken stopping, CancellationToken giveUp)
    {
        var signal = Task.CompletedTask;
        var lookAgain = 0L;
        while (!stopping.IsCancellationRequested)
        {
            var stirred = _hand.Stirred;
            // While nobody tells us of new rows, we look at each poll: the command line writes to the same database.
            if (signal.IsCompleted || _time.Now() >= lookAgain)
            {
                signal = _signal.Next;
                Try(Look);
                lookAgain = _time.After(Limits.PollTime);
            }
            while (Turn(stopping, giveUp) && !stopping.IsCancellationRequested && !signal.IsCompleted)
                continue;
            await Pulse.WaitAsync(Task.WhenAny(signal, stirred), Rest(lookAgain), _time, stopping);
        }
    }

    // What waits anywhere, by the lane: the rows themselves are read when their route has room.
    private void Look()
    {
        if (_ways.Sole is { } sole)
            foreach (var lane in _database.Read(Deliveries.Lanes))
                sole.Backlog.Expect(lane);
        else
            foreach (var lane in _database.Read(db => Deliveries.LanesByDomain(db, _time.Now())))
                if (_ways.Of(lane.Domain!) is { } route && route.PauseLeft == TimeSpan.Zero)
                    route.Backlog.Expect(lane);
    }

    // True while there is more to read.
    private bool Turn(CancellationToken stopping, CancellationToken giveUp)
    {
        var hasMore = false;
        foreach (var route in _ways.All)
        {
            if (route.PauseLeft > TimeSpan.Zero)
                continue;
            if (route.HasRoom && route.Backlog.Hungriest() is var (lane, from))
                hasMore |= Try(() => Read(route.Backlog, lane, from));
            route.Work(stopping, giveUp);
        }
        return hasMore;
    }

    private void Read(Backlog backlog, OwedLane lane, OwedMark from)
    {
        _hand.BeginRead();
        backlog.Offer(lane, _database.Read(db => Deliveries.Due(db, lane, from, _time.Now(), backlog.Page)));
    }

    private TimeSpan Rest(long lookAgain)
    {
        var rest = TimeSpan.FromMilliseconds(Math.Max(1, lookAgain - _time.Now()));
        foreach (var route in _ways.All)
            if (route.PauseLeft is var left && left > TimeSpan.Zero && left < rest)
                rest = left;
        return rest;
    }

    private bool Try(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (Exception e)
        {
            _log.DeliveryTurnFailed(e);
            return false;
        }
    }
}
