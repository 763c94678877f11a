using System.Globalization;
using System.Text;

namespace IfexList.Authentication;

/// <summary>Domains that people take for a registered one: by letters that look alike, by one slip of the pen, or because the registered one only begins them.</summary>
public static class LookAlike
{
    // A shorter name has honest neighbours, and so has one provider of mailboxes in the next country.
    private const int NameCharacters = 6;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    // Small letters only: a domain has no others. Cyrillic, Greek, figures and Latin, each with what it is taken for.
    private static readonly Dictionary<char, char> Seen =
        "аa вb гr еe һh іl јj кk ӏl мm нh оo рp сc тt уy хx ѕs ԁd ԛq ԝw ьb αa εe ηn ιl κk νv οo ρp τt υu χx ωw 0o 1l il ıl øo пn ԍg".Split(' ').ToDictionary(pair => pair[0], pair => pair[1]);

    /// <param name="domain">In either form.</param>
    /// <param name="registered">In either form.</param>
    /// <returns>The registered one, as people read it; null where there is none, or it is that one itself.</returns>
    public static string? Find(string domain, IEnumerable<string> registered)
    {
        var own = AsRead(domain);
        var known = registered.Select(AsRead).ToList();
        return known.Contains(own) ? null : known.FirstOrDefault(one => IsLike(own, one));
    }

    private static bool IsLike(string domain, string registered)
    {
        if (domain.EndsWith("." + registered, StringComparison.Ordinal))
            return false;
        var (one, other) = (Skeleton(domain), Skeleton(registered));
        if (one == other || one.StartsWith(other + ".", StringComparison.Ordinal))
            return true;
        var name = other.LastIndexOf('.');
        return name >= NameCharacters && one.EndsWith(other[name..], StringComparison.Ordinal) && AreOneSlipApart(one, other);
    }

    // What is left of both between what they have in common: one letter more, less or another, or two that have changed places.
    private static bool AreOneSlipApart(string one, string other)
    {
        var same = one.AsSpan().CommonPrefixLength(other);
        var (end, longest) = (0, Math.Min(one.Length, other.Length) - same);
        while (end < longest && one[^(end + 1)] == other[^(end + 1)])
            end++;
        var (left, instead) = (one[same..^end], other[same..^end]);
        return left.Length <= 1 && instead.Length <= 1 || left is [var a, var b] && instead is [var c, var d] && a == d && b == c;
    }

    private static string Skeleton(string domain)
    {
        var seen = new StringBuilder(domain.Length);
        foreach (var c in domain.Normalize(NormalizationForm.FormKD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                seen.Append(Seen.GetValueOrDefault(c, c));
        return seen.Replace("rn", "m").Replace("vv", "w").Replace("cl", "d").ToString();
    }

    private static string AsRead(string domain)
    {
        try
        {
            return Idn.GetUnicode(domain.ToLowerInvariant()).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return domain.ToLowerInvariant();
        }
    }
}
