using System.Globalization;
using System.Xml.Linq;
using IfexList.Lists;
using IfexList.Store;

namespace IfexList.Web;

/// <summary>Addresses of all editions for search engines (sitemaps.org, 0.9): an index, and one file a year.</summary>
public static class Sitemap
{
    // The protocol's limit of one file.
    private const int MostAddresses = 50_000;
    private const string Name = "sitemap-";

    private static readonly XNamespace Protocol = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary>The year whose file that is; null where it is none.</summary>
    public static string? YearOf(string file) => file.StartsWith(Name, StringComparison.Ordinal) && file.EndsWith(".xml", StringComparison.Ordinal)
        && file[Name.Length..^4] is { Length: 4 } year && year.All(char.IsAsciiDigit) ? year : null;

    public static ArchivePage Index(Connection db, ListCatalogue lists, string address) => Written(new XElement(
        Protocol + "sitemapindex", Shelf.Shelfmarks(db, lists, ShelfmarkKind.Month).GroupBy(month => month.Code[..4])
            .Select(year => new XElement(Protocol + "sitemap", new XElement(Protocol + "loc", $"{address}{Name}{year.Key}.xml"), Changed(year.Max(month => month.Latest))))));

    public static ArchivePage? Of(Connection db, ListCatalogue lists, string address, string year)
    {
        var found = Shelf.Addresses(db, lists, year, MostAddresses);
        return found.Count == 0 ? null : Written(new XElement(
            Protocol + "urlset", found.Select(one => new XElement(Protocol + "url", new XElement(Protocol + "loc", $"{address}{one.Number}/"), Changed(one.Issued)))));
    }

    private static XElement Changed(DateTimeOffset at) => new(Protocol + "lastmod", at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static ArchivePage Written(XElement root)
    {
        using var bytes = new MemoryStream();
        new XDocument(root).Save(bytes, SaveOptions.DisableFormatting);
        return new ArchivePage(bytes.ToArray(), "application/xml; charset=utf-8");
    }
}
