using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>The machine's clock is set: nobody waits for a time that was written by a wrong clock, and nobody is given up who wasn't tried.</summary>
public sealed class ClockJumps : IAsyncLifetime
{
    private const int Readers = 40;
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
    private static readonly string[] All = [.. Newsroom.Readers(Readers)];
    private readonly string _clock = Path.GetTempFileName();
    private readonly NextHop _hop = NextHop.Open();
    private ListHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(File.Exists(Library), "needs the package faketime");
        Set("+0");
        _host = await Newsroom.FoundAsync(_hop, Readers, json => json["Relay"]!["Retry"] = new System.Text.Json.Nodes.JsonArray("00:00:03"));
        await StartAsync();
    }

    private Task<TimeSpan> StartAsync() =>
        _host.StartAsync(("LD_PRELOAD", Library), ("FAKETIME_TIMESTAMP_FILE", _clock), ("FAKETIME_NO_CACHE", "1"), ("FAKETIME_DONT_FAKE_MONOTONIC", "1"));

    [Theory(Timeout = 60_000)]
    [InlineData("-1h")]
    [InlineData("-1y")]
    public async Task Set_back_in_the_middle_of_a_fan_out_it_keeps_nobody_waiting(string back)
    {
        _hop.Habits = new HopHabits
        {
            Pause = TimeSpan.FromMilliseconds(50),
            Refuse = (recipient, tries) => recipient.StartsWith("reader1", StringComparison.Ordinal) && tries == 1 ? "451 4.7.1 greylisted" : null,
        };
        await _host.ReleaseAsync(_hop, Subject);
        await Eventually.HoldsAsync("some deferred", () => _hop.Tries(All[1]) > 0);
        Set(back);
        await _hop.ServesAsync(Subject, All);
        await _host.ReleaseAsync(_hop, Subject + " again");
        await _hop.ServesAsync(Subject + " again", All);
        Assert.Equal(0, _hop.Duplicates(Subject));
    }

    [Fact(Timeout = 60_000)]
    public async Task Set_back_while_the_relay_is_down_it_keeps_nobody_waiting()
    {
        await _host.Sender.PostAsync(Newsroom.Member, Subject);
        var request = await _hop.RequestAsync(Subject);
        await _hop.DownAsync();
        await _host.Sender.ReplyAsync(Newsroom.Moderator, request, "ok");
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Set("-1y");
        _hop.Up();
        await _hop.ServesAsync(Subject, All);
    }

    [Fact(Timeout = 60_000)]
    public async Task Written_by_a_clock_that_was_a_year_ahead_it_is_due_at_the_next_start()
    {
        var deferred = true;
        _hop.Habits = new HopHabits { Refuse = (recipient, _) => deferred && recipient.StartsWith("reader", StringComparison.Ordinal) ? "451 4.7.1 greylisted" : null };
        Set("+1y");
        await _host.ReleaseAsync(_hop, Subject);
        await Eventually.HoldsAsync("all deferred", () => All.All(reader => _hop.Tries(reader) > 0));
        await _host.KillAsync();
        deferred = false;
        Set("+0");
        await StartAsync();
        await _hop.ServesAsync(Subject, All);
    }

    [Fact(Timeout = 60_000)]
    public async Task Set_ahead_by_a_month_it_gives_up_nobody_who_was_tried_once()
    {
        _hop.Habits = new HopHabits { Refuse = (recipient, tries) => recipient.StartsWith("reader", StringComparison.Ordinal) && tries <= 1 ? "451 4.7.1 greylisted" : null };
        await _host.Sender.PostAsync(Newsroom.Member, Subject);
        var request = await _hop.RequestAsync(Subject);
        await _hop.DownAsync();
        await _host.Sender.ReplyAsync(Newsroom.Moderator, request, "ok");
        await Eventually.HoldsAsync("copies that wait", () => _host.Owed().IsSupersetOf(All));
        Set("+30d");
        _hop.Up();
        await _hop.ServesAsync(Subject, All);
        Assert.Equal(0, _hop.Duplicates(Subject));
    }

    // Read by each look at the clock, so it must never be seen half written.
    private void Set(string offset)
    {
        File.WriteAllText(_clock + ".new", offset);
        File.Move(_clock + ".new", _clock, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        await _hop.DisposeAsync();
        File.Delete(_clock);
    }
}
