namespace IfexList.Moderation;

/// <summary>Puts lines together that a mail program broke at its column, and leaves those that the writer ended himself.</summary>
internal static class HardWraps
{
    // No program breaks lines earlier than the first or later than the second.
    private const int Narrowest = 60;
    private const int Widest = 80;

    /// <param name="width">The longest line of the whole text: the column at which its program breaks, if it does.</param>
    public static string Undo(string paragraph, int width)
    {
        if (width is < Narrowest or > Widest)
            return paragraph;
        var lines = paragraph.Split('\n');
        var joined = lines[0];
        for (var i = 1; i < lines.Length; i++)
            joined += (WasBroken(lines[i - 1], lines[i], width) ? " " : "\n") + lines[i];
        return joined;
    }

    // A writer who ends a line leaves room for the next word; a program doesn't.
    private static bool WasBroken(string line, string next, int width)
    {
        var word = next.IndexOf(' ');
        return !IsItem(next) && line.Length + 1 + (word < 0 ? next.Length : word) > width;
    }

    private static bool IsItem(string line) => line is ['-' or '*' or '•' or '–' or '—' or '>' or ' ' or '\t', ..] || char.IsDigit(line[0]) && line.AsSpan().TrimStart("0123456789") is ['.' or ')', ..];
}
