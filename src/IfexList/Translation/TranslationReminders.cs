using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Store;

namespace IfexList.Translation;

/// <summary>
/// A translation that is late, or a draft that waits for its <c>ok</c>: at the deadline whoever has it in hand is reminded, a day later all of its desk, from the third time on the list's
/// moderators and owners as well. It ends with the edition, with <c>drop</c>, or after <see cref="Limits.Chases"/>; the handover goes on naming it for a while.
/// </summary>
public sealed class TranslationReminders(Database database, ListCatalogue lists, TranslationLetters letters, TimeProvider time)
{
    private const int AllAt = 2;
    private const int OwnersAt = 3;

    /// <summary>Due for one translation.</summary>
    public async Task ChaseAsync(string subject)
    {
        // False: something came of it while the letters were written.
        while (!await TryAsync(subject))
        {
        }
    }

    private Task<bool> TryAsync(string subject)
    {
        var wanted = database.Read(db => WantedEditions.Find(db, subject));
        if (wanted is not { IsOpen: true } || database.Read(db => CaseFile.NewestOf(db, wanted.Release)) is not { } original || lists.Find(original.About.List) is not { } list)
            return database.WriteAsync(tx =>
            {
                Due.Done(tx, Due.Chase, subject, null);
                return true;
            });
        var of = database.Read(db => TranslationCase.Read(db, list, original, wanted.Language));
        var step = wanted.Chased + 1;
        var moderators = database.Read(db => Roster.ActiveModerators(db, list.Name));
        var reminded = Reminded(of.Desk, wanted, step, moderators);
        var now = time.GetUtcNow();
        var wakes = reminded.Select(hand => (Hand: hand, At: Wakes(hand, moderators, list, now))).ToList();
        if (wakes.Count > 0 && wakes.TrueForAll(row => row.At > now))
            return EndAsync(wanted, of, wanted.Chased, wakes.Min(row => row.At).ToUnixTimeMilliseconds(), []);
        var takenBy = of.AddressOf(wanted.TakenBy);
        List<Action<Connection, long>> owed = [.. wakes.Where(row => row.At <= now).Select(row => letters.Reminder(of, row.Hand, wanted, takenBy))];
        if (step >= OwnersAt || reminded.Count == 0)
            owed.Add(letters.ToOwners(of, Owners(list, moderators), wanted, takenBy));
        return EndAsync(wanted, of, step, step < Limits.Chases ? time.After(Limits.ChasePause) : null, owed);
    }

    private Task<bool> EndAsync(WantedEdition wanted, TranslationCase of, int chased, long? next, List<Action<Connection, long>> owed) => database.WriteAsync(tx =>
    {
        if (WantedEditions.Find(tx, wanted.Id) != wanted || !of.StillHolds(tx))
            return false;
        WantedEditions.Chase(tx, wanted, chased, next);
        owed.ForEach(owe => owe(tx, wanted.Id));
        return true;
    });

    // What is written waits for its editors, what isn't for its translators.
    private static IReadOnlyList<DeskHand> Reminded(LanguageDesk desk, WantedEdition wanted, int step, IReadOnlyList<Moderator> moderators)
    {
        var first = wanted.State == WantedState.Drafted ? desk.Editors : step < AllAt && desk.Find(wanted.TakenBy) is { } has ? [has] : desk.Called;
        return step < OwnersAt ? first : [.. first.Concat(moderators.Select(LanguageDesk.Editor)).DistinctBy(hand => hand.Person)];
    }

    private static DateTimeOffset Wakes(DeskHand hand, IReadOnlyList<Moderator> moderators, MailingList list, DateTimeOffset at) =>
        moderators.FirstOrDefault(moderator => moderator.Person == hand.Person) is { } moderator ? DutyRoster.Wakes(moderator, list, at) : list.Desk.QuietHours?.End(at, list.Zone) ?? at;

    // Who is a moderator as well has been reminded as such.
    private static List<Address> Owners(MailingList list, IReadOnlyList<Moderator> moderators) =>
        [.. list.Owners.DistinctBy(owner => owner.Key).Where(owner => !moderators.Any(moderator => moderator.Address.Key == owner.Key))];
}
