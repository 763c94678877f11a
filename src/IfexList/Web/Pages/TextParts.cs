using System.Text;
using IfexList.Foundation;

namespace IfexList.Web;

/// <summary>An edition's text in parts that each fit a page: whole paragraphs, and of one that is too long whole lines.</summary>
public static class TextParts
{
    /// <returns>At least one part; each is paragraphs of lines.</returns>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Of(string text)
    {
        var parts = new List<IReadOnlyList<IReadOnlyList<string>>>();
        var (part, octets) = (new List<IReadOnlyList<string>>(), 0);
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).SelectMany(Fitting))
        {
            var length = paragraph.Sum(Encoding.UTF8.GetByteCount);
            if (part.Count > 0 && octets + length > Limits.ArchivePageOctets)
            {
                parts.Add(part);
                (part, octets) = ([], 0);
            }
            part.Add(paragraph);
            octets += length;
        }
        if (part.Count > 0 || parts.Count == 0)
            parts.Add(part);
        return parts;
    }

    private static IEnumerable<IReadOnlyList<string>> Fitting(string paragraph)
    {
        var (lines, octets) = (new List<string>(), 0);
        foreach (var line in paragraph.Trim('\n').Split('\n').SelectMany(Cut))
        {
            var length = Encoding.UTF8.GetByteCount(line);
            if (lines.Count > 0 && octets + length > Limits.ArchivePageOctets)
            {
                yield return lines;
                (lines, octets) = ([], 0);
            }
            lines.Add(line);
            octets += length;
        }
        if (lines.Count > 0)
            yield return lines;
    }

    // A paragraph in one line, longer than a page: between words, if there are any.
    private static IEnumerable<string> Cut(string line)
    {
        const int most = Limits.ArchivePageOctets / 4;
        while (line.Length > most)
        {
            var at = line.LastIndexOf(' ', most - 1, most / 2);
            at = at > 0 ? at : char.IsHighSurrogate(line[most - 1]) ? most - 1 : most;
            yield return line[..at];
            line = line[at..].TrimStart(' ');
        }
        yield return line;
    }
}
