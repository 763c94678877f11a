using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;
using MimeKit;

namespace IfexList.Tests.Publishing;

/// <summary>What belongs to a case: which releases, what they say of each other, and who follows it.</summary>
public sealed class Cases : IAsyncLifetime
{
    private const string Ada = "ada@x.example";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly ParcelHouse _house = new();

    public async ValueTask InitializeAsync() => await _house.ReaderAsync(Ada);

    public async ValueTask DisposeAsync()
    {
        _house.IsSound();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task A_release_joins_the_case_that_is_ordered_or_that_its_mail_answers_unless_it_is_to_begin_one()
    {
        var (first, _) = await _house.ReleaseAsync("ALERT");
        var (ordered, _) = await _house.ReleaseAsync("UPDATE", orders: In(first));
        var (answering, _) = await _house.ReleaseAsync("UPDATE", answers: $"{ordered}.en@lists.example.org");
        var (both, _) = await _house.ReleaseAsync("UPDATE", orders: In(first), answers: "unknown@phone.example");
        var (other, _) = await _house.ReleaseAsync("ALERT", answers: $"{ordered}.en@lists.example.org", orders: ReleaseOrders.None with { BeginsCase = true });
        var (elsewhere, _) = await _house.ReleaseAsync("ALERT", list: "communique", answers: $"{first}.en@lists.example.org");
        Assert.Equal([first, first, first, first, other, elsewhere], _house.House.Database.Read(db => db.All("SELECT case_number FROM release ORDER BY id", r => r.GetString(0))));
        Assert.NotEqual(both, other);
        Assert.NotEqual(answering, first);
        Assert.True(_house.House.Database.Read(db => Releases.IsCase(db, "alerts", first) && !Releases.IsCase(db, "communique", first) && !Releases.IsCase(db, "alerts", ordered)));
    }

    [Fact]
    public async Task An_update_names_the_days_of_its_case_and_its_first_and_latest_edition()
    {
        var (first, _) = await _house.ReleaseAsync("ALERT");
        _house.House.Time.Advance(Day);
        var (second, _) = await _house.ReleaseAsync("UPDATE one", orders: In(first));
        _house.House.Time.Advance(30 * Day);
        await _house.ReleaseAsync("UPDATE two", "They are free.", orders: In(first));
        var copies = _house.MailTo(Ada);
        Assert.Empty(copies[0].References);
        Assert.Equal([Id(first)], copies[1].References);
        Assert.Equal([Id(first), Id(second)], copies[2].References);
        Assert.Equal(Id(second), copies[2].InReplyTo);
        Assert.StartsWith("Updates alert of 12 March 2026\n\nThe plates", Text(copies[1]), StringComparison.Ordinal);
        Assert.StartsWith("Updates alerts of 13 and 12 March 2026\n\nThey are free.", Text(copies[2]), StringComparison.Ordinal);
        Assert.Equal(1, _house.House.Count("edition", "text LIKE 'Updates alerts of 13 and 12 March 2026%They are free.'"));
        Assert.Equal(first, copies[2].Headers["IfexList-Case"]);
    }

    [Fact]
    public async Task A_day_is_that_of_the_list_s_zone_and_named_once_and_eleven_are_named()
    {
        // 02:00 in London, and still the evening before in Toronto.
        _house.House.Time.Advance(TimeSpan.FromHours(18));
        var (first, _) = await _house.ReleaseAsync("ALERT");
        await _house.ReleaseAsync("UPDATE", orders: In(first));
        for (var day = 0; day < 11; day++)
        {
            _house.House.Time.Advance(Day);
            await _house.ReleaseAsync("UPDATE", orders: In(first));
        }
        _house.House.Time.Advance(Day);
        await _house.ReleaseAsync("UPDATE", orders: In(first));
        var copies = _house.MailTo(Ada).Select(copy => string.Join(' ', Text(copy).Split("\n\n")[0].Split('\n'))).ToList();
        Assert.Equal("Updates alert of 12 March 2026", copies[1]);
        Assert.Equal("Updates alerts of 22, 21, 20, 19, 18, 17, 16, 15, 14, 13 and 12 March 2026", copies[12]);
        Assert.Equal("Updates alerts of 23, 22, 21, 20, 19, 18, 17, 16, 15, 14 and 13 March 2026, and others", copies[13]);
    }

    [Fact]
    public async Task A_thread_hangs_together_in_one_language_where_it_can()
    {
        await _house.ReaderAsync("fr@x.example", languages: "fr");
        var (en, _) = await _house.ReleaseAsync("ALERT");
        var (fr, _) = await _house.ReleaseAsync("ALERTE", language: Language.Fr, orders: In(en));
        var (last, _) = await _house.ReleaseAsync("UPDATE", orders: In(en));
        await _house.ReleaseAsync("MISE À JOUR", language: Language.Fr, orders: In(en));
        Assert.Equal([Id(en)], _house.MailTo(Ada)[1].References);
        Assert.Equal([Id(en)], _house.MailTo("fr@x.example")[0].References);
        Assert.Equal([Id(fr, "fr")], _house.MailTo("fr@x.example")[1].References);
        Assert.Contains("Met à jour", _house.MailTo("fr@x.example")[1].TextBody, StringComparison.Ordinal);
        Assert.Contains(Id(last), _house.House.Database.Read(db => CaseFile.Editions(db, en, toMembers: false)).Select(edition => edition.MessageId));
    }

    [Theory]
    [InlineData("", true, "he reads everything")]
    [InlineData("CASE", true, "he follows it")]
    [InlineData("TN CASE", true, "and a country")]
    [InlineData("2026-0101-01", false, "he follows another one")]
    [InlineData("ZW", false, "another country")]
    public async Task Who_follows_a_case_gets_its_releases(string topics, bool gets, string because)
    {
        var (first, _) = await _house.ReleaseAsync("ALERT");
        await _house.ReaderAsync("eve@x.example", topics: topics.Replace("CASE", first, StringComparison.Ordinal));
        var (_, readers) = await _house.ReleaseAsync("UPDATE", orders: In(first) with { Topics = _house.Topics("EG") });
        Assert.True((gets ? 2 : 1) == readers, because);
        Assert.Equal(gets ? 1 : 0, _house.MailTo("eve@x.example").Count);
    }

    [Theory]
    [InlineData("2026-0101-01", "", false, "about nothing in particular, but he reads a case alone")]
    [InlineData("2026-0101-01 TN", "", true, "about nothing in particular")]
    [InlineData("2026-0101-01 TN", "TN", true, "his country")]
    [InlineData("2026-0101-01 TN", "EG", false, "another country")]
    public async Task What_is_of_another_case_goes_to_those_who_read_more_than_cases(string topics, string about, bool gets, string because)
    {
        await _house.ReaderAsync("eve@x.example", Rhythm.Daily, topics: topics);
        Assert.True((gets ? 2 : 1) == (await _house.ReleaseAsync("ALERT", topics: about)).Readers, because);
        Assert.Equal(gets ? 1 : 0, _house.Waiting("eve@x.example"));
    }

    [Fact]
    public async Task The_first_line_stands_in_parcels_cuts_and_answers_and_so_does_the_author()
    {
        var member = await _house.House.MemberAsync("amel@horria.example", "OHPL");
        var organisation = _house.House.Database.Read(db => db.Number("SELECT organisation FROM member WHERE person = @person", ("@person", member)));
        await _house.ReaderAsync("daily@x.example", Rhythm.Daily);
        await _house.ReaderAsync("small@x.example", cap: 5);
        var (first, _) = await _house.ReleaseAsync("ALERT");
        var text = string.Join("\n\n", Enumerable.Repeat("The printing plates were seized last night, and nobody says by whom.", 100));
        var (number, _) = await _house.ReleaseAsync("UPDATE", text, organisation: organisation, orders: In(first) with { Author = "Amel Jaziri" });
        await _house.PassAsync(TimeSpan.FromHours(2));
        const string line = "Updates alert of 12 March 2026\n\nThe printing plates";
        Assert.StartsWith(line, Text(_house.MailTo(Ada)[1]), StringComparison.Ordinal);
        Assert.StartsWith(line, Text(_house.MailTo("small@x.example")[1]), StringComparison.Ordinal);
        Assert.Contains($"UPDATE\nOHPL, Amel Jaziri\n\n{line}", Text(_house.MailTo("daily@x.example").Single()), StringComparison.Ordinal);
        var answer = _house.House.Database.Read(db => _house.House.Get<TextsOnRequest>().Find(db, _house.Alerts, Person.Find(db, ParcelHouse.Address(Ada)), [number], [])).Texts.Single();
        Assert.Equal("OHPL, Amel Jaziri", answer.Credit);
        Assert.StartsWith(line, answer.Text, StringComparison.Ordinal);
        Assert.Equal("OHPL, Amel Jaziri via Action Alert Network", _house.MailTo(Ada)[1].From.Mailboxes.Single().Name);
    }

    [Fact]
    public async Task What_was_made_ready_holds_no_more_where_its_case_went_on()
    {
        var (first, _) = await _house.ReleaseAsync("ALERT");
        var post = new CleanPost("UPDATE", "Text.", [], false, false, null, null, null);
        var publication = _house.House.Get<Publication>();
        var ready = _house.House.Database.Read(db => publication.Prepare(db, _house.Alerts, Language.En, null, new MimeMessage(), post, In(first), releasesBefore: 1));
        Assert.True(_house.House.Database.Read(db => Publication.StillHolds(db, ready)));
        await _house.ReleaseAsync("UPDATE", orders: In(first));
        Assert.False(_house.House.Database.Read(db => Publication.StillHolds(db, ready)));
    }

    private static ReleaseOrders In(string number) => ReleaseOrders.None with { Case = number };

    private static string Id(string number, string language = "en") => $"{number}.{language}@lists.example.org";

    private static string Text(MimeMessage mail) => mail.TextBody!.ReplaceLineEndings("\n");
}
