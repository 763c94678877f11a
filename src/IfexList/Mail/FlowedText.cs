using System.Text;

namespace IfexList.Mail;

/// <summary>
/// Undoes format=flowed (RFC 3676): soft line breaks are joined within one depth of quotation, stuffing spaces go.
/// What was quoted stays quoted, as <c>&gt;&gt; text</c>.
/// </summary>
internal static class FlowedText
{
    public static string Unflow(string text, bool deleteSpace)
    {
        var result = new StringBuilder(text.Length);
        var openDepth = -1;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range];
            var depth = line.IndexOfAnyExcept('>');
            if (depth < 0)
                depth = line.Length;
            line = line[depth..];
            if (line is [' ', ..])
                line = line[1..];
            // RFC 3676 §4.3: the signature separator is always a line of its own.
            var isSeparator = line is "-- ";
            if (openDepth != depth || isSeparator)
                Begin(result, depth, openDepth >= 0);
            var soft = line is [.., ' '] && !isSeparator;
            result.Append(soft && deleteSpace ? line[..^1] : line);
            if (!soft)
                result.Append('\n');
            openDepth = soft ? depth : -1;
        }
        if (result is [.., '\n'] && !text.EndsWith('\n'))
            result.Length--;
        else if (text.EndsWith('\n') && result.Length > 1 && result[^1] == '\n' && result[^2] == '\n')
            result.Length--;
        return result.ToString();
    }

    private static void Begin(StringBuilder result, int depth, bool lineIsOpen)
    {
        if (lineIsOpen)
            result.Append('\n');
        if (depth > 0)
            result.Append('>', depth).Append(' ');
    }
}
