using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IfexList.Delivery;

/// <summary>
/// Brings owed copies (M3) to their outcome (M4): reads due rows in order, a page at a time, and leaves them to the one route that is
/// configured. Rows that wait stay in the database; memory holds a page or two, however many there are.
/// </summary>
public sealed class DeliveryLoop : BackgroundService
{
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Backlog _backlog = new();
    private readonly Pulse _signal = new();
    private readonly OutcomeRecorder _recorder;
    private readonly IRoute _route;
    private OwedMark _mark = OwedMark.Start;
    private bool _isAtEnd;

    public DeliveryLoop(Settings settings, Database database, TokenKey key, DkimSigner signer, TimeProvider time, ILogger<DeliveryLoop> log)
    {
        (_database, _time, _log) = (database, time, log);
        _recorder = new OutcomeRecorder(database, _backlog, new RetryPlan(settings.Relay), time, log);
        var texts = new PreparedTexts(database, signer);
        var headers = new PersonalHeaders(key, settings.Domain, settings.Http.OneClickUrl);
        _route = settings.Relay.Mode == RelayMode.Directory
            ? new OutboxDirectory(settings.Outbox, _backlog, texts, headers, _recorder, time, log)
            : new CourierPool(settings, _backlog, texts, headers, _recorder, time, log);
    }

    /// <summary>Copies in the hands of the route whose outcome isn't committed.</summary>
    public int Out => _backlog.Out;

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
        var routing = Task.Run(() => _route.RunAsync(cancellationToken, giveUp.Token), CancellationToken.None);
        await ReadAsync(cancellationToken);
        await routing;
        _recorder.Complete();
        lastCommit.CancelAfter(Limits.LastCommitTime);
        await recording.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_backlog.Out > 0)
            _log.StoppedWithCopies(_backlog.Out);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        // While nobody tells us of new rows, the wait is interrupted at each poll: the command line writes to the same database.
        var readAnew = _time.After(Limits.PollTime);
        while (!cancellationToken.IsCancellationRequested)
        {
            var (signal, low) = (_signal.Next, _backlog.Low);
            Turn();
            while (!cancellationToken.IsCancellationRequested && !signal.IsCompleted && _time.Now() < readAnew && (_isAtEnd || !_backlog.IsLow))
                await Pulse.WaitAsync(_isAtEnd ? signal : Task.WhenAny(signal, low), Limits.PollTime, _time, cancellationToken);
            if (!signal.IsCompleted && _time.Now() < readAnew)
                continue;
            _mark = OwedMark.Start;
            readAnew = _time.After(Limits.PollTime);
        }
    }

    private void Turn()
    {
        try
        {
            _backlog.BeginRead();
            var page = _database.Read(db => Deliveries.Due(db, _mark, _time.Now(), Limits.RowsRead));
            _isAtEnd = page.Count < Limits.RowsRead;
            if (page.Count > 0)
                _mark = OwedMark.At(page[^1]);
            _backlog.Offer(page);
        }
        catch (Exception e)
        {
            _log.DeliveryTurnFailed(e);
            _isAtEnd = true;
        }
    }
}
