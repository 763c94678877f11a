using System.Globalization;
using IfexList.Communique;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Tests.Communique;

/// <summary>The editor in chief hears at the end of the day whose language isn't out. 25 March 2026 is a Wednesday, the day of the Arabic edition.</summary>
public sealed class MissingLanguages : IAsyncLifetime
{
    private NewsletterHouse _news = null!;

    public async ValueTask InitializeAsync()
    {
        _news = await NewsletterHouse.OpenAsync();
        await PlanAsync();
    }

    public ValueTask DisposeAsync() => _news.DisposeAsync();

    private Task PlanAsync() => _news.House.Database.WriteAsync(tx => MissingLanguage.PlanAll(tx, _news.House.Get<ListCatalogue>(), _news.House.Time.GetUtcNow()));

    private Task<int> IssueAsync(string language, string number, string state, string hoursAgo) => _news.House.Database.WriteAsync(tx => tx.Execute(
        "INSERT INTO issue (list, language, volume, number, state, at) VALUES ('communique', @language, 35, @number, @state, @at)",
        ("@language", language), ("@number", number), ("@state", state), ("@at", _news.House.Time.GetUtcNow().AddHours(-double.Parse(hoursAgo, CultureInfo.InvariantCulture)).ToUnixTimeMilliseconds())));

    [Fact]
    public void Each_language_is_looked_for_at_midnight_after_its_day() => Assert.Equal(
        ["communique/ar 2026-03-26T04:00:00Z", "communique/en 2026-03-31T04:00:00Z", "communique/fr 2026-04-01T04:00:00Z"],
        _news.House.Database.Read(db => db.All("SELECT subject, at FROM due WHERE kind = 'missing' ORDER BY subject", r => $"{r.GetString(0)} {Instant.Iso(r.GetInt64(1))}")));

    [Theory]
    [InlineData("en 12 released 48", "Nothing has come in", "the English one is out since Monday")]
    [InlineData("en 12 released 48, ar 12 draft 3", "The editor has been sent a draft", "nobody has answered")]
    [InlineData("en 12 released 48, ar 12 released 2", null, "it is out")]
    [InlineData("en 12 released 48, ar 12 dropped 2", null, "its editor wants none")]
    [InlineData("ar 11 released 168", "number 12 of volume 35", "nobody has begun this week's")]
    [InlineData("en 11 released 168, ar 11 released 60", null, "last week's was late, and nobody has begun the next")]
    [InlineData("", null, "it has never come out")]
    public async Task What_is_missing_is_told_with_how_far_it_has_come(string issues, string? told, string why)
    {
        foreach (var row in issues.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(' ')))
            await IssueAsync(row[0], row[1], row[2], row[3]);
        await _news.TickAsync(TimeSpan.FromHours(16) - TimeSpan.FromMinutes(1));
        Assert.Empty(_news.House.OwedTo(NewsletterHouse.Chief));
        await _news.TickAsync(TimeSpan.FromMinutes(1));
        var letters = _news.House.OwedTo(NewsletterHouse.Chief);
        Assert.True(letters.Count == (told is null ? 0 : 1), why);
        if (told is not null)
            Assert.Contains(told, letters[0].TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(1, _news.House.Count("due", "kind = 'missing' AND subject = 'communique/ar' AND at = 1775102400000"));
    }

    [Fact]
    public async Task A_number_that_waits_for_a_decision_is_named()
    {
        await IssueAsync("en", "12", "released", "48");
        await _news.MailSampleAsync(24);
        await _news.TickAsync(TimeSpan.FromHours(16));
        Assert.Contains("waits for a decision: number ", _news.Last(NewsletterHouse.Chief).TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("35/12 in Arabic", _news.Last(NewsletterHouse.Chief).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_no_newsletter_any_more_is_forgotten()
    {
        await _news.House.Database.WriteAsync(tx => Due.Owe(tx, Due.Missing, "alerts/fr", 0));
        await _news.TickAsync(TimeSpan.Zero);
        Assert.Equal(0, _news.House.Count("due", "kind = 'missing' AND subject LIKE 'alerts%'"));
    }
}
