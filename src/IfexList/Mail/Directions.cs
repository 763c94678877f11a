using System.Globalization;
using System.Text;

namespace IfexList.Mail;

/// <summary>
/// Which signs of direction in a text do nothing: a mark between letters that run its own way, an isolate around what would run the same without it, half of
/// one. Nobody sees them, so one at each letter could mark a copy.
/// </summary>
internal static class Directions
{
    private const int EndOfIsolate = 0x2069;

    private enum Side
    {
        // Punctuation, digits, the edge of a line: what stands beside these may turn.
        Open,
        Left,
        Right,
    }

    /// <returns>Their places.</returns>
    public static HashSet<int> Idle(Rune[] runes)
    {
        var (before, behind) = (Nearest(runes, 0, +1), Nearest(runes, runes.Length - 1, -1));
        var idle = new HashSet<int>();
        var open = new Stack<(int At, bool Left, bool Right, bool Other)>();
        var (left, right, other) = (false, false, false);
        for (var i = 0; i < runes.Length; i++)
            switch (runes[i].Value)
            {
                case 0x200E or 0x200F or 0x061C:
                    if (before[i] == behind[i] && before[i] == (runes[i].Value == 0x200E ? Side.Left : Side.Right))
                        idle.Add(i);
                    break;
                case >= 0x2066 and <= 0x2068:
                    open.Push((i, left, right, other));
                    (left, right, other) = (false, false, false);
                    break;
                case EndOfIsolate when open.TryPop(out var begin):
                    if (!left && !right && !other || left != right && !other && before[begin.At] == behind[i] && before[begin.At] == (left ? Side.Left : Side.Right)
                        && runes[begin.At].Value != (left ? 0x2067 : 0x2066))
                        idle.UnionWith([begin.At, i]);
                    (left, right, other) = (left || begin.Left, right || begin.Right, other || begin.Other);
                    break;
                case EndOfIsolate:
                    idle.Add(i);
                    break;
                case '\n':
                    idle.UnionWith(open.Select(begin => begin.At));
                    open.Clear();
                    (left, right, other) = (false, false, false);
                    break;
                default:
                    if (IsPassedOver(runes[i]))
                        break;
                    left |= Of(runes[i]) == Side.Left;
                    right |= Of(runes[i]) == Side.Right;
                    other |= Of(runes[i]) == Side.Open;
                    break;
            }
        idle.UnionWith(open.Select(begin => begin.At));
        return idle;
    }

    /// <summary>Whether it is of a script that runs from right to left.</summary>
    public static bool IsRightToLeft(Rune rune) =>
        rune.Value is >= 0x590 and <= 0x8FF and not 0x61C or >= 0xFB1D and <= 0xFDFF or >= 0xFE70 and <= 0xFEFC or >= 0x10800 and <= 0x10FFF or >= 0x1E800 and <= 0x1EFFF;

    // Of the next thing that is seen on the line, on one side.
    private static Side[] Nearest(Rune[] runes, int from, int step)
    {
        var nearest = new Side[runes.Length];
        var side = Side.Open;
        for (var i = from; i >= 0 && i < runes.Length; i += step)
        {
            nearest[i] = side;
            if (!IsPassedOver(runes[i]))
                side = Of(runes[i]);
        }
        return nearest;
    }

    private static bool IsPassedOver(Rune rune) => rune.Value != '\n' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark;

    private static Side Of(Rune rune) => !Rune.IsLetter(rune) ? Side.Open : IsRightToLeft(rune) ? Side.Right : Side.Left;
}
