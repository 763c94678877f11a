using IfexList.Lists;
using IfexList.Mail;
using IfexList.Reception;
using IfexList.Store;
using IfexList.Tests.Translation;
using static IfexList.Tests.Translation.TranslationHouse;

namespace IfexList.Tests.Archive;

/// <summary>What is taken off the record leaves its number and a reason, and no byte.</summary>
public sealed class RetractionTests : IAsyncLifetime
{
    private const string Title = "ALERTE - TUNISIE";
    private const string Request = "alerts-request@lists.example.org";

    private readonly TranslationHouse _desk = new();
    private string _number = "";

    private TestHouse House => _desk.House;

    // Out in two languages, on its way to two readers, one of whom gets it in a parcel.
    public async ValueTask InitializeAsync()
    {
        _number = await _desk.ReleaseAsync();
        await _desk.SayAsync(Nadia, $"{Title}\n\n{French}");
        await _desk.SayAsync(Lucie, "ok");
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private async Task AskAsync(string from, string line) => await House.SendAsync(TestHouse.Mail(from, Request, "", line), from, Request);

    private async Task ConfirmAsync(string who)
    {
        var letter = House.LetterTo(who);
        var to = letter.ReplyTo.Mailboxes.Single().Address;
        await House.SendAsync(TestHouse.Mail(who, to, "Re: " + letter.Subject, ""), who, to);
    }

    [Fact]
    public async Task An_editor_withdraws_by_mail_and_confirms_it_and_no_byte_of_the_text_stays()
    {
        await AskAsync(Lucie, $"withdraw {_number} A person is in danger.");
        Assert.Contains("withdraw " + _number + " for this reason", House.LetterTo(Lucie).TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(2, House.Count("edition", "state = 'released'"));
        await ConfirmAsync(Lucie);
        Assert.Contains($"You have withdrawn {_number}.", House.LetterTo(Lucie).TextBody, StringComparison.Ordinal);
        Assert.Contains($"{Lucie}\nhas withdrawn {_number}.", House.LetterTo(Moderation.DutyHouse.Marie).TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal((2, 0, 0, 0), (House.Count("retraction", "reason = 'A person is in danger.'"), House.Count("edition_words"), House.Count("edition_file"), House.Count("served", "outcome IN ('queued', 'waiting')")));
        Assert.Equal(1, House.Count("archive_log", $"deed = 'withdrawn' AND number = '{_number}' AND person IS NOT NULL"));
        Assert.Equal(1, House.Count("due", "kind = 'bundle'"));
        Assert.Empty(_desk.Desk.BrokenInvariants());
        var shown = House.Database.Read(db => Shelf.Find(db, House.Get<ListCatalogue>(), _number, null))!;
        Assert.Equal(("A person is in danger.", "", ""), (shown.Withdrawn, shown.Subject, shown.Text));
        // The letters about it that still wait to be sent are the desk's.
        await House.Database.WriteAsync(tx => tx.Execute("UPDATE rendering SET bytes = NULL"));
        await House.Database.WriteAsync(tx => tx.Execute("DELETE FROM sealed"));
        await House.Get<Clock>().TickAsync();
        Assert.True(await House.Database.ScrubAsync());
        Assert.False(House.Holds("Voice of the Basin"));
        Assert.False(House.Holds("La Voix du Bassin"));
    }

    [Theory]
    [InlineData(Grace, "withdraw NUMBER danger", "a reader")]
    [InlineData("stranger@elsewhere.example", "withdraw NUMBER danger", "a stranger")]
    [InlineData(Nadia, "withdraw NUMBER danger", "a translator")]
    [InlineData(Lucie, "withdraw NUMBER", "no reason")]
    [InlineData(Lucie, "withdraw 2026-0101-77 danger", "no such release")]
    public async Task Nobody_else_and_nothing_less_withdraws(string who, string line, string why)
    {
        await AskAsync(who, line.Replace("NUMBER", _number, StringComparison.Ordinal));
        Assert.True(House.Count("request") == 0, why);
        Assert.Equal(0, House.Count("retraction"));
    }

    [Fact]
    public async Task One_language_goes_and_the_other_stays()
    {
        await House.Database.WriteAsync(tx => Retractions.Withdraw(tx, _number, Language.Fr, "Wrong.", null, House.Time.Now()));
        Assert.Equal((1, 1), (House.Count("edition", "state = 'withdrawn' AND language = 'fr'"), House.Count("edition", "state = 'released' AND language = 'en'")));
        Assert.Null(_desk.Wanted().Text);
        Assert.Empty(_desk.Desk.BrokenInvariants());
    }

    [Fact]
    public async Task Whoever_answers_a_letter_about_it_afterwards_stops_nothing()
    {
        var letter = House.LetterTo(Lucie);
        await House.Database.WriteAsync(tx => Retractions.Withdraw(tx, _number, null, "Danger.", null, House.Time.Now()));
        await _desk.SayAsync(Lucie, $"ok\n\n{Title}\n\n{French.Replace("dirige", "publie", StringComparison.Ordinal)}", letter);
        await _desk.SayAsync(Moderation.DutyHouse.Marie, "correct");
        await House.Get<Clock>().TickAsync();
        Assert.Equal(0, House.Count("inbox"));
        Assert.Equal(0, House.Count("edition", "state <> 'withdrawn'"));
    }

    [Fact]
    public async Task What_was_made_of_it_goes_too_the_announcement_its_link_and_its_line_in_a_draft()
    {
        await House.Database.WriteAsync(tx =>
        {
            tx.Execute("UPDATE release SET link = 'https://spw.example/sami-trabelsi', author = 'Sami Trabelsi' WHERE number = @number", ("@number", _number));
            tx.Execute("INSERT INTO issue (id, list, language, volume, number, state, text, at) VALUES (1, 'communique', 'en', 1, 1, 'draft', 'Sami', 0)");
            tx.Execute("INSERT INTO issue_entry (issue, number, place, section, headline, text, edition) SELECT 1, 1, 1, 'regional', 'Sami', 'Sami', id FROM edition WHERE language = 'en'");
            tx.Execute("INSERT INTO issue_entry (issue, number, place, section, headline, text) VALUES (1, 2, 2, 'alerts', 'Alerts', @lines)", ("@lines", $"Africa\n{_number} - Sami\n2026-0301-01 - Another"));
            tx.Execute("INSERT INTO item (id, list, language, kind, headline, text, at, filed) SELECT 1, 'communique', 'en', 'event', 'Sami', 'Sami', 0, id FROM release");
            tx.Execute("INSERT INTO issue_entry (issue, number, place, section, headline, text, item) VALUES (1, 3, 3, 'events', 'Sami', 'Sami', 1)");
            Retractions.Withdraw(tx, _number, null, "Danger.", null, House.Time.Now());
        });
        Assert.Equal(1, House.Count("release", "link IS NULL AND author IS NULL"));
        Assert.Equal(0, House.Count("issue_entry", "headline || text LIKE '%Sami%'"));
        Assert.Equal(1, House.Count("issue_entry", "text LIKE '%Another%'"));
        Assert.Equal((0, 0), (House.Count("item", "headline || text <> ''"), House.Count("issue", "text IS NOT NULL")));
    }

    [Fact]
    public async Task A_name_leaves_no_byte_in_database_log_or_bundle_and_none_in_the_audit()
    {
        await House.Database.WriteAsync(tx => Redaction.Redact(tx, [NamePattern.Of("Trabelsi")!], "[…]", null, "for Mr Trabelsi", House.Time.Now()));
        await House.Get<Clock>().TickAsync();
        Assert.Equal(1, House.Count("archive_log", "reason = 'for Mr […]'"));
        // What desks were written, and the sealed original, are no record: they end in their own time.
        await House.Database.WriteAsync(tx =>
        {
            tx.Execute("UPDATE rendering SET bytes = NULL WHERE format = 'letter'");
            tx.Execute("DELETE FROM sealed");
        });
        Assert.True(await House.Database.ScrubAsync());
        Assert.False(House.Holds("trabelsi"));
    }

    [Theory]
    [InlineData("sami trabelsi", "whatever its case")]
    [InlineData("Sámi Trabelsí", "whatever its accents")]
    public async Task A_name_goes_from_all_that_is_on_record_and_what_waits_is_sent_without_it(string name, string why)
    {
        var done = await House.Database.WriteAsync(tx => Redaction.Redact(tx, [NamePattern.Of(name)!], "[…]", null, "asked for", House.Time.Now()));
        Assert.True(done.Numbers.Count == 2, why);
        Assert.Equal(2, House.Count("edition", "text LIKE '%convoqué […] le%' OR text LIKE '%summoned […] on%'"));
        Assert.Equal(0, House.Count("edition_words", "edition_words MATCH 'trabelsi'"));
        await House.Get<Clock>().TickAsync();
        var copy = House.LetterTo(Awa);
        Assert.Contains("a convoqué […] le", copy.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Empty(_desk.Desk.BrokenInvariants());
        Assert.Equal(1, House.Count("archive_log", "deed = 'redacted' AND editions = 2 AND reason = 'asked for'"));
    }

    [Theory]
    [InlineData("Rose Kadiri", "x Rose Kadiri, y", "x #, y", "words and a comma behind them")]
    [InlineData("Rose Kadiri", "ROSE  KADIRI", "#", "capitals, two blanks")]
    [InlineData("Rose Kadiri", "Rose-Kadiri's", "#'s", "a hyphen")]
    [InlineData("Rose Kadiri", "Rosemary Kadiri", "Rosemary Kadiri", "not a part of a word")]
    [InlineData("سامي الطرابلسي", "قال سامي الطرابلسي", "قال #", "Arabic")]
    [InlineData("سامي طرابلسي", "وقال لسامي الطَّرابلسي", "وقال لسامي الطَّرابلسي", "an article that the first word has not is no other name; its first word is")]
    [InlineData("الطرابلسي", "قال للطرابلسي", "قال #", "for the")]
    [InlineData("Ёлкин", "Елкин", "#", "е for ё")]
    public void A_name_is_found_as_people_write_it(string name, string text, string expected, string why) =>
        Assert.True(NamePattern.Of(name)!.Replaced(text, "#") == expected, $"{why}: {NamePattern.Of(name)!.Replaced(text, "#")}");
}
