using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Scenarios.Actors;
using IfexList.Scenarios.Week;
using Microsoft.Extensions.Time.Testing;

namespace IfexList.Scenarios;

/// <summary>Forty alerts in a week, five moderators in five zones, and all that can come between them: each post has one fate, and each letter leaves once.</summary>
[Collection(nameof(ByItself))]
public sealed class AWeekAtTheDesk(ITestOutputHelper output) : IAsyncDisposable
{
    private const string SeedVariable = "IFEXLIST_WEEK_SEED";
    private const int UsualSeed = 20260323;

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan HoldFor = TimeSpan.FromDays(3);

    // A Monday; on the Sunday Europe's clocks go forward.
    private static readonly DateTimeOffset Monday = new(2026, 3, 23, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("ifexlist-week-").FullName;
    private readonly FakeTimeProvider _time = new(Monday);
    private readonly NextHop _hop = NextHop.Open();
    private Script _script = null!;
    private TimeSpan _passed;

    private Settings Settings => new()
    {
        DataDirectory = _folder,
        Smtp = new SmtpSettings { Listen = ["127.0.0.1:0"] },
        Relay = new RelaySettings { Mode = RelayMode.Smarthost, Host = "127.0.0.1", Port = _hop.Port, Tls = RelayTls.None },
        Lists = new Dictionary<string, ListSettings>
        {
            ["alerts"] = new()
            {
                Title = new LocalizedText("Action Alert Network"),
                Owners = [Cast.Owner],
                Zone = "America/Toronto",
                TwoEditors = ["first"],
                RecallGrace = TimeSpan.FromMinutes(10),
                HoldFor = HoldFor,
            },
        },
    };

    [Fact(Timeout = 180_000)]
    public async Task Each_post_has_exactly_one_fate_and_each_letter_leaves_once()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var named) ? named : UsualSeed;
        output.WriteLine($"{SeedVariable}={seed}");
        var chance = new Random(seed);
        _script = new Script(Alert.Deal(chance, Monday), chance, _time, _hop);
        var began = TimeProvider.System.GetTimestamp();
        await StartAsync();
        await Cast.GatherAsync(_script.Daemon.Database, new ListCatalogue(Settings).Find("alerts")!, Monday.ToUnixTimeMilliseconds());
        await PassAsync(TimeSpan.FromDays(2.5));
        await BreakOffAsync();
        await PassAsync(TimeSpan.FromDays(4.5));
        _script.IsOver = true;
        await PassAsync(HoldFor + TimeSpan.FromHours(2));
        var speed = (_time.GetUtcNow() - Monday) / TimeProvider.System.GetElapsedTime(began);
        var books = new Books(_script);
        output.WriteLine($"{speed:N0} times as fast as the world; {_script.Arrived.Count} mails; {books.Summary()}");
        books.EachPostHasOneFate();
        books.EachMailLeftOnce();
        books.EachPosterHeardOnce();
        books.NobodyIsRemindedTwiceInAnHour();
        books.NothingLeftUnapproved();
        books.OnlyThoseWhoMayDecided();
        books.NoSourceIsShown();
        books.EverythingHappened();
        Assert.Empty(_script.Daemon.Complaints);
    }

    public async ValueTask DisposeAsync()
    {
        if (_script?.Daemon is { } daemon)
            await daemon.DisposeAsync();
        await _hop.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync() => _script.Daemon = await SteppedDaemon.StartAsync(Settings, _time);

    private async Task PassAsync(TimeSpan time)
    {
        for (var until = _passed + time; _passed < until;)
        {
            _passed += Step;
            _time.SetUtcNow(Monday + _passed);
            await _script.StepAsync();
            if (_passed.Ticks % TimeSpan.TicksPerDay == 0)
                Assert.Empty(Books.Broken(_script.Daemon.Database));
        }
    }

    // Letters wait that nobody takes, mails rest that nobody has read, and everything stops where it stands.
    private async Task BreakOffAsync()
    {
        await _hop.DownAsync();
        for (; Count("deliveries") < 2; await _script.StepAsync(delivers: false))
            await _script.DoNextAsync();
        await _script.Daemon.DozeAsync();
        while (Count("inbox") < 2)
            await _script.DoNextAsync();
        Assert.Empty(_script.Daemon.Complaints);
        await _script.Daemon.BreakOffAsync();
        _hop.Up();
        await StartAsync();
        Assert.Empty(Books.Broken(_script.Daemon.Database));
        await _script.StepAsync();
        Assert.Empty(Books.Broken(_script.Daemon.Database));
    }

    private long Count(string table) => _script.Daemon.Database.Read(db => db.Number($"SELECT count(*) FROM {table}"))!.Value;
}
