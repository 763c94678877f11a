using IfexList.Foundation;
using IfexList.Moderation;
using Xunit;

namespace IfexList.Tests.Moderation;

public class PosterReplyTests
{
    private const string Quotation = "\n\nOn Thu, 12 Mar 2026 Alerts <alerts@lists.example.org> wrote:\n> Your post is held.\n> To withdraw it, reply with:\n> withdraw\n";

    [Theory]
    [InlineData("withdraw")]
    [InlineData("Withdraw.")]
    [InlineData("WITHDRAW please")]
    [InlineData("retirer, merci")]
    [InlineData("Retirar por favor")]
    [InlineData("отозвать, пожалуйста")]
    [InlineData("سحب")]
    [InlineData("\u200Fسحب، شكرًا")]
    [InlineData("«withdraw»")]
    [InlineData("\n\nwithdraw\n\nThe source has taken it back.\n\nAmel")]
    [InlineData("withdraw\n-- \nAmel Jaziri")]
    [InlineData("withdraw\nAmel Jaziri")]
    [InlineData("retirer\nmerci beaucoup")]
    public void The_word_alone_on_the_first_line_withdraws(string text)
    {
        Assert.IsType<PosterReply.Withdraw>(PosterReply.Read(text));
        Assert.IsType<PosterReply.Withdraw>(PosterReply.Read(text + Quotation));
        Assert.IsType<PosterReply.Withdraw>(PosterReply.Read(Quotation + "\n" + text));
    }

    [Theory]
    [InlineData("withdraw?", "a question")]
    [InlineData("Withdraw the second paragraph", "a wish")]
    [InlineData("Please withdraw", "a word before it")]
    [InlineData("don't withdraw", "a negation")]
    [InlineData("They withdrew the charges", "news")]
    [InlineData("Il faut retirer la photo", "a sentence")]
    [InlineData("Released last night.\nwithdraw", "not the first line")]
    [InlineData("withdraw\nbut only the photo", "a second thought")]
    [InlineData("withdraw\nthe phone number of Ali", "a sentence that a program has broken")]
    [InlineData("retirer\n\nNon, seulement la photo", "a second thought in French")]
    [InlineData("سحب الصورة", "a sentence in Arabic")]
    [InlineData("withdraw \U0001F44E", "a thumb down")]
    [InlineData("ok", "no word of his")]
    public void Whatever_else_he_writes_is_an_addition(string text, string why)
    {
        Assert.True(PosterReply.Read(text) is PosterReply.Addition addition && addition.Text == text, $"{why}: {PosterReply.Read(text)}");
        Assert.Equal(PosterReply.Read(text), PosterReply.Read(text + Quotation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n\u200F\n")]
    [InlineData("> withdraw")]
    [InlineData("-- \nAmel")]
    [InlineData(Quotation)]
    public void Who_writes_nothing_says_nothing(string text) => Assert.IsType<PosterReply.Nothing>(PosterReply.Read(text));

    [Theory]
    [InlineData("a\r\n\r\n  b  \r\n\r\n", "a\n\n  b", "paragraphs stay")]
    [InlineData("> who?\nSami\n> when?\nYesterday", "Sami\n\nYesterday", "answers between and below")]
    [InlineData("See below.\n\n> who?\nSami\n> when?\n", "See below.\n\nSami", "above and between")]
    [InlineData("a\u202Eb\u0007c", "abc", "nothing that turns a line round")]
    [InlineData("> x\nwithdraw\n> y", "withdraw", "a remark between quotations withdraws nothing")]
    public void His_own_text_is_taken_in_full(string text, string expected, string why) =>
        Assert.True(PosterReply.Read(text) is PosterReply.Addition addition && addition.Text == expected, $"{why}: {PosterReply.Read(text)}");

    [Fact]
    public void An_addition_is_no_longer_than_a_post() =>
        Assert.Equal(Limits.PostCharacters, Assert.IsType<PosterReply.Addition>(PosterReply.Read(new string('x', 2 * Limits.PostCharacters))).Text.Length);
}
