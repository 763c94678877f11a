using System.Text;
using IfexList.Mail;
using IfexList.Store;
using IfexList.Tests.Mail;

namespace IfexList.Tests.Communique;

/// <summary>A finished number that its desk mails in: held, shown, released, exactly as it was written.</summary>
public sealed class FinishedEditions : IAsyncLifetime
{
    private NewsletterHouse _news = null!;

    public async ValueTask InitializeAsync() => _news = await NewsletterHouse.OpenAsync();

    public ValueTask DisposeAsync() => _news.DisposeAsync();

    [Theory]
    [InlineData(20, Language.En, "2026-03-24")]
    [InlineData(21, Language.Fr, "2026-03-24")]
    [InlineData(22, Language.Es, "2026-03-25")]
    [InlineData(23, Language.Ru, "2026-03-24")]
    [InlineData(24, Language.Ar, "2026-03-24")]
    public async Task Each_of_the_five_samples_is_held_shown_and_released_as_it_was_mailed(int sample, Language language, string day)
    {
        await _news.House.ReaderAsync("reader@x.example", language.Code(), "communique");
        await _news.MailSampleAsync(sample);
        Assert.Equal(1, _news.House.Count("held", $"language = '{language.Code()}'"));
        var request = _news.Last(NewsletterHouse.Marie).TextBody!.ReplaceLineEndings("\n");
        Assert.Contains("\ncommunique, ", request, StringComparison.Ordinal);
        Assert.Contains($"\nNewsletter: volume 35, number 12, {day[^2..]} March 2026\n  ", request, StringComparison.Ordinal);
        Assert.DoesNotContain("Check:", request, StringComparison.Ordinal);
        await _news.AnswerAsync(NewsletterHouse.Marie, "ok");
        var copy = _news.House.LetterSourceTo("reader@x.example");
        Assert.Equal(Own(PlainText.Of(SampleMail.Load(sample))), Own(_news.Last("reader@x.example").TextBody!));
        Golden.Check($"communique-{language.Code()}.eml", copy);
        Assert.Equal((35, 12, IssueState.Released), Assert.Single(_news.IssuesOf(language)) is var issue ? (issue.Volume, issue.Number, issue.State) : default);
        Assert.Equal(1, _news.House.Count("release", "kind = 'communique' AND case_number = number"));
    }

    // Words in their order: lines beyond 72 columns are broken anew, and the footer stands below.
    private static string Own(string text)
    {
        text = text.ReplaceLineEndings("\n");
        var footer = text.LastIndexOf("\n-- \n", StringComparison.Ordinal);
        return string.Join(' ', (footer < 0 ? text : text[..footer]).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task It_goes_at_once_to_those_alone_whose_best_language_it_is()
    {
        await _news.House.ReaderAsync("en@x.example", "en;fr", "communique");
        await _news.House.ReaderAsync("fr@x.example", "fr;en", "communique");
        await _news.MailSampleAsync(20);
        Assert.Contains("Readers: English 1, French 1, ", _news.Last(NewsletterHouse.Marie).TextBody, StringComparison.Ordinal);
        await _news.AnswerAsync(NewsletterHouse.Marie, "ok");
        Assert.Single(_news.House.OwedTo("en@x.example"));
        Assert.Empty(_news.House.OwedTo("fr@x.example"));
    }

    [Fact]
    public async Task A_further_language_is_an_edition_of_the_same_release_for_those_who_wait_for_it()
    {
        await _news.House.ReaderAsync("en@x.example", "en;fr", "communique");
        await _news.House.ReaderAsync("fr@x.example", "fr;en", "communique");
        await _news.MailSampleAsync(20);
        await _news.AnswerAsync(NewsletterHouse.Marie, "ok");
        _news.House.Time.Advance(TimeSpan.FromHours(1));
        await _news.MailSampleAsync(21);
        Assert.DoesNotContain("Check:", _news.Last(NewsletterHouse.Marie).TextBody, StringComparison.Ordinal);
        await _news.AnswerAsync(NewsletterHouse.Marie, "ok");
        Assert.Equal((1, 2), (_news.House.Count("release"), _news.House.Count("edition")));
        Assert.Single(_news.House.OwedTo("en@x.example"));
        Assert.Equal("COMMUNIQUÉ DE L'IFEX VOL. 35 No 12 | 24 MARS 2026", Assert.Single(_news.House.OwedTo("fr@x.example")).Subject);
        Assert.Equal(2, _news.IssuesOf(Language.En, Language.Fr).Count(issue => issue.Release == 1));
    }

    [Fact]
    public async Task The_same_language_again_is_held_with_a_warning_and_goes_out_as_a_correction_to_those_who_got_it()
    {
        await _news.House.ReaderAsync("en@x.example", "en", "communique");
        await _news.MailSampleAsync(20);
        await _news.AnswerAsync(NewsletterHouse.Marie, "ok");
        await _news.House.ReaderAsync("new@x.example", "en", "communique");
        await _news.MailAsync("IFEX COMMUNIQUÉ VOL 35 NO 12 | 24 MARCH 2026", "----| IFEX COMMUNIQUÉ VOL 35 NO 12 | 24 MARCH 2026 | ------\n\nINDEX\n1. Tunisia: Editor Freed on Bail\n\nText.");
        Assert.Contains("Check: Number 35/12 is already out in this language.", _news.Last(NewsletterHouse.Marie).TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        await _news.AnswerAsync(NewsletterHouse.Marie, "ok");
        Assert.Equal((1, 2), (_news.House.Count("release"), _news.House.Count("edition")));
        Assert.Contains("Editor Freed on Bail", _news.Last("en@x.example").TextBody, StringComparison.Ordinal);
        Assert.Empty(_news.House.OwedTo("new@x.example"));
        Assert.Equal(_news.House.Database.Read(db => db.Number("SELECT max(id) FROM edition")), Assert.Single(_news.IssuesOf(Language.En)).Edition);
    }

    [Theory]
    [InlineData("IFEX COMMUNIQUÉ VOL 35 NO 14 | 24 MARCH 2026", "en", "INDEX\n1. Tunisia\n", "Its number doesn't follow on the last one, 35/12.", "a number is passed over")]
    [InlineData("IFEX COMMUNIQUÉ VOL 35 NO 13 | 24 MARCH 2026", "fr", "INDEX\n1. Tunisia\n", "another language than it was sent in: en", "to the wrong desk")]
    [InlineData("IFEX COMMUNIQUÉ VOL 35 NO 13 | 24 MARCH 2025", "en", "INDEX\n1. Tunisia\n", "Its date isn't in this week: 2025-03-24", "last year's masthead")]
    [InlineData("IFEX COMMUNIQUÉ VOL 35 NO 13 | 24 MARCH 2026", "en", "TUNISIA\n", "There is no table of contents at the top", "straight into the text")]
    [InlineData("IFEX COMMUNIQUÉ VOL 35 NO 13 | 24 MARCH 2026", "en", "INDEX\n1. Tunisia\n", null, "the next one")]
    [InlineData("IFEX COMMUNIQUÉ VOL 36 NO 1 | 24 MARCH 2026", "en", "INDEX\n1. Tunisia\n", null, "the first of a volume")]
    public async Task What_is_odd_about_a_number_is_said_before_it_is_released(string subject, string language, string text, string? warning, string why)
    {
        await _news.MailSampleAsync(20);
        await _news.AnswerAsync(NewsletterHouse.Marie, "ok");
        await _news.MailAsync(subject, text, $"communique-{language}@lists.example.org");
        var request = _news.Last(NewsletterHouse.Marie).TextBody!.ReplaceLineEndings(" ");
        Assert.True(warning is null ? !request.Contains("Check:", StringComparison.Ordinal) : request.Contains(warning, StringComparison.Ordinal), $"{why}: {request}");
    }

    [Fact]
    public async Task Neither_a_number_nor_an_item_is_held_with_a_hint_and_leaves_like_any_post()
    {
        await _news.House.ReaderAsync("en@x.example", "en;fr", "communique");
        await _news.SendItemAsync("To our readers", "The next number comes a week later.");
        Assert.Contains("neither a number of the newsletter nor", _news.Last(NewsletterHouse.Marie).TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        await _news.AnswerAsync(NewsletterHouse.Marie, "ok");
        Assert.Single(_news.House.OwedTo("en@x.example"));
        Assert.Equal(0, _news.House.Count("issue"));
    }

    [Fact]
    public async Task A_strangers_number_waits_for_the_digest()
    {
        await _news.SendItemAsync("IFEX COMMUNIQUÉ VOL 35 NO 12", "INDEX\n1. Tunisia", from: "stranger@x.example");
        Assert.Equal(1, _news.House.Count("held", "kind = 'stranger'"));
        Assert.Empty(_news.House.OwedTo(NewsletterHouse.Marie));
    }

    [Fact]
    public async Task Arabic_in_html_says_its_language_and_direction_and_fetches_nothing()
    {
        await using var news = await NewsletterHouse.OpenAsync(html: true);
        await news.House.ReaderAsync("ar@x.example", "ar", "communique");
        await news.House.Database.WriteAsync(tx => tx.Execute("UPDATE subscription SET format = 'full'"));
        const string plain = "نشرة آيفكس، المجلد ٣٥ العدد ١٢ | ٢٤ مارس ٢٠٢٦\n\nالمحتويات\n١. تونس: الإفراج عن محررة\n\nأُفرج عن المحررة يوم ١٥ مارس ٢٠٢٦.\n";
        var html = $"<html><body style=\"background:url(https://pixel.example/a.gif)\"><p>{string.Join("</p><p>", plain.Split('\n', StringSplitOptions.RemoveEmptyEntries))}</p><img src=\"https://pixel.example/1.gif\"></body></html>";
        var mail = $"From: {NewsletterHouse.Amel}\r\nTo: {NewsletterHouse.List}\r\nSubject: =?utf-8?b?{Convert.ToBase64String(Encoding.UTF8.GetBytes("نشرة آيفكس"))}?=\r\nMessage-ID: <1@x.example>\r\nMIME-Version: 1.0\r\n"
            + $"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{plain}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--b--\r\n";
        await news.House.SendAsync(mail, NewsletterHouse.Amel, NewsletterHouse.List);
        await news.AnswerAsync(NewsletterHouse.Marie, "ok");
        var shown = news.Last("ar@x.example").HtmlBody;
        Assert.StartsWith("<html lang=\"ar\" dir=\"rtl\">", shown, StringComparison.Ordinal);
        Assert.Contains("<body lang=\"ar\" dir=\"rtl\">", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("pixel.example", shown, StringComparison.Ordinal);
        Golden.Check("communique-ar-html.eml", news.House.LetterSourceTo("ar@x.example"));
    }
}
