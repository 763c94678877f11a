using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using IfexList.Archive;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Web;

/// <summary>The archive for programs, in JSON: <c>api/editions</c> lists, <c>api/editions/NUMBER</c> and <c>api/editions/NUMBER/fr</c> give one. Read only; README has its fields.</summary>
public static class ReadApi
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <returns>Null where nothing is there, or a parameter makes no sense.</returns>
    public static ArchivePage? Answer(Connection db, ListCatalogue lists, PublicText publicText, ArchivePath at, IReadOnlyDictionary<string, string> query) => (at.Folder, at.File) switch
    {
        (["api"], "editions") or (["api", "editions"], "") => List(db, lists, publicText, query),
        (["api", "editions"], var number) => One(Shelf.Find(db, lists, number, null), publicText),
        (["api", "editions", var number], var language) when language == "" || Languages.TryParse(language, out _) =>
            One(Shelf.Find(db, lists, number, language == "" ? null : Languages.Parse(language)), publicText),
        _ => null,
    };

    private static ArchivePage? One(ArchivedEdition? edition, PublicText publicText) => edition is null ? null : Json(Fields(publicText.Whole(edition)));

    private static ArchivePage? List(Connection db, ListCatalogue lists, PublicText publicText, IReadOnlyDictionary<string, string> query)
    {
        if (Query(query, lists) is not { } wanted || !int.TryParse(query.GetValueOrDefault("page", "1"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) || page is < 1 or > Limits.ArchivePages)
            return null;
        var offset = (page - 1) * Limits.ApiEntries;
        var (found, count) = query.GetValueOrDefault("q") is { Length: > 0 } words
            ? ArchiveSearch.Find(db, Shelf.Everybody(lists), SearchQuery.Read(words, lists), offset, Limits.ApiEntries) is var (hits, total) ? ([.. hits.Select(hit => hit.Edition)], total) : ([], 0)
            : (Shelf.Page(db, lists, wanted, offset, Limits.ApiEntries), Shelf.Count(db, lists, wanted));
        var pages = Math.Max(1, (count + Limits.ApiEntries - 1) / Limits.ApiEntries);
        string? To(int other) => other < 1 || other > pages ? null : "editions?" + string.Join('&', query.Where(pair => pair.Key != "page").OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}").Append($"page={other}"));
        return Json(new { count, page, pages, previous = To(page - 1), next = To(page + 1), editions = found.Select(edition => Fields(publicText.Whole(edition))) });
    }

    private static ShelfQuery? Query(IReadOnlyDictionary<string, string> query, ListCatalogue lists)
    {
        var (language, about, since, until) = ((Language?)null, (Topic?)null, (DateTimeOffset?)null, (DateTimeOffset?)null);
        if (query.TryGetValue("language", out var code))
            language = Languages.TryParse(code, out var parsed) ? parsed : null;
        if (query.TryGetValue("country", out var country))
            about = lists.Public.Count > 0 && Topic.TryParse(country, lists.Public[0], out var topic) ? topic : null;
        since = query.TryGetValue("since", out var from) ? Day(from) : null;
        until = query.TryGetValue("until", out var to) ? Day(to)?.AddDays(1) : null;
        if (code is not null && language is null || country is not null && about is null || from is not null && since is null || to is not null && until is null)
            return null;
        return new ShelfQuery(language, query.GetValueOrDefault("list"), about, query.GetValueOrDefault("kind"), null, query.GetValueOrDefault("case"), since, until);
    }

    private static DateTimeOffset? Day(string day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) && parsed.Year is > 1 and < 9999 ? new DateTimeOffset(parsed, default, TimeSpan.Zero) : null;

    private static object Fields(ArchivedEdition edition) => new
    {
        number = edition.PublicNumber,
        release = edition.Number,
        language = edition.Language.Code(),
        original = edition.IsOriginal,
        list = edition.List,
        @case = edition.Case,
        kind = edition.Kind,
        countries = edition.Topics.Where(topic => topic.IsCountry).Select(topic => topic.Code),
        topics = edition.Topics.Where(topic => !topic.IsCountry).Select(topic => topic.Code),
        organisation = edition.Organisation,
        author = edition.Author,
        subject = edition.Subject,
        text = edition.Text,
        link = edition.Link,
        date = EditionFacts.Machine(edition.At),
        issued = EditionFacts.Machine(edition.Issued),
        stale = edition.IsStale,
        withdrawn = edition.Withdrawn,
        path = EditionFacts.PathOf(edition),
    };

    private static ArchivePage Json(object value) => new(JsonSerializer.SerializeToUtf8Bytes(value, Written), "application/json; charset=utf-8");
}
