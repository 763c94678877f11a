using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Communique;

/// <summary>
/// At the end of the day on which a newsletter's language is drafted (midnight after it, by the list's clock) it is looked whether that language of the current number is out; if it
/// isn't, the editors in chief hear of it, or the list's owners where none are named: which number, which language, and how far it has come.
/// </summary>
public sealed class MissingLanguage(Database database, ListCatalogue lists, LetterWriter letters, TimeProvider time)
{
    private const int DaysOfWeek = 7;

    /// <summary>Sees to it that each language of each newsletter is looked for at the end of its next day. What came due meanwhile stays due.</summary>
    public static void PlanAll(Connection tx, ListCatalogue lists, DateTimeOffset now)
    {
        foreach (var list in lists.All)
            foreach (var language in list.Newsletter?.Drafts.Keys ?? [])
                Due.Plan(tx, Due.Missing, $"{list.Name}/{language.Code()}", Next(list, language, now), now.ToUnixTimeMilliseconds());
    }

    public Task LookAsync(string subject)
    {
        var (name, code) = subject.Split('/') is [var first, var second] ? (first, second) : (subject, "");
        if (lists.Find(name) is not { Newsletter: { } rules } list || !Languages.TryParse(code, out var language) || !rules.Drafts.ContainsKey(language))
            return database.WriteAsync(tx => Due.Done(tx, Due.Missing, subject, null));
        var owed = database.Read(db => Lacking(db, list, language, time.Now())) is { } lacking ? Write(list, rules, language, lacking) : _ => { };
        return database.WriteAsync(tx =>
        {
            Due.Done(tx, Due.Missing, subject, Next(list, language, time.GetUtcNow()));
            owed(tx);
        });
    }

    /// <summary>A number that isn't out in a language.</summary>
    /// <param name="Event">held (an edition waits for a decision: <paramref name="Held"/>), drafted or nothing.</param>
    private sealed record Absent(int Volume, int Number, string Event, long Held);

    // The newest number that anybody has begun. Where this language of it is out for nearly a week, the next one should have been.
    private static Absent? Lacking(Connection db, MailingList list, Language language, long now)
    {
        if (Issues.Latest(db, list.Name) is not var (volume, number))
            return null;
        var issue = Issues.Find(db, list.Name, language, volume, number);
        if (issue is { State: IssueState.Dropped } or { State: IssueState.Released } && issue.At > now - (long)Limits.IssueGap.TotalMilliseconds)
            return null;
        if (issue is { State: not IssueState.Draft })
            (number, issue) = (number + 1, null);
        var held = HeldPosts.OldestOpen(db, list.Name, language);
        return new Absent(volume, number, held is not null ? "held" : issue is not null ? "drafted" : "nothing", held ?? 0);
    }

    // In all languages, since it is known only in the transaction who is there to read it.
    private Action<Connection> Write(MailingList list, NewsletterRules rules, Language language, Absent absent)
    {
        var written = Languages.All.ToDictionary(spoken => spoken, spoken => letters.Write(NoticeCatalogue.EditionMissing, spoken, list, new Dictionary<string, object?>
        {
            ["list"] = list.Name,
            ["list_title"] = list.TitleIn(spoken),
            ["language_name"] = NoticeLanguageNames.Of(language, spoken),
            ["volume"] = absent.Volume,
            ["issue"] = absent.Number,
            ["event"] = absent.Event,
            ["number"] = absent.Held,
        }));
        return tx =>
        {
            foreach (var address in (rules.EditorsInChief.Count > 0 ? rules.EditorsInChief : list.Owners).DistinctBy(address => address.Key))
            {
                var person = Person.Know(tx, address, time.Now());
                Letters.Owe(tx, list.Name, person, written[Roster.LanguageOf(tx, person) ?? list.Languages[0]], time.Now());
            }
        };
    }

    // Midnight after its day: a newsletter that leaves late in the evening is still in time.
    private static long Next(MailingList list, Language language, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, list.Zone).DateTime);
        var ahead = ((int)list.Newsletter!.Drafts[language].Day - (int)today.DayOfWeek + DaysOfWeek) % DaysOfWeek;
        return list.Begin(today.AddDays(ahead + 1)).ToUnixTimeMilliseconds();
    }
}
