using System.Buffers;
using System.Text;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Archive;

/// <summary>
/// Hides whom a mail address is of: <c>rana@example.org</c> becomes <c>…@example.org</c>, which still says where it leads. It knows addresses as people write them into
/// texts and links, not all that RFC 5322 allows. What is masked already stays as it is. Linear in the text.
/// </summary>
public static class MaskedAddresses
{
    // What begins the readable half; without it the dots of a text that runs from right to left would come to stand behind the domain.
    private const char LeftToRight = '\u200E';

    private static readonly SearchValues<string> AtSigns = SearchValues.Create(["@", "＠", "%40"], StringComparison.Ordinal);

    public static string In(string text)
    {
        if (text.AsSpan().IndexOfAny(AtSigns) < 0)
            return text;
        var (masked, done) = (new StringBuilder(text.Length), 0);
        var mask = text.Any(IsRightToLeft) ? $"{LeftToRight}…" : "…";
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
            if (IsDomainAt(text, at + (text[at] == '%' ? 3 : 1)) && LocalPart(text, done, at) is var start && start < at)
            {
                masked.Append(text.AsSpan(done, start - done)).Append(mask);
                done = at;
            }
        return masked.Append(text.AsSpan(done)).ToString();
    }

    private static int Next(string text, int from) => text.AsSpan(from).IndexOfAny(AtSigns) is >= 0 and var found ? from + found : -1;

    // A name of two labels: "5@once" is no address.
    private static bool IsDomainAt(string text, int from)
    {
        var end = Math.Min(text.Length, from + Limits.MaskedCharacters);
        if (from < end && text[from] == '[')
            return true;
        for (var i = from; i < end && (char.IsLetterOrDigit(text[i]) || text[i] is '-' or '.' or '\u3002' || Words.IsInvisible(text[i]) || IsMark(text[i])); i++)
            if (text[i] is '.' or '\u3002' && i > from && i + 1 < end && char.IsLetterOrDigit(text[i + 1]))
                return true;
        return false;
    }

    // Where it begins; at the sign itself where there is none, or only a mask.
    private static int LocalPart(string text, int from, int at)
    {
        from = Math.Max(from, at - Limits.MaskedCharacters);
        if (at > from && text[at - 1] == '"')
            return Quoted(text, from, at);
        var start = at;
        var isArabic = at > from && IsRightToLeft(text[at - 1]);
        while (start > from && IsOfName(text[start - 1]) && (isArabic || !IsRightToLeft(text[start - 1])))
            start--;
        // Brackets and stars around it, the marks of its direction.
        while (start < at && !char.IsLetterOrDigit(text[start]) && !char.IsSurrogate(text[start]))
            start++;
        // Never between the halves of a pair: what is left would be no text.
        return start < at && char.IsLowSurrogate(text[start]) ? start + 1 : start;
    }

    // "Rana A."@example.org
    private static int Quoted(string text, int from, int at)
    {
        for (var i = at - 2; i >= from && text[i] != '\n'; i--)
            if (text[i] == '"')
                return i;
        return at;
    }

    // RFC 5322 §3.2.3 without what parts the words of a text and of a link.
    private static bool IsOfName(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || IsMark(c) || Words.IsInvisible(c) || "._%+-=!#$*'^`{|}~".Contains(c, StringComparison.Ordinal);

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static bool IsRightToLeft(char c) => c is >= '\u0590' and <= '\u08FF' or >= '\uFB1D' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC';
}
