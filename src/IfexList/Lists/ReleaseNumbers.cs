using System.Text.RegularExpressions;

namespace IfexList.Lists;

/// <summary>The public number of a release, <c>2026-0312-01</c>, as people copy it.</summary>
public static partial class ReleaseNumbers
{
    /// <param name="folded">Its last part may lack the zero in front.</param>
    /// <returns>As it stands in the archive; null where it is none.</returns>
    public static string? Find(string folded) =>
        Number().Match(folded) is { Success: true } release ? $"{release.Groups["day"].Value}-{release.Groups["n"].Value.PadLeft(2, '0')}" : null;

    [GeneratedRegex("^(?<day>[0-9]{4}-[0-9]{4})-(?<n>[0-9]{1,4})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
