using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Tests.Publishing;

/// <summary>Texts and indexes on request: who may have what, in which language, and how much at once.</summary>
public sealed class AskingForTexts : IAsyncLifetime
{
    private const string Ada = "ada@reads.example";
    private const string Eve = "eve@reads-nothing.example";
    private static readonly string Long = string.Join("\n\n", Enumerable.Repeat("The printing plates were seized last night, and nobody says by whom.", 60));

    private readonly ParcelHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.ReaderAsync(Ada, languages: "fr;en", rhythm: Rhythm.Headlines);
        await _house.House.PersonAsync(Eve);
        await _house.House.MemberAsync("amel@horria.example", "OHPL");
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_number_brings_the_text_to_readers_of_its_list_alone()
    {
        var (number, _) = await _house.ReleaseAsync("ALERT");
        var text = Assert.Single(Find(Ada, number).Texts);
        Assert.Equal((number, "2026-03-12", "ALERT", "The plates were seized."), (text.Number, text.Date, text.Subject, text.Text));
        Assert.Equal([number], Find(Eve, number).Missing);
        Assert.Equal(["2026-0312-99", "x", "0", "-1"], Find(Ada, "2026-0312-99", "x", "0", "-1").Missing);
        await _house.House.Database.WriteAsync(tx => tx.Execute("UPDATE subscription SET state = 'paused'"));
        Assert.Single(Find(Ada, number).Texts);
    }

    [Fact]
    public async Task What_members_write_to_each_other_is_found_by_members_alone()
    {
        var (number, _) = await _house.ReleaseAsync("Between us", list: "members");
        Assert.Empty(Find(Ada, number).Texts);
        Assert.Single(Find("amel@horria.example", number).Texts);
        var (public_, _) = await _house.ReleaseAsync("ALERT");
        Assert.Empty(Find("amel@horria.example", public_).Texts);
    }

    [Fact]
    public async Task The_best_of_his_languages_is_read_else_the_original()
    {
        var (number, _) = await _house.ReleaseAsync("ALERT");
        await _house.House.Database.WriteAsync(tx => tx.Execute("""
            INSERT INTO edition (release, language, state, message_id, subject, text, at)
            SELECT id, language, state, 'm' || language || state, 'in ' || language, 't', 0 FROM release,
                (SELECT 'fr' AS language, 'released' AS state UNION ALL SELECT 'ar', 'released' UNION ALL SELECT 'fr', 'withdrawn')
            """));
        Assert.Equal("in fr", Find(Ada, number).Texts[0].Subject);
        await _house.ReaderAsync(Ada, languages: "ru;ar");
        Assert.Equal("in ar", Find(Ada, number).Texts[0].Subject);
        await _house.ReaderAsync(Ada, languages: "es");
        Assert.Equal("ALERT", Find(Ada, number).Texts[0].Subject);
    }

    [Fact]
    public async Task A_place_means_the_entry_of_the_parcel_that_is_answered()
    {
        await _house.ReleaseAsync("ALERT one");
        await _house.ReleaseAsync("ALERTE deux", language: Language.Fr);
        await _house.PassAsync(TimeSpan.FromHours(2));
        var parcel = Assert.Single(_house.MailTo(Ada)).MessageId!;
        Assert.Equal("ALERTE deux", Find(Ada, ["other@x", parcel], "2").Texts[0].Subject);
        Assert.Equal(["3"], Find(Ada, [parcel], "3").Missing);
        Assert.Equal(["1"], Find(Ada, ["other@x"], "1").Missing);
        Assert.Equal(["1"], Find(Eve, [parcel], "1").Missing);
    }

    [Theory]
    [InlineData(0, 20, "20 of 4 kB fit into 100")]
    [InlineData(5, 1, "one fits")]
    [InlineData(20, 4, "four fit")]
    public async Task An_answer_keeps_within_the_cap_and_names_what_is_postponed(int cap, int fit, string because)
    {
        await _house.ReaderAsync(Ada, cap: cap);
        var numbers = new List<string>();
        for (var i = 0; i < 25; i++)
            numbers.Add((await _house.ReleaseAsync($"ALERT {i}", Long)).Number);
        var found = Find(Ada, [.. numbers]);
        Assert.True(found.Texts.Count >= fit && found.Texts.Sum(text => TextCut.Octets(text.Text)) <= (cap == 0 ? 100_000 : cap * 1000), because);
        Assert.Equal(numbers, found.Texts.Select(text => text.Number).Concat(found.Postponed));
    }

    [Fact]
    public async Task A_text_longer_than_the_cap_comes_whole_when_it_is_asked_for()
    {
        await _house.ReaderAsync(Ada, cap: 5);
        var (one, _) = await _house.ReleaseAsync("ALERT", Long + Long);
        var (two, _) = await _house.ReleaseAsync("ALERT", "Short.");
        var found = Find(Ada, one, two);
        Assert.Equal(Long + Long, found.Texts.Single().Text);
        Assert.Equal([two], found.Postponed);
    }

    [Fact]
    public async Task The_index_is_newest_first_in_his_languages_about_a_topic_or_in_a_month()
    {
        await _house.ReleaseAsync("March", topics: "TN");
        await _house.ReleaseAsync("на русском", language: Language.Ru);
        _house.House.Time.Advance(TimeSpan.FromDays(31));
        await _house.ReleaseAsync("April", topics: "ZW women");
        await _house.ReleaseAsync("elsewhere", list: "communique");
        Assert.Equal(["April", "March"], Index(Ada));
        Assert.Equal(["March"], Index(Ada, about: "mena"));
        Assert.Equal(["April"], Index(Ada, about: "women"));
        Assert.Equal(["March"], Index(Ada, month: new DateOnly(2026, 3, 31)));
        Assert.Empty(Index(Ada, month: new DateOnly(2026, 5, 1)));
        Assert.Empty(Index(Eve));
        Assert.Equal(["April", "March"], Asked((db, person) => _house.House.Get<TextsOnRequest>().Last(db, _house.Alerts, person, 5), Ada).Texts.Select(text => text.Subject));
    }

    [Fact]
    public async Task A_long_index_says_how_many_more_there_are()
    {
        for (var i = 0; i < 53; i++)
            await _house.ReleaseAsync($"ALERT {i}");
        var index = Asked((db, person) => _house.House.Get<TextsOnRequest>().Index(db, _house.Alerts, person, null, null), Ada);
        Assert.Equal((50, 3, "ALERT 52"), (index.Entries.Count, index.More, index.Entries[0].Subject));
        Assert.Equal(TextCut.Octets("The plates were seized."), index.Entries[0].Octets);
    }

    private IEnumerable<string> Index(string who, string about = "", DateOnly? month = null) => Asked((db, person) =>
        _house.House.Get<TextsOnRequest>().Index(db, _house.Alerts, person, about.Length > 0 ? _house.Topics(about)[0] : null, month), who).Entries.Select(entry => entry.Subject);

    private RequestedTexts Find(string who, params string[] numbers) => Find(who, [], numbers);

    private RequestedTexts Find(string who, string[] answered, params string[] numbers) =>
        Asked((db, person) => _house.House.Get<TextsOnRequest>().Find(db, _house.Alerts, person, numbers, answered), who);

    private T Asked<T>(Func<Connection, long?, T> ask, string who) => _house.House.Database.Read(db => ask(db, Person.Find(db, ParcelHouse.Address(who))));
}
