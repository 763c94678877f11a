using IfexList.Mail;
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
        ["subject"] = "ALERTE - TUNISIE: Le directeur de La Voix du Bassin",
        ["readers"] = 4812,
        ["withheld"] = new[] { "photo.jpg" },
        ["warnings"] = new[] { "DKIM none" },
        ["text"] = "ALERTE - TUNISIE\n\n(OHPL/IFEX) - Sami Trabelsi, directeur de l'hebdomadaire, a été convoqué le 11 mars 2026 à 9 h par la brigade de Gafsa.\n[end text]\nok",
        ["others"] = 2,
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
        ["posts"] = new[] { Post(1, "ALERT"), Post(2, "Buy now") },
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
    };

    /// <summary>One value each that turns a letter to other sentences.</summary>
    public static readonly IReadOnlyList<(string Variable, object? Value)> Variants =
    [
        ("known", false), ("encrypted", true), ("desk", true), ("others", 0), ("others", 1), ("readers", 0), ("readers", 1), ("readers", 2), ("readers", 7), ("readers", 100),
        ("withheld", Array.Empty<string>()), ("warnings", Array.Empty<string>()), ("verdict", "rejected"), ("verdict", "discarded"), ("by_you", true), ("line", ""),
        ("edited", true), ("unended", true), ("diff", "- Le 12 mars 2026\n+ Le 13 mars 2026\n- RECOMMANDATIONS :"), ("reason", "encrypted"), ("reason", "desk"), ("reason", "expired"), ("reason", ""), ("reason", "empty"), ("reason", "duplicate"),
        ("reason", "too_long"), ("more", 0), ("more", 1), ("leave_address", ""), ("credit", ""), ("unclear", Array.Empty<string>()), ("organisation", ""),
    ];

    /// <summary>The values of one kind, with what stands in its reader's language.</summary>
    public static Dictionary<string, object?> Of(NoticeKind kind, Language language = Language.En) =>
        kind.Variables.ToDictionary(name => name, name => ReaderModels.ValueOf(kind, name, language) ?? Values[name]);

    /// <summary>The variants that a kind knows.</summary>
    public static IEnumerable<(string Variable, object? Value)> VariantsOf(NoticeKind kind, Language language) =>
        Variants.Where(v => kind.Variables.Contains(v.Variable)).Concat(ReaderModels.VariantsOf(kind, language));

    private static Dictionary<string, object?> Post(int n, string subject) => new()
    {
        ["n"] = n,
        ["sender"] = $"stranger{n}@mail.example",
        ["subject"] = subject,
        ["bytes"] = 12_345,
        ["date"] = "2026-03-12",
    };

    private static Dictionary<string, object?> Outcome(int n, string verdict) => new() { ["n"] = n, ["subject"] = "ALERT", ["verdict"] = verdict };
}
