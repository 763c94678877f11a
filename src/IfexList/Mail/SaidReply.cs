using System.Globalization;
using System.Text.RegularExpressions;

namespace IfexList.Mail;

/// <summary>
/// The SMTP reply that a text repeats among other words: its code (RFC 5321 §4.2) and its enhanced status (RFC 3463 §2). Numbers of other kinds (addresses of
/// hosts, sizes, hours, versions) are none.
/// </summary>
public readonly partial record struct SaidReply(int? Code, EnhancedStatus? Status)
{
    // More than one reply fills; what stands behind is mostly the quoted mail.
    private const int Characters = 4000;

    /// <summary>Whether any reply stands in it.</summary>
    public bool IsThere => Code is not null || Status is not null;

    /// <summary>The first code, and of the statuses the first that says more than its class.</summary>
    public static SaidReply In(string text)
    {
        var looked = text.Length > Characters ? text[..Characters] : text;
        if (Both().Match(looked) is { Success: true } both && Parsed(both.Groups[2]) is { Detail: > 0 } status)
            return new SaidReply(Number(both.Groups[1]), status);
        var code = Codes().Match(looked);
        return new SaidReply(code.Success ? Number(code.Groups[1]) : null, MostTelling(looked));
    }

    /// <summary>The status in a field of its own, of any class.</summary>
    public static EnhancedStatus? StatusIn(string field) => AnyStatus().Match(field) is { Success: true } match ? Parsed(match.Groups[1]) : null;

    private static EnhancedStatus? MostTelling(string text)
    {
        EnhancedStatus? first = null;
        foreach (Match match in Statuses().Matches(text))
        {
            var status = Parsed(match.Groups[1]);
            if (status is { Subject: > 0 } or { Detail: > 0 })
                return status;
            first ??= status;
        }
        return first;
    }

    private static EnhancedStatus? Parsed(Group group) => EnhancedStatus.TryParse(group.ValueSpan, out var status) ? status : null;

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![\w.\-/@\[])([45][0-7]\d)[ \-:]{1,3}[(#]{0,2}([45]\.[0-7]\.\d{1,3})(?![\d.]\d)")]
    private static partial Regex Both();

    [GeneratedRegex(@"(?<![\w.\-/@\[$#])([45][0-7]\d)(?=[ \-:,;)\]>""'#\t\n]|\.(?!\d)|$)(?! ?(?:[KMGkmg]i?B\b|bytes|octets|characters|hours|days|minutes|seconds|attempts|messages|recipients|mails))")]
    private static partial Regex Codes();

    [GeneratedRegex(@"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d])")]
    private static partial Regex AnyStatus();

    [GeneratedRegex(@"(?<![\w.\-/])([45]\.[0-7]\.\d{1,3})(?![\d]|\.\d)")]
    private static partial Regex Statuses();
}
