using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;
using MimeKit;

namespace IfexList.Tests.Publishing;

/// <summary>Editions of one release: who gets which when, how they are linked, and what a correction does to them.</summary>
public sealed class EditionDays : IAsyncLifetime
{
    private readonly ParcelHouse _house = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _house.IsSound();
        await _house.DisposeAsync();
    }

    [Theory]
    [InlineData("fr en", null, "en now", "he reads the original's language, if not best")]
    [InlineData("fr", null, "fr 2", "he has no other")]
    [InlineData("fr es", null, "fr 2", "his best comes within his wait")]
    [InlineData("es fr", null, "fr 24", "his wait ends, and French is what there is")]
    [InlineData("es fr", 1, "fr 2", "his wait was over when the first of his came")]
    [InlineData("es fr", -1, "es 30", "he waits for his best for ever")]
    [InlineData("ru ar", null, "ru 30", "his wait ended with nothing; the first of his that comes")]
    [InlineData("ar", null, "", "it never came in his language")]
    public async Task Each_reader_gets_one_edition(string languages, int? wait, string gets, string why)
    {
        await ReaderAsync("a@x.example", languages, wait);
        var (number, _) = await _house.ReleaseAsync("ALERT");
        await SeesAsync("now");
        await _house.PassAsync(TimeSpan.FromHours(2));
        await _house.TranslateAsync(number, Language.Fr);
        await SeesAsync("2");
        await _house.PassAsync(TimeSpan.FromHours(22));
        await SeesAsync("24");
        await _house.PassAsync(TimeSpan.FromHours(6));
        await _house.TranslateAsync(number, Language.Es, "Las planchas fueron incautadas.");
        await _house.TranslateAsync(number, Language.Ru, "Печатные формы изъяты.");
        await SeesAsync("30");
        Assert.True(gets == _seen, $"{why}: {_seen}");
        Assert.Equal(0, _house.House.Count("due", "kind = 'fallback'"));
    }

    private string _seen = "";

    private Task SeesAsync(string when)
    {
        if (_house.MailTo("a@x.example") is { Count: > 0 } mails && _seen == "")
            _seen = $"{LanguageOf(mails.Single())} {when}";
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Waits_end_in_one_row_each_and_only_those_that_somebody_has()
    {
        await ReaderAsync("a@x.example", "es fr");
        await ReaderAsync("b@x.example", "ru fr");
        await ReaderAsync("c@x.example", "es fr", 6);
        await ReaderAsync("d@x.example", "es fr", -1);
        await ReaderAsync("e@x.example", "es en", 7);
        await ReaderAsync("f@x.example", "es", 8);
        await _house.ReleaseAsync("ALERT");
        Assert.Equal([$"1/{6 * 3600_000}", $"1/{24 * 3600_000}"], Rows());
        await _house.TranslateAsync("2026-0312-01", Language.Es);
        Assert.Equal([$"1/{24 * 3600_000}"], Rows());
        await _house.TranslateAsync("2026-0312-01", Language.Ru);
        Assert.Empty(Rows());
    }

    [Fact]
    public async Task Who_waits_as_his_list_says_waits_as_it_said_when_the_release_came_out()
    {
        await ReaderAsync("a@x.example", "es fr");
        await _house.ReleaseAsync("ALERT");
        var (list, db) = (_house.Alerts, _house.House.Database);
        var shorter = db.Read(db => AwaitedRelease.Find(db, 1, Waits.Of(list with { Wait = TimeSpan.FromHours(6) })))!;
        Assert.Equal((long)list.Wait.TotalMilliseconds, shorter.Wait);
        await _house.TranslateAsync("2026-0312-01", Language.Fr);
        await db.WriteAsync(tx => LanguageWaits.Prune(tx, shorter, _house.House.Time.Now()));
        await _house.PassAsync(TimeSpan.FromHours(24));
        Assert.Equal("fr", LanguageOf(Assert.Single(_house.MailTo("a@x.example"))));
    }

    [Fact]
    public async Task What_is_for_members_alone_waits_for_nobody_until_it_is_widened()
    {
        await ReaderAsync("a@x.example", "fr es");
        var (number, _) = await _house.ReleaseAsync("ALERT", orders: ReleaseOrders.None with { ToMembers = true });
        Assert.Equal(0, _house.House.Count("due", "kind IN ('fallback', 'translate')"));
        Assert.Null(_house.House.Database.Read(db => _house.House.Get<FurtherEditions>().Prepare(db, 1, Language.Es, "ALERTA", "Texto.")));
        await _house.PassAsync(TimeSpan.FromHours(30));
        var publication = _house.House.Get<Publication>();
        await _house.House.Database.WriteAsync(tx => publication.Commit(tx, publication.PrepareWidening(tx, 1)!));
        Assert.Equal(1, _house.House.Count("due", "kind = 'translate' AND subject = '1'"));
        await _house.TranslateAsync(number, Language.Es, "Texto.");
        Assert.Empty(_house.MailTo("a@x.example"));
        await _house.PassAsync(TimeSpan.FromHours(24));
        Assert.Equal("es", LanguageOf(Assert.Single(_house.MailTo("a@x.example"))));
    }

    [Fact]
    public async Task Editions_are_linked_by_number_thread_headers_and_a_line_that_gets_the_others()
    {
        await ReaderAsync("a@x.example", "fr");
        await ReaderAsync("b@x.example", "ar");
        var (first, _) = await _house.ReleaseAsync("ALERT", topics: "TN");
        await _house.TranslateAsync(first, Language.Fr);
        await _house.PassAsync(TimeSpan.FromHours(1));
        var (second, _) = await _house.ReleaseAsync("ALERT", "They were given back.", orders: new ReleaseOrders(_house.Topics("TN")) { Case = first });
        await _house.PassAsync(TimeSpan.FromHours(1));
        await _house.TranslateAsync(second, Language.Fr, "Elles ont été rendues.");
        await _house.TranslateAsync(second, Language.Ar, "أُعيدت الألواح.", "تنبيه");
        var mail = _house.MailTo("a@x.example")[^1];
        Assert.Equal(($"{second}.fr@lists.example.org", $"{first}.fr@lists.example.org"), (mail.MessageId, mail.InReplyTo));
        Assert.Equal((second, "TN", "en", first), (mail.Headers["IfexList-Number"], mail.Headers["IfexList-Country"], mail.Headers["IfexList-Also"], mail.Headers["IfexList-Case"]));
        var text = Text(mail);
        Assert.StartsWith("Met à jour l'alerte du 12 mars 2026\n\nElles ont été rendues.", text, StringComparison.Ordinal);
        Assert.Contains($"-- \n{second}/fr\n", text, StringComparison.Ordinal);
        Assert.EndsWith($"Aussi en : English. Pour l'obtenir, répondez par une ligne comme :\nobtenir {second} en\n", text, StringComparison.Ordinal);
        Assert.Equal("en fr", Assert.Single(_house.MailTo("b@x.example")).Headers["IfexList-Also"]);
    }

    [Fact]
    public async Task Who_wants_all_editions_gets_each_in_a_mail_of_its_own_and_readers_of_parcels_see_the_language()
    {
        await _house.ReaderAsync("all@x.example", new Preferences([Language.Es], AllEditions: true));
        await _house.ReaderAsync("daily@x.example", new Preferences([Language.Fr, Language.Es], Rhythm: Rhythm.Daily));
        var (number, _) = await _house.ReleaseAsync("ALERT");
        Assert.Equal(2, await _house.TranslateAsync(number, Language.Fr));
        Assert.Equal(["en", "fr"], _house.MailTo("all@x.example").Select(LanguageOf));
        await _house.PassAsync(TimeSpan.FromHours(2));
        Assert.Contains($"\n1 | {number}/fr | 2026-03-12\n", Text(Assert.Single(_house.MailTo("daily@x.example"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_and_caps_of_the_original_hold_for_its_editions()
    {
        await _house.ReaderAsync("full@x.example", languages: "fr", format: CopyFormat.Full);
        await _house.ReaderAsync("short@x.example", languages: "fr", cap: 5);
        var (number, _) = await _house.ReleaseAsync("ALERT", files: [new EditionFile("photo-1.png", "image/png", [1, 2, 3])]);
        await _house.TranslateAsync(number, Language.Fr, string.Join("\n\n", Enumerable.Repeat("Les plaques de l'imprimerie ont été saisies la nuit dernière, et personne ne dit par qui.", 100)));
        Assert.Equal("photo-1.png", Assert.Single(Assert.Single(_house.MailTo("full@x.example")).Attachments).ContentDisposition!.FileName);
        Assert.Contains($"obtenir {number}/fr", Text(Assert.Single(_house.MailTo("short@x.example"))), StringComparison.Ordinal);
        Assert.Equal(2, _house.House.Count("edition_file"));
    }

    [Fact]
    public async Task A_corrected_original_makes_its_editions_stale_and_calls_the_desks_and_a_stale_one_is_served_only_where_there_is_no_better()
    {
        await ReaderAsync("had@x.example", "fr");
        await ReaderAsync("en@x.example", "en");
        await ReaderAsync("waits@x.example", "ar fr es");
        await ReaderAsync("waits2@x.example", "ru fr");
        var (number, _) = await _house.ReleaseAsync("ALERT");
        await _house.TranslateAsync(number, Language.Fr);
        await _house.House.Database.WriteAsync(tx => tx.Execute("DELETE FROM due WHERE kind = 'translate'"));
        Assert.Equal(1, await _house.CorrectAsync(number, Language.En, "Three men came."));
        Assert.Equal(1, _house.House.Count("edition", "language = 'fr' AND state = 'stale'"));
        Assert.Equal(1, _house.House.Count("due", "kind = 'translate' AND subject = '1'"));
        await _house.TranslateAsync(number, Language.Es, "Vinieron tres hombres.");
        await _house.PassAsync(TimeSpan.FromHours(24));
        Assert.Equal("es", LanguageOf(Assert.Single(_house.MailTo("waits@x.example"))));
        Assert.Equal("fr", LanguageOf(Assert.Single(_house.MailTo("waits2@x.example"))));
        Assert.Equal(2, await _house.CorrectAsync(number, Language.Fr, "Trois hommes sont venus."));
        Assert.Equal("released", _house.House.Database.Read(db => db.Text("SELECT state FROM edition ORDER BY id DESC LIMIT 1")));
        Assert.All((string[])["had@x.example", "waits2@x.example"], address => Assert.Contains("Trois hommes", Text(Assert.Single(_house.MailTo(address))), StringComparison.Ordinal));
        Assert.DoesNotContain("Trois hommes", Text(Assert.Single(_house.MailTo("en@x.example"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translator_gets_the_original_without_our_own_lines()
    {
        var (first, _) = await _house.ReleaseAsync("ALERT");
        await _house.PassAsync(TimeSpan.FromDays(1));
        var (second, _) = await _house.ReleaseAsync("ALERT two", "They came back.", orders: ReleaseOrders.None with { Case = first });
        var further = _house.House.Get<FurtherEditions>();
        Assert.Equal(("ALERT two", "They came back."), _house.House.Database.Read(db => further.Source(db, CaseFile.NewestOf(db, 2)!)));
        await _house.CorrectAsync(second, Language.En, "They came back at night.");
        Assert.Equal(("ALERT two", "They came back at night."), _house.House.Database.Read(db => further.Source(db, CaseFile.NewestOf(db, 2)!)));
    }

    [Fact]
    public async Task A_newsletter_has_no_original_and_each_of_its_readers_gets_his_best_language()
    {
        await _house.House.Database.WriteAsync(tx =>
        {
            foreach (var (address, languages) in new[] { ("en@x.example", "en;fr"), ("fr@x.example", "fr;en"), ("es@x.example", "es;en") })
                Enrolment.Enter(tx, _house.Bulletin, ParcelHouse.Address(address), new Preferences(Languages.Split(languages)), "test", _house.House.Time.Now());
        });
        var (number, readers) = await _house.ReleaseAsync("BULLETIN", language: Language.En, list: "bulletin");
        Assert.Equal(1, readers);
        Assert.Equal(0, _house.House.Count("due", "kind = 'translate'"));
        Assert.Equal(1, await _house.TranslateAsync(number, Language.Fr));
        await _house.PassAsync(TimeSpan.FromHours(24));
        Assert.Equal(["en", "fr", "en"], ((string[])["en@x.example", "fr@x.example", "es@x.example"]).Select(address => LanguageOf(Assert.Single(_house.MailTo(address)))));
    }

    [Fact]
    public async Task Desks_hear_how_many_wait_for_their_language()
    {
        await ReaderAsync("a@x.example", "fr es");
        await ReaderAsync("b@x.example", "es fr");
        await ReaderAsync("c@x.example", "fr en");
        await _house.ReleaseAsync("ALERT");
        var waiting = _house.House.Database.Read(db => Audience.Waiting(db, 1)).Where(language => language.Listing > 0).ToList();
        Assert.Equal([new WaitingLanguage(Language.Fr, 2, 1), new WaitingLanguage(Language.Es, 2, 1)], waiting);
    }

    [Fact]
    public async Task A_text_is_asked_for_in_a_language_and_an_edition_that_missed_somebody_goes_again()
    {
        await ReaderAsync("a@x.example", "fr en");
        await ReaderAsync("b@x.example", "fr");
        var (number, _) = await _house.ReleaseAsync("ALERT");
        await _house.TranslateAsync(number, Language.Fr);
        var texts = _house.House.Get<TextsOnRequest>();
        RequestedTexts Find(string asked) => _house.House.Database.Read(db => texts.Find(db, _house.Alerts, Person.Find(db, ParcelHouse.Address("a@x.example")), [asked], []));
        Assert.Equal("The plates were seized.", Assert.Single(Find($"{number}/en").Texts).Text);
        Assert.Equal("Les plaques ont été saisies.", Assert.Single(Find(number).Texts).Text);
        Assert.Equal([$"{number}/ru"], Find($"{number}/ru").Missing);
        await _house.House.Database.WriteAsync(tx => tx.Execute("UPDATE served SET outcome = 'refused' WHERE edition = 2") + tx.Execute(
            "DELETE FROM deliveries WHERE rendering IN (SELECT id FROM rendering WHERE edition = 2)"));
        var publication = _house.House.Get<Publication>();
        var again = _house.House.Database.Read(db => publication.PrepareAgain(db, number, Language.Fr))!;
        Assert.Equal(1, again.Readers);
        await _house.House.Database.WriteAsync(tx => publication.Commit(tx, again));
        Assert.Equal("fr", LanguageOf(Assert.Single(_house.MailTo("b@x.example"))));
    }

    private Task ReaderAsync(string address, string languages, int? wait = null) => _house.ReaderAsync(address, new Preferences(
        Languages.Split(languages.Replace(' ', ';')), Wait: wait is not { } hours ? null : hours < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromHours(hours)));

    private List<string> Rows() => _house.House.Database.Read(db => db.All("SELECT subject FROM due WHERE kind = 'fallback' ORDER BY at", r => r.GetString(0)).ToList());

    private static string? LanguageOf(MimeMessage mail) => mail.Body!.Headers["Content-Language"];

    private static string Text(MimeMessage mail) => mail.TextBody!.ReplaceLineEndings("\n");
}
