using IfexList.Mail;
using IfexList.Notices;
using IfexList.Tests.Mail;

namespace IfexList.Tests.Notices;

public class RightToLeftTests
{
    // L and R stand for the marks, < and > for an isolate's ends.
    [Theory]
    [InlineData("(OHPL/IFEX) - أُفرج اليوم عن سامي", "R(OHPL/IFEX) - أُفرج اليوم عن سامي", "a dateline in Latin letters")]
    [InlineData("12. تونس", "12. تونس", "a figure has no direction: the first letter is Arabic")]
    [InlineData("أفرج عن الصحفي Sami Trabelsi", "أفرج عن الصحفي Sami Trabelsi", "begins as it runs")]
    [InlineData("الأهرام is a daily newspaper in Cairo", "الأهرام is a daily newspaper in Cairo", "an English line that begins with an Arabic name: rare, and left alone")]
    [InlineData("Al-Ahram (الأهرام) said so", "Al-Ahram (الأهرام) said so", "begins as it runs")]
    [InlineData("بريد: info@ministry.example", "بريد: info@ministry.example", "an address outweighs its word, and turns nothing")]
    [InlineData("https://horria.example/ar/1", "https://horria.example/ar/1", "no Arabic letter")]
    [InlineData("فاكس: +216 71 555 100", "فاكس: L+216 71 555 100", "a telephone's number")]
    [InlineData("هاتف: (+216) 71-555-100، تونس", "هاتف: L(+216) 71-555-100، تونس", "with brackets and hyphens")]
    [InlineData("هاتف 71 555 100", "هاتف L71 555 100", "a local one")]
    [InlineData("انظر 2026-0312-01", "انظر L2026-0312-01", "a release's number")]
    [InlineData("يوم 14-03-2026", "يوم L14-03-2026", "a date in figures")]
    [InlineData("بين 2020-2024", "بين 2020-2024", "from and to, in the reader's direction")]
    [InlineData("يوم 14 مارس 2026", "يوم 14 مارس 2026", "a date in words")]
    [InlineData("١٤-٠٣-٢٠٢٦ تونس", "١٤-٠٣-٢٠٢٦ تونس", "Arabic figures run as Arabic does")]
    [InlineData("انظر https://horria.example/2026-03-14-1", "انظر https://horria.example/2026-03-14-1", "an address keeps each of its characters")]
    [InlineData("رقم L2026-0312-01", "رقم L2026-0312-01", "is marked already")]
    [InlineData("<ALERT - TUNISIA>: تنبيه", "R<ALERT - TUNISIA>: تنبيه", "what is isolated counts for nothing, except to programs that know no isolates")]
    [InlineData("4. <تنبيه - مصر: توقيف مراسلة> (7 kB)", "4. <تنبيه - مصر: توقيف مراسلة> (7 kB)", "nor here")]
    [InlineData("تونس\n(OHPL) تونس والجزائر", "تونس\nR(OHPL) تونس والجزائر", "each line by itself")]
    public void A_line_runs_as_most_of_it_does(string line, string expected, string why)
    {
        var steady = RightToLeft.Steady(Marks(line));
        Assert.True(Marks(expected) == steady, $"{why}: {steady}");
        Assert.Equal(steady, RightToLeft.Steady(steady));
        Assert.Equal(Words.Fold(Marks(line)), Words.Fold(steady));
    }

    [Theory]
    [InlineData("[alerts 417] وصلت رسالتكم", true)]
    [InlineData("وصلت رسالتكم", false)]
    [InlineData("<Action Alert Network>: عنوانان", true)]
    [InlineData("[alerts 417] <تنبيه>", false)]
    [InlineData("[alerts] 417", false)]
    public void A_subject_with_a_list_s_name_before_it_runs_from_the_right(string subject, bool isMarked) =>
        Assert.Equal((isMarked ? "\u200F" : "") + Marks(subject), RightToLeft.Led(Marks(subject)));

    [Theory]
    [InlineData("1. <ALERT - ZIMBABWE> (كيلوبايت)", "\u200F", "an Arabic index's line with an English Subject")]
    [InlineData("4. <تنبيه - مصر> (7 kB)", "\u200E", "an English one with an Arabic Subject")]
    [InlineData("4. <ALERT> (7 kB)", "", "one way all through")]
    [InlineData("<Action Alert Network>", "", "nothing stands beside it")]
    [InlineData("تونس <TN>", "", "begins as it runs")]
    public void A_line_that_begins_with_something_isolated_is_settled(string line, string mark, string why) =>
        Assert.True(mark + Marks(line) == RightToLeft.Settled(Marks(line)), why);

    /// <summary>A mail program that shows French from the left goes by a Subject's first letters: a foreign one in the midst is isolated.</summary>
    [Fact]
    public void An_arabic_subject_in_another_language_s_letter_turns_nothing_around() => Assert.All(Languages.All, language =>
    {
        var model = NoticeModels.Of(NoticeCatalogue.Acknowledgement, language);
        model["subject"] = "تنبيه - مصر: توقيف مراسلة";
        Assert.Contains("\u2068تنبيه - مصر: توقيف مراسلة\u2069", new NoticeTexts(null, strict: true).Render(NoticeCatalogue.Acknowledgement, language, model).Subject, StringComparison.Ordinal);
    });

    /// <summary>RFC 2047 §5: no character is split between two encoded words.</summary>
    [Theory]
    [InlineData("تنبيه – مصر: منع صحيفة نافذة الدلتا من الطباعة للأسبوع الثاني على التوالي في المطبعة", "Arabic")]
    [InlineData("ПРЕДУПРЕЖДЕНИЕ - КАЗАХСТАН: Редактора газеты оштрафовали за публикацию читательского письма", "Russian")]
    [InlineData("📰📰📰📰📰📰📰📰📰📰📰📰📰📰📰📰📰📰📰📰📰📰📰📰📰📰📰📰", "characters of four octets")]
    public void A_subject_s_encoded_words_are_whole_by_themselves(string subject, string why)
    {
        var raw = System.Text.Encoding.ASCII.GetString(HeaderText.Field("Subject", subject).RawValue);
        var words = raw.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.True(words.Length > 1, why);
        Assert.All(words, word => Assert.InRange(word.Length, 1, 75));
        Assert.Equal(subject, string.Concat(words.Select(word => MimeKit.Utils.Rfc2047.DecodeText(System.Text.Encoding.ASCII.GetBytes(word)))));
    }

    [Fact]
    public void A_long_line_of_numbers_costs_no_more_than_its_length()
    {
        var line = "تونس " + string.Concat(Enumerable.Repeat("12 - ", 200_000));
        var start = TimeProvider.System.GetTimestamp();
        Assert.Equal(line.Length, RightToLeft.Steady(line).Count(c => c != '\u200E'));
        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(2));
    }

    private static string Marks(string text) => text.Replace("L2026", "\u200E2026").Replace("L+", "\u200E+").Replace("L(", "\u200E(").Replace("L7", "\u200E7").Replace("L1", "\u200E1")
        .Replace("R(", "\u200F(").Replace("R<", "\u200F<").Replace('<', '\u2068').Replace('>', '\u2069');
}
