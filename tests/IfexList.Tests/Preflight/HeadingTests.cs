namespace IfexList.Tests.Preflight;

public sealed class HeadingTests
{
    [Theory]
    [InlineData("UPDATE - PAKISTAN", "update! PK!", "English")]
    [InlineData("ALERTE – TUNISIE : Le directeur convoqué", "alert! TN!", "French, a long dash and a space before the colon")]
    [InlineData("ALERTA: PERÚ", "alert! PE!", "Spanish, a colon")]
    [InlineData("ОБНОВЛЕНИЕ – БЕЛАРУСЬ", "update! BY!", "Russian")]
    [InlineData("تنبيه – تونس", "alert! TN!", "Arabic")]
    [InlineData("‏تحديث – مصر: عودة الصحيفة", "update! EG!", "Arabic behind a direction mark")]
    [InlineData("[alert] Tunisia", "alert! TN!", "a tag in brackets")]
    [InlineData("[alerts] ALERT - TUNISIA: editor summoned", "alert! TN!", "a list's name in front says nothing against it")]
    [InlineData("URGENT: ALERT - TUNISIA: editor summoned", "alert! TN!", "urgent is no kind")]
    [InlineData("IFEX ALERT - GUINEA-BISSAU: radio closed", "alert! GW!", "a hyphen is no dash")]
    [InlineData("MISE À JOUR - CÔTE D’IVOIRE", "update! CI!", "several words, an apostrophe")]
    [InlineData("Tunisia: editor summoned", "alert? TN!", "a country and a colon")]
    [InlineData("Tunisia - update: editor summoned", "update! TN!", "the other way round")]
    [InlineData("PRESS RELEASE - INTERNATIONAL: cartoonist freed", "press-release! ?", "everywhere is no country")]
    [InlineData("ALERT - AFRICA: radios closed", "alert! ?", "a region is no country")]
    [InlineData("ALERT - TUNISIA/ALGERIA: editors summoned", "alert! ?", "two countries")]
    [InlineData("ALERT - TUNISIA - ALGERIA: editors summoned", "alert! ?", "two countries, each by itself")]
    [InlineData("ALERT - CONGO: radio closed", "alert! ?", "there are two of that name")]
    [InlineData("ALERT - KOREA: blogger tried", "alert! ?", "and of that")]
    [InlineData("ALERT: Tunisia arrests editor", "alert! TN?", "a sentence that begins with a country")]
    [InlineData("Tunisian editor summoned", "alert? ?", "no heading at all")]
    [InlineData("Reporter - our man in Tunisia", "alert? TN?", "no kind")]
    [InlineData("NO: we don't want this", "alert? ?", "a word before it is a code")]
    [InlineData("Update", "update? ?", "nothing behind it")]
    [InlineData("", "alert? ?", "nothing")]
    public void Only_what_stands_as_a_heading_is_stated(string subject, string facts, string because)
    {
        var found = SampleFindings.Facts(Draft.Findings(subject, "Nobody is named here."));
        Assert.True(facts == found, $"{because}: {found}");
    }

    [Theory]
    [InlineData("Editor summoned", "ALERT - TUNISIA\n\n12 March 2026", "alert! TN!", "only the text has a heading")]
    [InlineData("ALERT - TUNISIA: editor summoned", "UPDATE - TUNISIA\n\n12 March 2026", "update? TN!", "they agree about the country only")]
    [InlineData("ALERT - TUNISIA: editor summoned", "ALERT - ALGERIA\n\nIn Algeria and Algeria", "alert! ?", "they don't agree")]
    [InlineData("Editor summoned", "One\nTwo\nThree\nFour\nALERT - TUNISIA", "alert? TN?", "too far below to be one")]
    [InlineData("Editor summoned", "Tunisia: who goes?\n", "alert? TN?", "in a text a country alone heads nothing")]
    [InlineData("Editor summoned", "> ALERT - TUNISIA\n", "alert? TN?", "a quoted one is another post's")]
    public void Subject_and_text_must_not_contradict_each_other(string subject, string text, string facts, string because)
    {
        var found = SampleFindings.Facts(Draft.Findings(subject, text));
        Assert.True(facts == found, $"{because}: {found}");
    }

    [Theory]
    [InlineData("Editor freed", "An editor was freed in Kazakhstan. Kazakhstan's courts had fined her.", "alert? KZ?", "named twice")]
    [InlineData("Редактор", "В Казахстане оштрафовали редактора. Власти Казахстана молчат.", "alert? KZ?", "declined in Russian")]
    [InlineData("Журналист", "В Беларуси задержан журналист.", "alert? BY?", "a Russian name in -ь")]
    [InlineData("Журналистка", "Суд в России запретил газету.", "alert? RU?", "in -ия")]
    [InlineData("صحيفة", "مُنعت صحيفة في مصر من الطباعة، وقال صحفيون بمصر إن المنع مستمر.", "alert? EG?", "Arabic, with a preposition grown on")]
    [InlineData("دعم مالي", "تلقى الناشط دعمًا ماليًا، وهو دعم مالي بسيط.", "alert? ?", "\"financial\" is no Mali")]
    [InlineData("Turkey dinner", "we ate turkey in the china shop with chad.", "alert? TR?", "small letters are no countries")]
    [InlineData("Two", "Police in Kenya and in Uganda stopped reporters.", "alert? ?", "one is named as often as the other")]
    [InlineData("Three", "Police in Kenya stopped reporters. Kenya and Uganda share a border.", "alert? KE?", "twice as often")]
    [InlineData("Free", "**Updates IFEX alerts of 12 March 2026**\n\nShe is free.", "update? ?", "it says that it follows")]
    [InlineData("Libre", "**Mise à jour de l’alerte de l’IFEX du 12 mars**", "update? ?", "in French")]
    [InlineData("حرة", "**تحديث لتنبيه آيفكس الصادر في ١٤ مارس**", "update? ?", "in Arabic")]
    [InlineData("Communiqué de presse du RL", "Le RL proteste.", "press-release? ?", "the Subject begins so")]
    public void What_is_only_likely_is_a_guess(string subject, string text, string facts, string because)
    {
        var found = SampleFindings.Facts(Draft.Findings(subject, text));
        Assert.True(facts == found, $"{because}: {found}");
    }
}
