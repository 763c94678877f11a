using System.Globalization;
using System.Text.Json.Nodes;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Tests.Commands;
using IfexList.Tests.Tidy;

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

    [Theory]
    [InlineData("HK", "Hong Kong|Hong Kong|Hong Kong|Гонконг|هونغ كونغ", "the CLDR's short name")]
    [InlineData("PS", "Palestine|Palestine|Palestina|Палестина|فلسطين", "the same")]
    [InlineData("CD", "Congo - Kinshasa|Congo-Kinshasa|República Democrática del Congo|Конго - Киншаса|الكونغو - كينشاسا", "the CLDR's usual name")]
    [InlineData("TR", "Türkiye|Turquie|Turquía|Турция|تركيا", "the usual one, not the former")]
    public void Letters_call_a_country_as_the_cldr_does(string code, string names, string why)
    {
        var found = string.Join('|', Languages.All.Select(language => TopicNames.Of(TopicNames.Find(code, Reading.Alerts)!.Value, language, Reading.Alerts)));
        Assert.True(names == found, $"{why}: {found}");
    }

    [Theory]
    [InlineData("Россией", "RU", "instrumental")]
    [InlineData("Объединённых Арабских Эмиратов", "AE", "three words that decline")]
    [InlineData("Боснии и Герцеговине", "BA", "two names")]
    [InlineData("Шри-Ланки", "LK", "only the last part declines")]
    [InlineData("Гвинеи-Бисау", "GW", "only the first part does")]
    [InlineData("Центральноафриканской Республике", "CF", "one long word")]
    [InlineData("Филиппин", "PH", "a plural without an ending")]
    [InlineData("Нигера", "NE", "Niger, not Nigeria")]
    [InlineData("Нигерии", "NG", "Nigeria, not Niger")]
    [InlineData("Чили", "CL", "doesn't decline")]
    [InlineData("Чёрногории", "ME", "ё where none stands")]
    [InlineData("Южной Америке", "americas", "a part of the world")]
    [InlineData("Женщинах", "women", "a theme")]
    [InlineData("САР", "", "in brackets behind Hong Kong and Macau: neither")]
    [InlineData("Western Sahara", "EH", "English")]
    [InlineData("Cabo Verde", "CV", "the CLDR's variant")]
    [InlineData("Costa de Marfil", "CI", "another")]
    [InlineData("EE. UU.", "US", "a short name")]
    [InlineData("تيمور الشرقية", "TL", "a variant in Arabic")]
    [InlineData("RU", "RU", "a code before Spanish's short name of the United Kingdom")]
    public void A_country_is_found_in_its_cases_and_by_the_cldr_s_other_names(string words, string code, string why) =>
        A_topic_is_found_by_what_people_call_it(words, code, why);

    /// <summary>The data files stand in the program as they came; what a letter says is what they say, whatever the machine speaks.</summary>
    [Theory]
    [InlineData("ja-JP")]
    [InlineData("ar-SA")]
    [InlineData("")]
    public void Names_are_the_data_s_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
            foreach (var language in Languages.All)
            {
                var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "IfexList", "Lists", "territories", language.Code() + ".json")))!;
                var names = file["main"]![language.Code()]!["localeDisplayNames"]!["territories"]!.AsObject().Select(name => name.Value!.GetValue<string>()).ToHashSet();
                Assert.All(Regions.Countries, country => Assert.Contains(TopicNames.Of(TopicNames.Find(country, Reading.Alerts)!.Value, language, Reading.Alerts), names));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void A_theme_that_the_list_no_longer_has_is_named_by_its_code() =>
        Assert.Equal("gone", TopicNames.Of(Topic.Split(";gone;")[0], Language.Fr, Reading.Alerts));
}
