using System.Text;
using IfexList.Delivery;
using MimeKit;
using Xunit;

namespace IfexList.Tests.Delivery;

public class TextTables
{
    [Theory]
    [InlineData("a\r\n", "a\r\n", "nothing to do")]
    [InlineData("", "", "an empty text has no line")]
    [InlineData(".\r\n", "..\r\n", "a dot alone would end the mail")]
    [InlineData(".a\r\nb.\r\n..c\r\n", "..a\r\nb.\r\n...c\r\n", "dots at line beginnings only")]
    [InlineData("a", "a\r\n", "the final dot needs a line of its own")]
    [InlineData("a\n.\nb\r\n", "a\r\n..\r\nb\r\n", "a bare LF is a line end to some")]
    [InlineData("a\r.\rb\r\n", "a\r\n..\r\nb\r\n", "a bare CR is a line end to some")]
    [InlineData("a\r\r\n.\r\n", "a\r\n\r\n..\r\n", "CR CR LF")]
    [InlineData("a\r\n\r\n", "a\r\n\r\n", "an empty line stays")]
    public void Dots_are_doubled_and_every_line_ends_in_CRLF(string text, string wire, string reason) =>
        Assert.True(wire == Encoding.ASCII.GetString(DotStuffing.Apply(Encoding.ASCII.GetBytes(text))), reason);

    [Fact]
    public void A_text_without_dots_is_not_copied()
    {
        var text = "plain\r\n"u8.ToArray();
        Assert.Same(text, DotStuffing.Apply(text));
    }

    [Theory]
    [InlineData("quoted-printable", "Un texte o\u00f9 presque tout est lisible, \u00e0 quelques lettres pr\u00e8s.\r\n")]
    [InlineData("base64", "\u0421\u0440\u043e\u0447\u043d\u043e\u0435 \u0441\u043e\u043e\u0431\u0449\u0435\u043d\u0438\u0435 \u043e \u0436\u0443\u0440\u043d\u0430\u043b\u0438\u0441\u0442\u0435\r\n")]
    [InlineData("base64", "\u062a\u0646\u0628\u064a\u0647 \u0639\u0627\u062c\u0644 \u0628\u0634\u0623\u0646 \u0635\u062d\u0641\u064a\r\n")]
    public void A_text_takes_the_smaller_encoding_and_reads_the_same(string encoding, string body)
    {
        const string header = "Subject: x\r\nContent-Type: text/plain;\r\n charset=utf-8\r\ncontent-transfer-encoding:\r\n 8bit\r\nList-Id: <a.b>\r\n";
        body = string.Concat(Enumerable.Repeat(body, 20)) + "line with a trailing blank \r\n= sign\r\n";
        var recoded = SevenBit.Recode(Encoding.UTF8.GetBytes(header + "\r\n" + body));
        Assert.True(Ascii.IsValid(recoded));
        var text = Encoding.ASCII.GetString(recoded);
        Assert.StartsWith($"Subject: x\r\nContent-Type: text/plain;\r\n charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\nList-Id: <a.b>\r\n\r\n", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(line.Length, 0, 76));
        using var message = MimeMessage.Load(new MemoryStream(recoded), TestContext.Current.CancellationToken);
        Assert.Equal(body, message.TextBody!.ReplaceLineEndings("\r\n"));
    }

    [Fact]
    public void A_letter_with_an_attached_8_bit_mail_is_seven_bit_to_its_depth()
    {
        const string letter = "Subject: held\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            + "--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nd\u00e9cidez\r\n"
            + "--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            + "From: a@example.org\r\nSubject: post\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nl'\u00e9t\u00e9\r\n--b--\r\n";
        var recoded = SevenBit.Recode(Encoding.UTF8.GetBytes(letter));
        Assert.True(Ascii.IsValid(recoded));
        var text = Encoding.ASCII.GetString(recoded);
        Assert.DoesNotContain("8bit", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        using var message = MimeMessage.Load(new MemoryStream(recoded), TestContext.Current.CancellationToken);
        var attached = message.BodyParts.OfType<MessagePart>().Concat(((Multipart)message.Body!).OfType<MessagePart>()).First().Message!;
        Assert.Equal("l'\u00e9t\u00e9", attached.TextBody!.Trim());
    }
}
