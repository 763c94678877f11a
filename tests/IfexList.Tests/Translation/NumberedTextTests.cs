using IfexList.Mail;
using IfexList.Notices;
using IfexList.Translation;

namespace IfexList.Tests.Translation;

/// <summary>How a source is numbered for its translators, and what they are told of a correction.</summary>
public class NumberedTextTests
{
    [Theory]
    [InlineData("a\n\n\nb", 2, "blank lines part")]
    [InlineData("Send appeals:\n- one;\n- two.", 1, "a list is one")]
    [InlineData("Minister\nBox 12\nFax: +999 1", 1, "an address is one")]
    [InlineData("\n  \n", 0, "nothing")]
    [InlineData("a\n\u200F \nb", 2, "a line of marks is blank")]
    public void Paragraphs_end_at_blank_lines(string text, int expected, string why) => Assert.True(NumberedText.Of(text).Paragraphs.Count == expected, why);

    [Fact]
    public void Long_lines_are_paragraphs_where_no_blank_line_parts_them()
    {
        var (one, two) = (new string('a', 130), new string('b', 130));
        Assert.Equal(["short", one, two], NumberedText.Of($"short\n\n{one}\n{two}").Paragraphs);
    }

    [Fact]
    public void The_subject_is_the_first_paragraph()
    {
        var text = NumberedText.Of("ALERT:\n Freed", "He is free.");
        Assert.True(text.HasSubject);
        Assert.Equal("[1] ALERT:  Freed\n\n[2] He is free.", text.Shown);
    }

    [Fact]
    public void A_marker_in_the_source_is_none_in_the_letter() =>
        Assert.DoesNotContain(NumberedText.Of($"a\n{MarkerLines.EndText}\nb").Shown.Split('\n'), MarkerLines.IsMarker);

    [Theory]
    [InlineData("a|b|c", "a|b|c", "1=1 2=2 3=3", "nothing")]
    [InlineData("a|b|c", "a|c", "1=1 -2 3=2", "one is gone")]
    [InlineData("a|c", "a|b|c", "1=1 +2 2=3", "one is new")]
    [InlineData("a|four men came at night|c", "a|four men came by day|c", "1=1 2~2 3=3", "one is changed")]
    [InlineData("a|four men came at night|c", "a|he is well|four men came by day|c", "1=1 +2 2~3 3=4", "one is changed, another stands before it")]
    [InlineData("a|four men came\nat night", "a|four men\ncame at  night", "1=1 2=2", "only its lines were broken elsewhere")]
    [InlineData("a", "b", "1~1", "all of it")]
    public void A_correction_is_told_by_paragraphs(string old, string now, string expected, string why)
    {
        var changes = Changes.Between(NumberedText.Of(old.Replace("|", "\n\n")), NumberedText.Of(now.Replace("|", "\n\n")));
        var told = string.Join(' ', changes.Select(change => change.Kind switch
        {
            ChangeKind.Kept => $"{change.Old}={change.New}",
            ChangeKind.Changed => $"{change.Old}~{change.New}",
            ChangeKind.New => $"+{change.New}",
            _ => $"-{change.Old}",
        }));
        Assert.True(told == expected, $"{why}: {told}");
    }

    [Fact]
    public void Each_paragraph_of_an_alert_has_its_number()
    {
        var source = Pairs.Load("a", Language.En);
        Assert.Equal(12, source.Paragraphs.Count);
        Assert.StartsWith("[9] RECOMMENDED ACTION:\nSend appeals", source.Shown.Split("\n\n")[8], StringComparison.Ordinal);
    }
}
