using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Moderation;

/// <summary>The text between the marker lines of a request, as it came back in a reply: freed from quotation signs, its lines not yet joined.</summary>
/// <param name="IsWhole">Both markers are there.</param>
/// <param name="IsHis">No program quoted it: he sent it back himself.</param>
/// <param name="IsSaid">He says that he edited it.</param>
/// <param name="Around">The reply without it.</param>
public sealed record ReturnedText(string Text, bool IsWhole, bool IsHis, bool IsSaid, string Around)
{
    // A request has two, a quotation of a quotation four.
    private const int MarkersLookedAt = 8;

    /// <summary>What he sent back himself, else what was quoted; null where no marker is to be seen.</summary>
    public static ReturnedText? Find(string reply)
    {
        var lines = reply.Split('\n');
        var quoted = -1;
        var seen = 0;
        for (var i = 0; i < lines.Length && seen < MarkersLookedAt; i++)
        {
            var bare = Unquoted(lines[i], int.MaxValue);
            if (!MarkerLines.IsMarker(bare))
                continue;
            seen++;
            if (IsOwn(lines, i))
                return SentBack(lines, i);
            if (quoted < 0 && MarkerLines.IsBegin(bare))
                quoted = i;
        }
        return quoted < 0 ? null : Quoted(lines, quoted);
    }

    // As the lines above it tell: under "On … wrote:" a line without a sign may be quotation, too.
    private static bool IsOwn(string[] lines, int at)
    {
        if (Depth(lines[at]) > 0)
            return false;
        var own = OwnText.Of(string.Join('\n', lines[..(at + 1)]));
        return own.Top.Concat(own.Below).Concat(own.Between).Any(MarkerLines.IsMarker);
    }

    private static ReturnedText SentBack(string[] lines, int at)
    {
        // The first marker is lost, and with it we don't know what.
        if (MarkerLines.IsEnd(lines[at]))
            return new ReturnedText("", IsWhole: false, IsHis: true, IsSaid: false, Join([.. lines[..at], .. lines[(at + 1)..]]));
        var end = Array.FindIndex(lines, at + 1, MarkerLines.IsEnd);
        return end < 0
            ? new ReturnedText(Join([.. OwnText.Of(Join(lines[(at + 1)..])).Top]), IsWhole: false, IsHis: true, IsSaid: false, Join(lines[..at]))
            : new ReturnedText(
                Join([.. lines[(at + 1)..end].Select(MarkerLines.Unescape)]), IsWhole: true, IsHis: true, IsSaid: false, Join([.. lines[..at], .. lines[(end + 1)..]]));
    }

    private static ReturnedText Quoted(string[] lines, int at)
    {
        var depth = Depth(lines[at]);
        var text = new List<string>();
        foreach (var line in lines.Skip(at + 1))
        {
            var bare = Unquoted(line, depth);
            if (MarkerLines.IsEnd(bare))
                return new ReturnedText(Join(text), IsWhole: true, IsHis: false, IsSaid: false, "");
            // Programs that break a long quoted line give its rest no sign.
            if (text.Count > 0 && Depth(line) < depth && OwnText.IsWritten(line) && OwnText.IsWritten(text[^1]))
                text[^1] = text[^1].TrimEnd() + " " + line.Trim();
            else
                text.Add(MarkerLines.Unescape(bare));
        }
        return new ReturnedText(Join(text), IsWhole: false, IsHis: false, IsSaid: false, "");
    }

    private static string Join(IReadOnlyList<string> lines) => string.Join('\n', lines);

    private static int Depth(string line)
    {
        var depth = 0;
        for (var at = 0; TryPassSign(line, ref at);)
            depth++;
        return depth;
    }

    // The line without so many signs, each of them with one blank behind it.
    private static string Unquoted(string line, int depth)
    {
        var at = 0;
        for (var passed = 0; passed < depth && TryPassSign(line, ref at); passed++)
            if (at < line.Length && line[at] == ' ')
                at++;
        return line[at..];
    }

    private static bool TryPassSign(string line, ref int at)
    {
        var sign = at;
        while (sign < line.Length && (line[sign] is ' ' or '\t' or '\u00A0' || Words.IsInvisible(line[sign])))
            sign++;
        if (sign >= line.Length || line[sign] != '>')
            return false;
        at = sign + 1;
        return true;
    }
}
