using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Moderation;

/// <summary>Which of a list's moderators is asked, and who comes next: by their hours of duty and the languages of their desks.</summary>
public static class DutyRoster
{
    /// <summary>
    /// Who is asked first: those on duty whose desk reads that language; if none of them does, all on duty; if nobody is on duty, whoever comes on duty next.
    /// </summary>
    public static IReadOnlyList<Moderator> Asked(IReadOnlyList<Moderator> active, MailingList list, Language language, DateTimeOffset at)
    {
        var first = active.Select(moderator => Begin(moderator, list, at)).DefaultIfEmpty(at).Min();
        var coming = active.Where(moderator => Begin(moderator, list, at) == first).ToList();
        var reading = coming.Where(moderator => moderator.Desks.Count == 0 || moderator.Desks.Contains(language)).ToList();
        return first == at && reading.Count > 0 ? reading : coming;
    }

    /// <summary>Those on duty; everybody where nobody is.</summary>
    public static IReadOnlyList<Moderator> OnDuty(IReadOnlyList<Moderator> active, MailingList list, DateTimeOffset at)
    {
        var onDuty = active.Where(moderator => Begin(moderator, list, at) == at).ToList();
        return onDuty.Count > 0 ? onDuty : active;
    }

    /// <summary>In the order in which they are, or come, on duty.</summary>
    public static IReadOnlyList<Moderator> InOrder(IEnumerable<Moderator> active, MailingList list, DateTimeOffset at) =>
        [.. active.OrderBy(moderator => Begin(moderator, list, at))];

    /// <summary>The first moment, from now on, at which she may be reminded: on duty, or where she has no hours, outside the list's quiet ones.</summary>
    public static DateTimeOffset Wakes(Moderator moderator, MailingList list, DateTimeOffset at) =>
        moderator.Hours?.Begin(at, list.Zone) ?? list.Desk.QuietHours?.End(at, list.Zone) ?? at;

    /// <summary>Whether the roster is still as it was read before letters were written.</summary>
    public static bool IsUnchanged(IReadOnlyList<Moderator> then, IReadOnlyList<Moderator> now) => then.Select(Facts).SequenceEqual(now.Select(Facts));

    private static DateTimeOffset Begin(Moderator moderator, MailingList list, DateTimeOffset at) => moderator.Hours?.Begin(at, list.Zone) ?? at;

    private static (long, Language, string, string?) Facts(Moderator moderator) =>
        (moderator.Person, moderator.Language, Languages.Join(moderator.Desks), moderator.Hours?.ToString());
}
