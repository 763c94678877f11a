using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>
/// The letter in which a desk answers for its week: figures to its moderators and owners, every Monday morning by the list's clock. It names nobody, neither
/// sources nor readers nor moderators; names stand in the log alone. Owners also read what came back of their readers' mail, by domain.
/// </summary>
public sealed class WeeklySummary(Database database, ListCatalogue lists, LetterWriter letters, TimeProvider time)
{
    /// <summary>Sees to it that every list's summary is due at its next hour. What came due meanwhile stays due.</summary>
    public static void PlanAll(Connection tx, ListCatalogue lists, DateTimeOffset now)
    {
        foreach (var list in lists.All)
            Due.Plan(tx, Due.Summary, list.Name, Next(list, now), now.ToUnixTimeMilliseconds());
    }

    /// <summary>Due: the week up to the last Monday, however late it is. A week in which nothing happened is passed over.</summary>
    public Task SendAsync(string listName)
    {
        if (lists.Find(listName) is not { } list)
            return database.WriteAsync(tx => Due.Done(tx, Due.Summary, listName, null));
        var end = DeskWeek.LastEnd(list, time.GetUtcNow());
        var (week, returns) = database.Read(db => (DeskWeek.Read(db, list, end), ReturnWeek.Read(db, list, end)));
        var owed = week.IsEmpty ? [] : Write(list, week, ReturnWeek.None);
        var toOwners = returns.IsEmpty ? owed : Write(list, week, returns);
        return database.WriteAsync(tx =>
        {
            Due.Done(tx, Due.Summary, list.Name, Next(list, time.GetUtcNow()));
            foreach (var (person, language, isOwner) in Readers(tx, list))
                if ((isOwner ? toOwners : owed).TryGetValue(language, out var letter))
                    Letters.Owe(tx, list.Name, person, letter, time.Now());
        });
    }

    // In all languages, since it is known only in the transaction who is there to read it.
    private Dictionary<Language, NewRendering> Write(MailingList list, DeskWeek week, ReturnWeek returns)
    {
        var picture = new MimePart("image", "png")
        {
            Content = new MimeContent(new MemoryStream(WeekChart.Png(week.Days))),
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = $"{list.Name}-{week.Begin:yyyy-MM-dd}.png" },
        };
        return Languages.All.ToDictionary(language => language, language => letters.Write(NoticeCatalogue.WeeklySummary, language, list, Model(list, week, returns, language), attached: picture));
    }

    private Dictionary<string, object?> Model(MailingList list, DeskWeek week, ReturnWeek returns, Language language) => new()
    {
        ["list"] = list.Name,
        ["list_title"] = list.TitleIn(language),
        ["from"] = $"{week.Begin:yyyy-MM-dd}",
        ["to"] = $"{week.End:yyyy-MM-dd}",
        ["received"] = week.Count(Deed.Received),
        ["released"] = week.Count(Deed.Released),
        ["rejected"] = week.Count(Deed.Rejected),
        ["returned"] = week.Count(Deed.Returned),
        ["withdrawn"] = week.Count(Deed.Withdrawn),
        ["discarded"] = week.Count(Deed.Discarded),
        ["corrected"] = week.Count(Deed.Corrected),
        ["languages"] = week.Languages.Select(spoken => Row("language_name", NoticeLanguageNames.Of(spoken, language), week.Count(Deed.Received, spoken), week.Count(Deed.Released, spoken))).ToList(),
        ["days"] = week.Days.Select(day => Row("date", $"{day.Date:yyyy-MM-dd}", day.Received, day.Released)).ToList(),
        ["decided"] = week.Waits.Count,
        ["median"] = Minutes(week.MedianWait),
        ["worst"] = Minutes(week.Waits.DefaultIfEmpty().Max()),
        ["waiting"] = week.Waiting.Count,
        ["number"] = week.Oldest?.Id ?? 0,
        ["oldest"] = week.Oldest is { } oldest ? Minutes(time.GetUtcNow() - Instant.Time(oldest.At)) : 0,
        ["reminded"] = week.Count(Deed.Reminded),
        ["forged"] = week.Count(Deed.Forged),
        ["came_back"] = !returns.IsEmpty,
        ["dead"] = returns.Count("dead"),
        ["full"] = returns.Count("full"),
        ["unavailable"] = returns.Count("unavailable"),
        ["complaints"] = returns.Count(Parted.Complaint),
        ["probed"] = returns.Count("probed"),
        ["paused"] = returns.Count("paused"),
        ["removed"] = returns.Count(Parted.Removed),
        ["domains"] = returns.Domains.Select(domain => new Dictionary<string, object?> { ["domain"] = domain.Name, ["readers"] = domain.Readers }).ToList(),
        ["others"] = returns.Others,
    };

    private static Dictionary<string, object?> Row(string name, string value, int received, int released) =>
        new() { [name] = value, ["received"] = received, ["released"] = released };

    private static int Minutes(TimeSpan span) => (int)span.TotalMinutes;

    /// <summary>Each moderator in her language, and each owner who isn't one of them in the list's first.</summary>
    private IEnumerable<(long Person, Language Language, bool IsOwner)> Readers(Connection tx, MailingList list)
    {
        var owners = list.Owners.Select(owner => Person.Know(tx, owner, time.Now())).ToHashSet();
        return Roster.ActiveModerators(tx, list.Name).Select(moderator => (moderator.Person, moderator.Language)).Concat(owners.Select(owner => (owner, list.Languages[0])))
            .DistinctBy(reader => reader.Item1).Select(reader => (reader.Item1, reader.Item2, owners.Contains(reader.Item1)));
    }

    private static long Next(MailingList list, DateTimeOffset now) =>
        DeskWeek.EndOf(list, DeskWeek.LastEnd(list, now).AddDays(DeskWeek.Length)).ToUnixTimeMilliseconds();
}
