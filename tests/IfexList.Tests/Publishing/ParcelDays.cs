using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Reception;
using IfexList.Store;

namespace IfexList.Tests.Publishing;

/// <summary>Days in the life of readers with every rhythm: each gets each release once, in one parcel, whatever happens to him or to us.</summary>
public sealed class ParcelDays : IAsyncLifetime
{
    private const string Ada = "ada@daily.example";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan TwoHours = TimeSpan.FromHours(2);

    private readonly ParcelHouse _house = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _house.IsSound();
        await _house.DisposeAsync();
    }

    [Theory]
    [InlineData("", "TN", true, "no topics are all")]
    [InlineData("TN", "TN", true, "his country")]
    [InlineData("TN", "EG", false, "another country")]
    [InlineData("mena", "TN", true, "his country's region")]
    [InlineData("africa", "TN", false, "Tunisia is reported with the Middle East")]
    [InlineData("ZW women", "TN women", true, "one of several")]
    [InlineData("women", "TN", false, "a theme that it isn't about")]
    [InlineData("TN", "", true, "what is about nothing in particular goes to everybody")]
    [InlineData("asia", "americas africa", false, "regions alone")]
    public async Task A_reader_gets_what_he_chose_and_what_nobody_could_sort(string chosen, string about, bool gets, string because)
    {
        await _house.ReaderAsync(Ada, topics: chosen);
        var list = _house.Alerts;
        Assert.Equal(gets ? 1 : 0, _house.House.Database.Read(db => Audience.CountReaders(db, list.Name, Language.En, Topic.WithRegions(_house.Topics(about)))));
        Assert.True((gets ? 1 : 0) == (await _house.ReleaseAsync("ALERT", topics: about)).Readers, because);
        Assert.Equal(gets ? 1 : 0, _house.MailTo(Ada).Count);
    }

    [Fact]
    public async Task Of_one_parcel_the_first_copies_go_to_those_whose_mail_never_failed()
    {
        for (var i = 0; i < 20; i++)
            await _house.ReaderAsync($"r{i}@x.example", Rhythm.Daily);
        await _house.House.Database.WriteAsync(tx => tx.Execute("""
            INSERT INTO failing (person, score, since, last, state, state_at) SELECT id, 25, 0, 0, 'watched', 0 FROM person WHERE id IN (SELECT id FROM person ORDER BY id LIMIT 7)
            """));
        await _house.ReleaseAsync("ALERT");
        await _house.PassAsync(Day);
        var fails = _house.House.Database.Read(db => db.All("SELECT person IN (SELECT person FROM failing) FROM deliveries ORDER BY id", r => r.GetBoolean(0)));
        Assert.Equal([.. Enumerable.Repeat(false, 13), .. Enumerable.Repeat(true, 7)], fails);
    }

    [Fact]
    public async Task Each_rhythm_has_its_hour_and_one_mail()
    {
        await _house.ReaderAsync("now@x.example");
        await _house.ReaderAsync("daily@x.example", Rhythm.Daily);
        await _house.ReaderAsync("weekly@x.example", Rhythm.Weekly, format: CopyFormat.Full);
        await _house.ReaderAsync("heads@x.example", Rhythm.Headlines);
        Assert.Equal(4, (await _house.ReleaseAsync("ALERT one")).Readers);
        await _house.ReleaseAsync("ALERT two");
        Assert.Equal((2, 0, 0, 0), Counts());
        await _house.PassAsync(TwoHours);
        Assert.Equal((2, 1, 0, 1), Counts());
        await _house.ReleaseAsync("ALERT three");
        await _house.PassAsync(Day);
        Assert.Equal((3, 2, 1, 2), Counts());
        Assert.Contains("ALERT two", _house.MailTo("daily@x.example")[0].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("ALERT two", _house.MailTo("daily@x.example")[1].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("plates", _house.MailTo("heads@x.example")[0].TextBody, StringComparison.Ordinal);
        await _house.PassAsync(Day * 7);
        Assert.Equal((3, 2, 1, 2), Counts());
    }

    private (int Now, int Daily, int Weekly, int Headlines) Counts() =>
        (_house.MailTo("now@x.example").Count, _house.MailTo("daily@x.example").Count, _house.MailTo("weekly@x.example").Count, _house.MailTo("heads@x.example").Count);

    [Fact]
    public async Task After_a_week_of_downtime_there_is_one_daily_parcel()
    {
        await _house.ReaderAsync(Ada, Rhythm.Daily);
        await _house.ReleaseAsync("ALERT");
        await _house.PassAsync(Day * 7);
        Assert.Single(_house.MailTo(Ada));
        await _house.ReleaseAsync("ALERT again");
        await _house.PassAsync(Day);
        Assert.Equal(2, _house.MailTo(Ada).Count);
    }

    [Fact]
    public async Task A_parcel_that_can_t_be_made_holds_up_no_other()
    {
        const string broken = "awa@hebdo.example";
        await _house.ReaderAsync(broken, Rhythm.Daily, "fr;en");
        await _house.ReaderAsync(Ada, Rhythm.Daily);
        var own = Path.Combine(_house.House.Get<Settings>().NoticesOverride, "fr");
        Directory.CreateDirectory(own);
        await File.WriteAllTextAsync(Path.Combine(own, "parcel-index.liquid"), "Subject: x\n{% for i in (1..100000) %}{{ i }}{% endfor %}", TestContext.Current.CancellationToken);
        await _house.ReleaseAsync("ALERT");
        await _house.PassAsync(TwoHours);
        Assert.Single(_house.MailTo(Ada));
        Assert.Equal(1, _house.Waiting(broken));
        File.Delete(Path.Combine(own, "parcel-index.liquid"));
        await _house.PassAsync(Limits.TurnPause);
        Assert.Single(_house.MailTo(broken));
        Assert.Single(_house.MailTo(Ada));
    }

    [Fact]
    public async Task What_comes_out_while_parcels_are_made_waits_for_the_next()
    {
        await _house.ReaderAsync(Ada, Rhythm.Daily);
        await _house.ReleaseAsync("ALERT before");
        _house.House.Time.Advance(TwoHours);
        await _house.TickAsync();
        Assert.Equal(1, _house.House.Count("due", "kind = 'packing' AND subject LIKE 'alerts/daily/%'"));
        _house.House.Time.Advance(TimeSpan.FromSeconds(1));
        await _house.ReleaseAsync("ALERT meanwhile");
        await _house.TickAsync();
        Assert.DoesNotContain("meanwhile", Assert.Single(_house.MailTo(Ada)).TextBody, StringComparison.Ordinal);
        Assert.Equal(1, _house.Waiting(Ada));
        Assert.Equal(0, _house.House.Count("due", "kind = 'packing' AND subject LIKE 'alerts/daily/%'"));
    }

    [Fact]
    public async Task Who_changes_to_now_in_mid_week_gets_what_waits_at_once_and_nothing_on_friday()
    {
        await _house.ReaderAsync(Ada, Rhythm.Weekly);
        await _house.ReaderAsync("bea@weekly.example", Rhythm.Weekly);
        await _house.ReleaseAsync("ALERT one");
        await _house.ReleaseAsync("ALERT two");
        await _house.ReaderAsync(Ada, Rhythm.Now);
        await _house.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Contains("ALERT two", Assert.Single(_house.MailTo(Ada)).TextBody, StringComparison.Ordinal);
        Assert.Empty(_house.MailTo("bea@weekly.example"));
        await _house.ReleaseAsync("ALERT three");
        await _house.PassAsync(Day * 2);
        Assert.Equal(["parcel", "copy"], _house.MailTo(Ada).Select(mail => mail.MessageId!.StartsWith("parcel-", StringComparison.Ordinal) ? "parcel" : "copy"));
        Assert.Single(_house.MailTo("bea@weekly.example"));
    }

    [Fact]
    public async Task Who_leaves_gets_no_parcel_neither_what_waited_nor_what_was_packed()
    {
        await _house.ReaderAsync(Ada, Rhythm.Daily);
        await _house.ReleaseAsync("ALERT one");
        await _house.PassAsync(TwoHours);
        await _house.ReleaseAsync("ALERT two");
        await _house.ReaderAsync(Ada, Rhythm.Weekly);
        Assert.Equal(1, _house.House.Count("due", "subject LIKE 'alerts/person/%'"));
        var person = _house.House.Database.Read(db => Person.Find(db, ParcelHouse.Address(Ada)))!.Value;
        await _house.House.Database.WriteAsync(tx => { Subscriptions.Leave(tx, "alerts", person, 1); });
        await _house.PassAsync(Day * 8);
        Assert.Empty(_house.MailTo(Ada));
        Assert.Equal(2, _house.House.Count("served", "outcome = 'dropped'"));
        Assert.Equal(0, _house.House.Count("due", "subject LIKE 'alerts/person/%'"));
    }

    [Fact]
    public async Task Who_pauses_gets_what_waited_with_the_first_parcel_after_the_pause()
    {
        await _house.ReaderAsync(Ada, Rhythm.Weekly);
        await _house.ReleaseAsync("ALERT before the pause");
        await SetStateAsync("paused");
        await _house.ReleaseAsync("ALERT in the pause");
        await _house.PassAsync(Day * 8);
        Assert.Empty(_house.MailTo(Ada));
        await SetStateAsync("active");
        await _house.ReleaseAsync("ALERT after it");
        await _house.PassAsync(Day * 7);
        var parcel = Assert.Single(_house.MailTo(Ada));
        Assert.Contains("before the pause", parcel.TextBody, StringComparison.Ordinal);
        Assert.Contains("after it", parcel.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("in the pause", parcel.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_reader_who_changed_to_now_has_what_waited_when_he_is_back()
    {
        await _house.ReaderAsync(Ada, Rhythm.Weekly);
        await _house.ReleaseAsync("ALERT");
        await SetStateAsync("paused");
        await _house.ReaderAsync(Ada, Rhythm.Now);
        await _house.PassAsync(Day * 3);
        Assert.Empty(_house.MailTo(Ada));
        _house.IsSound();
        await SetStateAsync("active");
        await _house.PassAsync(Day);
        Assert.Single(_house.MailTo(Ada));
    }

    private async Task SetStateAsync(string state) => await _house.House.Database.WriteAsync(tx => tx.Execute("UPDATE subscription SET state = @state", ("@state", state)));

    [Fact]
    public async Task Readers_of_the_same_share_one_rendering_that_names_none_of_them()
    {
        for (var i = 0; i < 40; i++)
            await _house.ReaderAsync($"reader{i}@x.example", Rhythm.Daily, topics: i % 2 == 0 ? "TN" : "");
        await _house.ReleaseAsync("ALERT one", topics: "TN");
        await _house.ReleaseAsync("ALERT two", topics: "EG");
        await _house.PassAsync(TwoHours);
        Assert.Equal(2, _house.House.Count("rendering", "edition IS NULL"));
        Assert.Equal(40, _house.House.Count("deliveries", "priority = 8"));
        Assert.Equal(60, _house.House.Count("served", "outcome = 'queued'"));
        var renderings = _house.House.Database.Read(db => db.All("SELECT bytes FROM rendering", r => System.Text.Encoding.UTF8.GetString((byte[])r[0])));
        Assert.All(renderings, bytes => Assert.DoesNotContain("@x.example", bytes, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_delivered_parcel_settles_all_that_it_held()
    {
        await _house.ReaderAsync(Ada, Rhythm.Daily);
        await _house.ReleaseAsync("ALERT one");
        await _house.ReleaseAsync("ALERT two");
        await _house.PassAsync(TwoHours);
        _house.IsSound();
        await _house.DeliverAsync();
        Assert.Equal(2, _house.House.Count("served", "outcome = 'delivered'"));
        Assert.Equal(0, _house.House.Count("deliveries"));
    }

    [Fact]
    public async Task A_dropped_parcel_is_dropped_with_all_that_it_held()
    {
        await _house.ReaderAsync(Ada, Rhythm.Daily);
        await _house.ReleaseAsync("ALERT one");
        await _house.ReleaseAsync("ALERT two");
        await _house.PassAsync(TwoHours);
        var queue = _house.House.Database.Read(db => new QueueDesk(Routes.Smarthost).Waiting(db, QueuePart.All, 10));
        Assert.Equal("parcel of 2", Assert.Single(queue).What);
        Assert.True(await _house.House.Database.WriteAsync(tx => Deliveries.Drop(tx, queue[0].Id, 1)));
        Assert.Equal(2, _house.House.Count("served", "outcome = 'dropped'"));
    }

    [Fact]
    public async Task What_waits_is_explained_so()
    {
        await _house.ReaderAsync(Ada, Rhythm.Weekly);
        var (number, _) = await _house.ReleaseAsync("ALERT");
        var story = Assert.Single(_house.House.Database.Read(db => new QueueDesk(Routes.Smarthost).Explain(db, ParcelHouse.Address(Ada), _house.House.Time.Now(), 10)));
        Assert.Equal((number, "waiting"), (story.What, story.Outcome));
        Assert.Equal(_house.House.Database.Read(db => Due.At(db, Due.Parcel, "alerts/weekly")), Assert.IsType<CopyWait.NextParcel>(story.Wait).At);
    }
}
