using System.Net;
using System.ServiceModel.Syndication;
using System.Xml;
using IfexList.Archive;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Web;

/// <summary>A feed of whole texts (Atom, RFC 4287): the safest reader is the one who is on no list.</summary>
public sealed class AtomFeed(ListCatalogue lists, PublicText publicText, PageTexts texts, EditionFacts facts, Settings settings)
{
    private static readonly XmlWriterSettings Writing = new() { Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = false };

    private readonly string _archive = settings.Http.PublicUrl.TrimEnd('/') + "/archive/";

    /// <param name="address">Of the page whose feed it is, absolute.</param>
    public byte[] Write(IReadOnlyList<ArchivedEdition> editions, string address, string title, Language language)
    {
        var feed = new SyndicationFeed(title, lists.Public.Count > 0 ? lists.Public[0].TitleIn(language) : "", new Uri(address))
        {
            Id = address + "feed.xml",
            Language = language.Code(),
            LastUpdatedTime = editions.Count > 0 ? editions.Max(edition => edition.Issued) : DateTimeOffset.UnixEpoch,
            Items = editions.Select(publicText.Whole).Select(Entry),
        };
        feed.Links.Add(SyndicationLink.CreateSelfLink(new Uri(address + "feed.xml"), "application/atom+xml"));
        feed.Authors.Add(new SyndicationPerson { Name = settings.Domain });
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Writing))
            new Atom10FeedFormatter(feed).WriteTo(xml);
        return bytes.ToArray();
    }

    // RFC 4151: the name stays whatever host the archive has.
    private SyndicationItem Entry(ArchivedEdition edition)
    {
        var body = edition.Withdrawn is { } reason ? $"{texts.Words(edition.Language)["withdrawn"]} {texts.Words(edition.Language)["reason"]} {reason}" : publicText.Of(edition);
        var item = new SyndicationItem(Clean(facts.SubjectOf(edition, edition.Language)), SyndicationContent.CreateHtmlContent(Html(Clean(body), edition.Language)),
            new Uri(_archive + EditionFacts.PathOf(edition)), $"tag:{settings.Domain},{edition.At.UtcDateTime:yyyy}:{edition.PublicNumber}", edition.Issued)
        { PublishDate = edition.At };
        if (edition.Credit.Length > 0)
            item.Authors.Add(new SyndicationPerson { Name = Clean(edition.Credit) });
        foreach (var country in edition.Topics.Where(topic => topic.IsCountry))
            item.Categories.Add(new SyndicationCategory(country.Code, null, TopicNames.Of(country, edition.Language, lists.Find(edition.List)!)));
        return item;
    }

    private static string Html(string text, Language language) => $"<div lang=\"{language.Code()}\" dir=\"{PageTexts.Direction(language)}\">"
        + string.Concat(text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph.Trim('\n')).Replace("\n", "<br>")}</p>")) + "</div>";

    // XML 1.0 has no place for other control characters, nor for half a pair.
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\t' or '\n' or '\r' or >= ' ' && rune.Value is not (0xFFFE or 0xFFFF)));
}
