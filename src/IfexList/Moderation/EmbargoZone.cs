using System.Globalization;
using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Moderation;

/// <summary>
/// The zone behind a time: <c>UTC</c>, <c>GMT+3</c>, <c>+01:00</c>, <c>Africa/Tunis</c>. Abbreviations are no zone: CST is in Chicago, Havana and Shanghai.
/// </summary>
internal static partial class EmbargoZone
{
    private const int MostHours = 14;

    // "18 h TU" is how the French-speaking press has it.
    private static readonly HashSet<string> Greenwich = [.. "utc gmt z tu غرينتش جرينتش гринвичу".Split(' ').Select(Words.Fold)];

    /// <param name="word">As it was written: a sign in front counts.</param>
    public static TimeZoneInfo? Find(string word)
    {
        var bare = word.Trim('.', ',', ';', '(', ')', '،', '؛', '!');
        return Greenwich.Contains(Words.Fold(bare)) && !bare.Contains('+') ? TimeZoneInfo.Utc : Offset(bare) ?? Named(bare);
    }

    private static TimeZoneInfo? Offset(string word)
    {
        var digits = string.Concat(word.Select(c => char.IsDigit(c) ? (char)('0' + char.GetNumericValue(c)) : c));
        var match = OffsetForm().Match(digits);
        // A lone "+1" is a nod.
        if (!match.Success || !match.Groups["name"].Success && !match.Groups["minutes"].Success)
            return null;
        var (hours, minutes) = (Number(match.Groups["hours"]), Number(match.Groups["minutes"]));
        if (minutes >= 60 || hours * 60 + minutes > MostHours * 60)
            return null;
        var offset = new TimeSpan(hours, minutes, 0);
        if (offset == TimeSpan.Zero)
            return TimeZoneInfo.Utc;
        var behind = match.Groups["sign"].Value == "+";
        var name = $"UTC{(behind ? '+' : '-')}{offset:hh\\:mm}";
        return TimeZoneInfo.CreateCustomTimeZone(name, behind ? offset : -offset, name, name);
    }

    private static int Number(Group digits) => digits.Success ? int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    // Phones write capitals as they like. An older name of a zone is known, but not listed.
    private static TimeZoneInfo? Named(string word) => !NameForm().IsMatch(word) ? null
        : TimeZoneInfo.GetSystemTimeZones(skipSorting: true).FirstOrDefault(zone => zone.Id.Equals(word, StringComparison.OrdinalIgnoreCase))
            ?? (TimeZoneInfo.TryFindSystemTimeZoneById(word, out var older) ? older : null);

    [GeneratedRegex("^(?<name>utc|gmt)?(?<sign>[-+−–])(?<hours>[0-9]{1,2})(?::?(?<minutes>[0-9]{2}))?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex OffsetForm();

    // A name is looked up as a file, so it must not lead anywhere else.
    [GeneratedRegex("^[A-Za-z_]+(?:/[A-Za-z0-9_+-]+){1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
