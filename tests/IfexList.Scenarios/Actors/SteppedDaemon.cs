using System.Collections.Concurrent;
using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Reception;
using IfexList.Smtp;
using IfexList.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IfexList.Scenarios.Actors;

/// <summary>The daemon in this process with its socket, its loops and its file, and with a clock that the scenario moves: days pass in seconds.</summary>
internal sealed class SteppedDaemon : IAsyncDisposable, ILoggerProvider
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(1);

    // Some of what it waits for lies in its own time: the next look of its clock, the pause of a route. Too little to run into a time-out meanwhile.
    private static readonly TimeSpan Drift = TimeSpan.FromMilliseconds(20);

    private readonly WebApplication _host;
    private readonly FakeTimeProvider _time;

    private SteppedDaemon(Settings settings, FakeTimeProvider time)
    {
        _time = time;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddProvider(this);
        builder.Services.AddHouse(settings).AddDaemon().AddSingleton<TimeProvider>(time);
        _host = builder.AddSmtp(settings.Smtp, settings.HostName).Build();
    }

    public static async Task<SteppedDaemon> StartAsync(Settings settings, FakeTimeProvider time)
    {
        var daemon = new SteppedDaemon(settings, time);
        await daemon._host.StartAsync(TestContext.Current.CancellationToken);
        return daemon;
    }

    public Database Database => _host.Services.GetRequiredService<Database>();

    public Sender Sender => new(new Uri(_host.Urls.First()).Port);

    /// <summary>What it logged as an error.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>Until nothing is left to be done at this moment.</summary>
    /// <param name="delivers">False while nobody takes its mail.</param>
    public async Task SettleAsync(bool delivers = true)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!Database.Read(db => IsQuiet(db, delivers)))
        {
            if (TimeProvider.System.GetElapsedTime(began) > Eventually.Patience)
                throw new TimeoutException($"it doesn't come to rest: {string.Join(", ", Database.Read(Unrest))}; {string.Join(", ", Complaints)}");
            await Task.Delay(Glance, TestContext.Current.CancellationToken);
            _time.Advance(Drift);
        }
    }

    /// <summary>It works nothing off any more; what comes in rests.</summary>
    public Task DozeAsync() => _host.Services.GetRequiredService<Triage>().StopAsync(TestContext.Current.CancellationToken);

    /// <summary>Everything is dropped where it stands.</summary>
    public async Task BreakOffAsync()
    {
        try
        {
            await _host.StopAsync(new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for its loops.
        }
        await _host.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => new Ear(this);

    void IDisposable.Dispose()
    {
    }

    private bool IsQuiet(Connection db, bool delivers)
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        return Inbox.WaitingSince(db, now) is null && Due.Now(db, now).Count == 0
            && !(delivers && (_host.Services.GetRequiredService<DeliveryLoop>().Out > 0 || db.Number("SELECT 1 FROM deliveries WHERE next_at <= @now LIMIT 1", ("@now", now)) is not null));
    }

    private static IReadOnlyList<string> Unrest(Connection db) => db.All("""
        SELECT 'mail to ' || recipient FROM inbox UNION ALL SELECT 'owed after ' || attempts || ' tries: ' || coalesce(last, '') FROM deliveries
        UNION ALL SELECT kind || ' ' || subject FROM due ORDER BY 1
        """, r => r.GetString(0));

    /// <summary>Hears errors.</summary>
    private sealed class Ear(SteppedDaemon daemon) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                daemon.Complaints.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}
