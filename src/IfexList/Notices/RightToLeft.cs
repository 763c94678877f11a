using System.Text;
using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Notices;

/// <summary>
/// Keeps foreign pieces from turning an Arabic line around (UAX #9). What stands inline is isolated; addresses and commands stand on
/// lines of their own, where nothing can move them. What strangers wrote loses the characters that reorder what readers see.
/// </summary>
public static partial class RightToLeft
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';
    private const char LeftToRightMark = '\u200E';
    private const char RightToLeftMark = '\u200F';

    // "71 555 100"; two groups are years from and to, which an Arabic reader takes in his own direction.
    private const int GroupsOfNumber = 3;

    /// <summary>FSI … PDI around a piece of unknown direction.</summary>
    public static string Isolate(string piece) => piece.Length == 0 ? "" : FirstStrongIsolate + WithoutControls(piece) + PopDirectionalIsolate;

    /// <summary>The same where it holds letters that run from the right, which would turn a line around that runs from the left.</summary>
    public static string IsolateTurning(string piece) => piece.Any(IsLetter) && !piece.Contains(FirstStrongIsolate) ? Isolate(piece) : piece;

    /// <summary>
    /// A line most of whose letters are Arabic runs from the right, whatever it begins with: programs go by its first letter, and "(OHPL/IFEX) - تونس" begins with
    /// a Latin one. In such lines a telephone's or a release's number keeps its order. Marks only: they are seen nowhere, and old telephones show no boxes for them.
    /// </summary>
    public static string Steady(string text) => text.Any(IsLetter) ? string.Join('\n', text.Split('\n').Select(SteadyLine)) : text;

    /// <summary>A line of an Arabic letter that begins with a list's name: its reader's program shows it from the right nevertheless.</summary>
    public static string Led(string line) => IsFirst(line) || !Outside(line).Any(IsLetter) ? line : RightToLeftMark + line;

    /// <summary>A line that begins with something isolated. Browsers skip that where they order a line and not where they align it: a mark settles both.</summary>
    public static string Settled(string line) => !line.Contains(FirstStrongIsolate) ? line
        : Leads(line) ? Led(line)
        : IsFirst(line) && Outside(line).Any(char.IsLetter) ? LeftToRightMark + line : line;

    /// <summary>Takes out embeddings, overrides and isolates, which may be left open; single marks stay.</summary>
    public static string WithoutControls(string text)
    {
        if (!text.Any(IsDirectionControl))
            return text;
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
            if (!IsDirectionControl(c))
                kept.Append(c);
        return kept.ToString();
    }

    /// <summary>Of text in which the isolates are ours: these stay where each line closes what it opens; whatever else reorders goes.</summary>
    public static string WithoutOverrides(string text) => IsBalanced(text) ? string.Concat(text.Where(c => !IsOverride(c))) : WithoutControls(text);

    /// <summary>Whether a line's first letter or mark makes it run from the right (UAX #9, P2: none that is isolated counts).</summary>
    public static bool Leads(string line) => IsFirst(Outside(line));

    /// <summary>Whether every isolate that a line opens is closed on it.</summary>
    public static bool IsBalanced(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var open = 0;
            foreach (var c in line)
                if (c is >= '\u2066' and <= '\u2068')
                    open++;
                else if (c == PopDirectionalIsolate && --open < 0)
                    return false;
            if (open != 0)
                return false;
        }
        return true;
    }

    private static bool IsFirst(IEnumerable<char> line) =>
        line.FirstOrDefault(c => char.IsLetter(c) || c is LeftToRightMark or RightToLeftMark) is var first && (IsLetter(first) || first == RightToLeftMark);

    private static string SteadyLine(string line)
    {
        if (!line.Any(IsLetter))
            return line;
        var (letters, arabic) = (0, 0);
        foreach (var c in Outside(line).Where(char.IsLetter))
            (letters, arabic) = (letters + 1, IsLetter(c) ? arabic + 1 : arabic);
        if (2 * arabic > letters)
            line = Led(line);
        return Leads(line) ? Grouped().Replace(line, number => IsOneNumber(number.Value) ? LeftToRightMark + number.Value : number.Value) : line;
    }

    private static bool IsOneNumber(string digits) => digits[0] != LeftToRightMark && (digits.Contains('+') || digits.StartsWith("00", StringComparison.Ordinal) || Group().Count(digits) >= GroupsOfNumber);

    // What stands in no isolate.
    private static IEnumerable<char> Outside(string line)
    {
        var open = 0;
        foreach (var c in line)
            if (c is >= '\u2066' and <= '\u2068')
                open++;
            else if (c == PopDirectionalIsolate)
                open = Math.Max(0, open - 1);
            else if (open == 0)
                yield return c;
    }

    private static bool IsLetter(char c) => c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC') && char.IsLetter(c);

    // Behind a blank or an Arabic word, so that no address is taken apart; with the mark that it has already.
    [GeneratedRegex(@"(?<=^|[\s«""،؛(\[–—]|[\u0620-\u064A]:?)\u200E?[+(]{0,2}[0-9]+(?:[ \u00A0./()\-]{1,2}[0-9]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Group();

    private static bool IsDirectionControl(char c) => IsOverride(c) || c is >= '\u2066' and <= '\u2069';

    private static bool IsOverride(char c) => c is >= '\u202A' and <= '\u202E';
}
