using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>A week at a list's desk, from Monday morning to Monday morning by the list's clock, and what waits as it is read.</summary>
/// <param name="End">The Monday on which it ends; its days begin at the same hour.</param>
/// <param name="Waits">How long those posts waited that were decided in it, shortest first.</param>
/// <param name="Waiting">Posts that wait for a decision now, oldest first.</param>
public sealed record DeskWeek(DateOnly End, IReadOnlyList<DeskEntry> Deeds, IReadOnlyList<DeskDay> Days, IReadOnlyList<TimeSpan> Waits, IReadOnlyList<HeldPost> Waiting)
{
    /// <summary>Days.</summary>
    public const int Length = 7;

    // The desk's day begins: the summary is the first thing that it reads.
    private static readonly TimeOnly Hour = new(8, 0);

    public DateOnly Begin => End.AddDays(-Length);

    public bool IsEmpty => Deeds.Count == 0;

    public HeldPost? Oldest => Waiting.Count > 0 ? Waiting[0] : null;

    /// <summary>Those in which posts came or went out.</summary>
    public IEnumerable<Language> Languages => Deeds.Where(deed => deed.Deed is Deed.Received or Deed.Released).Select(deed => deed.Language).Distinct().Order();

    /// <summary>Of an even number the middle between the two in the middle; zero of none.</summary>
    public TimeSpan MedianWait => Waits.Count == 0 ? TimeSpan.Zero : (Waits[(Waits.Count - 1) / 2] + Waits[Waits.Count / 2]) / 2;

    public int Count(Deed deed, Language? language = null) => Deeds.Count(entry => entry.Deed == deed && (language is null || entry.Language == language));

    /// <summary>The last Monday whose hour has come.</summary>
    public static DateOnly LastEnd(MailingList list, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, list.Zone).DateTime);
        var monday = today.AddDays(-(((int)today.DayOfWeek + Length - 1) % Length));
        return EndOf(list, monday) > now ? monday.AddDays(-Length) : monday;
    }

    /// <summary>The instant at which the week ends that ends on that day.</summary>
    public static DateTimeOffset EndOf(MailingList list, DateOnly day) => list.InstantOf(day.ToDateTime(Hour));

    public static DeskWeek Read(Connection db, MailingList list, DateOnly end)
    {
        var hours = Enumerable.Range(-Length, Length + 1).Select(day => EndOf(list, end.AddDays(day)).ToUnixTimeMilliseconds()).ToList();
        var deeds = DeskLog.Between(db, list.Name, hours[0], hours[^1]);
        int On(int day, Deed deed) => deeds.Count(entry => entry.Deed == deed && entry.At >= hours[day] && entry.At < hours[day + 1]);
        return new DeskWeek(
            end,
            deeds,
            [.. Enumerable.Range(0, Length).Select(day => new DeskDay(end.AddDays(day - Length), On(day, Deed.Received), On(day, Deed.Released)))],
            [.. DeskLog.Waits(db, list.Name, hours[0], hours[^1]).Order()],
            [.. HeldPosts.All(db).Where(post => post.List == list.Name && post.State is HeldState.Open or HeldState.Seconding).OrderBy(post => post.At)]);
    }
}
