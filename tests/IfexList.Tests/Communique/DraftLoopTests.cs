using IfexList.Authentication;
using IfexList.Communique;
using IfexList.Store;

namespace IfexList.Tests.Communique;

/// <summary>From the hour of the draft to the released issue, by mail.</summary>
public sealed class DraftLoopTests : IAsyncDisposable
{
    private const string Second = "omar@clearinghouse.example";

    private readonly NewsHouse _news = new();

    public ValueTask DisposeAsync() => _news.DisposeAsync();

    [Fact]
    public async Task An_editor_cuts_reorders_and_writes_by_replying_and_ok_releases_it()
    {
        await _news.House.ReaderAsync("grace@daily.example", "en", "communique");
        await BeginAsync();
        await _news.ReplyAsync("drop 1\nspotlight 2\nheadline 2 Editor is free\nnote: Our office moves.");
        Assert.Contains("\n1. (out) Zimbabwe", _news.Letter(), StringComparison.Ordinal);
        await _news.ReplyAsync("text 3\n[begin text]\nCome to Accra.\n[end text]\nok");
        var issue = _news.House.OwedTo("grace@daily.example").Single();
        var text = issue.TextBody!.ReplaceLineEndings("\n");
        Assert.Equal("IFEX COMMUNIQUÉ VOL 35 NO 1 | 16 MARCH 2026", issue.Subject);
        Assert.Equal("communique", issue.Headers["IfexList-Kind"]);
        Assert.Contains("Our office moves.\n\nINDEX\n\nFREE EXPRESSION SPOTLIGHT:\n1. Editor is free\n\nCONFERENCES AND WORKSHOPS:\n2. Workshop on safe e-mail", text, StringComparison.Ordinal);
        Assert.Contains($"\n{new string('-', 56)}\nFREE EXPRESSION SPOTLIGHT\n\n1. EDITOR IS FREE\n\n", text, StringComparison.Ordinal);
        Assert.Contains("2. WORKSHOP ON SAFE E-MAIL FOR SMALL NEWSROOMS\n\nCome to Accra.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PLATES SEIZED", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 72 || !line.Contains(' ', StringComparison.Ordinal), line));
        Assert.Equal(1, _news.House.Count("issue", "state = 'released' AND release IS NOT NULL AND edition IS NOT NULL"));
        Assert.Contains("is out as 2026-0316-01", _news.Letter(), StringComparison.Ordinal);
        // What was announced stands on record by itself, as its editor left it, and nobody was sent it twice.
        Assert.Equal(1, _news.House.Count("release JOIN edition ON edition.release = release.id", "origin = 'filed' AND kind = 'workshop' AND list = 'communique' AND edition.text = 'Come to Accra.'"));
        Assert.Equal(1, _news.House.Count("item", "filed IS NOT NULL"));
    }

    [Fact]
    public async Task A_reader_of_the_full_format_gets_html_that_says_the_same()
    {
        var reader = await _news.House.ReaderAsync("grace@daily.example", "en", "communique");
        await _news.House.Database.WriteAsync(tx => tx.Execute("UPDATE subscription SET format = 'full' WHERE person = @id", ("@id", reader)));
        await BeginAsync();
        await _news.ReplyAsync("ok");
        var html = _news.House.OwedTo("grace@daily.example").Single().HtmlBody;
        Assert.Contains("<html lang=\"en\" dir=\"ltr\">", html, StringComparison.Ordinal);
        Assert.Contains("FREED ON BAIL", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_editor_sends_back_whole_goes_out_as_it_stands()
    {
        await _news.House.ReaderAsync("grace@daily.example", "en", "communique");
        await BeginAsync();
        await _news.ReplyAsync($"[begin text]\n{_news.Shown().Replace("Printer's plates", "All the plates", StringComparison.Ordinal)}\n[end text]");
        Assert.Contains("All the plates", _news.Shown(), StringComparison.Ordinal);
        await _news.ReplyAsync("ok");
        Assert.Contains("1. Zimbabwe: All the plates seized", _news.House.OwedTo("grace@daily.example").Single().TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_not_understood_is_asked_back_once_and_nothing_is_done()
    {
        await BeginAsync();
        await _news.ReplyAsync("drop 1\nfrobnicate\nok");
        Assert.Contains("\nfrobnicate\n", _news.Letter(), StringComparison.Ordinal);
        Assert.Equal(0, _news.House.Count("issue_entry", "dropped = 1"));
        await _news.ReplyAsync("drop 77");
        Assert.Equal(2, _news.House.OwedTo(NewsHouse.Editor).Count);
        await _news.ReplyAsync("drop 1");
        Assert.Equal(1, _news.House.Count("issue_entry", "dropped = 1"));
    }

    [Fact]
    public async Task Who_answers_an_older_version_is_shown_the_newest()
    {
        await _news.EditorAsync(Second);
        await BeginAsync();
        var first = _news.House.LetterTo(Second);
        await _news.ReplyAsync("drop 1");
        await _news.ReplyAsync("drop 2\nok", first, Second);
        Assert.Contains("Nothing was done", _news.Letter(Second), StringComparison.Ordinal);
        Assert.Equal(1, _news.House.Count("issue_entry", "dropped = 1"));
        await _news.ReplyAsync("drop 2", from: Second);
        Assert.Equal(2, _news.House.Count("issue_entry", "dropped = 1"));
    }

    [Fact]
    public async Task After_skip_there_is_no_number_and_the_others_hear_who_did_it()
    {
        await _news.EditorAsync(Second);
        await BeginAsync();
        var late = _news.House.LetterTo(Second);
        await _news.ReplyAsync("skip");
        Assert.Contains($"By:\n{NewsHouse.Editor}", _news.Letter(Second), StringComparison.Ordinal);
        await _news.ReplyAsync("ok", late, Second);
        Assert.Contains("is closed", _news.Letter(Second), StringComparison.Ordinal);
        Assert.Equal(0, _news.House.Count("release", "list = 'communique'"));
    }

    [Fact]
    public async Task A_stranger_with_the_token_changes_nothing_and_gets_nothing()
    {
        await BeginAsync();
        await _news.ReplyAsync("ok", _news.House.LetterTo(NewsHouse.Editor), "mallory@elsewhere.example");
        Assert.Equal(0, _news.House.Count("release", "list = 'communique'"));
        Assert.Empty(_news.House.OwedTo("mallory@elsewhere.example"));
        Assert.Contains("mallory@elsewhere.example", _news.Letter(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_nothing_shows_to_be_hers_is_asked_for_once_more_at_an_address_that_counts()
    {
        await BeginAsync();
        var letter = _news.House.LetterTo(NewsHouse.Editor);
        var to = letter.ReplyTo.Mailboxes.Single().Address;
        var doubtful = new Evidence(null, [], new DmarcEvidence(CheckResult.None, "clearinghouse.example", DmarcPolicy.None, IsAligned: false));
        await _news.House.KeepAsync(doubtful, TestHouse.Mail(NewsHouse.Editor, to, "Re: draft", "drop 1"), NewsHouse.Editor, to);
        Assert.Equal(0, _news.House.Count("issue_entry", "dropped = 1"));
        await _news.ReplyAsync("drop 1");
        Assert.Equal(1, _news.House.Count("issue_entry", "dropped = 1"));
    }

    [Fact]
    public async Task A_week_without_anything_makes_no_issue_and_the_editor_hears_it()
    {
        await _news.EditorAsync();
        await _news.EditorAsync(Second, "fr", "fr");
        await _news.ReleaseAsync("fr", "TN", "ALERTE", "Ailleurs.", "12 10:00");
        await _news.PassToAsync(NewsHouse.Monday);
        Assert.Equal(0, _news.House.Count("issue", "language = 'en'"));
        Assert.Contains("Only in other languages: 1 text of the week.", _news.Letter(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_downtime_a_draft_comes_once_and_the_next_in_its_own_week()
    {
        await BeginAsync(NewsHouse.Monday.AddDays(2));
        Assert.Equal(1, _news.House.Count("issue", "language = 'en'"));
        Assert.Equal(NewsHouse.Monday.AddDays(7).ToUnixTimeMilliseconds(), _news.House.Database.Read(db => Due.At(db, Due.Draft, "communique/en")));
        await _news.ReleaseAsync("en", "TN", "ALERT - TUNISIA: Later", "Later.", "19 10:00");
        await _news.PassToAsync(NewsHouse.Monday.AddDays(7));
        Assert.Equal(1, _news.House.Count("issue", "language = 'en' AND volume = 35 AND number = 2"));
        Assert.Contains("\n1. Tunisia: Later\n", _news.Letter(), StringComparison.Ordinal);
    }

    private async Task BeginAsync(DateTimeOffset? at = null)
    {
        await _news.EditorAsync();
        await _news.EditorAsync("marie@clearinghouse.example", "fr", "fr");
        await DraftSamples.FillAsync(_news, "en");
        await _news.PassToAsync(at ?? NewsHouse.Monday);
    }
}
