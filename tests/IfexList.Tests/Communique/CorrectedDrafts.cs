namespace IfexList.Tests.Communique;

/// <summary>What becomes of a draft when something happens beside it: a release is corrected, another language comes out, the number is mailed in finished.</summary>
public sealed class CorrectedDrafts : IAsyncDisposable
{
    private const string Reader = "grace@daily.example";
    private const string Wrong = "(OHPL/IFEX) - The editor of the weekly \"The Basin\" was summoned by the brigade of Gafsa on 11 March 2026 at nine o'clock, without being told why.";
    private const string Right = "(OHPL/IFEX) - The editor of the weekly \"The Basin\" was summoned by the brigade of Sfax on 12 March 2026 at ten o'clock, without being told why.";

    private readonly NewsHouse _news = new();

    private long _release;

    public ValueTask DisposeAsync() => _news.DisposeAsync();

    [Theory]
    [InlineData("ok", "released at once")]
    [InlineData("show", "shown first")]
    [InlineData("note: We moved.", "changed elsewhere first")]
    public async Task A_release_that_was_corrected_since_is_told_as_it_is_now(string first, string why)
    {
        await BeginAsync();
        await CorrectAsync();
        await _news.ReplyAsync(first);
        if (first != "ok")
        {
            Assert.True(Flat(_news.Shown()).Contains("brigade of Sfax", StringComparison.Ordinal), why);
            await _news.ReplyAsync("ok");
        }
        var text = Flat(_news.House.OwedTo(Reader).Single().TextBody!);
        Assert.All(["brigade of Sfax", "Tunisia: Editor called in", "-01 - Tunisia: Editor called in"], said => Assert.True(text.Contains(said, StringComparison.OrdinalIgnoreCase), $"{why}: {said}"));
        Assert.DoesNotContain("Gafsa", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Editor summoned", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Where_an_editors_words_stand_she_sees_the_correction_before_it_goes_out()
    {
        await BeginAsync();
        await _news.ReplyAsync("text 1\n[begin text]\nHe was summoned at nine.\n[end text]");
        await CorrectAsync();
        await _news.ReplyAsync("ok");
        Assert.Empty(_news.House.OwedTo(Reader));
        Assert.Contains("Not released yet", _news.Letter(), StringComparison.Ordinal);
        Assert.Contains("Corrected since, but in your own words here: 1\n", _news.Letter(), StringComparison.Ordinal);
        await _news.ReplyAsync("ok");
        Assert.Contains("He was summoned at nine.", Flat(_news.House.OwedTo(Reader).Single().TextBody!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_whole_issue_of_her_own_she_is_told_once()
    {
        await BeginAsync();
        await _news.ReplyAsync($"[begin text]\n{_news.Shown().Replace("summoned", "called", StringComparison.Ordinal)}\n[end text]");
        await CorrectAsync();
        await _news.ReplyAsync("ok");
        Assert.Contains("Not released yet", _news.Letter(), StringComparison.Ordinal);
        await _news.ReplyAsync("ok");
        Assert.Contains("brigade of Gafsa", Flat(_news.House.OwedTo(Reader).Single().TextBody!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dropped_entry_that_was_corrected_holds_up_nothing()
    {
        await BeginAsync();
        await _news.ReleaseAsync("en", "ZW", "ALERT - ZIMBABWE: Plates seized", Wrong, "15 10:00");
        await _news.ReplyAsync("text 1\n[begin text]\nOurs.\n[end text]\ndrop 1\nnote: One case this week.");
        await CorrectAsync();
        await _news.ReplyAsync("ok");
        Assert.Single(_news.House.OwedTo(Reader));
    }

    [Fact]
    public async Task The_drafts_of_two_languages_become_editions_of_one_release()
    {
        const string french = "marie@clearinghouse.example", reader = "awa@matin.example";
        await _news.House.ReaderAsync(reader, "fr", "communique");
        await _news.EditorAsync(french, "fr", "fr");
        await _news.ReleaseAsync("fr", "TN", "ALERTE - TUNISIE : Convoqué", "Le directeur de l'hebdomadaire « Le Bassin » a été convoqué le 11 mars 2026 à neuf heures par la brigade de Gafsa.", "12 10:00");
        await BeginAsync();
        await _news.ReplyAsync("ok");
        Assert.Empty(_news.House.OwedTo(reader));
        await _news.ReplyAsync("ok", from: french);
        Assert.Equal((1, 2), (_news.House.Count("release", "list = 'communique'"), _news.House.Count("edition", "release IN (SELECT id FROM release WHERE list = 'communique')")));
        Assert.Equal(1, _news.House.Count("issue", "language = 'fr' AND state = 'released' AND release = (SELECT release FROM issue WHERE language = 'en')"));
        Assert.StartsWith("COMMUNIQUÉ DE L'IFEX", _news.House.OwedTo(reader).Single().Subject, StringComparison.Ordinal);
        Assert.Single(_news.House.OwedTo(Reader));
        Assert.Equal(0, _news.House.Count("due", "kind = 'translate'"));
    }

    [Fact]
    public async Task A_number_that_is_mailed_in_finished_ends_its_draft()
    {
        await BeginAsync();
        var draft = _news.House.LetterTo(NewsHouse.Editor);
        await _news.House.SendAsync(
            TestHouse.Mail(NewsHouse.Editor, "communique@lists.example.org", "IFEX COMMUNIQUÉ VOL 35 NO 1 | 16 MARCH 2026", "IFEX COMMUNIQUÉ VOL 35 NO 1 | 16 MARCH 2026\n\nINDEX\n1. Tunisia\n\nFinished elsewhere."),
            NewsHouse.Editor, "communique@lists.example.org");
        var request = Assert.Single(_news.House.OwedTo(NewsHouse.Editor), letter => letter.ReplyTo.ToString().Contains("-moderate", StringComparison.Ordinal));
        Assert.Contains("An address of this list's desk", request.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("NOT a registered address", request.TextBody, StringComparison.Ordinal);
        await _news.ReplyAsync("ok", request);
        Assert.Equal((1, 0), (_news.House.Count("issue", "language = 'en' AND state = 'released' AND edition IS NOT NULL"), _news.House.Count("issue", "state = 'draft'")));
        await _news.ReplyAsync("ok", draft);
        Assert.Contains("is out already", _news.Letter(), StringComparison.Ordinal);
        Assert.Contains("Finished elsewhere.", _news.House.OwedTo(Reader).Single().TextBody, StringComparison.Ordinal);
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private async Task BeginAsync()
    {
        await _news.House.ReaderAsync(Reader, "en", "communique");
        await _news.EditorAsync();
        _release = await _news.ReleaseAsync("en", "TN", "ALERT - TUNISIA: Editor summoned", Wrong, "11 10:00");
        await _news.PassToAsync(NewsHouse.Monday);
    }

    private Task CorrectAsync() => _news.EditionAsync(_release, "en", "ALERT - TUNISIA: Editor called in", Right, "16 15:00", corrects: true);
}
