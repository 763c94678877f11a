using System.Diagnostics;
using IfexList.Archive;

namespace IfexList.Tests.Archive;

public sealed class MaskedAddressTests
{
    [Theory]
    [InlineData("write to rana@example.org today", "write to …@example.org today", "a sentence")]
    [InlineData("rana@example.org, o'neil+news@mail.example.org", "…@example.org, …@mail.example.org", "several in a line")]
    [InlineData("Rana <rana.k@example.org>", "Rana <…@example.org>", "in angle brackets")]
    [InlineData("mailto:rana@example.org?subject=x", "mailto:…@example.org?subject=x", "a mailto link")]
    [InlineData("https://example.org/?to=rana@example.net&x=1", "https://example.org/?…@example.net&x=1", "in a link's question")]
    [InlineData("https://example.org/?to=rana%40example.net", "https://example.org/?…%40example.net", "encoded in a link")]
    [InlineData("https://user:secret@example.org/", "https://user:…@example.org/", "a password in a link")]
    [InlineData("https://example.org/@rana and @rana", "https://example.org/@rana and @rana", "names of accounts are no addresses")]
    [InlineData("https://example.org/@rana@example.net", "https://example.org/@…@example.net", "but these are reached like one")]
    [InlineData("bounce+rana=example.org@lists.example.net", "…@lists.example.net", "an address within one")]
    [InlineData("\"Rana K.\"@example.org", "…@example.org", "a quoted name")]
    [InlineData("josé.pérez@example.org", "…@example.org", "letters with accents")]
    [InlineData("иван@пример.example", "…@пример.example", "Cyrillic")]
    [InlineData("rana＠example.org", "…＠example.org", "a wide sign")]
    [InlineData("*rana@example.org*", "*…@example.org*", "stars around it")]
    [InlineData("root@[192.0.2.1]", "…@[192.0.2.1]", "an address without a name")]
    [InlineData("5@once, at @ 5, a@b", "5@once, at @ 5, a@b", "no names of two labels")]
    [InlineData("a@b@c@example.org", "a@b@…@example.org", "several signs")]
    [InlineData("للاتصال: rana@example.org", "للاتصال: \u200E…@example.org", "in Arabic the dots stay in front")]
    [InlineData("راسلوا علىrana@example.org", "راسلوا على\u200E…@example.org", "an Arabic word that stands close to it")]
    [InlineData("رنا@مثال.example", "\u200E…@مثال.example", "an Arabic name")]
    [InlineData("\u2066rana\u200E@example.org\u2069 نص", "\u2066\u200E…@example.org\u2069 نص", "isolates around it")]
    [InlineData("…@example.org", "…@example.org", "masked already")]
    [InlineData("", "", "nothing")]
    public void Nobody_reads_whose_it_is(string text, string shown, string why)
    {
        Assert.True(MaskedAddresses.In(text) == shown, $"{why}: {MaskedAddresses.In(text)}");
        Assert.Equal(shown, MaskedAddresses.In(shown));
    }

    [Fact]
    public void No_character_is_cut_in_two()
    {
        foreach (var before in (string[])["", "a"])
            Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(
                MaskedAddresses.In($"{string.Concat(Enumerable.Repeat("😀", 300))}{before}@example.org"))));
    }

    [Theory]
    [InlineData("a@")]
    [InlineData("a.")]
    [InlineData("@a.")]
    [InlineData("\"@")]
    [InlineData("%40a.b")]
    public void A_hostile_text_costs_linear_time(string piece)
    {
        var watch = Stopwatch.StartNew();
        MaskedAddresses.In(string.Concat(Enumerable.Repeat(piece, 200_000)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
    }
}
