using IfexList.Lists;
using IfexList.Mail;
using IfexList.Tests.Commands;

namespace IfexList.Tests.Lists;

public class TopicNamesTests
{
    [Theory]
    [InlineData("TN", "TN", "a code")]
    [InlineData("tn", "TN", "in small letters")]
    [InlineData("africa", "africa", "a region's code")]
    [InlineData("Tunisie", "TN", "French")]
    [InlineData("TÚNEZ", "TN", "Spanish, capitals")]
    [InlineData("Тунис", "TN", "Russian")]
    [InlineData("تونس", "TN", "Arabic")]
    [InlineData("التونس", "TN", "an article that it hasn't")]
    [InlineData("هند", "IN", "without the article that it has")]
    [InlineData("Côte d'Ivoire", "CI", "an apostrophe")]
    [InlineData("cote divoire", "CI", "none")]
    [InlineData("Ivory Coast", "CI", "another name")]
    [InlineData("США", "US", "which stands in brackets behind islands, too")]
    [InlineData("Burma", "MM", "the name in brackets")]
    [InlineData("Trinidad and Tobago", "TT", "and for &")]
    [InlineData("DRC", "CD", "an abbreviation")]
    [InlineData("Palestine", "PS", "as people say")]
    [InlineData("moyen orient", "mena", "no hyphen")]
    [InlineData("Ближний Восток", "mena", "two words")]
    [InlineData("север африки", "mena", "as people say")]
    [InlineData("Magreb", "mena", "a part for the whole")]
    [InlineData("afrique", "africa", "French")]
    [InlineData("áfrica", "africa", "Spanish")]
    [InlineData("африка", "africa", "Russian")]
    [InlineData("إفريقيا", "africa", "Arabic, the other hamza")]
    [InlineData("latin america", "americas", "a part for the whole")]
    [InlineData("Asia Central", "europe", "grouped with Europe")]
    [InlineData("Asia and the Pacific", "asia", "the full name")]
    [InlineData("women", "women", "a theme's code")]
    [InlineData("Женщины", "women", "a theme's name")]
    [InlineData("femmes journalistes", "women", "a theme's name of two words")]
    [InlineData("2026-0312-01", "2026-0312-01", "a case")]
    [InlineData("case 2026-0312-1", "2026-0312-01", "by its word, the zero forgotten")]
    [InlineData("L'affaire 2026-0312-01", "2026-0312-01", "French")]
    [InlineData("القضية ٢٠٢٦-٠٣١٢-٠١", "2026-0312-01", "Arabic, with an article and its own digits")]
    [InlineData("report 2026-0312-01", "", "no word for a case")]
    [InlineData("2026-03", "", "a month")]
    [InlineData("Atlantis", "", "no such place")]
    [InlineData("", "", "nothing")]
    [InlineData("?!", "", "nothing but punctuation")]
    public void A_topic_is_found_by_what_people_call_it(string words, string code, string why)
    {
        var found = TopicNames.Find(words, Reading.Alerts)?.Code ?? "";
        Assert.True(code == found, $"{why}: {found}");
    }

    [Theory]
    [InlineData("TN", "Tunisia|Tunisie|Túnez|Тунис|تونس")]
    [InlineData("mena", "Middle East and North Africa|Moyen-Orient et Afrique du Nord|Oriente Medio y África del Norte|Ближний Восток и Северная Африка|الشرق الأوسط وشمال أفريقيا")]
    [InlineData("africa", "Africa|Afrique|África|Африка|أفريقيا")]
    [InlineData("2026-0312-01", "case 2026-0312-01|affaire 2026-0312-01|caso 2026-0312-01|дело 2026-0312-01|قضية \u200E2026-0312-01")]
    [InlineData("women", "Women|Femmes journalistes|Mujeres|Женщины|النساء")]
    public void A_topic_has_a_name_in_each_language(string code, string names)
    {
        var topic = TopicNames.Find(code, Reading.Alerts)!.Value;
        Assert.Equal(names, string.Join('|', Languages.All.Select(language => TopicNames.Of(topic, language, Reading.Alerts))));
    }

    [Fact]
    public void Every_country_and_region_is_found_by_each_of_its_names()
    {
        var wrong =
            from code in Regions.Countries.Concat(Regions.All)
            from language in Languages.All
            let topic = TopicNames.Find(code, Reading.Alerts)!.Value
            let name = TopicNames.Of(topic, language, Reading.Alerts)
            where name.Length < 2 || TopicNames.Find(name, Reading.Alerts) != topic
            select $"{code} {name} {TopicNames.Find(name, Reading.Alerts)}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_theme_that_the_list_no_longer_has_is_named_by_its_code() =>
        Assert.Equal("gone", TopicNames.Of(Topic.Split(";gone;")[0], Language.Fr, Reading.Alerts));
}
