using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>
/// A person goes, in three commits that due rows carry: all that is his ends at once, and only his farewell is still owed; once it has left, or has
/// failed once, his row goes and takes along what points at it; then the file is written anew, so that no byte of his address stays in it.
/// </summary>
public static class Erasure
{
    /// <summary>Out of every list; nothing more is sent to him but the letter that is owed in the same transaction.</summary>
    public static void Begin(Connection tx, long person, long now)
    {
        foreach (var list in tx.All("SELECT list FROM subscription WHERE person = @person", r => r.GetString(0), ("@person", person)))
            Subscriptions.Leave(tx, list, person, now);
        tx.Execute("DELETE FROM request WHERE person = @person", ("@person", person));
        tx.Execute("DELETE FROM returned WHERE person = @person", ("@person", person));
        tx.Execute("DELETE FROM setback WHERE person = @person", ("@person", person));
        Failing.End(tx, person);
        tx.Execute("DELETE FROM served WHERE person = @person", ("@person", person));
        if (Roster.IsRegistered(tx, person))
            return;
        foreach (var delivery in tx.All("SELECT id FROM deliveries WHERE person = @person", r => r.GetInt64(0), ("@person", person)))
            Deliveries.Drop(tx, delivery, now);
        Due.Owe(tx, Due.Erase, Subject(person), now + (long)Limits.FarewellTry.TotalMilliseconds);
    }

    /// <summary>
    /// Whether his farewell has yet to be tried, or he has just asked for something. Neither is waited for without end: the way out may be closed for
    /// days, and what is asked in his name may be forged.
    /// </summary>
    public static bool IsPending(Connection db, long person, long now)
    {
        const string pending = """
            SELECT 1 WHERE EXISTS (SELECT 1 FROM deliveries WHERE person = @person AND attempts = 0 AND since > @limit)
                OR EXISTS (SELECT 1 FROM request WHERE person = @person AND at > @limit)
            """;
        return db.Number(pending, ("@person", person), ("@limit", now - (long)Limits.FarewellLetterTime.TotalMilliseconds)) is not null;
    }

    /// <summary>Null where he is gone, or somebody to keep: he has come back, or is registered.</summary>
    public static Address? AddressOf(Connection db, long person) =>
        !Subscriptions.ReadsAny(db, person) && !Roster.IsRegistered(db, person)
            ? Store.Person.AddressOf(db, person)
            : null;

    /// <summary>The row goes. What strangers' mails of his still wait for somebody goes, too.</summary>
    /// <returns>False where there was nobody to erase.</returns>
    public static bool Finish(Connection tx, long person)
    {
        if (AddressOf(tx, person) is not { } address)
            return false;
        DropWaiting(tx, address);
        Items.Forget(tx, person);
        WantedEditions.Forget(tx, person);
        const string letters = "SELECT rendering FROM deliveries WHERE person = @person";
        Failing.End(tx, person);
        var renderings = tx.All(letters, r => r.GetInt64(0), ("@person", person));
        tx.Execute("DELETE FROM person WHERE id = @person", ("@person", person));
        foreach (var rendering in renderings)
            Deliveries.ForgetTextIfLast(tx, rendering);
        Routes.Forget(tx, address.Domain);
        Parted.Forget(tx);
        return true;
    }

    private static void DropWaiting(Connection tx, Address address)
    {
        const string inbox = "SELECT id, sender FROM inbox WHERE sender LIKE '%@' || @domain";
        foreach (var (mail, sender) in tx.All(inbox, r => (r.GetInt64(0), r.GetString(1)), ("@domain", address.Domain)))
            if (address.IsNamedIn(sender))
                InboxDesk.Drop(tx, mail);
        const string held = "SELECT id, sender FROM held WHERE kind = 'stranger'";
        foreach (var (post, sender) in tx.All(held, r => (r.GetInt64(0), r.GetString(1))))
            if (address.IsNamedIn(sender) && tx.Number("DELETE FROM held WHERE id = @id RETURNING body", ("@id", post)) is { } body)
            {
                HeldTime.End(tx, post);
                Inbox.DropUnusedBody(tx, body);
            }
    }

    /// <summary>The person that a due row names.</summary>
    public static long Person(string subject) => long.Parse(subject, System.Globalization.CultureInfo.InvariantCulture);

    private static string Subject(long person) => person.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
