using IfexList.Foundation;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>What is being done about somebody to whom mail fails.</summary>
public enum FailingState
{
    /// <summary>Nothing yet.</summary>
    Watched,

    /// <summary>A probe has been sent.</summary>
    Probed,

    /// <summary>His subscriptions are paused.</summary>
    Paused,
}

/// <summary>Somebody to whom mail fails.</summary>
/// <param name="Score">In hundredths of a point.</param>
/// <param name="Since">When the first of it failed.</param>
/// <param name="Last">When the last of it failed that was weighed.</param>
/// <param name="StateAt">Since when that state holds.</param>
/// <param name="Probe">The rendering of the last probe, or of the letter that told of the pause.</param>
/// <param name="Healed">Deliveries up to then have made the score smaller.</param>
/// <param name="Failed">The setback by which <paramref name="Probe"/> itself came back; null as long as it hasn't.</param>
/// <param name="PausedAt">When the first letter told of the pause; null where there is none.</param>
public sealed record FailingPerson(
    long Person, int Score, long Since, long Last, FailingState State, long StateAt, long? Probe, long Healed, long? Failed, long? PausedAt);

/// <summary>Rows of <c>failing</c>, and the due rows that go with them. Who is in order has none.</summary>
public static class Failing
{
    private const string Columns = "SELECT person, score, since, last, state, state_at, probe, healed, failed, paused_at FROM failing";

    // What is due because of it.
    private static readonly string[] Steps = [Due.Probe, Due.Probed, Due.Paused];

    public static FailingPerson? Of(Connection db, long person) => db.First($"{Columns} WHERE person = @person", Row, ("@person", person));

    public static List<FailingPerson> All(Connection db) => db.All($"{Columns} ORDER BY person", Row);

    /// <summary>His score grows.</summary>
    /// <returns>How he stands then.</returns>
    public static FailingPerson Add(Connection tx, long person, int points, long at, long now)
    {
        const string add = """
            INSERT INTO failing (person, score, since, last, state, state_at) VALUES (@person, @points, @at, @at, 'watched', @now)
            ON CONFLICT (person) DO UPDATE SET score = score + excluded.score, since = min(since, excluded.since), last = max(last, excluded.last)
            """;
        tx.Execute(add, ("@person", person), ("@points", (long)points), ("@at", at), ("@now", now));
        return Of(tx, person)!;
    }

    /// <summary>On how many days copies were delivered to him behind his last setback, of those that haven't been taken into account; today's kind of day is a UTC one.</summary>
    public static int GoodDays(Connection db, FailingPerson failing, long before)
    {
        const string days = """
            SELECT count(DISTINCT at / @day) FROM served WHERE person = @person AND outcome = 'delivered' AND at >= @healed AND at < @before
            AND at > coalesce((SELECT max(at) FROM setback WHERE person = @person AND weight IN ('open', 'counted') AND class IN ('dead', 'full', 'unavailable')), @last)
            """;
        return (int)(db.Number(days, ("@day", Instant.DayLength), ("@person", failing.Person), ("@healed", failing.Healed), ("@before", before), ("@last", failing.Last)) ?? 0);
    }

    public static void Heal(Connection tx, long person, int score, long before) =>
        tx.Execute("UPDATE failing SET score = @score, healed = @before WHERE person = @person", ("@score", (long)score), ("@before", before), ("@person", person));

    /// <summary>He has been sent a letter, is in that state from now on, and comes up again at <paramref name="again"/>. How long he has been paused goes on.</summary>
    public static void Enter(Connection tx, long person, FailingState state, long letter, long now, long again)
    {
        const string enter = """
            UPDATE failing SET state = @state, state_at = @now, probe = @letter, failed = NULL, paused_at = CASE @state WHEN 'paused' THEN coalesce(paused_at, @now) END WHERE person = @person
            """;
        tx.Execute(enter, ("@state", Word(state)), ("@now", now), ("@letter", letter), ("@person", person));
        EndDue(tx, person);
        Due.Set(tx, state == FailingState.Paused ? Due.Paused : Due.Probed, Subject(person), again);
    }

    /// <summary>That letter of ours was refused or came back; of any other nothing is noted here.</summary>
    public static void CameBack(Connection tx, long person, long letter, long setback) =>
        tx.Execute("UPDATE failing SET failed = @setback WHERE person = @person AND probe = @letter", ("@setback", setback), ("@person", person), ("@letter", letter));

    /// <summary>Nothing fails any more, or he is gone.</summary>
    public static void End(Connection tx, long person)
    {
        EndDue(tx, person);
        tx.Execute("DELETE FROM failing WHERE person = @person", ("@person", person));
    }

    /// <summary>What comes next for him, and when; null where nothing is due.</summary>
    public static (string Kind, long At)? Next(Connection db, long person)
    {
        var due = Steps.Select(kind => (Kind: kind, At: Due.At(db, kind, Subject(person)))).Where(step => step.At is not null).OrderBy(step => step.At).ToList();
        return due is [var (kind, at), ..] ? (kind, at!.Value) : null;
    }

    /// <summary>How many there are, by state, and since when the first of them; what isn't there is left out.</summary>
    public static IReadOnlyList<(string State, Resting Readers)> Count(Connection db) =>
        db.All("SELECT state, count(*), min(since) FROM failing GROUP BY state ORDER BY state = 'paused', state = 'probed'",
            r => (r.GetString(0), new Resting(r.GetInt64(1), Instant.Time(r.GetInt64(2)))));

    /// <summary>Pauses whatever he reads and hasn't paused himself.</summary>
    public static void Pause(Connection tx, long person) =>
        tx.Execute("UPDATE subscription SET state = 'paused', paused_until = NULL, bounced = 1 WHERE person = @person AND state = 'active'", ("@person", person));

    /// <summary>The lists whose mail we have paused for him.</summary>
    public static IReadOnlyList<string> PausedLists(Connection db, long person) =>
        db.All("SELECT list FROM subscription WHERE person = @person AND bounced = 1 ORDER BY list", r => r.GetString(0), ("@person", person));

    /// <summary>Whether that letter hasn't left yet.</summary>
    public static bool IsOwed(Connection db, long person, long rendering) =>
        db.Number("SELECT 1 FROM deliveries WHERE rendering = @rendering AND person = @person", ("@rendering", rendering), ("@person", person)) is not null;

    /// <summary>Moderators whose address is dead, and of whom the owners don't know it yet: list, person and address.</summary>
    public static IReadOnlyList<(string List, long Person, string Address)> DeadModerators(Connection db)
    {
        const string dead = """
            SELECT m.list, m.person, p.address FROM failing f JOIN moderator m ON m.person = f.person JOIN person p ON p.id = f.person
            WHERE f.told = 0 AND m.suspended = 0 AND EXISTS (SELECT 1 FROM setback WHERE person = f.person AND class = 'dead' AND weight = 'counted') ORDER BY m.list, p.key
            """;
        return db.All(dead, r => (r.GetString(0), r.GetInt64(1), r.GetString(2)));
    }

    public static void Tell(Connection tx, long person) => tx.Execute("UPDATE failing SET told = 1 WHERE person = @person", ("@person", person));

    /// <summary>Who is only watched, and of whom nothing has failed for so long that no setback of his is kept.</summary>
    public static void Sweep(Connection tx, long now) =>
        tx.Execute("DELETE FROM failing WHERE state = 'watched' AND last < @limit", ("@limit", now - (long)Limits.SetbackTime.TotalMilliseconds));

    /// <summary>The clock was ahead: nothing has happened later than now.</summary>
    public static void SetBack(Connection tx, long now)
    {
        tx.Execute("UPDATE failing SET since = min(since, @now), last = min(last, @now), state_at = min(state_at, @now), healed = min(healed, @now), paused_at = min(paused_at, @now)", ("@now", now));
        tx.Execute("UPDATE setback SET at = @now WHERE at > @now", ("@now", now));
    }

    /// <summary>As a due row names him.</summary>
    public static string Subject(long person) => person.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void EndDue(Connection tx, long person)
    {
        foreach (var kind in Steps)
            Due.Done(tx, kind, Subject(person), null);
    }

    /// <summary>As the database has it, and people read it.</summary>
    public static string Word(FailingState state) => state switch
    {
        FailingState.Probed => "probed",
        FailingState.Paused => "paused",
        _ => "watched",
    };

    private static FailingPerson Row(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetInt32(1), r.GetInt64(2), r.GetInt64(3), Enum.Parse<FailingState>(r.GetString(4), ignoreCase: true), r.GetInt64(5), r.IsDBNull(6) ? null : r.GetInt64(6), r.GetInt64(7),
        r.IsDBNull(8) ? null : r.GetInt64(8), r.IsDBNull(9) ? null : r.GetInt64(9));
}
