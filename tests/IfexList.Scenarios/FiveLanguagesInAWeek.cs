using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Scenarios.Actors;
using IfexList.Scenarios.Editions;
using IfexList.Scenarios.Week;
using IfexList.Store;
using Microsoft.Extensions.Time.Testing;

namespace IfexList.Scenarios;

/// <summary>
/// Forty alerts in five languages, five desks, late translations, corrections, fallbacks and one number of the newsletter in each language, for fifteen thousand
/// readers: in the end each mailbox holds exactly what a model of its own says that it must hold.
/// </summary>
[Collection(nameof(ByItself))]
public sealed class FiveLanguagesInAWeek(ITestOutputHelper output) : IAsyncDisposable
{
    private const string SeedVariable = "IFEXLIST_EDITIONS_SEED";
    private const int UsualSeed = 20260323;
    private const int Readers = 15_000;

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private static readonly DateTimeOffset Monday = new(2026, 3, 23, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("ifexlist-editions-").FullName;
    private readonly FakeTimeProvider _time = new(Monday - TimeSpan.FromMinutes(5));
    private readonly NextHop _hop = NextHop.Open();
    private readonly Copies _copies = new();
    private SteppedDaemon _daemon = null!;

    private Settings Settings => new()
    {
        DataDirectory = _folder,
        Smtp = new SmtpSettings { Listen = ["127.0.0.1:0"] },
        Relay = new RelaySettings { Mode = RelayMode.Smarthost, Host = "127.0.0.1", Port = _hop.Port, Tls = RelayTls.None },
        Lists = new Dictionary<string, ListSettings>
        {
            ["alerts"] = new() { Title = new LocalizedText("Action Alert Network"), Owners = [Cast.Owner], Wait = TimeSpan.FromHours(24) },
            ["communique"] = new()
            {
                Title = new LocalizedText("IFEX Communiqué"),
                Owners = [Cast.Owner],
                Wait = TimeSpan.FromHours(24),
                Newsletter = new NewsletterSettings
                {
                    Sources = ["alerts"],
                    Drafts = new Dictionary<string, string> { ["en"] = "thu 09:00", ["fr"] = "fri 09:00", ["es"] = "fri 09:00", ["ru"] = "fri 15:00", ["ar"] = "sat 09:00" },
                },
            },
        },
    };

    [Fact(Timeout = 600_000)]
    public async Task Each_mailbox_holds_what_its_reader_must_have_got()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var named) ? named : UsualSeed;
        output.WriteLine($"{SeedVariable}={seed}");
        var chance = new Random(seed);
        var readers = Readership.Deal(chance, Readers, Monday);
        var (alerts, newsletter) = (new Mailboxes(readers, TimeSpan.FromHours(24)), new Mailboxes([.. readers.Select(reader => reader with { About = null })], TimeSpan.FromHours(24)));
        _hop.PassesOn = _copies.Take;
        await using var daemon = _daemon = await SteppedDaemon.StartAsync(Settings, _time);
        await GatherAsync(readers);
        var desks = new Desks(Tale.Deal(chance, 40, Monday), chance, _time, _hop, alerts, newsletter) { Daemon = daemon };
        for (var now = Monday; now < Monday.AddDays(11); now += Step)
        {
            await ComeAndGoAsync(readers, now);
            alerts.Pass(now - Step, now);
            newsletter.Pass(now - Step, now);
            _time.SetUtcNow(now);
            await desks.StepAsync();
            if (now.TimeOfDay == TimeSpan.Zero)
                Assert.Empty(Books.Broken(daemon.Database));
        }
        output.WriteLine($"{_copies.Count:N0} copies; {desks.Translated} translations, {desks.Corrected} corrections of originals, {desks.Abandoned} given up, {alerts.Fallbacks:N0} fallbacks");
        Assert.Empty(daemon.Complaints);
        var wrong = Wrong(readers, alerts, newsletter).ToList();
        wrong.Take(20).ToList().ForEach(output.WriteLine);
        Assert.True(wrong.Count == 0, $"{wrong.Count} mailboxes are not as they must be; see the output");
        Assert.True(desks.Translated > 40 && desks.Corrected >= 3 && alerts.Fallbacks > 1000, "too little happened");
        Assert.Equal(Languages.All.Count, desks.Numbers);
    }

    public async ValueTask DisposeAsync()
    {
        await _hop.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private IEnumerable<string> Wrong(IReadOnlyList<Reader> readers, Mailboxes alerts, Mailboxes newsletter)
    {
        foreach (var reader in readers)
        {
            var (must, has) = (alerts.Of(reader).Concat(newsletter.Of(reader)).Order(StringComparer.Ordinal).ToList(), _copies.Of(reader.Address).Order(StringComparer.Ordinal).ToList());
            if (!must.SequenceEqual(has))
                yield return $"{reader.Address} ({Languages.Join(reader.Languages)}, waits {reader.Wait?.ToString() ?? "as usual"}{(reader.WantsAll ? ", all" : "")}, {reader.About}) lacks [{string.Join(' ', Less(must, has))}] and has besides [{string.Join(' ', Less(has, must))}]";
        }
    }

    // With their numbers: what came twice is too much once.
    private static List<string> Less(List<string> one, List<string> other)
    {
        var left = one.ToList();
        other.ForEach(name => left.Remove(name));
        return left;
    }

    private async Task GatherAsync(IReadOnlyList<Reader> readers)
    {
        var catalogue = new ListCatalogue(Settings);
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        await _daemon.Database.WriteAsync(tx =>
        {
            Membership.Register(tx, Parse(Desks.Member), "Observatoire Horria", [], Language.En, now);
            foreach (var list in catalogue.All)
            {
                if (list.Name == "alerts")
                    Appointments.Appoint(tx, list, Parse(Desks.Chief), new Appointment(Language.En), now);
                foreach (var language in Languages.All)
                {
                    Appointments.Appoint(tx, list, Parse(Desks.Editor(language)), new Appointment(Language.En, [language]), now);
                    Translators.Enter(tx, list.Name, Parse(Desks.Translator(language)), [language], Language.En, now);
                }
            }
        });
        await EnrolAsync(readers.Where(reader => reader.Since < Monday));
    }

    private async Task ComeAndGoAsync(IReadOnlyList<Reader> readers, DateTimeOffset now)
    {
        await EnrolAsync(readers.Where(reader => reader.Since > Monday && reader.Since == now));
        if (readers.Where(reader => reader.Until == now).ToList() is { Count: > 0 } leaving)
            foreach (var list in (string[])["alerts", "communique"])
                await Readership.LeaveAsync(_daemon.Database, list, leaving, now.ToUnixTimeMilliseconds());
    }

    private async Task EnrolAsync(IEnumerable<Reader> readers)
    {
        var coming = readers.ToList();
        if (coming.Count == 0)
            return;
        await Readership.EnrolAsync(_daemon.Database, "alerts", coming, withTopics: true);
        await Readership.EnrolAsync(_daemon.Database, "communique", coming, withTopics: false);
    }

    private static Address Parse(string address) => Address.TryParse(address, out var parsed) ? parsed : throw new FormatException(address);
}
