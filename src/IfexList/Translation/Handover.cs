using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Translation;

/// <summary>The desk's daily handover: what is missing in which language, and what waits for an <c>ok</c>. On a day on which nothing is missing, none goes out.</summary>
public sealed class Handover(Database database, ListCatalogue lists, LetterWriter letters, AddressPlan addresses, TimeProvider time)
{
    /// <summary>Sees to it that every list's handover is due at its next hour. What came due meanwhile stays due.</summary>
    public static void PlanAll(Connection tx, ListCatalogue lists, DateTimeOffset now)
    {
        foreach (var list in lists.All.Where(list => list.Kind == ListKind.Broadcast))
            Due.Plan(tx, Due.Handover, list.Name, Next(list, now), now.ToUnixTimeMilliseconds());
    }

    /// <summary>Due: what is missing now, however late it is.</summary>
    public Task SendAsync(string listName)
    {
        if (lists.Find(listName) is not { Kind: ListKind.Broadcast } list)
            return database.WriteAsync(tx => Due.Done(tx, Due.Handover, listName, null));
        var (missing, held) = database.Read(db => (Missing(db, list), Held(db, list)));
        var written = missing.Count == 0 ? [] : Languages.All.ToDictionary(language => language, language => letters.Write(
            NoticeCatalogue.Handover, language, list, Model(list, missing, held, language), addresses.Moderate(list)));
        return database.WriteAsync(tx =>
        {
            Due.Done(tx, Due.Handover, list.Name, Next(list, time.GetUtcNow()));
            foreach (var moderator in written.Count == 0 ? [] : Roster.ActiveModerators(tx, list.Name))
                Letters.Owe(tx, list.Name, moderator.Person, written[moderator.Language], time.Now());
        });
    }

    private List<Row> Missing(Connection db, MailingList list) => [.. WantedEditions.Open(db, list.Name, time.After(-Limits.HandoverTime))
        .Select(wanted => (Wanted: wanted, Original: CaseFile.NewestOf(db, wanted.Release))).Where(row => row.Original is not null)
        .Select(row => new Row(row.Wanted, row.Original!, WhoOf(db, row.Wanted)))];

    private static string WhoOf(Connection db, WantedEdition wanted) =>
        (wanted.State == WantedState.Drafted ? wanted.DraftedBy : wanted.TakenBy) is { } person ? Person.AddressOf(db, person)?.ToString() ?? "" : "";

    // Strangers' posts have a digest of their own, and what is approved waits for nobody.
    private static List<HeldPost> Held(Connection db, MailingList list) => [.. HeldPosts.All(db)
        .Where(post => post.List == list.Name && post.Kind != HeldKind.Stranger && post.State is HeldState.Open or HeldState.Seconding).Take(Limits.HandoverPosts)];

    private Dictionary<string, object?> Model(MailingList list, List<Row> missing, List<HeldPost> held, Language language) => new()
    {
        ["list"] = list.Name,
        ["list_title"] = list.TitleIn(language),
        ["held"] = held.Select(post => new Dictionary<string, object?> { ["number"] = post.Id, ["subject"] = post.Subject }).ToList(),
        ["missing"] = missing.Take(Limits.HandoverEditions).Select(row => new Dictionary<string, object?>
        {
            ["release"] = $"{row.Original.About.Number}/{row.Wanted.Language.Code()}",
            ["language_name"] = NoticeLanguageNames.Of(row.Wanted.Language, language),
            ["subject"] = row.Original.About.Subject,
            ["state"] = row.Wanted.State == WantedState.Drafted ? "drafted" : row.Who.Length > 0 ? "taken" : "wanted",
            ["who"] = row.Who,
            ["since"] = Trace.Minute(row.Original.At),
            ["late"] = row.Wanted.Deadline < time.Now(),
        }).ToList(),
        ["more"] = Math.Max(0, missing.Count - Limits.HandoverEditions),
    };

    private static long Next(MailingList list, DateTimeOffset now)
    {
        var today = TimeZoneInfo.ConvertTime(now, list.Zone).Date;
        var hour = list.Translation.HandoverHour.ToTimeSpan();
        var next = list.InstantOf(today + hour);
        return (next > now ? next : list.InstantOf(today.AddDays(1) + hour)).ToUnixTimeMilliseconds();
    }

    private sealed record Row(WantedEdition Wanted, PublishedEdition Original, string Who);
}
