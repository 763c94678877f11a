using System.Globalization;
using System.Text;
using IfexList.Mail;

namespace IfexList.Notices;

/// <summary>
/// The two lines between which a request shows a post's text. What a reader would take for one is one, however it is capitalised, spaced or
/// sprinkled with what can't be seen: a post may not contain any, and in an answer one means that the text came back.
/// </summary>
public static class MarkerLines
{
    public const string BeginText = "[begin text]";
    public const string EndText = "[end text]";

    public static bool IsMarker(string line)
    {
        if (!line.AsSpan().ContainsAny('[', '［'))
            return false;
        var seen = new StringBuilder(BeginText.Length);
        foreach (var rune in line.EnumerateRunes())
            if (IsSeen(rune) && seen.Append(rune).Length > BeginText.Length)
                return false;
        return seen is ['[' or '［', ..] && Words.Fold(seen.ToString()) is "begintext" or "endtext";
    }

    private static bool IsSeen(Rune rune) => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
}
