using System.Text;
using System.Text.RegularExpressions;
using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Publishing;

/// <summary>
/// A newsletter's text as it leaves: exactly as its editor wrote it, only that what runs on beyond 72 columns is broken there. Rules, lists, tables, quotations and addresses stay as they
/// are, and Arabic is never broken: each line would be a paragraph with a direction of its own.
/// </summary>
public static partial class IssueWrapping
{
    public static string Of(string text, Language language)
    {
        if (language.IsRightToLeft())
            return text;
        var result = new StringBuilder(text.Length + 64);
        foreach (var line in text.Split('\n'))
            if (line.Length > Wrapping.Columns && !IsLaidOut(line))
                Wrapping.Wrap(line.TrimEnd(), result);
            else
                result.Append(line).Append('\n');
        return result.ToString(0, result.Length - 1);
    }

    // "----|", "- Ecuador", "+ Editor summoned", "1. Tunisia", "| a | b |", columns with gaps, addresses that somebody wants to click or copy.
    private static bool IsLaidOut(string line) => LaidOut().IsMatch(line) || RightToLeft.Leads(line);

    [GeneratedRegex(@"^[ \t]{0,8}(?:[-–—+*•>|=_#]|[0-9]{1,3}[.)])|^[ \t]|\S(?:\t|   )[ \t]*\S|\||://|www\.|\S@\S", RegexOptions.NonBacktracking)]
    private static partial Regex LaidOut();
}
