using System.Globalization;
using System.Text.RegularExpressions;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Notices;

namespace IfexList.Translation;

/// <summary>
/// A text with its paragraphs numbered from 1, as translators get it: <c>[3] The editor was freed …</c>. A paragraph ends at a blank line, so a list and an
/// address block are one each. The number stands at the head of a paragraph, where no program's line break can tear it off.
/// </summary>
/// <param name="HasSubject">The first paragraph is the Subject.</param>
public sealed partial record NumberedText(IReadOnlyList<string> Paragraphs, bool HasSubject = false)
{
    // No program breaks lines later: two such lines are two paragraphs, whose writer left no blank line between them.
    private const int LongLine = 120;

    public static NumberedText Of(string text) => new([.. ParagraphDiff.Paragraphs(text).SelectMany(Apart)]);

    /// <summary>The Subject is the first paragraph.</summary>
    public static NumberedText Of(string subject, string text) =>
        OwnText.IsWritten(subject) ? new([subject.ReplaceLineEndings(" ").Trim(), .. Of(text).Paragraphs], HasSubject: true) : Of(text);

    /// <summary>As a letter shows it. It may stand between marker lines.</summary>
    public string Shown => string.Join("\n\n", Paragraphs.Select((paragraph, index) => $"[{index + 1}] {string.Join('\n', paragraph.Split('\n').Select(MarkerLines.Escape))}"));

    /// <summary>The text again, without the numbers; the Subject is its first paragraph.</summary>
    public string Text => string.Join("\n\n", Paragraphs);

    /// <summary>A number at the head of a line, in any digits, also where its first bracket is lost; and what stands behind it.</summary>
    internal static bool TryNumber(string line, out int number, out string rest)
    {
        (number, rest) = (0, line);
        var match = Numbered().Match(line);
        if (!match.Success)
            return false;
        foreach (var digit in match.Groups[1].Value)
            number = number * 10 + CharUnicodeInfo.GetDecimalDigitValue(digit);
        rest = line[match.Length..];
        return number > 0;
    }

    private static IEnumerable<string> Apart(string paragraph)
    {
        var lines = paragraph.Split('\n');
        return lines.Count(line => line.Length > LongLine) >= 2 ? lines : [paragraph];
    }

    // Programs and right-to-left editors put marks that can't be seen around it.
    [GeneratedRegex(@"^[\s\u200E\u200F\u061C\u2066-\u2069\u202A-\u202E*_]{0,10}[\[［]?[ \u2066-\u2069\u200E\u200F]{0,3}(\d{1,3})[ \u2066-\u2069\u200E\u200F]{0,3}[\]］][\s*_\u2066-\u2069\u200E\u200F]{0,6}", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
