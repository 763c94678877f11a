using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Tests.Mail;

namespace IfexList.Tests.Publishing;

public sealed class MastheadTests
{
    [Theory]
    [InlineData("----| IFEX COMMUNIQUÉ VOL 15 NO 44 | 7 NOVEMBER 2006 | ------", "15/44 en 2006-11-07", "English")]
    [InlineData("------- | COMMUNIQUÉ DE L'IFEX VOL. 15 No 48 | 5 DÉCEMBRE 2006 | ------", "15/48 fr 2006-12-05", "French")]
    [InlineData("—–| COMUNICADO IFEX VOL 18 NO 46 | 25 DE NOVIEMBRE DE 2009 | ——", "18/46 es 2009-11-25", "Spanish, dashes")]
    [InlineData("-----| КОММЮНИКЕ IFEX ТОМ 35 № 12 | 24 МАРТА 2026 г. | ------", "35/12 ru 2026-03-24", "Russian")]
    [InlineData("----| نشرة آيفكس، المجلد ٣٥ العدد ١٢ | ٢٤ مارس ٢٠٢٦ | ----", "35/12 ar 2026-03-24", "Arabic figures")]
    [InlineData("نشرة آيفكس، مجلد 35، عدد 12", "35/12 ar -", "without articles and date")]
    [InlineData("Bulletin, volume 3, numéro 7, le 1er mars 2026", "3/7 fr 2026-03-01", "words in full")]
    [InlineData("Boletín: Vol. 3, n.º 7", "3/7 - -", "nothing tells which language")]
    [InlineData("COMUNICADO IFEX VOL 3 Nº 7", "3/7 es -", "its name tells it")]
    [InlineData("Communiqué vol 35 no 12/13", "35/12 - -", "a double number is its first")]
    [InlineData("ALERT - TUNISIA: Volume seized, no 12 copies left", "", "words of a sentence")]
    [InlineData("Re: Communiqué", "", "no number")]
    [InlineData("vol 1234 no 5", "", "no volume")]
    public void A_line_says_which_number_it_is(string line, string expected, string why)
    {
        Assert.True(expected == Shown(Masthead.Read(line, "")), $"{why}: as a Subject: {Shown(Masthead.Read(line, ""))}");
        Assert.True(expected == Shown(Masthead.Read("Hello", $"A note.\n\n{line}\n\nText")), $"{why}: in the text");
    }

    [Theory]
    [InlineData(20, "35/12 en 2026-03-24")]
    [InlineData(21, "35/12 fr 2026-03-24")]
    [InlineData(22, "35/12 es 2026-03-25")]
    [InlineData(23, "35/12 ru 2026-03-24")]
    [InlineData(24, "35/12 ar 2026-03-24")]
    public void The_samples_are_known_by_their_text_alone_and_by_their_subject_alone(int sample, string expected)
    {
        var message = SampleMail.Load(sample);
        Assert.Equal(expected, Shown(Masthead.Read("", PlainText.Of(message))));
        Assert.Equal(expected, Shown(Masthead.Read(message.Subject!, "")));
    }

    public static TheoryData<Language> InFive() => [.. Languages.All];

    [Theory, MemberData(nameof(InFive))]
    public void What_is_written_is_read_again(Language language)
    {
        string[] titles = ["IFEX Communiqué", "Communiqué de l'IFEX", "Comunicado IFEX", "Коммюнике IFEX", "نشرة آيفكس"];
        for (var month = 1; month <= 12; month++)
        {
            var day = new DateOnly(2026, month, month == 1 ? 1 : 27);
            var (line, subject) = (Masthead.Write(35, month, language, day, titles[(int)language]), Masthead.SubjectOf(35, month, language, day, titles[(int)language]));
            Assert.Equal(new Masthead(35, month, language, day), Masthead.Read(subject, ""));
            Assert.Equal(new Masthead(35, month, language, day), Masthead.Read("", line));
        }
    }

    [Fact]
    public void It_is_written_as_desks_write_it()
    {
        var day = new DateOnly(2026, 3, 24);
        Assert.Equal("----| IFEX COMMUNIQUÉ VOL 35 NO 12 | 24 MARCH 2026 | ------", Masthead.Write(35, 12, Language.En, day, "IFEX Communiqué"));
        Assert.Equal("COMMUNIQUÉ DE L'IFEX VOL. 35 No 12 | 24 MARS 2026", Masthead.SubjectOf(35, 12, Language.Fr, day, "Communiqué de l'IFEX"));
        Assert.Equal("COMUNICADO IFEX VOL 35 NO 12 | 24 DE MARZO DE 2026", Masthead.SubjectOf(35, 12, Language.Es, day, "Comunicado IFEX"));
        Assert.Equal("КОММЮНИКЕ IFEX ТОМ 35 № 12 | 24 МАРТА 2026 г.", Masthead.SubjectOf(35, 12, Language.Ru, day, "Коммюнике IFEX"));
        Assert.Equal("نشرة آيفكس، المجلد ٣٥ العدد ١٢ | ٢٤ مارس ٢٠٢٦", Masthead.SubjectOf(35, 12, Language.Ar, day, "نشرة آيفكس"));
    }

    [Fact]
    public void A_long_text_costs_nothing() => Assert.Null(Masthead.Read(string.Concat(Enumerable.Repeat("vol 1 no ", 100_000)), string.Concat(Enumerable.Repeat("vol 35\n", 100_000))));

    private static string Shown(Masthead? read) => read is null ? "" : $"{read.Volume}/{read.Number} {read.Language?.Code() ?? "-"} {(read.Day is { } day ? $"{day:yyyy-MM-dd}" : "-")}";
}
