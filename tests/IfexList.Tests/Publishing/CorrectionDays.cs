using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;
using MimeKit;

namespace IfexList.Tests.Publishing;

/// <summary>Who gets a correction, and that nobody reads the wrong text first who hasn't had it.</summary>
public sealed class CorrectionDays : IAsyncLifetime
{
    private const string Had = "had@x.example";
    private const string Queued = "queued@x.example";
    private const string Daily = "daily@x.example";

    private readonly ParcelHouse _house = new();

    public async ValueTask InitializeAsync() => await _house.ReaderAsync(Had);

    public async ValueTask DisposeAsync()
    {
        _house.IsSound();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task A_correction_goes_to_exactly_those_who_got_the_wrong_text_or_are_owed_it()
    {
        await _house.ReaderAsync("left@x.example");
        await _house.ReaderAsync(Daily, Rhythm.Daily);
        await _house.ReaderAsync("ru@x.example", languages: "ru");
        var (number, _) = await _house.ReleaseAsync("ALERT", "Four men came.");
        await DeliverToAsync(Had, "left@x.example");
        await _house.ReaderAsync("new@x.example");
        await _house.House.Database.WriteAsync(tx => Subscriptions.Leave(tx, "alerts", Person.Find(tx, ParcelHouse.Address("left@x.example"))!.Value, 0));
        Assert.Equal(2, await CorrectAsync("Three men came."));
        var copy = Assert.Single(_house.MailTo(Had));
        Assert.Equal("Correction: ALERT", copy.Subject);
        Assert.StartsWith($"Corrects alert {number} of 12 March 2026.\n\nThree men came.", Text(copy), StringComparison.Ordinal);
        Assert.Equal($"{number}.en.c2@lists.example.org", copy.MessageId);
        Assert.Equal($"{number}.en@lists.example.org", copy.InReplyTo);
        Assert.All((string[])["left@x.example", "new@x.example", "ru@x.example"], nobody => Assert.Empty(_house.MailTo(nobody)));
        Assert.Equal(1, _house.Waiting(Daily));
        await _house.PassAsync(TimeSpan.FromHours(2));
        var parcel = Text(Assert.Single(_house.MailTo(Daily)));
        Assert.Contains("Three men came.", parcel, StringComparison.Ordinal);
        Assert.DoesNotContain("Four men came.", parcel, StringComparison.Ordinal);
        Assert.Equal(1, _house.House.Count("edition", "corrects = 1"));
    }

    [Fact]
    public async Task A_copy_of_the_wrong_text_that_is_still_queued_is_recalled()
    {
        await _house.ReaderAsync(Queued, cap: 5);
        await _house.ReleaseAsync("ALERT", string.Join("\n\n", Enumerable.Repeat("Four men came, and nobody knows from where they came.", 120)), orders: ReleaseOrders.None with { IsUrgent = true });
        Assert.Equal(2, await CorrectAsync("Three men came."));
        Assert.Contains("Three men came.", Assert.Single(_house.MailTo(Queued)).TextBody, StringComparison.Ordinal);
        Assert.Single(_house.MailTo(Had));
        Assert.Equal(0, _house.House.Count("rendering", "edition = 1 AND bytes IS NOT NULL"));
        Assert.Equal(2, _house.House.Count("deliveries", "priority = 1"));
        await _house.DeliverAsync();
        Assert.Equal(2, _house.House.Count("served", "outcome = 'delivered' AND edition = 2"));
    }

    [Fact]
    public async Task Who_had_the_wrong_text_in_a_parcel_gets_the_correction_in_the_next_and_who_paused_when_he_is_back()
    {
        await _house.ReaderAsync(Daily, Rhythm.Daily);
        await _house.ReleaseAsync("ALERT", "Four men came.");
        await _house.PassAsync(TimeSpan.FromHours(2));
        await _house.DeliverAsync();
        await _house.House.Database.WriteAsync(tx => Subscriptions.Pause(tx, "alerts", Person.Find(tx, ParcelHouse.Address(Had))!.Value, null));
        Assert.Equal(2, await CorrectAsync("Three men came."));
        Assert.Empty(_house.MailTo(Had));
        await _house.PassAsync(TimeSpan.FromDays(1));
        Assert.Contains("Three men came.", Assert.Single(_house.MailTo(Daily)).TextBody, StringComparison.Ordinal);
        await _house.House.Database.WriteAsync(tx => Subscriptions.Resume(tx, "alerts", Person.Find(tx, ParcelHouse.Address(Had))!.Value));
        await _house.PassAsync(TimeSpan.FromDays(1));
        Assert.Contains("Three men came.", Assert.Single(_house.MailTo(Had)).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_is_corrected_by_the_next_one_and_says_so_once()
    {
        var (number, _) = await _house.ReleaseAsync("ALERT", "Four men came.");
        await _house.DeliverAsync();
        await CorrectAsync("Three men came.");
        await _house.DeliverAsync();
        var second = _house.House.Database.Read(db => db.First("SELECT subject, text FROM edition WHERE id = 2", r => Tuple.Create(r.GetString(0), r.GetString(1))))!;
        Assert.Equal(1, await CorrectAsync(second.Item2.Replace("Three", "Two", StringComparison.Ordinal), second.Item1));
        var copy = Assert.Single(_house.MailTo(Had));
        Assert.Equal(("Correction: ALERT", $"{number}.en.c3@lists.example.org", $"{number}.en.c2@lists.example.org"), (copy.Subject, copy.MessageId, copy.InReplyTo));
        Assert.StartsWith($"Corrects alert {number} of 12 March 2026.\n\nTwo men came.", Text(copy), StringComparison.Ordinal);
        Assert.Equal(1, _house.House.Count("edition", "id = 3 AND corrects = 2"));
    }

    [Theory]
    [InlineData("en", "the language of the edition")]
    [InlineData("es", "none of his")]
    public async Task Whoever_asks_reads_the_correction_alone(string languages, string because)
    {
        await _house.ReaderAsync(Had, Rhythm.Daily, languages: "en");
        var (number, _) = await _house.ReleaseAsync("ALERT", "Four men came.");
        await _house.PassAsync(TimeSpan.FromHours(2));
        var parcel = _house.MailTo(Had).Single().MessageId!;
        await CorrectAsync("Three men came.");
        await _house.ReaderAsync(Had, languages: languages);
        foreach (var asked in (string[])[number, "1"])
            Assert.True(Find(asked, parcel).EndsWith("\n\nThree men came.", StringComparison.Ordinal), because);
    }

    [Fact]
    public async Task Members_get_the_correction_of_what_was_for_them_alone_at_once_and_nobody_else_does()
    {
        await _house.House.MemberAsync("amel@horria.example", "OHPL");
        await _house.ReaderAsync("amel@horria.example", Rhythm.Daily);
        await _house.ReleaseAsync("Not for print", orders: ReleaseOrders.None with { ToMembers = true });
        await _house.DeliverAsync();
        Assert.Equal(1, await CorrectAsync("Three men came."));
        Assert.Single(_house.MailTo("amel@horria.example"));
        Assert.Empty(_house.MailTo(Had));
    }

    private async Task<int> CorrectAsync(string text, string subject = "")
    {
        var publication = _house.House.Get<Publication>();
        var ready = _house.House.Database.Read(db => publication.PrepareCorrection(db, 1, subject, text))!;
        await _house.House.Database.WriteAsync(tx =>
        {
            Assert.True(Publication.StillHolds(tx, ready));
            publication.Commit(tx, ready);
        });
        Assert.False(_house.House.Database.Read(db => Publication.StillHolds(db, ready)));
        Assert.Equal(ready.Readers, _house.House.Count("served", "edition = (SELECT max(id) FROM edition)"));
        return ready.Readers;
    }

    private Task DeliverToAsync(params string[] addresses) => _house.House.Database.WriteAsync(tx =>
    {
        foreach (var copies in Deliveries.Lanes(tx).SelectMany(lane => Deliveries.Due(tx, lane, OwedMark.Start, long.MaxValue, 100)).Where(copy => addresses.Contains(copy.Address)).GroupBy(copy => copy.Rendering))
            Deliveries.Arrive(tx, [.. copies], Deliveries.EditionsOf(tx, copies.Key), _house.House.Time.GetUtcNow().ToUnixTimeMilliseconds());
    });

    private string Find(string asked, string parcel) => _house.House.Database.Read(db =>
        _house.House.Get<TextsOnRequest>().Find(db, _house.Alerts, Person.Find(db, ParcelHouse.Address(Had)), [asked], [parcel])).Texts.Single().Text;

    private static string Text(MimeMessage mail) => mail.TextBody!.ReplaceLineEndings("\n");
}
