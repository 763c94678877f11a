using System.Text.RegularExpressions;
using IfexList.Foundation;

namespace IfexList.Bounces;

/// <summary>
/// Reads delivery statuses (RFC 3464 §2.1): fields in groups that blank lines part. Many systems leave the blank lines out or put more in, break lines
/// without folding them, or send the fields as plain text.
/// </summary>
internal static partial class StatusGroups
{
    private static readonly HashSet<string> Opening = new(StringComparer.OrdinalIgnoreCase) { "Final-Recipient", "Original-Recipient", "Action" };

    /// <summary>Whether plain text holds a delivery status.</summary>
    public static bool AreIn(string text) => RecipientLine().IsMatch(text) && VerdictLine().IsMatch(text);

    /// <summary>The groups that speak of a recipient.</summary>
    public static IEnumerable<StatusGroup> Of(string text)
    {
        var group = new List<(string Name, string Value)>();
        foreach (var raw in text.Split('\n').Take(Limits.ReturnedLines))
        {
            var line = raw.TrimEnd();
            var field = Field().Match(line);
            var name = field.Success ? field.Groups[1].Value : "";
            var ends = line.Length == 0 && HasVerdict(group) || field.Success && Opening.Contains(name) && group.Exists(other => other.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (ends && SpeaksOfSomebody(group))
            {
                yield return new StatusGroup(group);
                group = [];
            }
            if (field.Success && !char.IsWhiteSpace(line[0]))
                group.Add((name, line[field.Length..].Trim()));
            else if (line.Length > 0 && group is [.., var (last, value)] && value.Length < Limits.ReturnedWords)
                group[^1] = (last, $"{value} {line.Trim()}".Trim());
        }
        if (SpeaksOfSomebody(group))
            yield return new StatusGroup(group);
    }

    private static bool SpeaksOfSomebody(List<(string Name, string Value)> group) =>
        new StatusGroup(group) is { NamesSomebody: true } or { Action: not null, Status: not null };

    // Some put a blank line behind each field.
    private static bool HasVerdict(List<(string Name, string Value)> group) => new StatusGroup(group) is { Action: not null, Status: not null };

    [GeneratedRegex(@"^[ \t]*([A-Za-z][A-Za-z0-9-]{2,50})[ \t]{0,3}:")]
    private static partial Regex Field();

    [GeneratedRegex(@"^(?:Final|Original)-Recipient[ \t]{0,3}:", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex RecipientLine();

    [GeneratedRegex(@"^(?:Action|Status|Diagnostic-Code)[ \t]{0,3}:", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex VerdictLine();
}
