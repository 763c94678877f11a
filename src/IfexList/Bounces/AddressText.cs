using System.Text;
using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Bounces;

/// <summary>An address as it stands in a line, and where.</summary>
/// <param name="Start">Of the address itself, not of what is around it.</param>
internal readonly record struct SeenAddress(string Address, int Start, int End);

/// <summary>
/// Finds addresses in what other systems write: in fields of a report (RFC 3464 §2.3.1, with its types) and among words. Laxer than <see cref="Mail.Address"/>,
/// since it tells what was said, not whom to write to.
/// </summary>
internal static partial class AddressText
{
    // RFC 5321 §4.5.3.1 has 64 and 255; relays that rewrite make longer ones.
    private const int LocalPart = 200;
    private const int Domain = 255;

    // From here on Unicode has the scripts that set no blanks: CJK radicals, kana, han, hangul.
    private const char EastAsian = '\u2E80';

    private static readonly string[] Prefixes = ["smtp=", "to=", "rcpt=", "recipient=", "addr=", "user="];

    /// <summary>The addresses of one line, from left to right; one pass.</summary>
    public static IEnumerable<SeenAddress> In(string line)
    {
        for (var at = line.IndexOf('@'); at >= 0; at = line.IndexOf('@', at + 1))
            if (LocalStart(line, at) is >= 0 and var start && start < at && DomainEnd(line, at + 1) is var end && end > at + 1)
                yield return new SeenAddress(Plain(line[start..at]) + line[at..end], start, end);
    }

    /// <summary>What a recipient's field says: <c>rfc822; a@b</c>, <c>utf-8; …</c>, <c>x400; …</c>, with or without brackets and comments.</summary>
    public static string? OfField(string value)
    {
        var type = AddressType().Match(value);
        var text = type.Success ? value[type.Length..] : value;
        if (text.Contains("\\x{", StringComparison.Ordinal))
            text = UniText().Replace(text, Decoded);
        if (!text.Contains('@') && text.Contains("+40", StringComparison.Ordinal))
            text = XText().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
        SeenAddress? first = null;
        foreach (var seen in In(text))
        {
            if (seen.Start > 0 && text[seen.Start - 1] == '<')
                return Uncapsuled(seen.Address);
            first ??= seen;
        }
        return first is { } only ? Uncapsuled(only.Address) : null;
    }

    /// <summary>The name that stands in a field where no address does: <c>rfc822; marie</c>.</summary>
    public static string? LocalName(string value)
    {
        var type = AddressType().Match(value);
        var name = (type.Success ? value[type.Length..] : value).Trim(' ', '\t', '<', '>', '"', '\'');
        return name.Length is > 0 and <= LocalPart && !name.Any(c => char.IsWhiteSpace(c) || c is '=' or '/' or '|' or '@') ? name : null;
    }

    public static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static int LocalStart(string line, int at)
    {
        if (at > 1 && line[at - 1] == '"')
            return line.LastIndexOf('"', at - 2, Math.Min(at - 1, LocalPart));
        var start = at;
        while (start > 0 && at - start < LocalPart && IsLocal(line[start - 1]))
            start--;
        while (start < at && line[start] is '\'' or '`' or '*' or '.' or '=' or '´')
            start++;
        foreach (var prefix in Prefixes)
            if (line.AsSpan(start, at - start).StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                start += prefix.Length;
        return IsBracketed(line, start) ? start : BehindForeignWords(line, start, at);
    }

    private static bool IsBracketed(string line, int start) => start > 0 && line[start - 1] == '<';

    // Chinese and Japanese set no blank before an address. A local part that ends in Latin letters doesn't begin in theirs.
    private static int BehindForeignWords(string line, int start, int at)
    {
        if (start == at || line[at - 1] > 127)
            return start;
        for (var i = at - 1; i > start; i--)
            if (line[i - 1] > EastAsian)
                return i;
        return start;
    }

    private static int DomainEnd(string line, int start)
    {
        var most = Math.Min(line.Length, start + Domain);
        if (start < most && line[start] == '[')
            return line.IndexOf(']', start, Math.Min(most - start, 48)) is > 0 and var close ? close + 1 : start;
        var end = start;
        while (end < most && IsAsciiDomain(line[end]))
            end++;
        if (end < most && line[end] > 127 && !IsWhole(line.AsSpan(start, end - start)))
            while (end < most && (IsAsciiDomain(line[end]) || char.IsLetterOrDigit(line[end]) || char.GetUnicodeCategory(line[end]) == System.Globalization.UnicodeCategory.NonSpacingMark))
                end++;
        while (end > start && line[end - 1] is '.' or '-' or '_' or '#')
            end--;
        return end;
    }

    private static bool IsWhole(ReadOnlySpan<char> domain) => domain.LastIndexOf('.') is > 0 and var dot && domain.Length - dot > 2;

    private static bool IsLocal(char c) => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('<' or '>' or '(' or ')' or '[' or ']' or ',' or ';' or ':' or '"' or '@' or '\\' or '|')
        && !(c > 127 && (char.IsPunctuation(c) || Words.IsInvisible(c)));

    private static bool IsAsciiDomain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '#';

    // Postfix writes marie..k@ with quotes, others without: they are one address, and the unquoted spelling is what people know.
    private static string Plain(string local) =>
        local is ['"', .. var inner, '"'] && inner.Length > 0 && inner.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+') ? inner : local;

    // Exchange wraps a foreign address into one of its own: IMCEASMTP-marie+40example+2Eorg@host.
    private static string Uncapsuled(string address)
    {
        const string Capsule = "IMCEASMTP-";
        if (!address.StartsWith(Capsule, StringComparison.OrdinalIgnoreCase))
            return address;
        var inner = XText().Replace(address[Capsule.Length..address.IndexOf('@')], match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
        return In(inner).Select(seen => seen.Address).FirstOrDefault() ?? address;
    }

    private static string Decoded(Match match) =>
        Convert.ToInt32(match.Groups[1].Value, 16) is var rune && Rune.IsValid(rune) ? new Rune(rune).ToString() : "";

    [GeneratedRegex(@"^\s*[A-Za-z0-9/_.-]{1,30}\s*;\s*")]
    private static partial Regex AddressType();

    // RFC 6533 §3: \x{HEX}. RFC 3461 §4: +HEX.
    [GeneratedRegex(@"\\x\{([0-9A-Fa-f]{1,6})\}")]
    private static partial Regex UniText();

    [GeneratedRegex(@"\+([0-9A-F]{2})")]
    private static partial Regex XText();
}
