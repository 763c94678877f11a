using System.Globalization;

namespace IfexList.Foundation;

/// <summary>A moment that comes round every week, by the clock on the wall: <c>tue 09:00</c>.</summary>
public static class WeeklyTime
{
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static bool TryParse(string text, out (DayOfWeek Day, TimeOnly Hour) time)
    {
        time = default;
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2 || !DayNames.Contains(parts[0].ToLowerInvariant())
            || !TimeOnly.TryParseExact(parts[1], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour))
            return false;
        time = ((DayOfWeek)Array.IndexOf(DayNames, parts[0].ToLowerInvariant()), hour);
        return true;
    }

    /// <summary>What was checked before.</summary>
    public static (DayOfWeek Day, TimeOnly Hour) Parse(string text) => TryParse(text, out var time) ? time : throw new FormatException($"\"{text}\" is no weekly time such as \"tue 09:00\"");
}
