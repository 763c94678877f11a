using System.Text;

namespace IfexList.Notices;

/// <summary>
/// Breaks a letter's paragraphs at 72 columns, as plain mail is read. Arabic is never broken (each line would be a paragraph with a direction
/// of its own), also where it stands in a letter in another language; nor is an address or a token, nor what stands between the marker lines of a post's text.
/// </summary>
public static class Wrapping
{
    public const int Columns = 72;

    /// <summary>Wraps, and lets no two blank lines follow each other.</summary>
    public static string Tidy(string letter, bool wrap)
    {
        var result = new StringBuilder(letter.Length + 64);
        var inText = false;
        var blank = true;
        foreach (var raw in letter.Split('\n'))
        {
            inText = inText ? raw != MarkerLines.EndText : raw == MarkerLines.BeginText;
            var line = inText ? raw : RightToLeft.Settled(raw.TrimEnd(' '));
            if (line.Length == 0 && blank && !inText)
                continue;
            blank = line.Length == 0;
            if (wrap && !inText && line.Length > Columns && line[0] != '>' && !RightToLeft.Leads(line))
                Wrap(line, result);
            else
                result.Append(line).Append('\n');
        }
        return result.ToString().TrimEnd('\n') + "\n";
    }

    internal static void Wrap(string line, StringBuilder result)
    {
        // An item's further lines stand below its first word.
        var indent = line.StartsWith("- ", StringComparison.Ordinal) ? "  " : "";
        var column = 0;
        foreach (var word in Units(line))
        {
            if (column > 0 && column + 1 + word.Length > Columns)
            {
                result.Append('\n').Append(indent);
                column = indent.Length;
            }
            else if (column > 0)
            {
                result.Append(' ');
                column++;
            }
            result.Append(word);
            column += word.Length;
        }
        result.Append('\n');
    }

    // French sets a space before its high punctuation, which may not begin a line; nor may an opening guillemet end one.
    private static IEnumerable<string> Units(string line)
    {
        var unit = "";
        foreach (var word in line.Split(' '))
        {
            if (unit.Length > 0 && !(word is [':' or ';' or '!' or '?' or '»', ..] || unit.EndsWith('«')))
            {
                yield return unit;
                unit = word;
            }
            else
                unit += unit.Length > 0 ? " " + word : word;
        }
        yield return unit;
    }
}
