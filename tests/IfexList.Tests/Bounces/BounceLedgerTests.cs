using System.Text;
using IfexList.Foundation;
using IfexList.Ledger;
using IfexList.Mail;
using IfexList.Reception;
using IfexList.Store;

namespace IfexList.Tests.Bounces;

/// <summary>What comes of what came back: noted, weighed, laid to a provider, complained of.</summary>
public sealed class BounceLedgerTests : IAsyncDisposable
{
    private const string Grace = "grace@dailylantern.example";

    private readonly LedgerHouse _house = new(settings => settings with
    {
        Lists = settings.Lists.Append(new("communique", new ListSettings { Title = new LocalizedText("IFEX Communiqué"), Owners = [LedgerHouse.Owner] })).ToDictionary(),
    });

    [Theory]
    [InlineData(ReturnClass.None)]
    [InlineData(ReturnClass.Delivered)]
    [InlineData(ReturnClass.Vacation)]
    public async Task What_says_nothing_against_anybody_is_not_noted(ReturnClass of)
    {
        await _house.FailAsync(await _house.House.ReaderAsync(Grace), of);
        Assert.Equal(0, _house.House.Count("setback"));
    }

    [Fact]
    public async Task A_storm_for_one_reader_is_one_row_a_day_with_the_newest_words_and_its_length_is_bounded()
    {
        var grace = await _house.House.ReaderAsync(Grace);
        await _house.FailAsync(grace, ReturnClass.Full, times: 1000);
        await _house.FailAsync(grace, ReturnClass.Full, words: new string('x', 100_000));
        await _house.WeighAsync();
        await _house.FailAsync(grace, ReturnClass.Full, times: 1000);
        await _house.FailAsync(grace, ReturnClass.Dead);
        await _house.WeighAsync();
        var rows = _house.Read(db => Setbacks.Of(db, grace));
        Assert.Equal([("dead", 1, 75), ("full", 2001, 25)], rows.OrderBy(row => row.Class).Select(row => (row.Class, row.Times, row.Points)));
        Assert.All(rows, row => Assert.InRange(row.Reply.Length, 1, Limits.SetbackCharacters));
        Assert.Equal("watched 100", _house.StateOf(grace));
    }

    [Fact]
    public async Task What_is_older_than_a_week_when_it_is_weighed_counts_half()
    {
        var grace = await _house.House.ReaderAsync(Grace);
        await _house.FailAsync(grace, ReturnClass.Dead);
        _house.GoTo(9);
        await _house.WeighAsync();
        Assert.Equal("watched 50", _house.StateOf(grace));
    }

    [Theory]
    [InlineData(true, "provider", "the relay that takes his mail is in trouble")]
    [InlineData(false, "open", "a report came by mail")]
    public async Task What_we_hear_while_our_own_relay_is_in_trouble_is_not_his(bool live, string weight, string why)
    {
        var grace = await _house.House.ReaderAsync(Grace);
        await _house.WriteAsync(tx => Routes.Note(tx, Routes.Smarthost, new RouteState(1, 9, "no answer", 1)));
        await _house.FailAsync(grace, ReturnClass.Unavailable, live);
        Assert.True(_house.House.Count("setback", $"weight = '{weight}'") == 1, why);
        await _house.WriteAsync(tx => Routes.Note(tx, Routes.Smarthost, null));
        await _house.WriteAsync(tx => Routes.Note(tx, "mx.dailylantern.example", new RouteState(1, 9, "no answer", 1)));
        await _house.FailAsync(grace, ReturnClass.Dead, live);
        Assert.Equal(1, _house.House.Count("setback", "class = 'dead' AND weight = 'open'"));
    }

    [Theory]
    [InlineData(6, 10, 5, true, "six of ten, heard by ourselves")]
    [InlineData(6, 20, 1, false, "six of twenty")]
    [InlineData(4, 4, 1, false, "four are chance")]
    public async Task Most_of_a_provider_failing_at_once_is_its_own_affair_and_told_once(int fail, int all, int days, bool isEvent, string why)
    {
        var persons = await PeopleAsync("bigmail.example", all);
        var others = await PeopleAsync("elsewhere.example", 100);
        for (var day = 0; day < days; day++)
        {
            _house.GoTo(day);
            await _house.DeliverAsync(persons.Skip(fail).Concat(others));
            foreach (var person in persons.Take(fail))
                await _house.FailAsync(person, ReturnClass.Unavailable, words: "<reader1@bigmail.example> later");
            await _house.WeighAsync();
        }
        Assert.True(isEvent == (_house.StateOf(persons[0]) == "in order"), why);
        Assert.Equal(isEvent ? fail * days : 0, _house.House.Count("setback", "weight = 'provider'"));
        Assert.Equal(isEvent ? "[alerts] Mail to most readers fails: bigmail.example" : "", _house.LettersTo(LedgerHouse.Owner));
        if (isEvent)
            Assert.DoesNotContain("@bigmail", _house.TextTo(LedgerHouse.Owner), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_fails_for_weeks_is_gone_and_then_each_counts_for_himself()
    {
        var persons = await PeopleAsync("closed.example", 8);
        var others = await PeopleAsync("elsewhere.example", 100);
        for (var day = 0; day < 18; day++)
        {
            _house.GoTo(day);
            await _house.DeliverAsync(others);
            foreach (var person in persons)
                await _house.FailAsync(person, ReturnClass.Dead);
            await _house.WeighAsync();
            Assert.Equal(day < 14 ? 0 : 8, _house.House.Count("failing"));
        }
    }

    [Fact]
    public async Task Everybody_failing_at_once_is_our_own_affair()
    {
        var persons = await _house.ReadersAsync(Enumerable.Range(0, 12).Select(i => $"reader@press{i}.example"));
        foreach (var person in persons.Take(9))
            await _house.FailAsync(person, ReturnClass.Dead);
        await _house.DeliverAsync(persons.Skip(9));
        await _house.WeighAsync();
        Assert.Equal(0, _house.House.Count("failing"));
        Assert.Equal("[alerts] Mail to most readers fails: everywhere", _house.LettersTo(LedgerHouse.Owner));
    }

    [Fact]
    public async Task What_is_refused_for_our_sake_is_told_once_a_week_without_an_address()
    {
        var persons = await PeopleAsync("strict.example", 3);
        for (var day = 0; day < 9; day++)
        {
            _house.GoTo(day);
            await _house.FailAsync(persons[day % 3], ReturnClass.Policy, words: $"reader{day % 3}@strict.example blocked, ask READER{day % 3}");
            await _house.WeighAsync();
        }
        Assert.Equal("[alerts] Our mail is refused by strict.example", _house.LettersTo(LedgerHouse.Owner));
        Assert.Contains("In its words: <...> blocked, ask <...>", _house.TextTo(LedgerHouse.Owner).ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(0, _house.House.Count("failing"));
    }

    [Fact]
    public async Task A_complaint_ends_that_list_at_once_and_nobody_gets_a_letter()
    {
        var grace = await _house.House.ReaderAsync(Grace);
        await _house.House.ReaderAsync(Grace, list: "communique");
        await ComplainAsync(grace, "alerts");
        Assert.Equal(["communique"], _house.Read(db => Subscriptions.ListsOf(db, grace)));
        await ComplainAsync(grace, "alerts");
        Assert.Equal(1, _house.House.Count("parted", "list = 'alerts' AND why = 'complaint' AND times = 1"));
        Assert.Equal(0, _house.House.Count("due", "kind = 'erase'"));
        await ComplainAsync(grace, null);
        _house.House.Time.Advance(Limits.FarewellTry);
        await _house.TickAsync();
        Assert.Equal("gone", _house.StateOf(grace));
        Assert.Empty(_house.Left);
        Assert.Equal(2, _house.House.Count("parted"));
    }

    [Fact]
    public async Task A_complaint_is_counted_by_its_domain_and_by_none_when_nobody_has_it_any_more()
    {
        var persons = await PeopleAsync("bigmail.example", 6);
        await ComplainAsync(persons[0], "alerts");
        Assert.Equal(1, _house.House.Count("parted", "domain = 'bigmail.example' AND times = 1"));
        await _house.WriteAsync(tx =>
        {
            tx.Execute("DELETE FROM person WHERE domain = 'bigmail.example'");
            Parted.Forget(tx);
        });
        Assert.Equal(1, _house.House.Count("parted", "domain = '' AND times = 1"));
    }

    [Fact]
    public async Task A_moderator_who_complains_keeps_her_desk()
    {
        var marie = await _house.House.ModeratorAsync("marie@clearinghouse.example");
        await _house.House.ReaderAsync("marie@clearinghouse.example");
        await ComplainAsync(marie, null);
        await _house.TickAsync();
        Assert.Equal((0, 1), (_house.House.Count("subscription"), _house.House.Count("moderator")));
        Assert.Equal("in order", _house.StateOf(marie));
    }

    [Fact]
    public async Task Of_a_moderator_whose_address_is_dead_the_owners_hear_once_and_she_is_not_removed()
    {
        var marie = await _house.House.ModeratorAsync("marie@clearinghouse.example");
        for (var day = 0; day < 40; day++)
        {
            _house.GoTo(day);
            await _house.FailAsync(marie, ReturnClass.Dead);
            await _house.WeighAsync();
        }
        Assert.Equal("[alerts] Mail to a moderator comes back", _house.LettersTo(LedgerHouse.Owner));
        Assert.Contains("marie@clearinghouse.example", _house.TextTo(LedgerHouse.Owner), StringComparison.Ordinal);
        Assert.Equal(1, _house.House.Count("moderator"));
        Assert.Equal("", _house.LettersTo("marie@clearinghouse.example"));
    }

    [Fact]
    public async Task A_request_that_came_back_by_mail_goes_to_somebody_else_as_one_refused_at_once_does()
    {
        var marie = await _house.House.ModeratorAsync("marie@clearinghouse.example");
        await _house.House.MemberAsync("reporter@observatory.example", "OH");
        await _house.House.SendAsync(TestHouse.Mail("reporter@observatory.example", "alerts@lists.example.org", "ALERT - TUNISIA", "A weekly paper was searched."), "reporter@observatory.example", "alerts@lists.example.org");
        var request = _house.Read(db => db.Number("SELECT rendering FROM asked"))!.Value;
        await _house.FailAsync(marie, ReturnClass.Delayed, live: false, rendering: request);
        Assert.Equal(0, _house.House.Count("due", "kind = 'unasked'"));
        await _house.FailAsync(marie, ReturnClass.Unavailable, live: false, rendering: request);
        Assert.Equal(1, _house.House.Count("due", "kind = 'unasked'"));
    }

    [Fact]
    public async Task A_stranger_s_or_an_owner_s_failing_mail_ends_nothing()
    {
        var person = await _house.House.PersonAsync("stranger@mail.example");
        await _house.FailAsync(person, ReturnClass.Dead);
        await _house.WeighAsync();
        Assert.Equal(("in order", 1), (_house.StateOf(person), _house.House.Count("setback", "weight = 'passed'")));
    }

    [Fact]
    public async Task Nothing_of_a_reader_is_left_when_he_was_removed_for_his_dead_address()
    {
        var folder = Path.GetDirectoryName(_house.House.Database.File)!;
        var grace = await PausedAsync();
        foreach (var day in new[] { 25, 31, 38, 45 })
        {
            _house.GoTo(day);
            await _house.TickAsync();
            await _house.FailAsync(grace, ReturnClass.Dead, words: $"<{Grace}> is unknown");
            await _house.WeighAsync();
        }
        _house.GoTo(52);
        for (var i = 0; i < 4; i++)
        {
            await _house.TickAsync();
            _house.House.Time.Advance(Limits.ScrubPause);
        }
        await _house.TickAsync();
        Assert.Equal("gone", _house.StateOf(grace));
        Assert.Equal("probe, probe, probe, pause, pause, pause, pause", _house.LettersTo(Grace));
        Assert.Equal((0, 0), (_house.House.Count("setback"), _house.House.Count("due", "kind IN ('probe', 'probed', 'paused')")));
        Assert.Empty(Traces.Of(folder, [Grace, "dailylantern.example"]));
    }

    [Theory]
    [InlineData("", "active", "an empty reply")]
    [InlineData("Who are you? I do read this.", "active", "whatever he writes")]
    [InlineData("unsubscribe alerts", "none", "he would rather leave")]
    [InlineData("no", "paused", "he says no")]
    public async Task A_reply_to_the_last_letter_wakes_what_we_paused(string reply, string state, string why)
    {
        var grace = await PausedAsync();
        Assert.Equal(1, _house.House.Count("subscription", "state = 'paused' AND bounced = 1"));
        _house.House.Time.Advance(TimeSpan.FromDays(20));
        await _house.WriteAsync(tx => Sweeping.Run(tx, _house.House.Get<IfexList.Lists.ListCatalogue>(), _house.House.Time.Now()));
        await _house.ReplyAsync(Grace, reply);
        Assert.True(state == (_house.Read(db => db.Text("SELECT state FROM subscription WHERE person = @person", ("@person", grace))) ?? "none"), why);
        Assert.Equal(state == "paused" ? 1 : 0, _house.House.Count("failing"));
    }

    [Fact]
    public async Task Resume_wakes_as_well_and_a_pause_of_his_own_is_his_own()
    {
        var grace = await PausedAsync();
        await _house.House.SendAsync(TestHouse.Mail(Grace, "alerts-request@lists.example.org", "resume", ""), Grace, "alerts-request@lists.example.org");
        Assert.Equal(("in order", 1), (_house.StateOf(grace), _house.House.Count("subscription", "state = 'active' AND bounced = 0")));
        await _house.WriteAsync(tx =>
        {
            Subscriptions.Pause(tx, "alerts", grace, null);
            BounceLedger.Forgive(tx, grace);
        });
        Assert.Equal(1, _house.House.Count("subscription", "state = 'paused' AND bounced = 0"));
    }

    [Fact]
    public async Task What_came_due_while_we_were_away_waits_for_what_is_on_its_way()
    {
        var grace = await PausedAsync();
        await _house.FailAsync(grace, ReturnClass.Dead);
        await _house.WeighAsync();
        _house.GoTo(150);
        await _house.TickAsync();
        Assert.Equal("paused", _house.StateOf(grace));
        _house.GoTo(152);
        await _house.TickAsync();
        Assert.Equal(0, _house.House.Count("subscription"));
    }

    [Theory]
    [InlineData("open", "pause", "it isn't weighed yet")]
    [InlineData("counted", "pause, pause", "it failed, and he has four weeks")]
    [InlineData("provider", "pause, pause", "it came back by his provider's fault, and says nothing of him")]
    public async Task While_he_is_paused_a_letter_that_came_back_goes_again(string weight, string letters, string why)
    {
        var grace = await PausedAsync();
        await _house.FailAsync(grace, ReturnClass.Full);
        await _house.WriteAsync(tx => tx.Execute("UPDATE setback SET weight = @weight WHERE class = 'full'", ("@weight", weight)));
        // When the others are weighed is no matter here.
        await _house.WriteAsync(tx => Due.Done(tx, Due.Weigh, "", _house.House.Time.Now() + (long)TimeSpan.FromDays(100).TotalMilliseconds));
        _house.GoTo(31);
        await _house.TickAsync();
        Assert.True($"probe, probe, probe, {letters}" == _house.LettersTo(Grace), why);
        Assert.Equal("paused", _house.StateOf(grace));
        if (letters != "pause")
            Assert.Contains("In 21 days", _house.TextTo(Grace), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_whom_nothing_is_paused_any_more_nothing_is_asked()
    {
        var grace = await PausedAsync();
        await _house.FailAsync(grace, ReturnClass.Dead);
        await _house.WeighAsync();
        await _house.WriteAsync(tx => Subscriptions.Pause(tx, "alerts", grace, null));
        _house.GoTo(31);
        await _house.TickAsync();
        Assert.Equal(("in order", "probe, probe, probe, pause"), (_house.StateOf(grace), _house.LettersTo(Grace)));
        Assert.Equal(1, _house.House.Count("subscription", "state = 'paused' AND bounced = 0"));
    }

    [Fact]
    public async Task A_pause_that_is_told_of_every_week_is_one_pause_in_the_week_s_figures()
    {
        var grace = await PausedAsync();
        await _house.FailAsync(grace, ReturnClass.Dead);
        await _house.WeighAsync();
        var then = _house.House.Time.Now();
        _house.GoTo(31);
        await _house.TickAsync();
        Assert.DoesNotContain("paused", _house.Read(db => ReturnFigures.Between(db, "alerts", then, _house.House.Time.Now() + 1, 1)).Select(figure => figure.What));
    }

    [Fact]
    public async Task His_data_tell_what_failed()
    {
        var grace = await PausedAsync();
        var data = _house.Read(db => PersonalData.Of(db, Person.AddressOf(db, grace)!.Value, grace, _house.House.Time.Now()));
        Assert.Equal((6, 0, true), ((int)data.Setbacks, (int)data.Requests, data.FailingSince is not null));
    }

    [Fact]
    public async Task A_clock_that_was_ahead_leaves_nobody_s_failures_in_the_future()
    {
        var grace = await PausedAsync();
        var now = _house.House.Time.Now() - (long)TimeSpan.FromDays(20).TotalMilliseconds;
        await _house.WriteAsync(tx => WrongClock.SetBack(tx, (long)TimeSpan.FromDays(20).TotalMilliseconds, now));
        Assert.Equal(0, _house.House.Count("setback", $"at > {now}"));
        Assert.Equal(0, _house.House.Count("failing", $"max(since, last, state_at, paused_at) > {now}"));
        Assert.Equal(1, _house.House.Count("due", $"kind = 'paused' AND subject = '{grace}'"));
    }

    private Task<List<long>> PeopleAsync(string domain, int count) => _house.ReadersAsync(Enumerable.Range(0, count).Select(i => $"reader{i}@{domain}"));

    private Task ComplainAsync(long person, string? list) => _house.WriteAsync(tx => BounceLedger.Complain(tx, person, list, _house.House.Time.Now()));

    // Dead for more than three weeks.
    private async Task<long> PausedAsync()
    {
        var grace = await _house.House.ReaderAsync(Grace);
        foreach (var day in new[] { 0, 1, 2, 9, 16, 23 })
        {
            _house.GoTo(day);
            await _house.FailAsync(grace, ReturnClass.Dead);
            await _house.WeighAsync();
        }
        Assert.Equal("paused", _house.StateOf(grace));
        _house.House.Time.Advance(TimeSpan.FromDays(1));
        return grace;
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();
}
