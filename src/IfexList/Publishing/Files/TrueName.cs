using System.Globalization;
using System.Text;

namespace IfexList.Publishing;

/// <summary>A file's name as it really is, for the eyes of poster and moderator: signs that nobody sees are written out.</summary>
internal static class TrueName
{
    private const int Characters = 120;

    // What a name in front of one of these pretends to be matters only before something that can be run or opens something else.
    private static readonly HashSet<string> Innocent = new(StringComparer.OrdinalIgnoreCase)
        { "pdf", "doc", "docx", "odt", "rtf", "txt", "jpg", "jpeg", "png", "gif", "tif", "tiff", "webp", "heic", "xls", "xlsx", "ods", "ppt", "pptx", "odp", "mp3", "mp4", "htm", "html" };

    /// <summary>The name with U+202E and its like spelt out, cut to a line.</summary>
    public static (string Shown, bool HasHiddenSigns) Of(string name)
    {
        var (shown, hidden) = (new StringBuilder(), false);
        foreach (var rune in name.EnumerateRunes())
        {
            // An emoji's joiner is hidden, too: a name doesn't need it.
            var isHidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned || rune == Rune.ReplacementChar;
            hidden |= isHidden;
            shown.Append(isHidden ? string.Create(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]") : Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
            if (shown.Length > Characters)
                return (shown.ToString(0, char.IsHighSurrogate(shown[Characters - 1]) ? Characters - 1 : Characters) + "…", hidden);
        }
        return (shown.ToString().Trim(), hidden);
    }

    /// <summary><c>report.pdf.exe</c>: what it shows first isn't what it is.</summary>
    public static bool HasTwoExtensions(string name) =>
        name.Split('.') is { Length: > 2 } parts && Innocent.Contains(parts[^2].Trim()) && parts[^1].Trim() is { Length: > 0 and < 6 } last
        && !last.Equals(parts[^2].Trim(), StringComparison.OrdinalIgnoreCase);
}
