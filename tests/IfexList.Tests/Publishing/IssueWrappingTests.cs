using IfexList.Mail;
using IfexList.Publishing;
using Xunit;

namespace IfexList.Tests.Publishing;

public sealed class IssueWrappingTests
{
    private const string Long = "word word word word word word word word word word word word word word word word word";

    [Theory]
    [InlineData("----------------------------------------------------------------------------------", "a rule")]
    [InlineData("--------------| " + Long + " |------------------", "a rule with words in it")]
    [InlineData("- " + Long, "a list")]
    [InlineData("+ " + Long, "the same story by another member")]
    [InlineData("12. " + Long, "a numbered list")]
    [InlineData("See https://example.org/" + Long, "an address of a page")]
    [InlineData(Long + " communique-request@lists.example.org", "a mail address")]
    [InlineData("Country     Alerts     " + Long, "columns")]
    [InlineData("Tunisia | 3 | " + Long, "a table")]
    [InlineData("    " + Long, "set in")]
    [InlineData("نص طويل جدا نص طويل جدا نص طويل جدا نص طويل جدا نص طويل جدا نص طويل جدا نص طويل جدا", "Arabic in an English text")]
    [InlineData("short", "nothing to break")]
    public void What_is_laid_out_stays_as_it_is(string line, string why) => Assert.True($"a\n{line}\n\nb" == IssueWrapping.Of($"a\n{line}\n\nb", Language.En), why);

    [Fact]
    public void A_long_line_of_words_is_broken_at_72_columns_and_no_word_is_lost()
    {
        var broken = IssueWrapping.Of($"-- | INDEX | --\n{Long}\n----|", Language.Fr).Split('\n');
        Assert.All(broken, line => Assert.True(line.Length <= 72, line));
        Assert.Equal(("-- | INDEX | --", Long, "----|"), (broken[0], string.Join(' ', broken[1..^1]), broken[^1]));
    }

    [Fact]
    public void Arabic_is_never_broken() => Assert.Equal(Long, IssueWrapping.Of(Long, Language.Ar));
}
