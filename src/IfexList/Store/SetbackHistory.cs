using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>What was refused or came back for one person on one day, of one class, as the administrator sees it.</summary>
/// <param name="Reply">The other side's words.</param>
/// <param name="Weight">open (not weighed yet), counted, passed, or provider (it befell most of his provider's readers).</param>
public sealed record PastSetback(long At, string Class, int Times, bool Live, string Rule, int? Code, string? Status, string Reply, string Weight);

/// <summary>Somebody whose mail fails.</summary>
/// <param name="Score">In hundredths of a point.</param>
/// <param name="Next">What comes next if nothing arrives, and when; null where nothing is due.</param>
public sealed record FailingReader(long Score, long Since, long Last, string State, long StateAt, (string Kind, long At)? Next);

/// <summary>Why mail for a person fails, and what was done about it: read from <c>setback</c> and <c>failing</c>.</summary>
/// <param name="Failing">Null where he is in order.</param>
/// <param name="Setbacks">Newest first.</param>
public sealed record SetbackHistory(FailingReader? Failing, IReadOnlyList<PastSetback> Setbacks)
{
    public static readonly SetbackHistory None = new(null, []);

    public bool IsEmpty => Failing is null && Setbacks.Count == 0;

    public static SetbackHistory Of(Connection db, long person, int most)
    {
        const string failing = "SELECT score, since, last, state, state_at FROM failing WHERE person = @person";
        const string setbacks = """
            SELECT at, class, times, live, rule, code, status, reply, weight FROM setback WHERE person = @person ORDER BY at DESC, id DESC LIMIT @most
            """;
        return new SetbackHistory(
            db.First(failing, r => new FailingReader(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3), r.GetInt64(4), Forgiveness.Next(db, person)), ("@person", person)),
            db.All(setbacks, Setback, ("@person", person), ("@most", (long)most)));
    }

    /// <summary>How many fail, by state, and since when the first of them; what isn't there is left out.</summary>
    public static IReadOnlyList<(string State, Resting Readers)> Count(Connection db) =>
        db.All("SELECT state, count(*), min(since) FROM failing GROUP BY state ORDER BY state = 'paused', state = 'probed'",
            r => (r.GetString(0), new Resting(r.GetInt64(1), Instant.Time(r.GetInt64(2)))));

    private static PastSetback Setback(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetString(1), r.GetInt32(2), r.GetBoolean(3), r.GetString(4), r.IsDBNull(5) ? null : r.GetInt32(5), r.IsDBNull(6) ? null : r.GetString(6),
        r.GetString(7), r.GetString(8));
}
