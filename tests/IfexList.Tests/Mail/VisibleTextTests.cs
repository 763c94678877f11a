using IfexList.Mail;

namespace IfexList.Tests.Mail;

public class VisibleTextTests
{
    [Theory]
    [InlineData("a\u200Bb\u200C\u200D\u2060c\uFEFF", "abc", "zero width in Latin letters")]
    [InlineData("a\u00ADb", "ab", "soft hyphen")]
    [InlineData("a\U000E0041\U000E0042b\U000E0001", "ab", "tags")]
    [InlineData("a\uFE0Fb\uFE00\U000E0101", "ab", "variation selectors behind letters")]
    [InlineData("a\u034Fb\u3164c\u115F\uFFA0\u17B5", "abc", "letters and marks that are blank")]
    [InlineData("a\uE000\U000F0000\u0378\uFFFEb", "ab", "private use, and what is nothing yet")]
    [InlineData("a\u200E\u2066b\u2069\u061C", "ab", "direction in a text that has one")]
    [InlineData("\uF0B7 a", "• a", "Word's bullet")]
    [InlineData("a\u2009b\u2003c\u2800d\u205Fe", "a b c d e", "blanks of all widths")]
    [InlineData("«\u00A0a\u202F!\u00A0»", "«\u00A0a\u202F!\u00A0»", "French blanks")]
    [InlineData("e\u0301", "\u00E9", "one look is one spelling")]
    [InlineData("a \t \nb\u00A0\n-- \nc", "a\nb\n-- \nc", "behind the last word")]
    [InlineData("❤\uFE0F 1\uFE0F\u20E3 👩\u200D💻 ©\uFE0E", "❤\uFE0F 1\uFE0F\u20E3 👩\u200D💻 ©\uFE0E", "pictures")]
    [InlineData("👩\u200D\u200D💻", "👩\u200D💻", "joined twice")]
    [InlineData("می\u200Cشود", "می\u200Cشود", "Persian")]
    [InlineData("دا\u200Cد\u200D\u200C و ه\u200D.", "داد و ه\u200D.", "where it changes nothing in Arabic script")]
    [InlineData("क्\u200Dष श्री\u200C", "क्\u200Dष श्री", "Hindi")]
    [InlineData("\u200Fالمصدر \u2066(FPO)\u2069، \u200E2026", "\u200Fالمصدر \u2066(FPO)\u2069، \u200E2026", "direction in Arabic")]
    [InlineData("ا\u200F\u200E\u200E\u200F\u061Cب", "ا\u200Eب", "one mark is enough")]
    [InlineData("ا\u200Fب \u061C\u064Fج a\u200Eb", "اب \u064Fج ab", "marks that turn nothing")]
    [InlineData("ا \u2066\u2069\u2067ب ج\u2069 د\u2069 \u2066a\n\u2067(ب)\u2069", "ا ب ج د a\n\u2067(ب)\u2069", "isolates that turn nothing, and halves")]
    [InlineData("a \u2067ب ج\u2069, b", "a \u2067ب ج\u2069, b", "Arabic within Latin")]
    [InlineData("❤\uFE0F\uFE0F\uFE0E 5°\uFE0F │\uFE0E °\u200D° 👩\u200D\uFE0F💻", "❤\uFE0F 5° │ °° 👩\uFE0F💻", "style twice, and of what has none")]
    [InlineData("a\U0001D159b\U00013441c\U00016FE4", "abc", "signs of dead scripts and of music that are blank")]
    [InlineData("a\u00A0b\u202Fc,\u00A0d", "a b c, d", "no-break blanks between words")]
    [InlineData("10\u202F000\u00A0€ №\u00A05 он\u00A0— а \u00A0\u00A0b", "10\u202F000\u00A0€ №\u00A05 он\u00A0— а \u00A0\u00A0b", "no-break blanks of figures and signs, and indents")]
    [InlineData("a\u2010b\u2011c", "a-b-c", "hyphens")]
    [InlineData("कम\u200Cल", "कमल", "Hindi, where it changes nothing")]
    [InlineData("ص\u0640ادت \u0600١ \u06DD", "ص\u0640ادت \u0600١ \u06DD", "signs that are seen")]
    [InlineData("a\u2028b\u0007\u202Ec\u202C\u206A", "a\nbc", "controls and overrides")]
    public void A_body_keeps_what_is_seen(string text, string expected, string why) => Assert.True(expected == HeaderText.CleanBody(text), $"{why}: {string.Join(' ', HeaderText.CleanBody(text).Select(c => $"{(int)c:X4}"))}");

    [Fact]
    public void A_subject_keeps_no_line_and_no_mark() => Assert.Equal("ALERT now red", HeaderText.Clean("AL\u200BERT\tnow\r\n  r\U000E0061ed\u200F"));
}
