using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Reception;
using IfexList.Store;
using IfexList.Tests.Moderation;
using MimeKit;

namespace IfexList.Tests.Translation;

/// <summary>A house with a French desk: two translators at another organisation, an editor for French and one for English, and readers who wait.</summary>
public sealed class TranslationHouse(Func<ListSettings, ListSettings>? rules = null) : IAsyncDisposable
{
    public const string Nadia = "nadia@translators.example";
    public const string Omar = "omar@translators.example";
    public const string Lucie = "lucie@clearinghouse.example";
    public const string Grace = "grace@daily.example";
    public const string Awa = "awa@matin.example";

    public const string English = """
        The police of Gafsa summoned Sami Trabelsi on 11 March 2026 at nine.

        He edits the weekly Voice of the Basin. The Observatory asks for appeals to the minister.

        Fax: +216 76 555 0142
        """;

    public const string French = """
        La police de Gafsa a convoqué Sami Trabelsi le 11 mars 2026 à neuf heures.

        Il dirige l'hebdomadaire La Voix du Bassin. L'Observatoire demande des appels au ministre.

        Fax : +216 76 555 0142
        """;

    private bool _isOpen;

    public DutyHouse Desk { get; } = new(list => rules is null ? list : rules(list));

    public TestHouse House => Desk.House;

    /// <summary>A release in English, with its desks called.</summary>
    /// <returns>Its number.</returns>
    public async Task<string> ReleaseAsync(string text = English)
    {
        await OpenAsync();
        await HoldAsync("ALERT - TUNISIA", text);
        await Desk.AnswerAsync(DutyHouse.Marie, "ok");
        var release = House.Database.Read(db => db.Number("SELECT max(id) FROM release"))!.Value;
        await CallAsync(release);
        return House.Database.Read(db => db.Text("SELECT number FROM release WHERE id = @id", ("@id", release)))!;
    }

    /// <summary>A member's post in English.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> HoldAsync(string subject, string text)
    {
        await House.SendAsync(TestHouse.Mail(DutyHouse.Amel, "alerts-en@lists.example.org", subject, text), DutyHouse.Amel, "alerts-en@lists.example.org");
        return House.Database.Read(db => db.Number("SELECT max(id) FROM held"))!.Value;
    }

    /// <summary>As the commit of a release or a correction owes it.</summary>
    public async Task CallAsync(long release)
    {
        await House.Database.WriteAsync(tx => Due.Owe(tx, Due.Translate, $"{release}", House.Time.Now()));
        await House.Get<Clock>().TickAsync();
    }

    /// <summary>The original says something else from now on.</summary>
    public async Task CorrectAsync(string text)
    {
        var release = House.Database.Read(db => db.Number("SELECT max(id) FROM release"))!.Value;
        var publication = House.Get<Publication>();
        var ready = House.Database.Read(db => publication.PrepareCorrection(db, CaseFile.NewestOf(db, release)!.Id, "", text))!;
        await House.Database.WriteAsync(tx => publication.Commit(tx, ready));
        await CallAsync(release);
    }

    public WantedEdition Wanted(Language language = Language.Fr) => House.Database.Read(db => WantedEditions.Of(db, db.Number("SELECT max(id) FROM release")!.Value, language))!;

    public IReadOnlyList<string> Subjects(string who) => [.. House.OwedTo(who).Select(letter => letter.Subject ?? "")];

    /// <summary>The whole reply of a translator: what he writes above the quotation of the letter.</summary>
    public Task SayAsync(string who, string text, MimeMessage? letter = null, string headers = "", string? from = null) => Desk.AnswerAsync(who, text, letter, headers: headers, from: from);

    public async ValueTask DisposeAsync() => await Desk.DisposeAsync();

    private async Task OpenAsync()
    {
        if (_isOpen)
            return;
        _isOpen = true;
        await House.MemberAsync(DutyHouse.Amel, "OHPL");
        await Desk.AppointAsync(DutyHouse.Marie, desks: "en");
        await Desk.AppointAsync(Lucie, desks: "fr");
        await House.ReaderAsync(Grace);
        await House.ReaderAsync(Awa, "fr");
        await House.Database.WriteAsync(tx =>
        {
            Translators.Enter(tx, "alerts", DutyHouse.Parse(Nadia), [Language.Fr], Language.En, 0);
            Translators.Enter(tx, "alerts", DutyHouse.Parse(Omar), [Language.Fr, Language.Ar], Language.En, 0);
        });
    }
}
