using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Reception;
using IfexList.Store;
using MimeKit;

namespace IfexList.Tests.Publishing;

/// <summary>A test house that publishes without the desk, with readers of every choice, and lets hours pass.</summary>
internal sealed class ParcelHouse : IAsyncDisposable
{
    // Thursday, 12 March 2026, 4:00 in Toronto: an hour before the daily parcel, a day before the weekly one.
    private readonly TestHouse _house = new(settings => settings with
    {
        Lists = new Dictionary<string, ListSettings>(settings.Lists)
        {
            ["alerts"] = settings.Lists["alerts"] with { Archive = ArchivePolicy.Readers, Themes = new Dictionary<string, LocalizedText> { ["women"] = new("Women journalists") } },
            ["bulletin"] = new() { Title = new LocalizedText("Bulletin"), Newsletter = new NewsletterSettings() },
            ["communique"] = new() { Title = new LocalizedText("Communiqué"), Zone = "Europe/Paris" },
        },
    });

    public TestHouse House => _house;

    public MailingList Alerts => _house.Get<ListCatalogue>().Find("alerts")!;

    public MailingList Bulletin => _house.Get<ListCatalogue>().Find("bulletin")!;

    public static Address Address(string address) => IfexList.Mail.Address.TryParse(address, out var parsed) ? parsed : throw new FormatException(address);

    public Task ReaderAsync(string address, Rhythm rhythm = Rhythm.Now, string languages = "en", CopyFormat format = CopyFormat.Text, int cap = 0, string topics = "") =>
        _house.Database.WriteAsync(tx => Enrolment.Enter(
            tx, Alerts, Address(address), new Preferences(Languages.Split(languages), format, rhythm, Topics(topics), cap), "test", _house.Time.Now()));

    public Task ReaderAsync(string address, Preferences wish) =>
        _house.Database.WriteAsync(tx => Enrolment.Enter(tx, Alerts, Address(address), wish, "test", _house.Time.Now()));

    /// <summary>A further edition of a release.</summary>
    /// <returns>How many readers it is for.</returns>
    public async Task<int> TranslateAsync(string number, Language language, string text = "Les plaques ont été saisies.", string subject = "ALERTE")
    {
        var further = _house.Get<FurtherEditions>();
        var ready = _house.Database.Read(db => further.Prepare(db, Releases.IdOf(db, number)!.Value, language, subject, text))!;
        await _house.Database.WriteAsync(tx => further.StillHolds(tx, ready) ? further.Commit(tx, ready) : throw new InvalidOperationException(number));
        return ready.Readers;
    }

    /// <summary>A correction of a release in one of its languages.</summary>
    public async Task<int> CorrectAsync(string number, Language language, string text = "Les plaques ont été rendues.")
    {
        var publication = _house.Get<Publication>();
        var ready = _house.Database.Read(db => publication.PrepareCorrection(
            db, CaseFile.InLanguages(db, Releases.IdOf(db, number)!.Value).Single(edition => edition.About.Language == language).Id, "", text))!;
        await _house.Database.WriteAsync(tx => publication.Commit(tx, ready));
        return ready.Readers;
    }

    /// <summary>Publishes in English, unless it says otherwise.</summary>
    /// <returns>Its number, and how many readers it is for.</returns>
    public async Task<(string Number, int Readers)> ReleaseAsync(
        string subject, string text = "The plates were seized.", string topics = "", Language language = Language.En, string list = "alerts", long? organisation = null,
        ReleaseOrders? orders = null, string? answers = null, IReadOnlyList<EditionFile>? files = null)
    {
        var publication = _house.Get<Publication>();
        var post = new CleanPost(subject, text, [], IsEncrypted: false, IsCut: false, null, null, null);
        var original = new MimeMessage { InReplyTo = answers };
        var ready = _house.Database.Read(db => publication.Prepare(
            db, _house.Get<ListCatalogue>().Find(list)!, language, Roster.Organisation(db, organisation), original, post, orders ?? new ReleaseOrders(Topics(topics)), files: files));
        await _house.Database.WriteAsync(tx => publication.Commit(tx, ready));
        return (ready.Release.Number, ready.Readers);
    }

    /// <summary>Time passes; what comes due happens.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        _house.Time.Advance(time);
        await TickAsync();
        await TickAsync();
    }

    public Task TickAsync() => _house.Get<Clock>().TickAsync();

    public IReadOnlyList<MimeMessage> MailTo(string address) => _house.OwedTo(address);

    public long Waiting(string address) => _house.Database.Read(db => db.Number(
        "SELECT count(*) FROM served JOIN person ON person.id = person WHERE outcome = 'waiting' AND key = @key", ("@key", Address(address).Key)))!.Value;

    /// <summary>Every copy owed arrives.</summary>
    public Task DeliverAsync() => _house.Database.WriteAsync(tx =>
    {
        foreach (var copies in Deliveries.Lanes(tx).SelectMany(lane => Deliveries.Due(tx, lane, OwedMark.Start, long.MaxValue, 10_000)).GroupBy(copy => copy.Rendering))
            Deliveries.Arrive(tx, [.. copies], Deliveries.EditionsOf(tx, copies.Key), _house.Time.Now());
    });

    public void IsSound() => Assert.All(Invariants.All, invariant =>
        Assert.True(_house.Database.Read(db => Invariants.CountViolations(db, invariant, _house.Time.Now())) == 0, invariant.Sentence));

    public IReadOnlyList<Topic> Topics(string codes) =>
        [.. codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => Topic.TryParse(code, Alerts, out var topic) ? topic : throw new FormatException(code))];

    public ValueTask DisposeAsync() => _house.DisposeAsync();
}
