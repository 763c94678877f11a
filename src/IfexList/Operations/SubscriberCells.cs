using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary>Reads the words of a reader's choices as tables hold them. An empty cell says nothing. A word that can't be read becomes the <see cref="Fault"/>.</summary>
internal sealed class SubscriberCells(MailingList list)
{
    public const string AllTopics = "all";
    public const string ForEver = "never";
    public const string Yes = "yes";
    public const string No = "no";

    /// <summary>The first word that could not be read, and what would have been right.</summary>
    public string? Fault { get; private set; }

    public IReadOnlyList<Language>? Languages(string? cell)
    {
        var found = new List<Language>();
        foreach (var code in Words(cell))
            if (!Mail.Languages.TryParse(code, out var language) || !list.Languages.Contains(language))
                return Wrong<IReadOnlyList<Language>>($"\"{code}\" is none of the languages of {list.Name}: {string.Join(", ", list.Languages.Select(l => l.Code()))}");
            else if (!found.Contains(language))
                found.Add(language);
        return found.Count > 0 ? found : null;
    }

    public T? Word<T>(string column, string? cell) where T : struct, Enum
    {
        if (cell is null)
            return null;
        foreach (var one in Enum.GetValues<T>())
            if (cell.Equals(one.ToString(), StringComparison.OrdinalIgnoreCase))
                return one;
        Wrong<string>($"{column} \"{cell}\" is none of {string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}");
        return null;
    }

    public IReadOnlyList<Topic>? Topics(string? cell)
    {
        if (cell is null || Is(cell, AllTopics))
            return cell is null ? null : [];
        var found = new List<Topic>();
        foreach (var code in Words(cell))
            if (!Topic.TryParse(code, list, out var topic))
                return Wrong<IReadOnlyList<Topic>>($"\"{code}\" is no topic of {list.Name}: a country (ISO 3166), a case (2026-0312-01), {string.Join(", ", Regions.All.Concat(list.Themes.Keys))}");
            else if (!found.Contains(topic))
                found.Add(topic);
        return found;
    }

    public int? Cap(string? cell)
    {
        if (cell is null)
            return null;
        if (int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes) && (kilobytes == 0 || Limits.CapKilobytes.Contains(kilobytes)))
            return kilobytes;
        Wrong<string>($"cap \"{cell}\" is none of 0, {string.Join(", ", Limits.CapKilobytes)} (kilobytes)");
        return null;
    }

    /// <summary>Hours, or days and hours as we export them; <see cref="Timeout.InfiniteTimeSpan"/> where it is for ever.</summary>
    public TimeSpan? Wait(string? cell)
    {
        if (cell is null)
            return null;
        if (Is(cell, ForEver))
            return Timeout.InfiniteTimeSpan;
        if (int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours <= TimeSpan.FromDays(365).TotalHours)
            return TimeSpan.FromHours(hours);
        if (cell.Contains(':') && TimeSpan.TryParseExact(cell, "c", CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero)
            return time;
        Wrong<string>($"wait \"{cell}\" is neither hours nor {ForEver}");
        return null;
    }

    /// <summary>All editions of a release, or one.</summary>
    public bool? AllEditions(string? cell)
    {
        if (cell is null)
            return null;
        if (Is(cell, Enrolment.AllEditions) || Is(cell, Enrolment.OneEdition))
            return Is(cell, Enrolment.AllEditions);
        Wrong<string>($"editions \"{cell}\" is neither {Enrolment.OneEdition} nor {Enrolment.AllEditions}");
        return null;
    }

    /// <summary>Yes, no, or when the pause ends: an instant, or its last day in the list's zone.</summary>
    public (bool Paused, DateTimeOffset? Until) Pause(string? cell) => cell is null || Is(cell, No) ? (false, null)
        : Is(cell, Yes) ? (true, null)
        : (true, Instant("paused", cell, days: 1));

    /// <summary>An instant (RFC 3339), or the begin of a day in the list's zone.</summary>
    public DateTimeOffset? Instant(string column, string? cell, int days = 0)
    {
        if (cell is null)
            return null;
        if (DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return list.Begin(day < DateOnly.MaxValue ? day.AddDays(days) : day);
        if (cell.Contains('T') && DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return instant;
        Wrong<string>($"{column} \"{cell}\" is neither a day (2026-03-12) nor a time (2026-03-12T08:00:00Z)");
        return null;
    }

    private static string[] Words(string? cell) => cell?.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool Is(string cell, string word) => cell.Equals(word, StringComparison.OrdinalIgnoreCase);

    private T? Wrong<T>(string reason) where T : class
    {
        Fault ??= reason;
        return null;
    }
}
