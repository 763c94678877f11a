using System.Text;
using IfexList.Mail;

namespace IfexList.Notices;

/// <summary>
/// Keeps foreign pieces from turning an Arabic line around (UAX #9). What stands inline is isolated; addresses and commands stand on
/// lines of their own, where nothing can move them. What strangers wrote loses the characters that reorder what readers see.
/// </summary>
public static class RightToLeft
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>FSI … PDI around a piece of unknown direction.</summary>
    public static string Isolate(string piece) => piece.Length == 0 ? "" : FirstStrongIsolate + WithoutControls(piece) + PopDirectionalIsolate;

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

    /// <summary>Whether a line's first letter makes it run from the right (UAX #9, P2).</summary>
    public static bool Leads(string line) => line.FirstOrDefault(char.IsLetter) is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

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

    private static bool IsDirectionControl(char c) => IsOverride(c) || c is >= '\u2066' and <= '\u2069';

    private static bool IsOverride(char c) => c is >= '\u202A' and <= '\u202E';
}
