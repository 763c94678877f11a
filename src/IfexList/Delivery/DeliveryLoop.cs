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
    private readonly InHand _hand;
    private readonly Pulse _signal = new();
    private readonly OutcomeRecorder _recorder;
    private readonly RouteBook _book;
    private readonly ConnectionCount _connections;
    private readonly Ways _ways;
    private readonly long _patience;

    // Those that would have more at work than they may.
    private readonly HashSet<IRoute> _denied = [];

    public DeliveryLoop(
        Settings settings, Database database, TokenKey key, DkimSigner signer, ExchangeLookup exchanges, TimeProvider time, ILogger<DeliveryLoop> log)
    {
        (_database, _time, _log, _patience) = (database, time, log, (long)settings.Relay.GiveUpAfter.TotalMilliseconds);
        _hand = new InHand(time);
        _book = new RouteBook(database, time, log);
        _connections = new ConnectionCount(settings.Relay.Mode == RelayMode.Mx ? settings.Relay.MaxConnections : int.MaxValue);
        _recorder = new OutcomeRecorder(database, _hand, new RetryPlan(settings.Relay), time, log);
        var depot = new Depot(
            _hand, new PreparedTexts(database, signer), new PersonalHeaders(key, settings.Domain, settings.Http.OneClickUrl), _recorder, _book, _connections,
            settings.HostName, settings.Dkim.Count > 0, time, log);
        _ways = new Ways(settings, depot, exchanges);
    }

    /// <summary>Copies in the hands of a route whose outcome isn't committed.</summary>
    public int Out => _hand.Out;

    /// <summary>New copies were committed: look now. Cheap, from any thread.</summary>
    public void Signal() => _signal.Beat();

    /// <summary>A mail has come in, and more may be on their way: their senders wait for a commit, readers don't. Cheap, from any thread.</summary>
    public void GiveWay() => _hand.GiveWay();

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _database.WriteAsync(tx => Deliveries.OrderByDomain(tx, _ways.Sole is null));
        await base.StartAsync(cancellationToken);
    }

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
        await _book.EndAsync();
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
            var (stirred, found) = (_hand.Stirred, _ways.Found);
            // While nobody tells us of new rows, we look at each poll: the command line writes to the same database.
            if (signal.IsCompleted || _time.Elapsed() >= lookAgain)
            {
                signal = _signal.Next;
                var watch = _time.GetTimestamp();
                Try(Look);
                // Many thousand domains take a while: that shall be a small part of all time.
                lookAgain = _time.In(Limits.PollTime + 20 * _time.GetElapsedTime(watch));
            }
            _ways.Settle(stopping);
            while (Turn(stopping, giveUp) && !stopping.IsCancellationRequested && !signal.IsCompleted)
                continue;
            _book.Write();
            await Pulse.WaitAsync(Task.WhenAny(signal, stirred, found), Rest(lookAgain), _time, stopping);
        }
    }

    // What waits anywhere, by the lane: the rows themselves are read when their route has room.
    private void Look()
    {
        foreach (var name in _book.TakeForgiven())
            _ways.Forgive(name);
        if (_ways.Sole is { } sole)
        {
            foreach (var lane in _database.Read(Deliveries.Lanes))
                sole.Backlog.Expect(lane);
            _hand.Stir(sole.Backlog);
            return;
        }
        foreach (var lane in _database.Read(db => Deliveries.LanesByDomain(db, _time.Now())))
            if (_ways.Expect(lane) is { } trouble && _ways.IsTimeForOverdue(lane.Domain!))
                Expire(lane.Domain!, trouble);
    }

    // True while there is more to read.
    private bool Turn(CancellationToken stopping, CancellationToken giveUp)
    {
        var hasMore = false;
        var routes = _hand.TakeStirred().Select(_ways.Of).Concat(_denied).Distinct().OrderBy(route => route.Backlog.Best).ToList();
        _denied.Clear();
        foreach (var route in routes)
        {
            if (route.PauseLeft > TimeSpan.Zero)
            {
                route.Backlog.LetGo();
                continue;
            }
            if (route.HasRoom && route.Backlog.Hungriest() is var (lane, from) && Try(() => Read(route.Backlog, lane, from)))
            {
                hasMore = true;
                _hand.Stir(route.Backlog);
            }
            if (!route.Work(stopping, giveUp))
                _denied.Add(route);
        }
        if (_denied.Count > 0 && !_connections.IsShort)
            _ways.WakeIdle();
        _connections.IsShort = _denied.Count > 0;
        return hasMore;
    }

    private void Read(Backlog backlog, OwedLane lane, OwedMark from)
    {
        _hand.BeginRead();
        backlog.Offer(lane, _database.Read(db => Deliveries.Due(db, lane, from, _time.Now(), backlog.Page)));
    }

    // Copies for a domain that can't be reached wait untried, but not for ever.
    private void Expire(string domain, string trouble)
    {
        var reply = SmtpReply.Say(451, 4, 4, trouble);
        _hand.BeginRead();
        foreach (var copy in _database.Read(db => Deliveries.Overdue(db, domain, _time.Now() - _patience, Limits.RowsRead)))
            if (_hand.TryTakeOverdue(copy))
                _recorder.Record(copy, new Outcome.Deferred(reply), Ways.Elsewhere);
    }

    private TimeSpan Rest(long lookAgain)
    {
        var rest = _time.Until(lookAgain);
        return _ways.Sole is { } sole && sole.PauseLeft is var left && left > TimeSpan.Zero && left < rest ? left : rest;
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
