using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Reception;
using IfexList.Store;
using MimeKit;
using SkiaSharp;

namespace IfexList.Tests.Moderation;

/// <summary>The week of a desk in Toronto, where Monday 08:00 is 12:00 UTC in March. The house's clock begins on a Thursday.</summary>
public sealed class WeeklySummaryTests : IAsyncDisposable
{
    private const string Marie = "marie@clearinghouse.example";
    private const string Kofi = "kofi@pressfreedom.example";
    private const string Owner = "owner@example.org";

    private static readonly DateTimeOffset Monday = new(2026, 3, 16, 12, 0, 0, TimeSpan.Zero);

    private readonly TestHouse _house = new();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task The_letter_counts_exactly_what_happened_in_the_week()
    {
        await BusyWeekAsync();
        await PassToAsync(Monday);
        var letter = _house.LetterTo(Marie);
        Assert.Equal("[alerts] The desk's week, 2026-03-09 to 2026-03-16", letter.Subject);
        Assert.Equal(
            """
            This is what the desk of Action Alert Network did from 2026-03-09 to
            2026-03-16. Its days begin at 08:00 by the list's clock.

            Received: 4
            Released: 3
            Rejected: 1
            Returned undecided: 0
            Withdrawn by their posters: 0
            Discarded: 1
            Corrected: 1

            By language:
            English: 3 received, 2 released
            French: 1 received, 1 released

            By day:
            2026-03-09: 1 received, 1 released
            2026-03-10: 2 received, 0 released
            2026-03-11: 0 received, 0 released
            2026-03-12: 0 received, 2 released
            2026-03-13: 0 received, 0 released
            2026-03-14: 0 received, 0 released
            2026-03-15: 1 received, 0 released
            The picture shows the same: what was received is dark, what was released
            is light.

            Half of the decisions took at most 2 h 30 min, the slowest took 3 d 1 h.
            2 posts wait for a decision now. The oldest is number 21; it has waited
            for 4 d 4 h.

            Reminders sent: 2
            Answers from an address that was not asked: 1

            This letter names nobody. Who decided what is in the desk's log, on the
            server:
            ifexlist held log --list alerts

            """.ReplaceLineEndings("\n").Replace("2 h 30 min", "2\u00A0h\u00A030\u00A0min").Replace("3 d 1 h", "3\u00A0d\u00A01\u00A0h").Replace("4 d 4 h", "4\u00A0d\u00A04\u00A0h"),
            letter.TextBody!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task The_picture_is_small_and_has_a_bar_of_each_colour_as_high_as_its_figure()
    {
        await BusyWeekAsync();
        await PassToAsync(Monday);
        var part = Assert.IsType<MimePart>(Assert.Single(_house.LetterTo(Marie).Attachments));
        Assert.Equal(("image/png", "alerts-2026-03-09.png"), (part.ContentType.MimeType, part.FileName));
        using var png = new MemoryStream();
        part.Content!.DecodeTo(png, TestContext.Current.CancellationToken);
        Assert.InRange(png.Length, 500, 20_000);
        using var picture = SKBitmap.Decode(png.ToArray());
        var (dark, light) = (Pixels(picture, WeekChart.Dark), Pixels(picture, WeekChart.Light));
        // Four were received and three released: the bars are equally wide.
        Assert.InRange((double)light / dark, 0.7, 0.8);
    }

    [Fact]
    public async Task Each_moderator_reads_it_in_her_language_and_the_owners_in_the_lists_first_and_nobody_twice()
    {
        await _house.ModeratorAsync(Marie, "fr");
        await _house.ModeratorAsync(Kofi, "ru");
        await _house.ModeratorAsync(Owner, "ar");
        await _house.Database.WriteAsync(tx => tx.Execute("UPDATE moderator SET suspended = 1 WHERE language = 'ru'"));
        await NoteAsync(1, Deed.Received, "03-12 12:00");
        await PassToAsync(Monday);
        Assert.StartsWith("[alerts] La semaine", _house.LetterTo(Marie).Subject!, StringComparison.Ordinal);
        Assert.StartsWith("\u200F[alerts] أسبوع", Assert.Single(_house.OwedTo(Owner)).Subject!, StringComparison.Ordinal);
        Assert.Empty(_house.OwedTo(Kofi));
        await NoteAsync(2, Deed.Received, "03-17 12:00");
        await _house.Database.WriteAsync(tx => tx.Execute("DELETE FROM moderator WHERE language = 'ar'"));
        await PassToAsync(Monday.AddDays(7));
        Assert.StartsWith("[alerts] The desk's week", _house.LetterTo(Owner).Subject!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_in_which_nothing_happened_is_passed_over_and_the_next_one_is_not()
    {
        await _house.ModeratorAsync(Marie);
        // At the very hour: of the next week.
        await NoteAsync(1, Deed.Received, "03-16 12:00");
        await PassToAsync(Monday);
        Assert.Empty(_house.OwedTo(Marie));
        await PassToAsync(Monday.AddDays(7).AddMinutes(-1));
        Assert.Empty(_house.OwedTo(Marie));
        await PassToAsync(Monday.AddDays(7));
        Assert.Single(_house.OwedTo(Marie));
    }

    [Fact]
    public async Task After_three_weeks_of_downtime_it_comes_once_and_is_about_the_last_week()
    {
        await _house.ModeratorAsync(Marie);
        await NoteAsync(1, Deed.Received, "03-12 12:00");
        await NoteAsync(2, Deed.Received, "03-24 12:00");
        await PlanAsync();
        _house.Time.SetUtcNow(Monday.AddDays(16));
        // It starts anew, and what came due meanwhile is still due.
        await PlanAsync();
        await TickAsync();
        await TickAsync();
        Assert.Equal("[alerts] The desk's week, 2026-03-23 to 2026-03-30", Assert.Single(_house.OwedTo(Marie)).Subject);
    }

    [Fact]
    public async Task The_clock_plans_it_for_every_list_when_it_starts()
    {
        var clock = _house.Get<Clock>();
        await clock.StartAsync(TestContext.Current.CancellationToken);
        while (_house.Count("due", "kind = 'summary'") == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        await clock.StopAsync(TestContext.Current.CancellationToken);
        var planned = _house.Database.Read(db => db.All("SELECT subject, at FROM due WHERE kind = 'summary' ORDER BY subject", r => (r.GetString(0), Instant.Time(r.GetInt64(1)))));
        // The other two lists are in UTC.
        Assert.Equal([("alerts", Monday), ("members", Monday.AddHours(-4)), ("outreach", Monday.AddHours(-4))], planned);
    }

    [Theory]
    [InlineData("2026-03-16 11:59", "2026-03-09", "a minute before eight")]
    [InlineData("2026-03-16 12:00", "2026-03-16", "at eight")]
    [InlineData("2026-03-16 03:59", "2026-03-09", "Sunday evening there, Monday here")]
    [InlineData("2026-03-22 23:00", "2026-03-16", "Sunday")]
    [InlineData("2026-01-05 12:30", "2025-12-29", "in winter eight is at 13:00")]
    public void The_week_ended_on_the_last_Monday_at_eight_by_the_lists_clock(string utc, string monday, string why) => Assert.True(
        DateOnly.Parse(monday, System.Globalization.CultureInfo.InvariantCulture) == DeskWeek.LastEnd(_house.Get<ListCatalogue>().Find("alerts")!, Utc(utc)), why);

    private async Task BusyWeekAsync()
    {
        await _house.ModeratorAsync(Marie);
        await NoteAsync(1, Deed.Received, "03-09 12:00"); // the first minute
        await NoteAsync(1, Deed.Released, "03-09 12:30");
        await NoteAsync(2, Deed.Received, "03-10 13:00", Language.Fr);
        await NoteAsync(2, Deed.Scheduled, "03-10 14:00", Language.Fr); // decided after an hour
        await NoteAsync(2, Deed.Released, "03-12 14:00", Language.Fr);
        await NoteAsync(3, Deed.Received, "03-08 11:00"); // the week before
        await NoteAsync(3, Deed.Reminded, "03-09 11:59");
        await NoteAsync(3, Deed.Reminded, "03-10 12:00");
        await NoteAsync(3, Deed.Reminded, "03-11 11:00");
        await NoteAsync(3, Deed.Rejected, "03-11 12:00"); // after three days and an hour
        await NoteAsync(4, Deed.Received, "03-11 11:59");
        await NoteAsync(4, Deed.Scheduled, "03-12 12:00");
        await NoteAsync(4, Deed.Recalled, "03-12 12:10");
        await NoteAsync(4, Deed.Released, "03-12 15:59"); // after twenty-eight hours: the first approval fell
        await NoteAsync(4, Deed.Corrected, "03-13 12:00"); // what is out is not decided anew
        await NoteAsync(4, Deed.Forged, "03-13 12:00");
        await NoteAsync(5, Deed.Received, "03-15 13:00");
        await NoteAsync(5, Deed.Discarded, "03-15 15:30"); // after two hours and a half
        await NoteAsync(6, Deed.Received, "03-16 12:00"); // the next week
        await NoteAsync(7, Deed.Received, "03-12 12:00", list: "outreach");
        await HoldAsync(21, null, "03-12 08:00");
        await HoldAsync(22, "seconding", "03-13 08:00");
        await HoldAsync(23, "waiting", "03-11 08:00");
        await HoldAsync(24, "returned", "03-11 08:00");
    }

    private Task NoteAsync(long held, Deed deed, string at, Language language = Language.En, string list = "alerts") =>
        _house.Database.WriteAsync(tx => DeskLog.Note(tx, new DeskEntry(list, held, language, null, deed, "", Utc($"2026-{at}").ToUnixTimeMilliseconds())));

    private Task HoldAsync(long id, string? verdict, string at) => _house.Database.WriteAsync(tx =>
    {
        var body = tx.Number("INSERT INTO body (bytes) VALUES (x'') RETURNING id")!.Value;
        HeldPosts.Add(tx, new HeldPost(id, body, 1, HeldKind.Post, "alerts", Language.En, null, null, "Arrest in Gafsa", "Amel Jaziri", Utc($"2026-{at}").ToUnixTimeMilliseconds()));
        tx.Execute("UPDATE held SET verdict = @verdict WHERE id = @id", ("@verdict", verdict), ("@id", id));
    });

    private async Task PassToAsync(DateTimeOffset moment)
    {
        await PlanAsync();
        _house.Time.SetUtcNow(moment);
        await TickAsync();
    }

    private Task PlanAsync() => _house.Database.WriteAsync(tx => WeeklySummary.PlanAll(tx, _house.Get<ListCatalogue>(), _house.Time.GetUtcNow()));

    private Task TickAsync() => _house.Get<Clock>().TickAsync();

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text + "Z", System.Globalization.CultureInfo.InvariantCulture);

    private static int Pixels(SKBitmap picture, string colour) => picture.Pixels.Count(pixel => pixel == SKColor.Parse(colour));
}
