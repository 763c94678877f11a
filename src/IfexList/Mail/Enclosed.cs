using System.Text.RegularExpressions;

namespace IfexList.Mail;

/// <summary>
/// What programs wrote into a text for programs: signatures and keys in OpenPGP's armour, which name their owner and his program, and files in uuencode and
/// yEnc. A text that was signed in the mail itself is read without its armour.
/// </summary>
public static partial class Enclosed
{
    private const string SignedMessage = "PGP SIGNED MESSAGE";

    /// <returns>The text without them, and what they were: <c>PGP SIGNATURE</c>, <c>photo.jpg (uuencode)</c>.</returns>
    public static (string Text, IReadOnlyList<string> What) TakenOut(string text)
    {
        if (!text.Contains("-----BEGIN ", StringComparison.Ordinal) && !File().IsMatch(text))
            return (text, []);
        var lines = text.Split('\n');
        var (kept, what, isSigned) = (new List<string>(lines.Length), new List<string>(), false);
        for (var i = 0; i < lines.Length; i++)
        {
            if (Begin().Match(lines[i]) is { Success: true, Groups: var begin })
            {
                isSigned = begin[1].Value == SignedMessage;
                what.Add(begin[1].Value);
                i = isSigned ? AfterHeaders(lines, i) : AfterArmour(lines, i, begin[1].Value);
            }
            else if (File().Match(lines[i]) is { Success: true } file)
            {
                what.Add($"{(file.Groups[1].Success ? file.Groups[1] : file.Groups[2]).Value.Trim()} ({(file.Groups[1].Success ? "uuencode" : "yEnc")})");
                i = AfterFile(lines, i);
            }
            else
                // RFC 9580 §7.2: a dash at the beginning of a line stands behind another one.
                kept.Add(isSigned && lines[i].StartsWith("- ", StringComparison.Ordinal) ? lines[i][2..] : lines[i]);
        }
        return (string.Join('\n', kept), [.. what.Distinct()]);
    }

    private static int AfterHeaders(string[] lines, int at)
    {
        while (at + 1 < lines.Length && ArmourHeader().IsMatch(lines[at + 1]))
            at++;
        return at;
    }

    // Where the end is lost, it reaches as far as lines look like it.
    private static int AfterArmour(string[] lines, int at, string label)
    {
        var end = Array.FindIndex(lines, at + 1, line => line.Contains($"-----END {label}-----", StringComparison.Ordinal));
        if (end >= 0)
            return end;
        while (at + 1 < lines.Length && (ArmourHeader().IsMatch(lines[at + 1]) || ArmourLine().IsMatch(lines[at + 1])))
            at++;
        return at;
    }

    private static int AfterFile(string[] lines, int at)
    {
        var end = Array.FindIndex(lines, at + 1, line => line.Trim() is "end" or "====" || line.StartsWith("=yend", StringComparison.Ordinal));
        if (end >= 0)
            return end;
        while (at + 1 < lines.Length && IsFileLine(lines[at + 1]))
            at++;
        return at;
    }

    // Its first character says how many octets it holds, three in four characters; of yEnc no line has a blank.
    private static bool IsFileLine(string line) =>
        line.Length > 0 && ((line[0] - ' ' & 63) is var octets && line.Length - 1 == (octets + 2) / 3 * 4 || line.Length > 60 && !line.Contains(' '));

    [GeneratedRegex(@"^[> ]{0,20}-----BEGIN ([A-Z0-9 ,/]{1,60})-----\s*$")]
    private static partial Regex Begin();

    [GeneratedRegex(@"^[> ]{0,20}[A-Za-z][A-Za-z-]{1,20}: .{0,200}$")]
    private static partial Regex ArmourHeader();

    [GeneratedRegex(@"^[> ]{0,20}[A-Za-z0-9+/=]{0,100}\s*$")]
    private static partial Regex ArmourLine();

    [GeneratedRegex(@"^(?:begin(?:-base64)? [0-7]{3,4} (\S.{0,200})|=ybegin .{0,100}name=(.{1,200}))$", RegexOptions.Multiline)]
    private static partial Regex File();
}
