using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Bounces;

/// <summary>
/// The two letters to a reader whose mail fails: does this reach you; and, we have paused. Any reply to either, even an empty one, says that he is there.
/// </summary>
public sealed class ProbeLetters(Settings settings, Database database, ListCatalogue lists, AddressPlan addresses, NoticeTexts texts, LetterWriter letters, TimeProvider time)
{
    // What rests until he answers, as one writes it.
    private const string Stay = "stay";

    /// <returns>What owes the letter and waits for its answer, and gives its rendering; null where he reads nothing.</returns>
    public Func<Connection, long>? Probe(FailingPerson failing) => Write(failing, NoticeCatalogue.Probe, PausesAt(failing));

    /// <summary>All is paused; the same again as long as it comes back.</summary>
    public Func<Connection, long>? Paused(FailingPerson failing) => Write(failing, NoticeCatalogue.PausedByBounces, RemovesAt(failing));

    // Never before this letter has had its time.
    private TimeSpan RemovesAt(FailingPerson failing)
    {
        var left = failing.PausedAt is { } since ? Instant.Time(since) + settings.Bounces.RemoveAfter - Instant.Time(time.Now()) : settings.Bounces.RemoveAfter;
        return left > settings.Bounces.ProbeWait ? left : settings.Bounces.ProbeWait;
    }

    // When the last probe but one before the pause has failed, or this one.
    private TimeSpan PausesAt(FailingPerson failing)
    {
        var pause = settings.Bounces.ProbeWait;
        while (Instant.Time(time.Now()) + pause - Instant.Time(failing.Since) < settings.Bounces.PauseAfter)
            pause += settings.Bounces.ProbeWait;
        return pause;
    }

    private Func<Connection, long>? Write(FailingPerson failing, NoticeKind kind, TimeSpan until)
    {
        var reads = database.Read(db => Person.AddressOf(db, failing.Person) is { } address ? Enrolment.Of(db, address) : []).Where(s => lists.Find(s.List) is not null).ToList();
        var paused = database.Read(db => Failing.PausedLists(db, failing.Person));
        var meant = reads.Where(s => failing.State == FailingState.Paused ? paused.Contains(s.List) : s.State == SubscriptionState.Active).ToList();
        if (meant is not [var first, ..])
            return null;
        var (list, language, token) = (lists.Find(first.List)!, first.Choices.Languages[0], Token.NewRandom());
        var facts = new Dictionary<string, object?>
        {
            ["list_titles"] = meant.Select(s => lists.Find(s.List)!.TitleIn(language)).Take(Limits.ListsNamed).ToList(),
            ["since"] = Instant.Time(failing.Since).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["why"] = database.Read(db => Setbacks.Of(db, failing.Person)).FirstOrDefault(setback => Setbacks.Counts(setback.Class))?.Class ?? "unavailable",
            ["days"] = (int)Math.Ceiling(until.TotalDays),
            ["token"] = token,
            ["request_address"] = addresses.Request(list),
        };
        var letter = letters.Write(kind, language, list, facts, replyTo: addresses.Confirm(list, token));
        var request = new PendingRequest(0, failing.Person, list.Name, language, Stay, $"{kind.Name} {language.Code()} {texts.Version(kind, language)}", time.Now());
        return tx =>
        {
            Requests.Add(tx, request, token, settings.Bounces.AnswerTime);
            return Letters.Owe(tx, list.Name, failing.Person, letter, time.Now());
        };
    }
}
