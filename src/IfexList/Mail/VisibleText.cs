using System.Buffers;
using System.Globalization;
using System.Text;

namespace IfexList.Mail;

/// <summary>
/// What a reader sees of a text. A character that nobody sees can mark a copy, or name a keyboard: only those stay that change how what stands around them
/// looks or runs, and only where they do. Texts are composed (NFC), so that one look is one spelling.
/// </summary>
internal static class VisibleText
{
    private const int Joiner = 0x200D;
    private const int NonJoiner = 0x200C;
    private const int EmojiStyle = 0xFE0F;
    private const int TextStyle = 0xFE0E;
    private const int Keycap = 0x20E3;

    // What Word's bullet is in its own symbol fonts.
    private const int SymbolBullet = 0xF0B7;

    // Letters, marks and pictures that are nothing to look at.
    private static readonly HashSet<int> Blank = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0xFFFC, 0x13441, 0x13442, 0x16FE4, 0x1D159];

    // Format characters that are seen: Arabic signs of number and verse, and their like.
    private static readonly HashSet<int> Seen = [0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD];

    private static readonly HashSet<int> Viramas = [0x094D, 0x09CD, 0x0A4D, 0x0ACD, 0x0B4D, 0x0BCD, 0x0C4D, 0x0CCD, 0x0D4D, 0x0DCA, 0x1039, 0x103A, 0x17D2];

    // Arabic letters that never join the next one: a joiner or non-joiner behind them does nothing.
    private const string Unjoined = "اأإآٱدذرزژوؤةءڈڑ";

    // Of these each is seen, and none changes with what stands around it.
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)]);
    private static readonly SearchValues<char> PlainLines = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c), '\n', '\t']);

    /// <param name="keepLines">Whether line feeds and tabs stay; else all of it is one line.</param>
    public static string Of(string text, bool keepLines)
    {
        if (!text.AsSpan().ContainsAnyExcept(keepLines ? PlainLines : Plain))
            return text;
        var runes = text.EnumerateRunes().Select(AsMeant).ToArray();
        var turns = runes.Any(Directions.IsRightToLeft);
        var idle = turns ? Directions.Idle(runes) : [];
        var seen = new StringBuilder(text.Length);
        Span<char> characters = stackalloc char[2];
        var before = new Rune(0);
        for (var i = 0; i < runes.Length; i++)
        {
            if (idle.Contains(i) || Shown(runes[i], before, i + 1 < runes.Length ? runes[i + 1] : default, turns, keepLines) is not { } shown)
                continue;
            seen.Append(characters[..shown.EncodeToUtf16(characters)]);
            before = shown;
        }
        return seen.ToString().Normalize(NormalizationForm.FormC);
    }

    private static Rune? Shown(Rune rune, Rune before, Rune next, bool turns, bool keepLines) => Rune.GetUnicodeCategory(rune) switch
    {
        _ when rune.Value is >= ' ' and <= '~' => rune,
        _ when Blank.Contains(rune.Value) => null,
        _ when rune.Value is '\n' or 0x2028 or 0x2029 => new Rune(keepLines ? '\n' : ' '),
        _ when rune.Value is '\t' => new Rune(keepLines ? '\t' : ' '),
        _ when rune.Value is '\r' or 0x2800 => new Rune(' '),
        _ when rune.Value == SymbolBullet => new Rune('•'),
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => null,
        // A hyphen that doesn't break, or has a number of its own, looks like any other.
        _ when rune.Value is 0x2010 or 0x2011 => new Rune('-'),
        // Of the other widths a reader sees one.
        UnicodeCategory.SpaceSeparator => rune.Value == 0x3000 || rune.Value is 0xA0 or 0x202F && IsTypography(before, next) ? rune : new Rune(' '),
        UnicodeCategory.Format => IsOfUse(rune.Value, before, next, turns) ? rune : null,
        _ when rune.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF or >= 0x180B and <= 0x180F => IsStyle(rune.Value, before, next) ? rune : null,
        _ => rune,
    };

    // French and Russian signs, figures, dates, and indents. Between two words it looks like any blank, and could mark each of them.
    private static bool IsTypography(Rune before, Rune next) =>
        Rune.IsDigit(before) || Rune.IsDigit(next) || before.IsBmp && "«‹№§–—\u00A0".Contains((char)before.Value) || next.IsBmp && "»›!?:;%€$£–—\u00A0".Contains((char)next.Value);

    private static bool IsOfUse(int sign, Rune before, Rune next, bool turns) => sign switch
    {
        NonJoiner => IsArabic(before) ? IsArabic(next) && !IsUnjoined(before) : IsSplit(before, next),
        Joiner => IsArabic(before) ? !IsArabic(next) && !IsUnjoined(before) : IsSplit(before, next) || (IsPicture(before) || before.Value == EmojiStyle) && IsPicture(next),
        // In a text that runs one way all through they turn nothing; the second of two does nothing.
        0x061C or 0x200E or 0x200F => turns && before.Value is not (0x061C or 0x200E or 0x200F),
        >= 0x2066 and <= 0x2069 => turns,
        _ => Seen.Contains(sign),
    };

    // UTS #51 §1.4.4: a picture in colour or in ink, or a key.
    private static bool IsStyle(int sign, Rune before, Rune next) => sign is EmojiStyle or TextStyle
        && (IsPicture(before) || Rune.GetUnicodeCategory(before) == UnicodeCategory.MathSymbol && before.Value > 0x2000 || before.Value is 0x203C or 0x2049 or 0x3030 or 0x303D
            || next.Value == Keycap && before.Value is (>= '0' and <= '9') or '#' or '*');

    // Degrees, lines and boxes come in one style.
    private static bool IsPicture(Rune rune) => rune.Value is 0xA9 or 0xAE or (>= 0x1F3FB and <= 0x1F3FF)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol && rune.Value > 0x2000 && rune.Value is not (>= 0x2500 and <= 0x259F);

    // Letters and what stands over them, no signs and no digits.
    private static bool IsArabic(Rune rune) => rune.Value is (>= 0x600 and <= 0x8FF) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC)
        && (Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark);

    private static bool IsUnjoined(Rune rune) => rune.IsBmp && Unjoined.Contains((char)rune.Value);

    // Only where a vowel is killed, letters join or don't.
    private static bool IsSplit(Rune before, Rune next) => IsIndic(before) && IsIndic(next) && (Viramas.Contains(before.Value) || Viramas.Contains(next.Value));

    private static bool IsIndic(Rune rune) => rune.Value is >= 0x900 and <= 0xDFF or >= 0xF00 and <= 0x109F or >= 0x1780 and <= 0x17FF;

    // C1 controls are windows-1252's quotes and dashes, sent as iso-8859-1.
    private static Rune AsMeant(Rune rune) =>
        rune.Value is >= 0x80 and <= 0x9F && Rune.TryGetRuneAt(Charsets.Decode([(byte)rune.Value], "windows-1252"), 0, out var meant) ? meant : rune;
}
