using IfexList.Authentication;
using IfexList.Mail;
using IfexList.Preflight;
using IfexList.Publishing;
using IfexList.Store;
using IfexList.Notices;

namespace IfexList.Tests.Notices;

/// <summary>A value for every documented variable, so that each letter can be rendered whole; and the variants that show its other sentences.</summary>
public static class NoticeModels
{
    private static readonly Dictionary<string, object?> Values = new()
    {
        ["number"] = 417,
        ["list"] = "alerts",
        ["list_title"] = "Action Alert Network",
        ["sender"] = "Amel Jaziri <amel.jaziri@horria.example>",
        ["organisation"] = "OHPL",
        ["known"] = true,
        ["unproven"] = false,
        ["text_subject"] = "ALERTE - TUNISIE",
        ["why"] = "aligned",
        ["imitated"] = "horria.example",
        ["subject"] = "ALERTE - TUNISIE: Le directeur de La Voix du Bassin",
        ["readers"] = 4812,
        ["for_all"] = true,
        ["occasion"] = "new",
        ["first"] = false,
        ["urgent"] = false,
        ["kind"] = "alert",
        ["stated"] = true,
        ["case_number"] = "",
        ["case_subject"] = "ALERTE - TUNISIE",
        ["continues"] = false,
        ["remarks"] = Array.Empty<object>(),
        ["approved_by"] = "kofi@clearinghouse.example",
        ["orders"] = "fr urgent",
        ["taken_by"] = "",
        ["leaves_at"] = "",
        ["remind_hours"] = 4,
        ["return_day"] = "2026-03-26",
        ["event"] = "",
        ["who"] = "marie@clearinghouse.example",
        ["whom"] = "kofi@clearinghouse.example",
        ["name"] = "IMG_0417.JPG (image/jpeg)",
        ["bytes"] = 120_000,
        ["text"] = "ALERTE - TUNISIE\n\n(OHPL/IFEX) - Sami Trabelsi, directeur de l'hebdomadaire, a été convoqué le 11 mars 2026 à 9 h par la brigade de Gafsa.\n[end text]\nok",
        ["others"] = new[] { "kofi@clearinghouse.example", "lucia@clearinghouse.example" },
        ["encrypted"] = false,
        ["desk"] = false,
        ["release"] = "2026-0312-01",
        ["reason"] = "Second source missing.\nPlease call us.",
        ["post_address"] = "alerts@lists.example.org",
        ["owner_address"] = "alerts-owner@lists.example.org",
        ["leave_address"] = "alerts-unsubscribe+abcdefghijklmnopqrstuvwxyz234567@lists.example.org",
        ["subscribe_address"] = "alerts-subscribe@lists.example.org",
        ["verdict"] = "approved",
        ["at"] = "2026-03-12 07:04 UTC",
        ["by_you"] = false,
        ["line"] = "Don't approve yet",
        ["edited"] = false,
        ["unended"] = false,
        ["diff"] = "",
        ["more"] = 3,
        ["outcomes"] = new[] { Outcome(1, "approved"), Outcome(2, "discarded"), Outcome(3, "rejected"), Outcome(4, "decided") },
        ["unclear"] = new[] { "ok maybe 7" },
        ["stage"] = "Screening",
        ["error"] = "FormatException",
        ["address"] = "postmaster@lists.example.org",
        ["received"] = 21,
        ["released"] = 14,
        ["rejected"] = 3,
        ["withdrawn"] = 1,
        ["discarded"] = 2,
        ["corrected"] = 1,
        ["decided"] = 20,
        ["median"] = 35,
        ["worst"] = 26 * 60 + 4,
        ["oldest"] = 52 * 60,
        ["reminded"] = 5,
        ["forged"] = 1,
        ["credit"] = "Observatoire Horria (OHPL)",
        ["hours"] = 5,
        ["kept_days"] = 30,
        ["undeliverable"] = false,
        ["numbers"] = new[] { "417", "423" },
        ["provider"] = "provider.example",
        ["persons"] = 12,
        ["tried"] = 17,
        ["codes"] = "550 5.7.1 (9), 554 (3)",
        ["words"] = "Message refused for <...>: your address is on our list",
        ["hint"] = "acronym",
        ["detail"] = "OHPL, SPW",
        ["volume"] = 35,
        ["issue"] = 12,
        ["issue_day"] = "",
        ["contents"] = Array.Empty<string>(),
        ["headline"] = "Workshop on safe e-mail for small newsrooms",
        ["date"] = "2026-05-05",
        ["place"] = "Lima, Peru",
        ["items"] = 2,
    };

    /// <summary>One value each that turns a letter to other sentences.</summary>
    public static readonly IReadOnlyList<(string Variable, object? Value)> Variants =
    [
        ("known", false), ("unproven", true), ("credence", "genuine"), ("credence", "forged"), ("encrypted", true), ("desk", true), ("readers", 0), ("readers", 1), ("readers", 2), ("readers", 7), ("readers", 100),
        ("withheld", Array.Empty<string>()), ("files", Array.Empty<string>()), ("warnings", Array.Empty<string>()), ("verdict", "rejected"), ("verdict", "discarded"), ("verdict", "scheduled"), ("verdict", "corrected"), ("verdict", "widened"), ("verdict", "withdrawn"), ("verdict", "returned"), ("who", ""), ("for_all", false), ("by_you", true), ("line", ""),
        ("edited", true), ("unended", true), ("diff", "- Le 12 mars 2026\n+ Le 13 mars 2026\n- RECOMMANDATIONS :"), ("reason", "encrypted"), ("reason", "desk"), ("reason", "expired"), ("reason", ""), ("reason", "empty"), ("reason", "duplicate"),
        ("reason", "too_long"), ("more", 0), ("more", 1), ("leave_address", ""), ("credit", ""), ("unclear", Array.Empty<string>()), ("organisation", ""), ("undeliverable", true), ("numbers", new[] { "417" }),
        .. Enum.GetValues<HintKind>().Select(kind => ("hint", (object?)new Hint(kind).Code)),
    ];

    private static readonly string[] Occasions = ["outdated", "added", "seconding", "recalled", "escalated"];
    private static readonly string[] Tunisia = ["Tunisia", "Tunisie", "Túnez", "Тунис", "تونس"];

    // What some letters turn on.
    private static readonly Dictionary<string, string[]> Events = new()
    {
        ["desk-done"] = ["taken", "putoff", "questioned", "nobodytoask", "seconding", "secondingagain", "standing", "original", "nothingtorecall"],
        ["desk-note"] = ["taken", "putoff", "questioned", "scheduled", "passing", "recalled", "released", "rejected", "discarded", "withdrawn"],
        ["poster-note"] = ["withdrawn", "added", "out", "ended", "empty"],
        ["suspended"] = ["suspended", "unknown", "last"],
        ["correction-howto"] = ["howto", "toolate", "unchanged"],
        ["mail-trouble"] = ["provider", "policy", "moderator"],
        ["draft-note"] = ["released", "skipped", "closed", "nothing", "desk"],
        ["translation-note"] = ["taken", "yours", "givenback", "returned", "drafted", "released", "corrected", "stands", "dropped", "out", "gone", "said", "stranger", "unproven"],
        ["sealed-original"] = ["opened", "sealed", "gone"],
        ["item-received"] = ["new", "changed"],
        ["item-note"] = ["withdrawn", "out", "gone", "empty"],
        ["edition-missing"] = ["held", "drafted", "nothing"],
    };

    /// <summary>The values of one kind, with what stands in its reader's language.</summary>
    public static Dictionary<string, object?> Of(NoticeKind kind, Language language = Language.En) =>
        kind.Variables.ToDictionary(name => name, name => TranslationModels.ValueOf(kind, name, language) ?? ReaderModels.ValueOf(kind, name, language) ?? ValueOf(kind, name, language));

    private static object? ValueOf(NoticeKind kind, string name, Language language) => (kind.Name, name) switch
    {
        ("moderation-request", "readers") => new[] { Readers(Language.Fr, 4812, language), Readers(Language.En, 9020, language) },
        ("moderation-request", "country") => Tunisia[(int)language],
        ("moderation-request", "suggestion") => "",
        ("moderation-request", "issue") => 0,
        ("edition-missing", "language_name") => NoticeLanguageNames.Of(Language.Ru, language),
        ("item-received", "kind") => "workshop",
        ("moderation-request", "credence") => Credence("genuine", language),
        ("once-more", "lines") => new[] { "ok fr edited", "Marie" },
        ("credence", "credence") => "unsure",
        (_, "warnings") => new[] { new Hint(HintKind.Acronym, "OHPL") }.In(new NoticeTexts(null), language),
        (_, "withheld") => new[] { new Withheld(WithheldKind.NoFiles, "photo.jpg (image/jpeg)") }.Removed(new NoticeTexts(null), language),
        (_, "files") => new[] { new Withheld(WithheldKind.Picture, "IMG_0417.JPG (image/jpeg)", "photo-1.jpg") }.Files(new NoticeTexts(null), language),
        ("withheld", "kind") => "picture",
        ("withheld", "detail") => "photo-1.jpg",
        ("strangers-digest", "posts") => new[] { Post(1, "ALERT", language), Post(2, "Buy now", language) },
        ("reminder", "lines") => new[] { Line(1, 1, "taken", language), Line(2, 5, "asked", language), Line(3, 70, "added", language), Line(4, 11, "approved", language), Line(5, 2, "", language) },
        (_, "event") => Events[kind.Name][0],
        _ => Values[name],
    };

    /// <summary>The variants that a kind knows.</summary>
    public static IEnumerable<(string Variable, object? Value)> VariantsOf(NoticeKind kind, Language language) =>
        Variants.Where(v => kind.Variables.Contains(v.Variable) && (kind.Name, v.Variable) is not ("moderation-request", "readers")).Concat(ReaderModels.VariantsOf(kind, language)).Concat(TranslationModels.VariantsOf(kind, language).Where(v => kind.Variables.Contains(v.Variable)))
            .Concat(kind.Name == "once-more" ? [("text", ""), ("number", 0)] : Array.Empty<(string, object?)>())
            .Concat(Events.GetValueOrDefault(kind.Name, []).Select(name => ("event", (object?)name))).Concat(kind.Name switch
            {
                "moderation-request" => OfRequests(language),
                "withheld" => OfFiles,
                "item-received" => OfItems,
                _ => [],
            });

    private static IEnumerable<(string Variable, object? Value)> OfFiles => Enum.GetValues<WithheldKind>().Select(kind => ("kind", (object?)new Withheld(kind).Code));

    private static IEnumerable<(string Variable, object? Value)> OfItems =>
        [("date", ""), ("place", ""), .. Enum.GetValues<ItemKind>().Select(kind => ("kind", (object?)kind.Code()))];

    private static IEnumerable<(string Variable, object? Value)> OfRequests(Language language) =>
    [
        .. Occasions.Select(occasion => ("occasion", (object?)occasion)),
        .. Enum.GetValues<SenderRule>().Select(rule => ("why", (object?)SenderVerdict.CodeOf(rule))),
        ("first", true), ("urgent", true), ("kind", ""), ("country", ""), ("stated", false), ("case_number", "2026-0312-01"), ("continues", true), ("suggestion", "kind=update country=TN"),
        ("taken_by", "kofi@clearinghouse.example"), ("leaves_at", "2026-03-12 18:00 UTC"), ("orders", ""), ("others", Array.Empty<string>()), ("remind_hours", 1), ("remind_hours", 2),
        ("remarks", new[] { Remark(true), Remark(false) }), ("issue", 12),
    ];

    /// <summary>The verdict's word.</summary>
    public static string Credence(string word, Language language) =>
        new NoticeTexts(null).Render(NoticeCatalogue.Credence, language, new Dictionary<string, object?> { ["credence"] = word }).Text.Trim();

    private static Dictionary<string, object?> Readers(Language of, int readers, Language language) => new()
    {
        ["language_name"] = NoticeLanguageNames.Of(of, language),
        ["readers"] = readers,
    };

    private static Dictionary<string, object?> Remark(bool question) => new()
    {
        ["question"] = question,
        ["at"] = "2026-03-12 07:04 UTC",
        ["text"] = question ? "Is there a second source?" : "Yes: the lawyer told us.",
    };

    private static Dictionary<string, object?> Post(int n, string subject, Language language) => new()
    {
        ["n"] = n,
        ["credence"] = Credence("unsure", language),
        ["sender"] = $"stranger{n}@mail.example",
        ["subject"] = subject,
        ["bytes"] = 12_345,
        ["date"] = "2026-03-12",
    };

    private static Dictionary<string, object?> Line(int n, int hours, string happened, Language language) => new()
    {
        ["n"] = n,
        ["credence"] = Credence(n == 1 ? "forged" : "genuine", language),
        ["number"] = 416 + n,
        ["urgent"] = n == 1,
        ["hours"] = hours,
        ["days"] = hours / 48 * hours / 24,
        ["subject"] = "ALERTE - TUNISIE: Le directeur de La Voix du Bassin",
        ["happened"] = happened,
        ["who"] = "marie@clearinghouse.example",
    };

    private static Dictionary<string, object?> Outcome(int n, string verdict) => new() { ["n"] = n, ["subject"] = "ALERT", ["verdict"] = verdict };
}
