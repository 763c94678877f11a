using System.Globalization;
using IfexList.Archive;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Web;

/// <summary>What pages tell of an edition, by the names that their templates know.</summary>
public sealed class EditionFacts(ListCatalogue lists, PageTexts texts, PublicText publicText)
{
    private static readonly string[] OwnNames = ["English", "français", "español", "русский", "العربية"];

    /// <summary>A language by its own name.</summary>
    public static string NameOf(Language language) => OwnNames[(int)language];

    /// <summary>Its address below the archive's root.</summary>
    public static string PathOf(ArchivedEdition edition) => $"{edition.PublicNumber}/";

    public string SubjectOf(ArchivedEdition edition, Language language) => edition.Withdrawn is null ? publicText.SubjectOf(edition) : $"{texts.Words(language)["withdrawn_title"]}: {edition.PublicNumber}";

    /// <param name="language">The page's.</param>
    public Dictionary<string, object?> Of(ArchivedEdition edition, Language language)
    {
        var list = lists.Find(edition.List)!;
        edition = publicText.Whole(edition);
        return new Dictionary<string, object?>
        {
            ["path"] = PathOf(edition),
            ["number"] = edition.PublicNumber,
            ["subject"] = SubjectOf(edition, language),
            ["language"] = edition.Language.Code(),
            ["language_name"] = NameOf(edition.Language),
            ["direction"] = PageTexts.Direction(edition.Language),
            ["datetime"] = Machine(edition.At),
            ["date"] = DayOf(edition.At, list, language),
            ["issued"] = Machine(edition.Issued),
            ["issued_date"] = DayOf(edition.Issued, list, language),
            ["countries"] = edition.Topics.Where(topic => topic.IsCountry).Select(topic => new Dictionary<string, object?> { ["code"] = topic.Code, ["name"] = TopicNames.Of(topic, language, list) }).ToList(),
            ["kind"] = edition.Kind,
            ["kind_name"] = edition.Kind is { } kind ? KindOf(kind, language) : null,
            ["organisation"] = edition.Organisation,
            ["organisation_id"] = edition.OrganisationId,
            ["credit"] = edition.Credit,
            ["case"] = edition.Case,
            ["list"] = edition.List,
            ["list_title"] = list.TitleIn(language),
            ["link"] = IsWeb(edition.Link) ? edition.Link : null,
            ["withdrawn"] = edition.Withdrawn,
            ["stale"] = edition.IsStale,
        };
    }

    /// <summary>A kind as a heading over many.</summary>
    public string KindOf(string kind, Language language) => texts.Words(language).GetValueOrDefault($"kind_{kind.Replace('-', '_')}") ?? kind;

    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A month as its releases' numbers begin, in words.</summary>
    public static string MonthOf(string month, Language language) =>
        DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? WrittenDays.MonthOf(first, language) : month;

    private static string DayOf(DateTimeOffset at, MailingList list, Language language) =>
        WrittenDays.Of([DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, list.Zone).DateTime)], language);

    private static bool IsWeb(string? link) => Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
