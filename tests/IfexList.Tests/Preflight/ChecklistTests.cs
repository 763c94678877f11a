using System.Text;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Preflight;
using IfexList.Notices;

namespace IfexList.Tests.Preflight;

public sealed class ChecklistTests
{
    private const string Subject = "ALERT - TUNISIA: editor summoned";

    [Theory]
    [InlineData("ALERT - TUNISIA: editor summoned", "-", "a headline")]
    [InlineData("Editor summoned", "-", "without a heading")]
    [InlineData("OHPL: editor of La Voix summoned", "-", "an acronym is no shouting")]
    [InlineData("تنبيه – تونس: استدعاء رئيس التحرير", "-", "Arabic has no capitals")]
    [InlineData("", "", "nothing")]
    [InlineData("ALERT - TUNISIA", "", "nothing behind the heading")]
    [InlineData("URGENT: ALERT", "", "nothing but urgency")]
    [InlineData("Срочно! Новости", "", "in Russian")]
    [InlineData("ALERT - TUNISIA: EDITOR SUMMONED FOR THE THIRD TIME", "", "in capitals")]
    public void A_subject_needs_a_headline(string subject, string expected, string because) =>
        Assert.True(expected == Draft.Hint(HintKind.NoHeadline, subject, "x"), because);

    [Fact]
    public void A_headline_is_one_sentence()
    {
        Assert.Equal("-", Draft.Hint(HintKind.NoHeadline, "ALERT - TUNISIA: " + new string('a', Limits.HeadlineCharacters), "x"));
        Assert.Equal("", Draft.Hint(HintKind.NoHeadline, "ALERT - TUNISIA: " + new string('a', Limits.HeadlineCharacters + 1), "x"));
    }

    [Theory]
    [InlineData("The editor was summoned on 11 March 2026 in Gafsa.", "-", "English")]
    [InlineData("The editor was summoned on March 11th.", "-", "the month first")]
    [InlineData("Le directeur a été convoqué le 1er avril à Gafsa.", "-", "French")]
    [InlineData("La emisora estuvo fuera del aire del 10 al 12 de marzo.", "-", "Spanish")]
    [InlineData("12 марта суд оштрафовал редактора газеты.", "-", "Russian")]
    [InlineData("مُنعت الصحيفة من الطباعة يوم ١٣ كانون الثاني ٢٠٢٦.", "-", "Arabic, a month of two words")]
    [InlineData("The editor was summoned on 11/03/2026 in Gafsa.", "-", "in figures")]
    [InlineData("Le directeur a été convoqué hier à Gafsa.", "", "another day for each reader")]
    [InlineData("12 March 2026\n\nThe editor was summoned in Gafsa.", "", "the text's own date")]
    [InlineData("**Updates IFEX alerts of 12 March 2026**\n\nThe editor was freed.", "", "the date of what came before")]
    [InlineData("Marching, 12 reporters may be fined.", "", "no month")]
    public void A_report_says_on_which_day_it_happened(string text, string expected, string because) =>
        Assert.True(expected == Draft.Hint(HintKind.NoDate, Subject, text), because);

    [Theory]
    [InlineData("Editor summoned", "The editor was summoned on 11 March.", "", "nowhere")]
    [InlineData("Editor summoned", "(OHPL/IFEX) – Gafsa, le 12 mars 2026 – Le directeur a été convoqué.", "-", "a dateline")]
    [InlineData("Editor summoned", "GAFSA - The editor was summoned.", "-", "a city in capitals")]
    [InlineData("Редактор", "(ГБЦ/IFEX) - Алматы, 12 марта. Редактора оштрафовали.", "-", "in Russian")]
    [InlineData("PRESS RELEASE - INTERNATIONAL: freed", "He is free.", "-", "everywhere")]
    [InlineData("ALERT - AFRICA: radios closed", "They are closed.", "-", "a region")]
    public void A_report_says_where_it_happened(string subject, string text, string expected, string because) =>
        Assert.True(expected == Draft.Hint(HintKind.NoPlace, subject, text), because);

    [Theory]
    [InlineData("SOURCE: Reef Media Council, Suva", "-")]
    [InlineData("Source : Réseau Lagune, Abidjan", "-")]
    [InlineData("FUENTE: Cuaderno Abierto, Quito", "-")]
    [InlineData("ИСТОЧНИК: Голос без цензуры, Алматы", "-")]
    [InlineData("المصدر: مرصد القلم الحر، القاهرة", "-")]
    [InlineData("(RL/IFEX) - L'émetteur a été scellé.", "-")]
    [InlineData("A source: nobody knows whom.", "")]
    [InlineData("The source said nothing.", "")]
    public void A_source_is_named(string text, string expected) => Assert.Equal(expected, Draft.Hint(HintKind.NoSource, Subject, text));

    [Theory]
    [InlineData("Observatoire Horria (OHPL) proteste.\nOHPL is here.", "-", "behind its name")]
    [InlineData("The OHPL (Observatoire Horria) protests.", "-", "before its name")]
    [InlineData("According to the Horria Observatory (Observatoire Horria, OHPL), he is free.", "-", "within a bracket that explains it")]
    [InlineData("The Savanna Press Watch\n(SPW) protests, SPW said.", "-", "where a line was broken")]
    [InlineData("(OHPL/IFEX) - Le directeur a été convoqué.", "OHPL", "the attribution explains nothing")]
    [InlineData("ГБЦ и СПЖ протестуют, США и ООН молчат.", "ГБЦ, СПЖ", "in Russian; some are known to everybody")]
    [InlineData("They MUST be freed, NOT tried, in 12 MARCH.", "-", "words in capitals")]
    [InlineData("FREE THE EDITOR NOW said the placard", "-", "shouting")]
    [InlineData("KABUL, 12 March: radio closed\nCONTEXT: a new law", "-", "a city, a label")]
    [InlineData("In the XVIII century", "-", "a number")]
    public void An_acronym_is_spelt_out_once(string text, string expected, string because) =>
        Assert.True(expected == Draft.Hint(HintKind.Acronym, Subject, text), because + ": " + Draft.Hint(HintKind.Acronym, Subject, text));

    [Theory]
    [InlineData("RECOMMENDED ACTION:\nSend appeals to the President.\n\nFor further information, contact a@b.example", "", "the source's address is not for appeals")]
    [InlineData("RECOMMENDED ACTION\nSend appeals to:\nfax: +263 4 555 010", "-", "a fax")]
    [InlineData("RECOMMANDATIONS :\nÉcrire au ministre.\n\nAPPELS À :\nCourriel : m@gov.example", "-", "French, a heading of its own for addresses")]
    [InlineData("ACCIÓN RECOMENDADA:\nEnvíe cartas.\nApartado 123, Quito", "-", "Spanish, a post-office box")]
    [InlineData("РЕКОМЕНДУЕМЫЕ ДЕЙСТВИЯ:\nПишите властям.\n\nДополнительная информация: a@b.example", "", "Russian")]
    [InlineData("الإجراءات الموصى بها:\nأرسلوا مناشدات.\n\nلمزيد من المعلومات: a@b.example", "", "Arabic")]
    [InlineData("RECOMMANDATIONS :\n- leur rappelant l'article 19 du Pacte international", "", "an article has a number, too")]
    [InlineData("RECOMMENDED ACTION:\nWrite to the minister, 12 Acacia Street, Harare", "-", "a street")]
    [InlineData("Recommended Action / Send appeals to the President:\n- urging him", "", "a heading that goes on")]
    [InlineData("The recommendations of OHPL were ignored.\nRecommendations are made.", "-", "no heading")]
    public void Who_is_asked_to_appeal_is_told_where_to(string text, string expected, string because) =>
        Assert.True(expected == Draft.Hint(HintKind.NoAppealAddress, Subject, text), because);

    [Theory]
    [InlineData("Her mobile is +216 22 333 444, says a friend.", "phone-number", "in a sentence")]
    [InlineData("Appelez son frère au 0555 01 02 03 04.", "phone-number", "without a country code")]
    [InlineData("اتصلوا بشقيقه على ٠٢٢٣٣٣٤٤٤ فورًا", "phone-number", "Arabic digits")]
    [InlineData("Tél. : +225 55 50 10 00", "", "nothing but a number under its label")]
    [InlineData("For further information, contact OHPL, tel. +216 55 501 001", "", "the source's own")]
    [InlineData("RECOMMENDED ACTION:\nCall the minister at +216 55 501 001, Rue 12", "", "an official's")]
    [InlineData("On 09.03.2026 she paid 300 000 000; article 0.5", "", "a date, a sum")]
    [InlineData("Released as 2026-0312-01, case 2026-0312-01", "", "a release")]
    [InlineData("She lives at 12 Acacia Street with her sister.", "street-address", "English")]
    [InlineData("Il habite 7, rue des Oliviers à Gafsa.", "street-address", "French")]
    [InlineData("Vive en la calle Los Olivos No. 45.", "street-address", "Spanish")]
    [InlineData("Она живёт на улице Абая, 12, с сестрой.", "street-address", "Russian")]
    [InlineData("يسكن في 12 شارع بورقيبة", "street-address", "Arabic")]
    [InlineData("On 11 March Street vendors marched down the avenue.", "", "a date")]
    [InlineData("Police closed the Avenue Bourguiba in 2026.", "", "a street where something happened")]
    [InlineData("The hide-out lies at 34.4250, 8.7842 near the hills.", "position", "decimal degrees")]
    [InlineData("At 34°25'30\" N she was seen.", "position", "degrees and minutes")]
    [InlineData("It was 35 °C; 12.5, 13.5 per cent.", "", "the weather")]
    public void What_leads_to_a_private_person_is_noticed(string text, string expected, string because)
    {
        var found = string.Join('|', Draft.Findings(Subject, text).Hints.Where(hint => hint.Kind is HintKind.PhoneNumber or HintKind.StreetAddress or HintKind.Position).Select(hint => hint.Code));
        Assert.True(expected == found, $"{because}: {found}");
    }

    [Fact]
    public void A_long_text_is_measured_in_octets()
    {
        Assert.Equal("-", Draft.Hint(HintKind.LongText, Subject, new string('я', Limits.LongPostCharacters)));
        Assert.Equal("20002", Draft.Hint(HintKind.LongText, Subject, new string('я', Limits.LongPostCharacters + 1)));
    }

    [Fact]
    public void Hints_come_in_the_order_of_their_kinds()
    {
        var kinds = Draft.Findings("", "He is at 34.4250, 8.7842; call +216 22 333 444.\nOHPL\nRECOMMENDED ACTION:\nAppeal.").Hints.Select(hint => hint.Kind).ToList();
        Assert.Equal([HintKind.NoHeadline, HintKind.NoDate, HintKind.NoPlace, HintKind.NoSource, HintKind.NoAppealAddress, HintKind.PhoneNumber, HintKind.Position], kinds);
    }

    [Fact]
    public void Every_hint_has_a_sentence_of_its_own_in_each_language() => Assert.All(Languages.All, language =>
    {
        var hints = Enum.GetValues<HintKind>().Select(kind => new Hint(kind, Detail(kind))).ToList();
        var lines = hints.In(new NoticeTexts(null, strict: true), language);
        Assert.Equal(hints.Count, lines.Distinct().Count());
        Assert.All(lines, line => Assert.True(line.Length < 160 && !line.Contains('\n') && line.Trim() == line, line));
        var text = new StringBuilder();
        foreach (var (hint, line) in hints.Zip(lines))
            text.Append(hint.Code).Append('\n').Append(line).Append("\n\n");
        Golden.Check($"notices/hints.{language.Code()}.golden", text.ToString());
    });

    private static string Detail(HintKind kind) => kind switch
    {
        HintKind.Acronym => "OHPL, SPW",
        HintKind.NearDuplicate => "2026-0312-01",
        HintKind.NameSpelling => "Trabelssi / Trabelsi",
        HintKind.LongText => "20002",
        _ => "",
    };
}
