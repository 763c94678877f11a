using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using IfexList.Archive;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Web;

/// <summary>
/// All pages of the archive: from an address below <c>/archive/</c> to what stands there. The web answers with it, and a static copy writes it, so links are relative: they hold behind any
/// host name and on a USB stick. It reads through <see cref="Shelf"/> and <see cref="EditionFiles"/> alone.
/// </summary>
public sealed class ReadingRoom(Database database, ListCatalogue lists, PublicText publicText, PageTexts texts, EditionFacts facts, Settings settings)
{
    private const string Html = "text/html; charset=utf-8";
    private const string Plain = "text/plain; charset=utf-8";

    private readonly ConcurrentDictionary<object, object> _counted = new();
    private readonly AtomFeed _feed = new(lists, publicText, texts, facts, settings);

    private string _countedAt = "";

    /// <summary>Where the archive is for the world: only what must name itself, such as a feed, does so.</summary>
    public string Address { get; } = settings.Http.PublicUrl.TrimEnd('/') + "/archive/";

    /// <param name="path">Below the archive's root.</param>
    /// <param name="query">Of the search and the JSON interface.</param>
    /// <param name="front">The language of the front page.</param>
    /// <returns>Null where nothing is there.</returns>
    public ArchivePage? Make(string path, IReadOnlyDictionary<string, string> query, Language front = Language.En) => ArchivePath.Parse(path) switch
    {
        null => null,
        { Folder: ["api", ..] } at => database.Read(db => ReadApi.Answer(db, lists, publicText, at, query)),
        { File: not "" } at when !at.File.Contains('.') && Make(path + "/", query, front) is { Status: 200 } => Moved(at),
        { Folder: [], File: "", Page: 1 } at => Home(at, front),
        { Folder: [], File: "sitemap.xml" } => database.Read(db => Sitemap.Index(db, lists, Address)),
        { Folder: [], File: var file } when Sitemap.YearOf(file) is { } year => database.Read(db => Sitemap.Of(db, lists, Address, year)),
        { Language: { } language } at => Below(at, language, query),
        { Folder: [var number, ..] } at => Edition(at, number),
        _ => null,
    };

    /// <summary>The page that says so, for whatever isn't there.</summary>
    public ArchivePage Missing(string path, Language language)
    {
        var depth = Math.Min(path.Count(c => c == '/'), Limits.ArchivePathCharacters);
        return Page("missing", new ArchivePath([.. Enumerable.Repeat("", depth)], 1, ""), language, texts.Words(language)["missing_title"], new() { ["noindex"] = true }) with { Status = 404 };
    }

    private static ArchivePage Moved(ArchivePath at) => new([], Plain) { Status = 301, Elsewhere = at.File + "/" };

    private ArchivePage? Below(ArchivePath at, Language language, IReadOnlyDictionary<string, string> query) => (at.Folder.Skip(1).ToList(), at.File) switch
    {
        ([], "") => Home(at, language),
        ([], "feed.xml") => Feed(at, language, new ShelfQuery(language), texts.Words(language)["archive"]),
        (["search"], "") => Search(at, language, query.GetValueOrDefault("q") ?? ""),
        (["chart"], "") when at.Page == 1 => Chart(at, language),
        (["chart"], "chart.svg") => new(database.Read(db => MonthChart.Svg(MonthChart.Rows(db, lists))), "image/svg+xml"),
        (["case", var number], var file) when Releases.IsNumber(number) => Listing(at, language, new ShelfQuery(Case: number), $"{texts.Words(language)["case"]} {number}", file, isCase: true),
        ([var mark], "") when KindOf(mark) is { } kind => Marks(at, language, kind),
        ([var mark, var code], var file) when KindOf(mark) is { } kind && Named(kind, code, language) is var (query1, name) => Listing(at, language, query1, name, file, isCase: false),
        _ => null,
    };

    private static ShelfmarkKind? KindOf(string folder) => folder switch
    {
        "country" => ShelfmarkKind.Country,
        "month" => ShelfmarkKind.Month,
        "kind" => ShelfmarkKind.Kind,
        "organisation" => ShelfmarkKind.Organisation,
        "list" => ShelfmarkKind.List,
        _ => null,
    };

    private string HeadingOf(ShelfmarkKind kind, Language language) => texts.Words(language)[kind switch
    {
        ShelfmarkKind.Country => "countries",
        ShelfmarkKind.Month => "months",
        ShelfmarkKind.Kind => "kinds",
        ShelfmarkKind.Organisation => "organisations",
        _ => "lists",
    }];

    // What is looked for there, and its heading; null where there is nothing of that name.
    private (ShelfQuery Query, string Name)? Named(ShelfmarkKind kind, string code, Language language) =>
        Counted(kind, db => Shelf.Shelfmarks(db, lists, kind)).FirstOrDefault(mark => mark.Code == code) is { } found ? (QueryOf(kind, code), NameOf(kind, found, language)) : null;

    private static ShelfQuery QueryOf(ShelfmarkKind kind, string code) => kind switch
    {
        ShelfmarkKind.Country => new ShelfQuery(About: Topic.Split(code)[0]),
        ShelfmarkKind.Month => new ShelfQuery(Month: code),
        ShelfmarkKind.Kind => new ShelfQuery(Kind: code),
        ShelfmarkKind.Organisation => new ShelfQuery(Organisation: long.Parse(code, CultureInfo.InvariantCulture)),
        _ => new ShelfQuery(List: code),
    };

    private string NameOf(ShelfmarkKind kind, Shelfmark mark, Language language) => kind switch
    {
        ShelfmarkKind.Country => TopicNames.Of(Topic.Split(mark.Code)[0], language, lists.Public[0]),
        ShelfmarkKind.Month => EditionFacts.MonthOf(mark.Code, language),
        ShelfmarkKind.Kind => facts.KindOf(mark.Code, language),
        ShelfmarkKind.Organisation => mark.Name,
        _ => lists.Find(mark.Code)!.TitleIn(language),
    };

    private ArchivePage? Home(ArchivePath at, Language language) => Listing(at, language, new ShelfQuery(), texts.Words(language)["newest"], "", isCase: false, feed: at.Folder.Count == 0 ? $"{language.Code()}/feed.xml" : null);

    private ArchivePage? Listing(ArchivePath at, Language language, ShelfQuery query, string heading, string file, bool isCase, string? feed = null)
    {
        if (file == "feed.xml")
            return Feed(at, language, query with { Language = language }, heading);
        if (file == "mbox.gz" && (isCase || query.Month is not null) && at.Page == 1)
            return database.Read(db => ArchiveMailbox.Of(Shelf.Page(db, lists, query, 0, Limits.MailboxEditions), publicText, lists.Domain)) is { } mails
                ? new ArchivePage(mails, "application/gzip") { FileName = $"{at.Folder[^1]}.mbox.gz" } : null;
        if (file != "")
            return null;
        var count = Counted(query, db => (int[])[Shelf.CountReleases(db, lists, query)])[0];
        var found = database.Read(db => Shelf.Releases(db, lists, query, language, (at.Page - 1) * Limits.ArchivePageEntries, Limits.ArchivePageEntries));
        if (found.Count == 0 && (at.Page > 1 || at.Folder.Count > 1))
            return null;
        var model = Paged(at, count, Limits.ArchivePageEntries);
        model["editions"] = found.Select(edition => facts.Of(edition, language)).ToList();
        // The front page's next one is in the language that it was shown in.
        if (at.Folder.Count == 0 && model["later"] is string later)
            model["later"] = $"{language.Code()}/{later}";
        model["feed"] = feed ?? at.Home + "feed.xml";
        model["mbox"] = isCase || query.Month is not null ? at.Home + "mbox.gz" : null;
        model["noindex"] = isCase && database.Read(db => Shelf.IsUnlisted(db, query.Case!));
        return Page("listing", at, language, heading, model);
    }

    private ArchivePage? Marks(ArchivePath at, Language language, ShelfmarkKind kind)
    {
        var all = Counted(kind, db => Shelf.Shelfmarks(db, lists, kind));
        if (kind != ShelfmarkKind.Month)
            all = [.. all.OrderBy(mark => NameOf(kind, mark, language), StringComparer.Create(new CultureInfo(language.Code()), ignoreCase: true))];
        var shown = all.Skip((at.Page - 1) * Limits.ArchivePageMarks).Take(Limits.ArchivePageMarks).ToList();
        if (shown.Count == 0 && at.Page > 1)
            return null;
        var model = Paged(at, all.Count, Limits.ArchivePageMarks);
        model["marks"] = shown.Select(mark => new Dictionary<string, object?> { ["path"] = $"{at.Home}{mark.Code}/", ["name"] = NameOf(kind, mark, language), ["count"] = mark.Count }).ToList();
        return Page("marks", at, language, HeadingOf(kind, language), model);
    }

    private ArchivePage? Search(ArchivePath at, Language language, string asked)
    {
        var (found, count) = database.Read(db => ArchiveSearch.Find(db, Shelf.Everybody(lists), SearchQuery.Read(asked, lists), (at.Page - 1) * Limits.ArchivePageEntries, Limits.ArchivePageEntries));
        var model = Paged(at, count, Limits.ArchivePageEntries);
        foreach (var way in (string[])["earlier", "later"])
            if (model[way] is string to)
                model[way] = $"{to}?q={Uri.EscapeDataString(asked)}";
        model["editions"] = found.Select(one =>
        {
            var edition = facts.Of(one.Edition, language);
            edition["snippet"] = publicText.Shown(one.Edition, one.Snippet);
            return edition;
        }).ToList();
        (model["query"], model["noindex"]) = (asked, true);
        var words = texts.Words(language);
        return Page("listing", at, language, asked.Length == 0 ? words["search"] : $"{words[count > 0 ? "results" : "no_results"]} {asked}", model);
    }

    private ArchivePage Chart(ArchivePath at, Language language)
    {
        var rows = database.Read(db => MonthChart.Rows(db, lists));
        var model = new Dictionary<string, object?>
        {
            ["rows"] = rows.Reverse().Select(row => new Dictionary<string, object?>
            {
                ["month"] = row.Month,
                ["name"] = EditionFacts.MonthOf(row.Month, language),
                ["count"] = row.Count,
                ["countries"] = string.Join(", ", row.Most.Select(most => $"{TopicNames.Of(Topic.Split(most.Country)[0], language, lists.Public[0])} {most.Count}")),
            }).ToList(),
        };
        return Page("chart", at, language, texts.Words(language)["chart"], model);
    }

    private ArchivePage? Edition(ArchivePath at, string number)
    {
        var rest = at.Folder.Skip(1).ToList();
        var language = rest is [{ Length: 2 } code, ..] && Languages.TryParse(code, out var named) && code == named.Code() ? named : (Language?)null;
        if (!Releases.IsNumber(number) || database.Read(db => Shelf.InLanguages(db, lists, number)) is not { Count: > 0 } all)
            return null;
        var edition = language is { } said ? all.FirstOrDefault(one => one.Language == said && !one.IsOriginal) : all.FirstOrDefault(one => one.IsOriginal);
        return edition is null ? null : (rest.Skip(language is null ? 0 : 1).ToList(), at.File) switch
        {
            ([], "") => Edition(at, edition, all),
            ([], "text.txt") when at.Page == 1 => new ArchivePage(Encoding.UTF8.GetBytes($"{facts.SubjectOf(edition, edition.Language)}\n\n{publicText.Whole(edition).Withdrawn ?? publicText.Of(edition)}\n"), Plain),
            (["file", var place], var name) when at.Page == 1 && edition.Withdrawn is null => Released(edition, place, name),
            _ => null,
        };
    }

    private ArchivePage? Edition(ArchivePath at, ArchivedEdition edition, IReadOnlyList<ArchivedEdition> all)
    {
        var language = edition.Language;
        var parts = TextParts.Of(edition.Withdrawn is null ? publicText.Of(edition) : "");
        if (at.Page > parts.Count)
            return null;
        var (unlisted, files) = database.Read(db => (Shelf.IsUnlisted(db, edition.Case), edition.Withdrawn is null ? EditionFiles.FactsOf(db, edition.Id) : []));
        var model = new Dictionary<string, object?>
        {
            ["edition"] = facts.Of(edition, language),
            ["paragraphs"] = parts[at.Page - 1],
            ["page"] = at.Page,
            ["pages"] = parts.Count,
            ["earlier"] = at.To(at.Page - 1, parts.Count),
            ["later"] = at.To(at.Page + 1, parts.Count),
            ["text"] = at.Home + "text.txt",
            ["feed"] = $"{at.Root}{language.Code()}/case/{edition.Case}/feed.xml",
            ["noindex"] = unlisted || edition.Withdrawn is not null,
            ["canonical"] = Address + EditionFacts.PathOf(edition),
            ["files"] = files.Select((file, index) => new Dictionary<string, object?>
            {
                ["path"] = $"{at.Home}file/{index + 1}/{Uri.EscapeDataString(file.Name)}",
                ["name"] = file.Name,
                ["size"] = $"{Math.Max(1, file.Octets / 1000)} kB",
            }).ToList(),
            ["languages"] = all.Select(other => Other(at, other.Language, $"{at.Root}{EditionFacts.PathOf(other)}", Address + EditionFacts.PathOf(other))).ToList(),
        };
        ((Dictionary<string, object?>)model["edition"]!)["corrected"] = edition.Withdrawn is null && edition.Issued > edition.At && edition.MessageId.Contains(".c", StringComparison.Ordinal);
        return Page("edition", at, language, facts.SubjectOf(edition, language), model);
    }

    private ArchivePage? Released(ArchivedEdition edition, string place, string name)
    {
        if (!int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            return null;
        var file = database.Read(db => EditionFiles.Of(db, edition.Id)).ElementAtOrDefault(number - 1);
        return file is not null && file.Name == Uri.UnescapeDataString(name) ? new ArchivePage(file.Bytes, file.Type) { FileName = file.Name } : null;
    }

    private ArchivePage? Feed(ArchivePath at, Language language, ShelfQuery query, string title) => at.Page > 1 ? null : new ArchivePage(
        _feed.Write(database.Read(db => Shelf.Page(db, lists, query, 0, Limits.FeedEntries)), Address + string.Join('/', at.Folder) + "/", title, language), "application/atom+xml; charset=utf-8");

    // To count is to pass all releases: once, until anything on record changes.
    private T Counted<T>(object what, Func<Connection, T> count) where T : class
    {
        var version = database.Read(Shelf.Version);
        if (version != _countedAt || _counted.Count > Limits.ArchiveCounts)
        {
            _counted.Clear();
            _countedAt = version;
        }
        return (T)_counted.GetOrAdd(what, _ => database.Read(count));
    }

    private static Dictionary<string, object?> Paged(ArchivePath at, int count, int each)
    {
        var pages = Math.Clamp((count + each - 1) / each, 1, Limits.ArchivePages);
        return new() { ["page"] = at.Page, ["pages"] = pages, ["earlier"] = at.To(at.Page - 1, pages), ["later"] = at.To(at.Page + 1, pages) };
    }

    private ArchivePage Page(string template, ArchivePath at, Language language, string heading, Dictionary<string, object?> model)
    {
        (model["root"], model["heading"]) = (at.Root, heading);
        model["title"] = at.Folder.Count > 1 || template != "listing" ? $"{heading} - {texts.Words(language)["archive"]}" : texts.Words(language)["archive"];
        model["site"] = lists.Public.Count > 0 ? lists.Public[0].TitleIn(language) : "";
        if (!model.ContainsKey("languages") && at.Folder.Count > 0 && at.Folder[0] == language.Code())
            model["languages"] = Languages.All.Select(other => Other(at, other, at.Root + string.Join('/', at.Folder.Skip(1).Prepend(other.Code())) + "/", null)).ToList();
        else if (!model.ContainsKey("languages"))
            model["languages"] = Languages.All.Select(other => Other(at, other, $"{at.Root}{other.Code()}/", null)).ToList();
        return new ArchivePage(texts.Page(template, language, model), Html);
    }

    private static Dictionary<string, object?> Other(ArchivePath at, Language language, string path, string? absolute) => new()
    {
        ["path"] = path,
        ["absolute"] = at.Page == 1 ? absolute : null,
        ["code"] = language.Code(),
        ["name"] = EditionFacts.NameOf(language),
        ["direction"] = PageTexts.Direction(language),
    };
}
