using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IfexList.Operations;

/// <summary>
/// The line that stands before each mail of an mbox (RFC 4155): <c>From rana@example.org Fri Feb  3 10:11:12 2012</c>, also with <c>rana at example.org</c>, as web archives
/// write it, <c>From - </c>, or with a zone before or behind the year. What merely begins with that word is a sentence.
/// </summary>
internal static partial class MboxLine
{
    private const int Characters = 400;

    public static bool TryRead(ReadOnlySpan<byte> line, out DateTimeOffset? kept)
    {
        kept = null;
        if (!line.StartsWith("From "u8) || line.Length > Characters || Line().Match(Encoding.Latin1.GetString(line)) is not { Success: true } match)
            return false;
        var text = $"{match.Groups["day"].Value} {match.Groups["month"].Value} {match.Groups["year"].Value} {match.Groups["time"].Value}";
        if (DateTimeOffset.TryParseExact(text, ["d MMM yyyy H:mm:ss", "d MMM yyyy H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read))
            kept = read;
        return true;
    }

    [GeneratedRegex(
        "^From .*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(?:(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +(?<day>[0-9]{1,2})|(?<day>[0-9]{1,2}) +(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
        + " +(?:(?<year>[12][0-9]{3}) +)?(?<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?: +[A-Z+-][A-Z0-9]{1,5})?(?: +(?<year>[12][0-9]{3}))?(?: +[+-][0-9]{4})?(?: remote from .*)? *\r?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
