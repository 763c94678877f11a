using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Publishing;
using MimeKit;
using Xunit;

namespace IfexList.Tests.Mail;

public class PlainTextTests
{
    [Theory]
    [InlineData(1, "convoqué pour la troisième fois", "of two alternatives the plain one")]
    [InlineData(3, "l’œuvre saisie n’est pas rendue", "windows-1252 labelled iso-8859-1")]
    [InlineData(3, "300 € …", "the euro sign among it")]
    [InlineData(4, "Printer's plates of weekly \"The Granite Post\" seized; photographer's memory card taken", "flowed lines are joined")]
    [InlineData(4, "\nFrom the description given by two witnesses, the men", "the stuffing space is gone")]
    [InlineData(4, "\n.\n.. a line of one dot", "dots are text here")]
    [InlineData(4, "\n> \"A newspaper that cannot be printed cannot be read.\"\n>> \"Nor can it be answered.\"\n", "literal quoted lines stay lines")]
    [InlineData(4, "\n-- \nTendai Ncube", "the separator keeps its space and its line")]
    [InlineData(6, "Ещё один номер", "koi8-r")]
    [InlineData(7, "مُنعت صحيفة", "windows-1256")]
    [InlineData(7, "https://freepen.example/alerts/2026-03-14", "the address in it")]
    [InlineData(9, "CAPSULE", "no MIME at all")]
    [InlineData(10, "ALERTE - CÔTE D'IVOIRE", "the character set stands in the meta element only")]
    [InlineData(10, "lenteur administrative", "entities")]
    [InlineData(10, "\n- demander la levée des scellés", "list items")]
    [InlineData(11, "Pen", "the signed part")]
    [InlineData(60, "Grace Banda\nForeign desk", "HTML only")]
    public void Each_sample_reads_as_its_writer_meant(int number, string expected, string why) =>
        Assert.True(PlainText.Of(SampleMail.Load(number)).Contains(expected, StringComparison.Ordinal), $"{why}: {PlainText.Of(SampleMail.Load(number))}");

    [Fact]
    public void An_encrypted_mail_has_no_text() => Assert.Equal("", PlainText.Of(SampleMail.Load(13)).Trim());

    [Fact]
    public void Line_ends_are_line_feeds() =>
        Assert.All(SampleMail.Manifest, sample => Assert.DoesNotContain('\r', PlainText.Of(MimeMessage.Load(Path.Combine(SampleMail.Folder, sample.FileName()), TestContext.Current.CancellationToken))));

    [Fact]
    public void Text_parts_of_a_mixed_mail_follow_each_other_and_attachments_stay_out()
    {
        var mail = SampleMail.Parse("""
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            first
            --b
            Content-Type: text/plain
            Content-Disposition: attachment; filename=a.txt

            approve
            --b
            Content-Type: text/plain; charset=utf-8

            deuxième
            --b--

            """);
        Assert.Equal("first\n\ndeuxième\n", PlainText.Of(mail));
    }

    [Fact]
    public void A_blank_plain_part_gives_way_to_the_html()
    {
        var mail = SampleMail.Parse("""
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain


            --b
            Content-Type: text/html; charset=utf-8

            <p>texte</p>
            --b--

            """);
        Assert.Equal("texte\n", PlainText.Of(mail));
    }

    [Fact]
    public void Deleted_spaces_join_words_of_scripts_without_them()
    {
        var mail = SampleMail.Parse("Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\nappro \nve\n");
        Assert.Equal("approve\n", PlainText.Of(mail));
    }

    [Fact]
    public void Endless_nesting_ends()
    {
        Multipart inner = new("mixed") { new TextPart("plain") { Text = "deep" } };
        for (var i = 0; i < 3000; i++)
            inner = new Multipart(i % 2 == 0 ? "mixed" : "alternative") { inner };
        Assert.Equal("", PlainText.Of(inner));
    }

    [Theory]
    [InlineData("text/plain", "a:\r\n")]
    [InlineData("text/plain; format=flowed; delsp=yes", "on a \r\n")]
    [InlineData("text/html", "a<br>")]
    [InlineData("text/html", "a ")]
    public void A_text_longer_than_a_post_may_be_is_read_no_further_and_known_as_cut(string type, string line)
    {
        var mail = Of(type, string.Concat(Enumerable.Repeat(line, Limits.PostCharacters)));
        Assert.Equal(Limits.PostCharacters + 1, PlainText.Of(mail).Length);
        Assert.True(PlainText.IsCut(PlainText.Of(mail)));
        Assert.True(Cleansing.Of(mail, PlainText.Of(mail)).IsCut);
    }

    [Fact]
    public void A_text_as_long_as_a_post_may_be_is_whole()
    {
        var text = new string('a', Limits.PostCharacters - 1);
        Assert.Equal(text + "\n", PlainText.Of(Of("text/plain", text + "\r\n")));
        Assert.False(PlainText.IsCut(PlainText.Of(Of("text/plain", text + "\r\n"))));
    }

    [Fact]
    public void Parts_that_are_too_long_together_are_known_as_cut()
    {
        var part = "--b\r\nContent-Type: text/plain\r\n\r\n" + new string('a', Limits.PostCharacters / 2) + "\r\n";
        var mail = Of("multipart/mixed; boundary=b", part + part + part + "--b--\r\n");
        Assert.True(PlainText.IsCut(PlainText.Of(mail)));
    }

    private static MimeMessage Of(string type, string body) => SampleMail.Parse($"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: {type}\r\n\r\n{body}");
}
