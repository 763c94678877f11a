using System.Text;

namespace IfexList.Publishing;

/// <summary>
/// Shortens a text to so many octets where a reader stumbles least: at a paragraph, else at a sentence, else at a word. A better place counts only
/// in the second half of the room, or a long paragraph behind a short one would cost the reader most of what he could have had.
/// </summary>
public static class TextCut
{
    private const string SentenceEnds = ".!?…؟۔";

    /// <summary>As the text travels: UTF-8, each line end two octets.</summary>
    public static int Octets(string text) => Encoding.UTF8.GetByteCount(text) + text.AsSpan().Count('\n');

    /// <summary>The text itself where it fits; otherwise its beginning, without blanks behind it; nothing where there is no room.</summary>
    public static string Fit(string text, int octets)
    {
        if (Octets(text) <= octets)
            return text;
        var most = Fitting(text, octets);
        var least = Math.Max(1, most / 2);
        var end = Paragraph(text, most, least) ?? Sentence(text, most, least) ?? Word(text, most, least) ?? most;
        return text[..end].TrimEnd();
    }

    // How many characters of it fit, none of them torn apart.
    private static int Fitting(string text, int octets)
    {
        var (end, room) = (0, octets);
        foreach (var rune in text.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength + (rune.Value == '\n' ? 1 : 0);
            if (room < 0)
                break;
            end += rune.Utf16SequenceLength;
        }
        return end;
    }

    private static int? Paragraph(string text, int most, int least) =>
        text.AsSpan(0, Math.Min(most + 2, text.Length)).LastIndexOf("\n\n") is var end && end >= least ? end : null;

    private static int? Sentence(string text, int most, int least)
    {
        for (var end = most; end >= least; end--)
            if (SentenceEnds.Contains(text[end - 1]) && char.IsWhiteSpace(text[end]))
                return end;
        return null;
    }

    private static int? Word(string text, int most, int least)
    {
        for (var end = most; end >= least; end--)
            if (char.IsWhiteSpace(text[end]))
                return end;
        return null;
    }
}
