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

    /// <summary>Before the Subject, in the first line behind the first marker.</summary>
    public const string Subject = "Subject: ";

    private const string Sign = "> ";

    public static bool IsMarker(string line) => Seen(line) is not null;

    public static bool IsBegin(string line) => Seen(line) == "begintext";

    public static bool IsEnd(string line) => Seen(line) == "endtext";

    /// <summary>Lets a line of a post stand between the markers: one that looks like a marker is quoted.</summary>
    public static string Escape(string line) => IsMarker(line) ? Sign + line : line;

    /// <summary>What <see cref="Escape"/> did, undone.</summary>
    public static string Unescape(string line) => line.StartsWith(Sign, StringComparison.Ordinal) && IsMarker(line[Sign.Length..]) ? line[Sign.Length..] : line;

    // Which of the two it is, folded; null where it is neither.
    private static string? Seen(string line)
    {
        if (!line.AsSpan().ContainsAny('[', '［'))
            return null;
        var seen = new StringBuilder(BeginText.Length);
        foreach (var rune in line.EnumerateRunes())
            if (IsSeen(rune) && seen.Append(rune).Length > BeginText.Length)
                return null;
        return seen is ['[' or '［', ..] && Words.Fold(seen.ToString()) is "begintext" or "endtext" ? Words.Fold(seen.ToString()) : null;
    }

    private static bool IsSeen(Rune rune) => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
}
