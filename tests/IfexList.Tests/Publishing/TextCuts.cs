using IfexList.Publishing;

namespace IfexList.Tests.Publishing;

/// <summary>Where a text that is too long is cut.</summary>
public sealed class TextCuts
{
    [Theory]
    [InlineData("Short.", 100, "Short.", "what fits stays")]
    [InlineData("One two.\n\nThree four.", 16, "One two.", "at a paragraph")]
    [InlineData("One two.\n\nThree four.", 20, "One two.\n\nThree", "the paragraph ends too far in front")]
    [InlineData("One two.\n\nThree four.", 12, "One two.", "the paragraph's end just fits")]
    [InlineData("One two.\n\nThree four.", 8, "One two.", "exactly")]
    [InlineData("One. Two three four five.\n\nSix.", 22, "One. Two three four", "the only sentence's end is too far in front: at a word")]
    [InlineData("One two three. Four five six.", 20, "One two three.", "at a sentence")]
    [InlineData("Is it so? Four five six seven.", 17, "Is it so?", "a question is one")]
    [InlineData("هل هذا صحيح؟ نعم هو كذلك", 32, "هل هذا صحيح؟", "also in Arabic")]
    [InlineData("A.\n\nOne two three four five six.", 20, "A.\n\nOne two three", "a heading alone would be a poor half")]
    [InlineData("version 2.0 of it is out", 12, "version 2.0", "a point within a figure ends no sentence")]
    [InlineData("абвгдежзик", 7, "абв", "no character is torn apart")]
    [InlineData("😀😀😀", 9, "😀😀", "nor one of two halves")]
    [InlineData("Text.", 0, "", "no room")]
    [InlineData("Text.", -5, "", "less than none")]
    [InlineData("a\n\n\n\nb", 6, "a", "line ends have two octets, and blank lines don't end a text")]
    public void A_text_is_cut_where_it_hurts_least(string text, int octets, string expected, string because)
    {
        var cut = TextCut.Fit(text, octets);
        Assert.True(expected == cut, $"{because}: {cut}");
        Assert.True(TextCut.Octets(cut) <= Math.Max(0, octets), because);
        Assert.StartsWith(cut, text, StringComparison.Ordinal);
    }
}
