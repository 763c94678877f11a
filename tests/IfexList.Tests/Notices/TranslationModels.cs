using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Tests.Notices;

/// <summary>The values of a language desk's letters.</summary>
public static class TranslationModels
{
    private const string Address = "nadia@translators.example";
    private const string Source = "[1] ALERT - TUNISIA\n\n[2] Sami Trabelsi was summoned on 11 March 2026 at nine by the police of Gafsa.\n\n[3] Fax: +216 76 555 0142";

    /// <summary>Null where the kind has nothing of its own.</summary>
    public static object? ValueOf(NoticeKind kind, string variable, Language language) => (kind.Name, variable) switch
    {
        ("loss", "kind") => "fax",
        ("loss", "detail") => "+216 76 555 0142",
        ("handover", "held") => new[] { new Dictionary<string, object?> { ["number"] = 417, ["subject"] = "Arrest in Gafsa" } },
        ("handover", "missing") => new[] { Missing("wanted", language, late: true), Missing("taken", language, late: false), Missing("drafted", language, late: false) },
        _ when !kind.Name.StartsWith("translation-", StringComparison.Ordinal) => null,
        (_, "release") => "2026-0312-01/fr",
        (_, "occasion") => "new",
        (_, "language_name") => NoticeLanguageNames.Of(Language.Fr, language),
        (_, "text") => kind.Name == "translation-draft" ? "ALERTE - TUNISIE\n\nSami Trabelsi a été convoqué le 11 mars 2026 à 9 h par la brigade de Gafsa." : Source,
        (_, "source") => Source,
        (_, "deadline") => "2026-03-12 16:00 America/Toronto (20:00 UTC)",
        (_, "spellings") => new[] { "Gafsa = Gafsa", "Trabelsi = Trabelsi" },
        (_, "taken_by") => "",
        (_, "who") => Address,
        (_, "losses") => Losses(language),
        (_, "reason") => "",
        (_, "may_release" or "drafted" or "yours" or "owner" or "out" or "translated") => false,
        (_, "changes") => new[] { Change(false, 2), Change(true, 2), Change(true, 3) },
        (_, "line") => "What a pity",
        (_, "readers") => 4812,
        _ => null,
    };

    /// <summary>One value each that turns a letter to other sentences.</summary>
    public static IEnumerable<(string Variable, object? Value)> VariantsOf(NoticeKind kind, Language language) => kind.Name switch
    {
        "loss" => ((string[])["paragraph", "number", "date", "address", "link", "name"]).Select(name => ("kind", (object?)name)),
        "handover" => [("held", Array.Empty<object>()), ("more", 11)],
        _ when !kind.Name.StartsWith("translation-", StringComparison.Ordinal) => [],
        _ => ((string, object?)[])
        [
            ("occasion", "outdated"), ("taken_by", Address), ("may_release", true), ("drafted", true), ("yours", true), ("owner", true), ("out", true), ("translated", true),
            ("losses", Array.Empty<string>()), ("spellings", Array.Empty<string>()), ("others", Array.Empty<string>()), ("changes", Array.Empty<object>()), ("reason", "Nobody reads it."), ("line", ""),
        ],
    };

    private static string[] Losses(Language language) => [.. ((string[])["fax", "date"]).Select(kind => new NoticeTexts(null)
        .Render(NoticeCatalogue.Loss, language, new Dictionary<string, object?> { ["kind"] = kind, ["detail"] = "+216 76 555 0142" }).Text.Trim())];

    private static Dictionary<string, object?> Change(bool added, int n) => new() { ["added"] = added, ["n"] = n, ["text"] = "Sami Trabelsi was summoned on 12 March 2026." };

    private static Dictionary<string, object?> Missing(string state, Language language, bool late) => new()
    {
        ["release"] = "2026-0312-01/fr",
        ["language_name"] = NoticeLanguageNames.Of(Language.Fr, language),
        ["subject"] = "ALERT - TUNISIA",
        ["state"] = state,
        ["who"] = state == "wanted" ? "" : Address,
        ["since"] = "2026-03-12 07:04 UTC",
        ["late"] = late,
    };
}
