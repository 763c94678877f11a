using System.Text.RegularExpressions;

namespace IfexList.Operations;

/// <summary>
/// What list software wrote below old mails: a rule and a few lines on the list itself, or the place of a part that a web archive took off. It goes only where it is plain;
/// a doubtful line stays, since it may be the writer's.
/// </summary>
internal static partial class ListFooter
{
    private const int FooterLines = 12;

    public static string CutFrom(string text)
    {
        var lines = text.TrimEnd().Split('\n').ToList();
        while (Scrubbed(lines) is >= 0 and var scrubbed || (scrubbed = Footer(lines)) >= 0)
        {
            lines.RemoveRange(scrubbed, lines.Count - scrubbed);
            while (lines is [.., var last] && string.IsNullOrWhiteSpace(last))
                lines.RemoveAt(lines.Count - 1);
        }
        return string.Join('\n', lines);
    }

    private static int Footer(List<string> lines)
    {
        for (var at = lines.Count - 1; at >= Math.Max(0, lines.Count - 1 - FooterLines); at--)
            if (Rule().IsMatch(lines[at]))
                return lines.Skip(at + 1).Any(line => OfList().IsMatch(line)) ? at : -1;
        return -1;
    }

    // Pipermail: "-------------- next part --------------", "An HTML attachment was scrubbed...", "URL: <...>".
    private static int Scrubbed(List<string> lines)
    {
        for (var at = lines.Count - 1; at >= Math.Max(0, lines.Count - 1 - FooterLines); at--)
            if (lines[at].StartsWith("-------------- next part", StringComparison.Ordinal))
                return lines.Skip(at + 1).Any(line => line.Contains(" was scrubbed...", StringComparison.Ordinal)) ? at : -1;
        return -1;
    }

    [GeneratedRegex("^(?:_{10,200}|-{20,200}|-- ?)[ \\r]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Rule();

    [GeneratedRegex("mailing list|listinfo|unsubscribe|hyperkitty|mailman|d.sabonner|désabonner|liste de diffusion|lista de correo|darse de baja", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex OfList();
}
