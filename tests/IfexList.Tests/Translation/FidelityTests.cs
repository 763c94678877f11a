using System.Diagnostics;
using IfexList.Mail;
using IfexList.Tests.Mail;
using IfexList.Translation;
using Xunit;

namespace IfexList.Tests.Translation;

/// <summary>A translation held against its source: what is lost is pointed out, and a good one is left in peace.</summary>
public class FidelityTests
{
    private static readonly int[] Samples = [1, 3, 4, 5, 6, 7, 8, 9, 10, 20, 21, 22, 23, 24];

    public static TheoryData<string, string, string> GoodPairs => [.. Pairs.All().Select(pair => (pair.Name, pair.From.Code(), pair.To.Code()))];

    private static string Told(IEnumerable<Loss> losses) => string.Join("; ", losses.Select(loss => $"{loss.Kind} {loss.Detail}"));

    private static string Check(string source, string translation, Language from = Language.En, Language to = Language.Fr, params Spelling[] glossary) =>
        Told(Fidelity.Check(NumberedText.Of(source), from, translation, to, glossary));

    [Theory]
    [MemberData(nameof(GoodPairs))]
    public void A_good_translation_raises_no_alarm(string name, string from, string to)
    {
        var source = Pairs.Load(name, Languages.Parse(from));
        Assert.Equal("", Told(Fidelity.Check(source, Languages.Parse(from), Pairs.Text(name, Languages.Parse(to)), Languages.Parse(to), [])));
    }

    [Fact]
    public void Each_paragraph_that_a_translation_lost_is_named()
    {
        var (all, found, other) = (0, 0, new List<string>());
        foreach (var (name, from, to) in Pairs.All())
        {
            var (source, translation) = (Pairs.Load(name, from), Pairs.Load(name, to).Paragraphs);
            for (var lost = 1; lost < translation.Count; lost++)
            {
                var losses = Fidelity.Check(source, from, string.Join("\n\n", translation.Where((_, i) => i != lost)), to, []).Where(loss => loss.Kind == "paragraph").ToList();
                all++;
                if (losses is [var loss] && loss.Detail.StartsWith($"[{lost + 1}]", StringComparison.Ordinal))
                    found++;
                else
                    other.Add($"{name} {from}-{to} [{lost + 1}]: {Told(losses)}");
            }
        }
        Assert.True(found >= all * 0.97, $"{found} of {all}\n{string.Join('\n', other)}");
    }

    [Fact]
    public void A_text_lacks_nothing_of_itself_and_each_paragraph_of_the_samples_is_missed()
    {
        foreach (var number in Samples)
        {
            var text = NumberedText.Of(HeaderText.CleanBody(PlainText.Of(SampleMail.Load(number))));
            var language = LanguageGuess.Of(text.Text, Languages.All);
            Assert.Equal("", Told(Fidelity.Check(text, language, text.Text, language, [])));
            for (var lost = 0; lost < text.Paragraphs.Count; lost++)
            {
                var losses = Fidelity.Check(text, language, string.Join("\n\n", text.Paragraphs.Where((_, i) => i != lost)), language, []);
                Assert.True(losses.Any(loss => loss.Kind == "paragraph"), $"sample {number}, [{lost + 1}] {text.Paragraphs[lost]}: {Told(losses)}");
            }
        }
    }

    [Theory]
    [InlineData("He got 1,500 crowns.", "Il a reçu 1 500 couronnes.", "", "thousands set off by a blank")]
    [InlineData("He got 1,500 crowns.", "Recibió 1.500 coronas.", "", "by a point")]
    [InlineData("He got 1,500 crowns.", "١٬٥٠٠ كرونة", "", "in Arabic digits")]
    [InlineData("He got 1,500 crowns.", "Il a reçu 1 600 couronnes.", "number 1,500", "another number")]
    [InlineData("He got 1,500 crowns.", "Il a reçu 150 couronnes.", "number 1,500", "a digit lost")]
    [InlineData("3.5% lack", "manque 3,5 %", "", "a fraction has a comma")]
    [InlineData("3.5% lack", "manque 35 %", "number 3.5", "its comma is lost")]
    [InlineData("for 4 hours", "pendant quatre heures", "", "small ones are written out")]
    [InlineData("20 people", "vingt personnes", "", "so are round ones")]
    [InlineData("27 people", "vingt-sept personnes", "number 27", "others are told, once too often")]
    [InlineData("in the 1990s", "les années 90", "", "a decade")]
    [InlineData("5,000 people", "5 тысяч человек", "", "thousands as a word")]
    [InlineData("the 19th century", "le XIXe siècle", "", "an ordinal")]
    [InlineData("at 18:00", "at 6 p.m.", "", "an hour")]
    [InlineData("in 1948", "en 1984", "number 1948", "a year turned round")]
    [InlineData("convoys 216 555 drove", "216 555", "", "two numbers or one")]
    public void Numbers_are_one_in_all_writings(string source, string translation, string expected, string why) => Assert.True(Check(source, translation) is var told && told == expected, $"{why}: {told}");

    [Theory]
    [InlineData("on 18 January 1999", "18 января 1999 г.", "", "Russian")]
    [InlineData("on 18 January 1999", "في 18 كانون الثاني 1999", "", "the Levant's month, two words")]
    [InlineData("on 18 January 1999", "في ١٨ كانون الثاني/يناير ١٩٩٩", "", "both names, Arabic digits")]
    [InlineData("on 18 January 1999", "18.1.1999", "", "in figures")]
    [InlineData("on 18 January 1999", "1999-01-18", "", "as a computer writes it")]
    [InlineData("on 18/01/1999", "on January 18, 1999", "", "the other way round")]
    [InlineData("on 18 January 1999", "le 19 janvier 1999", "date 18 January 1999", "another day")]
    [InlineData("on 18 January 1999", "le 18 juin 1999", "date 18 January 1999", "another month")]
    [InlineData("on 18 January 1999", "le 18 janvier 1998", "number 1999", "another year")]
    [InlineData("on 22, 21 and 18 January", "les 22, 21 et 18 janvier", "", "several days of a month")]
    [InlineData("on 22, 21 and 18 January", "les 22 et 18 janvier", "date 21 January", "one of them lost")]
    [InlineData("on 1 May", "le 1er mai", "", "the first")]
    [InlineData("on the 3rd of March", "3-го марта", "", "with an ending")]
    [InlineData("on 5 and 6 February", "يومي 5 و6 فبراير", "", "the and is written onto the number")]
    public void Days_are_one_in_all_languages(string source, string translation, string expected, string why) => Assert.True(Check(source, translation) is var told && told == expected, $"{why}: {told}");

    [Theory]
    [InlineData("Fax: +263 4 708 211", "Факс: +263 (4) 708-211", "", "set otherwise")]
    [InlineData("Fax: +263 (0)4 708 211", "00263 4 708211", "", "as it is dialled")]
    [InlineData("Fax: +263 4 708 211", "فاكس: ‎+٢٦٣ ٤ ٧٠٨ ٢١١", "", "in Arabic digits")]
    [InlineData("Fax: +263 4 708 211", "Fax : +263 4 708 212", "fax +263 4 708 211", "a digit is wrong")]
    [InlineData("Write to a.b@gov.example.", "Écrire à A.B@gov.example", "", "capitals make no other address")]
    [InlineData("Write to a.b@gov.example.", "Écrire à ab@gov.example", "address a.b@gov.example", "another address")]
    [InlineData("See http://www.hpu.example/x.", "Voir www.hpu.example/x", "", "no scheme")]
    [InlineData("See http://www.hpu.example/x.", "Voir notre site", "link http://www.hpu.example/x", "the link is lost")]
    public void Addresses_are_one_however_they_are_set(string source, string translation, string expected, string why) => Assert.True(Check(source, translation) is var told && told == expected, $"{why}: {told}");

    [Theory]
    [InlineData("Chavunduka was freed", "Освобождён Чавундука", "", "as it is known")]
    [InlineData("Chavunduka was freed", "Освободили Чавундуку", "", "in another case")]
    [InlineData("Chavunduka was freed", "Освобождён Чевундука", "name Chavunduka = Чавундука", "spelt otherwise")]
    [InlineData("The editor was freed", "Освобождён редактор", "", "he isn't in the text")]
    [InlineData("said Chavunduka's lawyer", "сказал адвокат", "name Chavunduka = Чавундука", "he is lost")]
    public void A_name_is_spelt_as_the_case_spells_it(string source, string translation, string expected, string why) =>
        Assert.True(Check(source, translation, to: Language.Ru, glossary: new Spelling("Chavunduka", "Чавундука")) is var told && told == expected, $"{why}: {told}");

    [Fact]
    public void Hostile_text_costs_no_more_than_it_is_long()
    {
        var slow = "";
        foreach (var seed in (string[])["1", "1 ", "1.", "+1 (", "a@", "http://", "1 January ", "1, ", "1.1.", "x\n\n", "9\n\n", "January/", "\u202E[1]", "١٬", "A b=", "a1@a-"])
        {
            var text = string.Concat(Enumerable.Repeat(seed, 20_000 / seed.Length));
            slow += IsSlow(() => Fidelity.Check(NumberedText.Of(text), Language.En, text, Language.Ar, [new Spelling(seed, seed)])) ? $"{seed} " : "";
        }
        Assert.Equal("", slow);
    }

    /// <summary>On a machine that has much else to do a single look tells nothing: slow is what is slow each of three times.</summary>
    internal static bool IsSlow(Action read)
    {
        for (var look = 0; look < 3; look++)
        {
            var watch = Stopwatch.StartNew();
            read();
            if (watch.Elapsed < TimeSpan.FromSeconds(1))
                return false;
        }
        return true;
    }
}
