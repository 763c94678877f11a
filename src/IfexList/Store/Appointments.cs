using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>What a moderator is appointed with; whatever is null stays as it is, or becomes the default of a new one.</summary>
/// <param name="Hours">As <see cref="WeeklyHours"/> reads them; empty: always.</param>
public sealed record Appointment(Language? Language = null, IReadOnlyList<Language>? Desks = null, IReadOnlyList<Address>? Also = null, string? Hours = null);

/// <summary>Moderators appointed, suspended and dismissed: rows of <c>moderator</c> and <c>moderator_also</c>.</summary>
public static class Appointments
{
    /// <summary>Appoints a moderator, or changes what <paramref name="appointment"/> names; a suspension ends with it.</summary>
    /// <returns>True when she is new.</returns>
    public static bool Appoint(Connection tx, MailingList list, Address address, Appointment appointment, long now)
    {
        var person = Person.Know(tx, address, now);
        var known = tx.First("SELECT language, desks, hours FROM moderator WHERE list = @list AND person = @person",
            r => Tuple.Create(r.GetString(0), r.GetString(1), r.GetString(2)), ("@list", list.Name), ("@person", person));
        var usual = Roster.LanguageOf(tx, person) is { } spoken && list.Languages.Contains(spoken) ? spoken : list.Languages[0];
        const string appoint = """
            INSERT INTO moderator (list, person, language, desks, hours) VALUES (@list, @person, @language, @desks, @hours)
            ON CONFLICT (list, person) DO UPDATE SET language = excluded.language, desks = excluded.desks, hours = excluded.hours, suspended = 0
            """;
        tx.Execute(appoint, ("@list", list.Name), ("@person", person), ("@language", appointment.Language?.Code() ?? known?.Item1 ?? usual.Code()),
            ("@desks", appointment.Desks is { } desks ? Languages.Join(desks) : known?.Item2 ?? ""), ("@hours", appointment.Hours ?? known?.Item3 ?? ""));
        if (appointment.Also is { } also)
            AnswerFrom(tx, list.Name, person, also, now);
        return known is null;
    }

    /// <returns>False when she was no moderator.</returns>
    public static bool Dismiss(Connection tx, string list, Address address, long now)
    {
        if (Person.Find(tx, address) is not { } person)
            return false;
        EndTokens(tx, list, person, now);
        return tx.Execute("DELETE FROM moderator WHERE list = @list AND person = @person", ("@list", list), ("@person", person)) == 1;
    }

    /// <summary>She decides nothing from now on, neither with letters that she already has; nothing that she approved goes out by itself any more.</summary>
    /// <returns>How many posts that she had in hand are to be decided by others; null when she is no moderator.</returns>
    public static int? Suspend(Connection tx, string list, Address address, long now)
    {
        if (Person.Find(tx, address) is not { } person)
            return null;
        EndTokens(tx, list, person, now);
        if (tx.Execute("UPDATE moderator SET suspended = 1 WHERE list = @list AND person = @person", ("@list", list), ("@person", person)) == 0)
            return null;
        var inHand = HeldPosts.InHandOf(tx, list, person);
        foreach (var post in inHand)
            GiveBack(tx, post, person, now);
        return inHand.Count;
    }

    /// <summary>The other addresses that a moderator answers from.</summary>
    public static IReadOnlyList<string> AlsoOf(Connection db, Moderator moderator)
    {
        const string select = """
            SELECT person.address FROM moderator_also JOIN person ON person.id = moderator_also.also
            WHERE moderator_also.list = @list AND moderator_also.moderator = @moderator ORDER BY person.key
            """;
        return db.All(select, r => r.GetString(0), ("@list", moderator.List), ("@moderator", moderator.Person));
    }

    // Soon the others hear of it: of a stranger's post by the next digest, of any other by a reminder.
    private static void GiveBack(Connection tx, HeldPost post, long person, long now)
    {
        if (post.Approval?.By == person)
        {
            HeldPosts.Reopen(tx, post, keepsText: false);
            DeskLog.Note(tx, post, null, Deed.Recalled, now);
        }
        if (post.TakenBy == person)
            HeldPosts.Take(tx, post.Id, null);
        if (post.Kind == HeldKind.Stranger)
            Due.OweBy(tx, Due.Strangers, post.List, now);
        else
            Due.OweBy(tx, Due.Remind, HeldTime.Subject(post.Id), now);
    }

    private static void AnswerFrom(Connection tx, string list, long person, IReadOnlyList<Address> also, long now)
    {
        tx.Execute("DELETE FROM moderator_also WHERE list = @list AND moderator = @person", ("@list", list), ("@person", person));
        // One address answers for one moderator: who is named last has it.
        const string add = """
            INSERT INTO moderator_also (list, also, moderator) VALUES (@list, @also, @person)
            ON CONFLICT (list, also) DO UPDATE SET moderator = excluded.moderator
            """;
        foreach (var address in also)
            tx.Execute(add, ("@list", list), ("@also", Person.Know(tx, address, now)), ("@person", person));
    }

    private static void EndTokens(Connection tx, string list, long person, long now)
    {
        const string end = """
            UPDATE token SET used = @now WHERE person = @person AND list = @list AND purpose IN ('decision', 'digest') AND used IS NULL
            """;
        tx.Execute(end, ("@now", now), ("@person", person), ("@list", list));
    }
}
