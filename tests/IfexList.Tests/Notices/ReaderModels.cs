using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Tests.Notices;

/// <summary>The values of readers' letters. Some names mean another thing in another kind, and choices are told in the reader's language.</summary>
public static class ReaderModels
{
    private const string Day = "2026-12-31";
    private const string Release = "2026-0312-01";
    private const string Text = "ALERT - TUNISIA\n\n(OHPL/IFEX) - Sami Trabelsi, who edits a weekly paper, was summoned on 11 March 2026 at nine by the police of Gafsa.";

    private static readonly IReadOnlyList<DateOnly> CaseDays = [new(1999, 1, 22), new(1999, 1, 21), new(1999, 1, 18), new(1998, 12, 30)];

    private static readonly string[][] Topics =
    [
        ["Africa, Tunisia"], ["Afrique, Tunisie"], ["África, Túnez"], ["Африка, Тунис"], ["أفريقيا، تونس"],
    ];

    private static readonly Dictionary<string, object?> Shared = new()
    {
        ["token"] = "abcdefghijklmnopqrstuvwxyz",
        ["days"] = (int)Limits.ConfirmTime.TotalDays,
        ["unsure"] = false,
        ["used"] = false,
        ["request_address"] = "alerts-request@lists.example.org",
        ["mails"] = 14,
        ["example_day"] = Day,
        ["changed"] = true,
        ["suggestion"] = "help",
        ["erased"] = true,
        ["registered"] = true,
        ["since"] = "2026-03-12",
        ["served"] = 412,
        ["waiting"] = 1,
        ["returned"] = 0,
        ["setbacks"] = 3,
        ["failing_since"] = "2026-03-02",
        ["about"] = "",
        ["missing"] = new[] { "2026-0312-77" },
        ["postponed"] = new[] { "2026-0312-02", "2026-0312-03" },
        ["from"] = "2026-03-06",
        ["to"] = "2026-03-12",
        ["bytes"] = 45_678,
        ["state"] = "ask",
        ["format"] = "text",
        ["rhythm"] = "daily",
        ["cap"] = 20,
        ["waits"] = true,
        ["all_editions"] = false,
        ["code"] = "fr",
        ["wait"] = 24,
        ["paused"] = true,
        ["until"] = Day,
    };

    /// <summary>Null where the kind has nothing of its own.</summary>
    public static object? ValueOf(NoticeKind kind, string variable, Language language) => (kind.Name, variable) switch
    {
        ("weekly-summary", "languages") => new[] { Counted("language_name", NoticeLanguageNames.Of(Language.En, language), 12, 8), Counted("language_name", NoticeLanguageNames.Of(Language.Ar, language), 9, 6) },
        ("weekly-summary", "days") => Enumerable.Range(6, 7).Select(day => Counted("date", $"2026-03-{day:00}", day % 4, day % 3)).ToArray(),
        ("weekly-summary", "waiting") => 3,
        ("weekly-summary", "came_back") => true,
        ("weekly-summary", "dead") => 9,
        ("weekly-summary", "full") => 4,
        ("weekly-summary", "unavailable") => 6,
        ("weekly-summary", "complaints") => 1,
        ("weekly-summary", "probed" or "paused" or "removed") => 2,
        ("weekly-summary", "others") => 7,
        ("weekly-summary", "domains") => new[] { new Dictionary<string, object?> { ["domain"] = "daily.example", ["readers"] = 12 }, new Dictionary<string, object?> { ["domain"] = "press.example", ["readers"] = 3 } },
        (_, "language_name") => NoticeLanguageNames.Of(Language.Fr, language),
        ("moderation-request", "suggestion") => "",
        ("choices", "languages") => NoticeLanguageNames.Of(Language.Fr, language),
        ("choices", "topics") => Topics[(int)language][0],
        ("also-in", "languages") => $"{NoticeLanguageNames.Of(Language.En, Language.En)}, {NoticeLanguageNames.Of(Language.Ar, Language.Ar)}",
        ("cut-here" or "corrects-line" or "also-in", "number") => Release,
        ("updates-line", "dates") => WrittenDays.Of(CaseDays, language),
        ("updates-line", "count") => CaseDays.Count,
        ("corrects-line", "date") => WrittenDays.Of([CaseDays[0]], language),
        ("probe", "days") => 14,
        ("paused-by-bounces", "days") => 28,
        ("probe" or "paused-by-bounces", "since") => "2026-02-19",
        ("probe" or "paused-by-bounces", "why") => "full",
        ("confirm", "requests") => new[] { Request("subscribe", language) },
        ("my-data", "requests") => 2,
        ("filed", "topics") => new[] { "Tunisia", "Tunisie", "Túnez", "Тунис", "تونس" }[(int)language],
        ("filed", "example") => "alerts",
        ("filed", "of_case") => Release,
        ("filed", "number") => $"{Release}/fr",
        ("filed", "title") => "La presse dans la vallée",
        ("filed", "source") => "Savanna Press Watch",
        ("filed", "link") => "https://spw.example/report",
        ("filed", "files") => 2,
        ("filed", "refusal") => "",
        ("filed", "faults") => new[] { "country: Atlantis" },
        ("withdrawn-note", "number") => $"{Release}/fr",
        ("withdrawn-note", "reason") => "A person is in danger.",
        ("withdrawn-note", "who") => "lucie@clearinghouse.example",
        ("withdrawn-note", "count") => 2,
        ("file-answer", "name") => "photo-1.jpg",
        ("file-answer", "number") => Release,
        ("file-answer", "place") => 1,
        ("file-answer", "bytes") => 84_000,
        ("get-answer", "entries") => new[] { Entry(1, false), Entry(2, false) },
        ("draft", "entries") => new[] { Drafted(1, false), Drafted(2, true) },
        ("draft", "corrected") => Array.Empty<int>(),
        ("draft" or "draft-note", "missing") => 3,
        ("draft" or "draft-unclear" or "draft-note", "number") => 12,
        ("draft", "text_subject") => "COMMUNIQUÉ DE L'IFEX VOL. 35 No 12 | 17 MARS 2026",
        (_, "entries") => new[] { Entry(1, false), Entry(2, true), Entry(3, false) },
        (_, "choices") => Choices(language),
        (_, "subscriptions") => new[] { Subscription(language) },
        (_, "lists") => new[] { List(language, "alerts"), List(language, "communique") },
        (_, "list_titles") => new[] { "Action Alert Network" },
        _ => Shared.GetValueOrDefault(variable),
    };

    /// <summary>One value each that turns a letter to other sentences.</summary>
    public static IEnumerable<(string Variable, object? Value)> VariantsOf(NoticeKind kind, Language language) => kind.Name switch
    {
        "choices" =>
        [
            ("rhythm", "now"), ("rhythm", "weekly"), ("rhythm", "headlines"), ("format", "full"), ("topics", ""), ("cap", 0), ("waits", false), ("all_editions", true), ("wait", -1), ("wait", 0),
            ("wait", 1), ("wait", 2), ("wait", 3), ("wait", 100), ("paused", false), ("until", ""),
        ],
        "confirm" => Requests(language).Select(requests => ("requests", (object?)requests)).Append(("unsure", true)).Append(("days", 1)),
        "confirm-late" => [("used", true)],
        "weekly-summary" => [("decided", 0), ("languages", Array.Empty<object>()), ("median", 0), ("worst", 60), ("oldest", 2 * 24 * 60), ("came_back", false), ("domains", Array.Empty<object>()), .. Counts("waiting")],
        "welcome" => Counts("mails"),
        "settings" => [("changed", false), ("subscriptions", Array.Empty<object>()), ("subscriptions", new[] { Subscription(language), Subscription(language) })],
        "not-understood" => [("suggestion", "")],
        "lists" => Many(1, 3).Select(count => ("lists", (object?)Enumerable.Repeat(List(language, "alerts"), count).ToArray())),
        "goodbye" =>
        [
            ("erased", false), ("registered", false), .. Many(0, 2, 3, 11).Select(count => ("list_titles", (object?)Enumerable.Repeat("Communiqué", count).ToArray())),
        ],
        "my-data" => [("failing_since", ""), ("registered", false), ("subscriptions", Array.Empty<object>())],
        "index-answer" => [("about", "Gambia"), .. Counts("more"), .. Entries(0, 1, 2)],
        "filed" => [("refusal", "faults"), ("refusal", "empty"), ("refusal", "case"), ("refusal", "number"), ("topics", ""), ("of_case", ""), ("source", ""), ("link", ""), .. Counts("files")],
        "withdrawn-note" => [("count", 0), ("who", "")],
        "search-answer" => [.. Counts("more"), .. Entries(0, 1, 2)],
        "file-answer" => [("name", "")],
        "get-answer" => [("entries", new[] { Withdrawn() }), ("missing", Array.Empty<string>()), ("postponed", Array.Empty<string>()), .. Entries(0, 1)],
        "parcel-index" => [("rhythm", "weekly"), ("rhythm", "headlines"), ("from", "2026-03-12"), .. Entries(1, 2, 11)],
        "reminder" or "nobody-decides" => [("days", 0), .. Counts("days"), .. Counts("waiting"), .. Counts("more")],
        "returned-to-poster" or "last-day" => Counts("days"),
        "updates-line" => [("more", 0), ("count", 1), ("count", 2), ("count", 11)],
        "probe" or "paused-by-bounces" =>
        [
            ("why", "dead"), ("why", "unavailable"), ("list_titles", new[] { "Communiqué", "Action Alert Network" }), .. Counts("days"),
        ],
        "draft" => [("occasion", "changed"), ("occasion", "shown"), ("occasion", "corrected"), ("occasion", "outdated"), ("corrected", new[] { 2, 5 }), .. Counts("missing")],
        "draft-unclear" => [("line", "")],
        "draft-note" => [("who", ""), .. Counts("missing"), .. Counts("readers")],
        "mail-trouble" => [("provider", ""), ("codes", ""), .. Counts("persons"), .. Counts("tried")],
        "leave-page" => [("state", "left"), ("state", "unknown")],
        _ => [],
    };

    public static string Choices(Language language) =>
        new NoticeTexts(null, strict: true).Render(NoticeCatalogue.Choices, language, NoticeModels.Of(NoticeCatalogue.Choices, language)).Text;

    private static IEnumerable<object> Requests(Language language)
    {
        foreach (var kind in new[] { "unsubscribe", "unsubscribe-all", "my-data", "forget-me", "withdraw" })
            yield return new[] { Request(kind, language) };
        yield return new[] { Request("subscribe", language), Request("unsubscribe", language) };
    }

    private static int[] Many(params int[] counts) => counts;

    private static IEnumerable<(string, object?)> Counts(string variable) => Many(0, 1, 2, 3, 11, 100).Select(count => (variable, (object?)count));

    private static IEnumerable<(string, object?)> Entries(params int[] counts) =>
        counts.Select(count => ("entries", (object?)Enumerable.Range(1, count).Select(n => Entry(n, false)).ToArray()));

    private static Dictionary<string, object?> Request(string kind, Language language) =>
        new() { ["kind"] = kind, ["list_title"] = "Action Alert Network", ["choices"] = Choices(language) };

    private static Dictionary<string, object?> Subscription(Language language) => new()
    {
        ["list"] = "alerts",
        ["list_title"] = "Action Alert Network",
        ["choices"] = Choices(language),
        ["since"] = "2026-03-12",
        ["wording"] = "confirm 1",
    };

    private static Dictionary<string, object?> Counted(string name, string value, int received, int released) =>
        new() { [name] = value, ["received"] = received, ["released"] = released };

    private static Dictionary<string, object?> List(Language language, string list) => new()
    {
        ["list"] = list,
        ["list_title"] = "Action Alert Network",
        ["languages"] = NoticeLanguageNames.Of(Language.Ru, language),
        ["subscribe_address"] = $"{list}-subscribe@lists.example.org",
    };

    private static Dictionary<string, object?> Drafted(int n, bool dropped) => new() { ["n"] = n, ["headline"] = "Tunisie : Le directeur libéré", ["dropped"] = dropped };

    private static Dictionary<string, object?> Entry(int n, bool cut) => new()
    {
        ["n"] = n,
        ["number"] = $"2026-0312-{n:00}",
        ["date"] = "2026-03-12",
        ["subject"] = "ALERTE - TUNISIE: Le directeur de La Voix du Bassin",
        ["bytes"] = 3_456,
        ["credit"] = n == 1 ? "OHPL" : "",
        ["text"] = Text,
        ["cut"] = cut,
        ["reason"] = "",
        ["snippet"] = "… la police de Gafsa a convoqué le directeur …",
    };

    private static Dictionary<string, object?> Withdrawn()
    {
        var entry = Entry(1, cut: false);
        (entry["subject"], entry["text"], entry["reason"]) = ("", "", "Une personne est en danger.");
        return entry;
    }
}
