using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Scenarios.Week;

/// <summary>A moderator, where she lives and what she reads.</summary>
/// <param name="Also">Another address that she answers from.</param>
internal sealed record Editor(string Address, Language Language, string Desks, string Hours, string? Also = null);

/// <summary>Who sends alerts for an organisation.</summary>
internal sealed record Reporter(string Address, string Organisation, Language Language);

/// <summary>Who takes part in the week.</summary>
internal static class Cast
{
    public const string Owner = "owner@clearinghouse.example";
    public const string Stranger = "someone@mail.example";

    public static readonly Editor Nora = new("nora@clearinghouse.example", Language.En, "en;fr", "08:00-18:00 America/Toronto");
    public static readonly Editor Lucia = new("lucia@cuadernoabierto.example", Language.Es, "es;en", "08:00-18:00 America/Lima");

    public static readonly IReadOnlyList<Editor> Editors =
    [
        Nora,
        Lucia,
        new("marie@lagune.example", Language.Fr, "fr;en", "08:00-18:00 Europe/Paris", Also: "marie@home.example"),
        new("dina@gbc.example", Language.Ru, "ru;en", "09:00-19:00 Europe/Moscow"),
        new("hala@freepen.example", Language.Ar, "ar;fr;en", "08:00-18:00 Asia/Beirut"),
    ];

    public static readonly IReadOnlyList<Reporter> Reporters =
    [
        new("amel.jaziri@horria.example", "Observatoire Horria", Language.Fr), new("alertes@horria.example", "Observatoire Horria", Language.Fr),
        new("tendai@savannapress.example", "Savanna Press Watch", Language.En), new("rmc@reef.example", "Reef Media Council", Language.En),
        new("alertas@sinmordaza.example", "Sin Mordaza", Language.Es), new("olga@golos.example", "Голос без цензуры", Language.Ru),
        new("press@qalam.example", "مرصد القلم الحر", Language.Ar),
    ];

    public static readonly IReadOnlyList<(string Address, string Languages)> Readers =
    [
        ("grace@dailylantern.example", "en"), ("kofi@quotidien.example", "fr;en"), ("ines@semanario.example", "es"), ("olga@gazeta.example", "ru"),
        ("souad@sahifa.example", "ar;fr"), ("li@everything.example", "en;fr;es;ru;ar"),
    ];

    public static Editor? EditorAt(string address) => Editors.FirstOrDefault(editor => editor.Address == address);

    public static Task GatherAsync(Database database, Lists.MailingList list, long now) => database.WriteAsync(tx =>
    {
        foreach (var editor in Editors)
            Appointments.Appoint(tx, list, Parse(editor.Address), new Appointment(
                editor.Language, Languages.Split(editor.Desks), editor.Also is { } also ? [Parse(also)] : null, editor.Hours), now);
        foreach (var reporter in Reporters)
            Membership.Register(tx, Parse(reporter.Address), reporter.Organisation, [], reporter.Language, now);
        foreach (var (address, languages) in Readers)
            tx.Execute("INSERT INTO subscription (list, person, state, languages, consent_at) VALUES (@list, @person, 'active', @languages, @now)",
                ("@list", list.Name), ("@person", Person.Know(tx, Parse(address), now)), ("@languages", languages), ("@now", now));
    });

    private static Address Parse(string address) => Address.TryParse(address, out var parsed) ? parsed : throw new FormatException(address);
}
