using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>The public number of a release, <c>2026-0312-01</c>, as people copy it.</summary>
public static partial class ReleaseNumbers
{
    /// <param name="folded">Its last part may lack the zero in front.</param>
    /// <returns>As it stands in the archive; null where it is none.</returns>
    public static string? Find(string folded) =>
        Number().Match(folded) is { Success: true } release ? $"{release.Groups["day"].Value}-{release.Groups["n"].Value.PadLeft(2, '0')}" : null;

    /// <summary>That of its edition in a further language: <c>2026-0312-01/fr</c>.</summary>
    public static string Of(string number, Language language) => $"{number}/{language.Code()}";

    /// <summary>A number as somebody asks by it, and the language behind it; null where he names none.</summary>
    public static (string Number, Language? Language) Split(string asked) =>
        asked.Split('/', 2) is [var number, var code] && Languages.TryParse(code, out var language) ? (number, language) : (asked, null);

    [GeneratedRegex("^(?<day>[0-9]{4}-[0-9]{4})-(?<n>[0-9]{1,4})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
