using System.Text;
using IfexList.Mail;
using Xunit;

namespace IfexList.Tests.Mail;

public class CharsetsTests
{
    private static readonly byte[] Utf8 = Encoding.UTF8.GetBytes("été € œ");
    private static readonly byte[] Western = [0xE9, 0x74, 0xE9, 0x20, 0x80, 0x20, 0x9C];

    [Theory]
    [InlineData(null, true, "no label, UTF-8 inside")]
    [InlineData("us-ascii", true, "a label that 8-bit text bears by mistake")]
    [InlineData("x-unknown", true, "a name nobody knows")]
    [InlineData("utf-7", true, "a set that .NET refuses")]
    [InlineData("UTF8", true, "misspelt")]
    [InlineData(null, false, "no label, windows-1252 inside")]
    [InlineData("us-ascii", false, "mislabelled windows-1252")]
    [InlineData("unknown-8bit", false, "RFC 1428's name for not knowing")]
    [InlineData("iso-8859-1", false, "which means windows-1252 on the web and in mail")]
    [InlineData("Latin1", false, "an alias of it")]
    [InlineData("cp1252", false, "a short name")]
    [InlineData("\"windows-1252\"", false, "in quotes")]
    public void Text_is_read_as_it_was_meant(string? label, bool utf8, string why) => Assert.True(Charsets.Decode(utf8 ? Utf8 : Western, label) == "été € œ", why);

    [Theory]
    [InlineData("koi8-r", "Ещё")]
    [InlineData("windows-1251", "Ещё")]
    [InlineData("iso-8859-5", "Ещё")]
    [InlineData("windows-1256", "مرحبا")]
    [InlineData("iso-8859-6", "مرحبا")]
    [InlineData("utf-16", "مرحبا")]
    public void Legacy_sets_of_our_five_languages_are_known(string label, string text) => Assert.Equal(text, Charsets.Decode(Encoding.GetEncoding(label).GetBytes(text), label));

    [Fact]
    public void A_byte_order_mark_is_no_text() => Assert.Equal("ok", Charsets.Decode([0xEF, 0xBB, 0xBF, 0x6F, 0x6B], "utf-8"));

    [Theory]
    [InlineData("<meta charset=windows-1251>", "short")]
    [InlineData("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">", "long")]
    public void Html_without_a_label_is_read_as_it_says_itself(string meta, string why) =>
        Assert.True(Charsets.DecodeHtml([.. Encoding.ASCII.GetBytes(meta), 0xE4, 0xE0], null).EndsWith("да", StringComparison.Ordinal), why);
}
