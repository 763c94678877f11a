using IfexList.Moderation;
using IfexList.Publishing;
using Xunit;

namespace IfexList.Tests.Moderation;

/// <summary>What a text that came back means for the post that was sent.</summary>
public class EditTests
{
    private const string Long = "(SPW/IFEX) - Four men in plain clothes came to the printing works at night, showed no warrant, and left with the plates.";

    private static CleanPost Post(string text, string subject = "ALERT - ZIMBABWE: Plates seized") => new(subject, text, [new Withheld(WithheldKind.Html)], IsEncrypted: false, IsCut: false, null, null, null);

    private static TextEdit Edit(string text, string sent, bool isHis = false, bool isSaid = true, bool isWhole = true) =>
        TextEdit.Of(new ReturnedText(text, isWhole, isHis, isSaid, ""), Post(sent));

    [Theory]
    [InlineData("a\n\nb", "as it was")]
    [InlineData("Subject: ALERT - ZIMBABWE: Plates seized\n\na\n\nb", "with its Subject")]
    [InlineData("  a\u00A0\n\n\n\n b\n\n", "blanks")]
    [InlineData("a\nb", "a lost blank line")]
    [InlineData("\u200Fa\u200F\n\n\u2068b\u2069", "marks of direction")]
    public void The_same_text_is_no_edit(string text, string why) => Assert.True(Edit(text, "a\n\nb") is TextEdit.None, why);

    [Fact]
    public void A_long_subject_that_a_program_broke_is_the_same()
    {
        var subject = string.Join(' ', Enumerable.Repeat("word", 30));
        var broken = $"Subject: {subject[..64].Trim()}\n{subject[64..128].Trim()}\n{subject[128..].Trim()}\n\na";
        Assert.IsType<TextEdit.None>(TextEdit.Of(new ReturnedText(broken, true, false, true, ""), Post("a", subject)));
    }

    [Theory]
    [InlineData("Subject: New\n\na\n\nb", "New", "a\n\nb", "only the Subject")]
    [InlineData("Objet : Nouveau\n\na\n\nb", "Nouveau", "a\n\nb", "its label in French")]
    [InlineData("Subject: New\na\n\nb", "New", "a\n\nb", "the blank line is lost")]
    [InlineData("Subject:\n\na\n\nc", "ALERT - ZIMBABWE: Plates seized", "a\n\nc", "an emptied Subject stays")]
    [InlineData("a\n\nc", "ALERT - ZIMBABWE: Plates seized", "a\n\nc", "no Subject came back")]
    [InlineData("a\n\nb\n\nc", "ALERT - ZIMBABWE: Plates seized", "a\n\nb\n\nc", "a paragraph more")]
    [InlineData("TUNIS: a\n\nb", "ALERT - ZIMBABWE: Plates seized", "TUNIS: a\n\nb", "a first line with a colon is no Subject")]
    public void Subject_and_text_replace_those_of_the_post(string text, string subject, string expected, string why) =>
        Assert.True(new TextEdit.Changed(subject, expected) == Edit(text, "a\n\nb"), $"{why}: {Edit(text, "a\n\nb")}");

    [Theory]
    [InlineData(10, 8, false, true, true, false, "a fifth is gone")]
    [InlineData(10, 7, false, true, true, true, "more than a fifth is gone from a quotation")]
    [InlineData(10, 7, true, false, true, true, "more than a fifth is gone, and he says nothing")]
    [InlineData(10, 3, true, true, true, false, "he copied it out and says so: he means it")]
    [InlineData(10, 3, true, true, false, true, "but its end is missing")]
    [InlineData(10, 10, true, true, false, true, "nothing is missing but the end")]
    [InlineData(4, 3, false, true, true, true, "one of four")]
    [InlineData(5, 4, false, true, true, false, "one of five")]
    public void What_may_have_been_lost_on_the_way_is_asked(int sent, int returned, bool isHis, bool isSaid, bool isWhole, bool asked, string why)
    {
        var paragraphs = Enumerable.Range(1, sent).Select(number => $"Paragraph {number}.").ToList();
        var text = string.Join("\n\n", paragraphs.Take(returned).Select((paragraph, i) => i == 0 ? "A new beginning." : paragraph));
        Assert.True(Edit(text, string.Join("\n\n", paragraphs), isHis, isSaid, isWhole) is TextEdit.Doubtful == asked, why);
    }

    [Fact]
    public void What_was_added_below_does_not_make_up_for_what_was_lost_above()
    {
        var sent = string.Join("\n\n", Enumerable.Range(1, 10).Select(number => $"Paragraph {number}."));
        var returned = string.Join("\n\n", Enumerable.Range(5, 6).Select(number => $"Paragraph {number}.").Concat(["One.", "Two.", "Three.", "Four."]));
        Assert.IsType<TextEdit.Doubtful>(Edit(returned, sent));
    }

    [Fact]
    public void What_is_asked_shows_the_difference_in_a_few_short_lines()
    {
        var sent = "Same.\n\n" + Long + "\n\nLost one.\n\nLost two.";
        var doubt = Assert.IsType<TextEdit.Doubtful>(Edit("Same.\n\n" + Long.Replace("no warrant", "a warrant", StringComparison.Ordinal), sent));
        Assert.Equal(4, doubt.Difference.Split('\n').Length);
        Assert.Contains("no warrant", doubt.Difference, StringComparison.Ordinal);
        Assert.Contains("+ …", doubt.Difference, StringComparison.Ordinal);
        Assert.EndsWith("- Lost one.\n- Lost two.", doubt.Difference, StringComparison.Ordinal);
        var many = Assert.IsType<TextEdit.Doubtful>(Edit("x", string.Join("\n\n", Enumerable.Range(1, 5000).Select(number => $"Paragraph {number} {Long}"))));
        Assert.Equal(20, many.Difference.Split('\n').Length);
        Assert.All(many.Difference.Split('\n'), line => Assert.InRange(line.Length, 1, 72));
    }

    [Theory]
    [InlineData("(SPW/IFEX) - Four men in plain clothes came to the printing works at\nnight, showed a warrant, and left with the plates.",
        "(SPW/IFEX) - Four men in plain clothes came to the printing works at night, showed a warrant, and left with the plates.", "broken at 72")]
    [InlineData("(SPW/IFEX) - Four men in plain clothes came to the printing works\nat night, showed a warrant, and left with the plates.\n\n- one\n- two",
        "(SPW/IFEX) - Four men in plain clothes came to the printing works at night, showed a warrant, and left with the plates.\n\n- one\n- two", "a list keeps its lines")]
    [InlineData("Send appeals to:\nMinister of Information\nFax: +263 4 555 0100", "Send appeals to:\nMinister of Information\nFax: +263 4 555 0100", "an address keeps its lines")]
    public void New_paragraphs_are_freed_from_their_programs_line_breaks(string returned, string expected, string why)
    {
        var edit = Assert.IsType<TextEdit.Changed>(Edit(returned, "x"));
        Assert.True(edit.Text == expected, $"{why}: {edit.Text}");
    }

    [Fact]
    public void What_stayed_keeps_the_lines_of_the_post()
    {
        var edit = Assert.IsType<TextEdit.Changed>(Edit("line one line two\n\nchanged", "line one\nline two\n\nold"));
        Assert.Equal("line one\nline two\n\nchanged", edit.Text);
    }

    [Fact]
    public void An_edit_is_cleansed_like_a_post_and_loses_its_signature()
    {
        var clean = Cleansing.Edited(Post("old"), "New\r\nBcc: x@y.example \u202Etxt", "a\u202Eb\u0007\r\nc");
        Assert.Equal("New Bcc: x@y.example txt", clean.Subject);
        Assert.Equal("ab\nc", clean.Text);
        Assert.Empty(clean.Withheld);
        Assert.Null(clean.SignedPart);
    }

    [Fact]
    public void A_text_of_the_greatest_length_is_compared_in_no_time()
    {
        var sent = string.Join("\n\n", Enumerable.Range(0, 100_000).Select(number => $"{number}"));
        var returned = string.Join("\n\n", Enumerable.Range(0, 100_000).Select(number => $"{number + 7}"));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Edit(returned, sent);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
