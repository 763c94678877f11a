using IfexList.Mail;
using Xunit;

namespace IfexList.Tests.Mail;

public class WordsTests
{
    [Theory]
    [InlineData("  Désabonner ! ", "desabonner", "accents, capitals, French space")]
    [InlineData("ÉLIMINER", "eliminer", "capital accents")]
    [InlineData("e\u0301tat", "etat", "decomposed")]
    [InlineData("Ещё", "еще", "ё")]
    [InlineData("мой", "мой", "й keeps its breve")]
    [InlineData("إلغاء الإشتراك", "الغاء الاشتراك", "hamza seats")]
    [InlineData("اِشْتِراك", "اشتراك", "vowel signs")]
    [InlineData("\uFE8D\uFEB7\uFE98\uFEAE\uFE8D\uFEC1", "اشتراط", "presentation forms, as old programs write them")]
    [InlineData("ساعد\u0670ة", "ساعده", "the small alif above")]
    [InlineData("help\uFE0F", "help", "what a picture leaves behind")]
    [InlineData("مـــوافق", "موافق", "tatweel")]
    [InlineData("موافقة", "موافقه", "ta marbuta")]
    [InlineData("لغة؟", "لغه", "Arabic question mark")]
    [InlineData("آسيا أسيا إسيا ٱسيا", "اسيا اسيا اسيا اسيا", "four seats of one alif")]
    [InlineData("مصطفى مستشفى", "مصطفي مستشفي", "alif maqsura as ya")]
    [InlineData("شؤون رئيس", "شوون رييس", "hamza on waw and on ya")]
    [InlineData("\uFEFB", "لا", "one sign for lam and alif")]
    [InlineData("مُحَمَّدٌ", "محمد", "doubling and nunation")]
    [InlineData("کتابی", "كتابي", "typed on a Persian keyboard")]
    [InlineData("ПОДЪЁМ объем", "подъем объем", "ё in capitals")]
    [InlineData("е\u0308ж", "еж", "ё of two characters")]
    [InlineData("и\u0306", "й", "й of two characters stays another letter than и")]
    [InlineData("\u200Fاشتراك\u200E", "اشتراك", "direction marks")]
    [InlineData("sub\u00ADscribe", "subscribe", "soft hyphen")]
    [InlineData("٤١٧ ۴۱۷", "417 417", "digits")]
    [InlineData("ｓｕｂｓｃｒｉｂｅ", "subscribe", "full width")]
    [InlineData("« Oui »", "oui", "guillemets")]
    [InlineData("> help", "help", "quotation sign")]
    [InlineData("TITLE", "title", "no Turkish i")]
    [InlineData("İptal", "iptal", "Turkish capital i")]
    [InlineData("s’abonner", "s'abonner", "typographic apostrophe")]
    [InlineData("a\u00A0\t  b", "a b", "white space")]
    [InlineData("?!…", "", "nothing but punctuation")]
    public void Spellings_of_one_word_fold_to_one(string text, string expected, string why) => Assert.True(expected == Words.Fold(text), $"{why}: {Words.Fold(text)}");

    [Theory]
    [InlineData("Re: x", "x")]
    [InlineData("RE : x", "x")]
    [InlineData("Re[2]: x", "x")]
    [InlineData("RÉP: TR : x", "x")]
    [InlineData("Fwd: Re: AW: SV: x", "x")]
    [InlineData("На: x", "x")]
    [InlineData("Отв: Re(3): x", "x")]
    [InlineData("رد:  x", "x")]
    [InlineData("\u200Fالرد: x", "x")]
    [InlineData("إعادة توجيه: x", "x")]
    [InlineData("ALERT: Re: x", "ALERT: Re: x")]
    [InlineData("Re", "Re")]
    [InlineData("", "")]
    public void Reply_prefixes_peel_off_until_none_is_left(string subject, string expected) => Assert.Equal(expected, Words.PeelReplyPrefixes(subject));

    [Fact]
    public void Half_a_surrogate_pair_and_long_texts_do_no_harm()
    {
        Assert.NotNull(Words.Fold("\uD800x\uDC00"));
        Assert.Equal("", Words.PeelReplyPrefixes(string.Concat(Enumerable.Repeat("Re: ", 50_000))));
        Assert.Equal(1_000_000, Words.Fold(new string('É', 1_000_000)).Length);
    }
}
