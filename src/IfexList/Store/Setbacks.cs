using IfexList.Foundation;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>What was refused or came back of one person's mail on one day, in one way.</summary>
/// <param name="Class">As <c>ReturnClass</c> is called, in small letters.</param>
/// <param name="Live">Heard by ourselves at the next hop.</param>
/// <param name="Rule">Which row of the table of reasons said so.</param>
/// <param name="Reply">In the other side's words.</param>
/// <param name="Weight">open, counted, passed or provider.</param>
/// <param name="Points">What it added to his score, in hundredths.</param>
public sealed record DaySetback(DateOnly Day, string Class, int Times, bool Live, string Rule, int? Code, string? Status, string Reply, long At, string Weight, int Points);

/// <summary>A setback that is to be weighed.</summary>
/// <param name="Provider">Whose limits hold for his domain, where that is known.</param>
public sealed record OpenSetback(long Id, long Person, long Day, string Class, bool Live, string Codes, long At, string Domain, string? Provider);

/// <summary>Rows of <c>setback</c>: one for a person, class and day, however many reports there are.</summary>
public static class Setbacks
{
    private static readonly IReadOnlyList<string> Countable = ["dead", "full", "unavailable"];

    /// <summary>Whether it may be held against the reader at all.</summary>
    public static bool Counts(string ofClass) => Countable.Contains(ofClass);

    /// <summary>Notes it, unless he was erased meanwhile. Of several on one day the newest words stay.</summary>
    /// <returns>Its row; null where he is gone.</returns>
    public static long? Note(Connection tx, long person, long rendering, DaySetback setback)
    {
        const string note = """
            INSERT INTO setback (person, day, class, rendering, live, rule, code, status, reply, at, weight)
            SELECT id, @day, @class, @rendering, @live, @rule, @code, @status, @reply, @at, @weight FROM person WHERE id = @person
            ON CONFLICT (person, day, class) DO UPDATE SET times = times + 1, rendering = excluded.rendering, live = excluded.live, rule = excluded.rule,
                code = excluded.code, status = excluded.status, reply = excluded.reply, at = excluded.at
            RETURNING id
            """;
        return tx.Number(note, ("@day", setback.At / Instant.DayLength), ("@class", setback.Class), ("@rendering", rendering), ("@live", setback.Live ? 1L : 0L), ("@rule", setback.Rule),
            ("@code", setback.Code), ("@status", setback.Status), ("@reply", Short(setback.Reply)), ("@at", setback.At), ("@weight", setback.Weight), ("@person", person));
    }

    /// <summary>
    /// Whether it is our own way out that is in trouble: the relay that takes his mail, or a provider who sends us away. The host of a single domain is
    /// that domain's own affair; its route is named by hosts, with dots.
    /// </summary>
    public static bool IsOurOwnTrouble(Connection db, long person)
    {
        const string trouble = """
            SELECT 1 FROM route WHERE failures > 0 AND instr(name, '.') = 0 AND name IN (
                SELECT route FROM way JOIN person USING (domain) WHERE person.id = @person
                UNION SELECT provider FROM way JOIN person USING (domain) WHERE person.id = @person
                UNION SELECT @smarthost WHERE NOT EXISTS (SELECT 1 FROM way JOIN person USING (domain) WHERE person.id = @person))
            """;
        return db.Number("SELECT 1 FROM route LIMIT 1") is not null && db.Number(trouble, ("@person", person), ("@smarthost", Routes.Smarthost)) is not null;
    }

    /// <summary>What is to be weighed, oldest first.</summary>
    public static List<OpenSetback> Open(Connection db)
    {
        const string open = """
            SELECT s.id, s.person, s.day, s.class, s.live, coalesce(s.code, '') || ' ' || coalesce(s.status, ''), s.at, p.domain, w.provider
            FROM setback s JOIN person p ON p.id = s.person LEFT JOIN way w ON w.domain = p.domain WHERE s.weight = 'open' ORDER BY s.at LIMIT @most
            """;
        return db.All(open, r => new OpenSetback(
            r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3), r.GetInt64(4) == 1, r.GetString(5).Trim(), r.GetInt64(6), r.GetString(7), r.IsDBNull(8) ? null : r.GetString(8)),
            ("@most", (long)Limits.WeighedRows));
    }

    /// <summary>It has been weighed. <paramref name="points"/> is what it could add; one day adds no more than <see cref="Limits.PointsADay"/>.</summary>
    /// <returns>What it adds; null where it was weighed before.</returns>
    public static int? Weigh(Connection tx, OpenSetback row, string weight, int points)
    {
        const string weigh = """
            UPDATE setback SET weight = @weight, points = max(0, min(@points, @most - (SELECT sum(points) FROM setback other WHERE other.person = setback.person AND other.day = setback.day)))
            WHERE id = @id AND weight = 'open' RETURNING points
            """;
        return (int?)tx.Number(weigh, ("@weight", weight), ("@points", points), ("@most", (long)Limits.PointsADay), ("@id", row.Id));
    }

    /// <summary>What is remembered of one person, newest first.</summary>
    /// <param name="most">How much of it; all by itself.</param>
    public static IReadOnlyList<DaySetback> Of(Connection db, long person, int most = -1)
    {
        const string of = "SELECT day, class, times, live, rule, code, status, reply, at, weight, points FROM setback WHERE person = @person ORDER BY at DESC, id DESC LIMIT @most";
        return db.All(of, Row, ("@person", person), ("@most", (long)most));
    }

    /// <summary>Those of one person count no more.</summary>
    /// <returns>How many did.</returns>
    internal static int Pass(Connection tx, long person) =>
        tx.Execute("UPDATE setback SET weight = 'passed' WHERE person = @person AND weight IN ('open', 'counted')", ("@person", person));

    /// <summary>What one of them came to when it was weighed; null where it isn't kept any more.</summary>
    public static string? WeightOf(Connection db, long id) => db.Text("SELECT weight FROM setback WHERE id = @id", ("@id", id));

    /// <summary>How many persons of these domains were refused for what we are or send, since then; and the newest words about one of them.</summary>
    public static (long Persons, string Address, string Reply, string Codes) Policy(Connection db, IReadOnlyCollection<string> domains, long since)
    {
        const string where = """
            FROM person p JOIN setback s ON s.person = p.id WHERE p.domain IN (SELECT value FROM json_each(@domains)) AND s.class = 'policy' AND s.at > @since
            """;
        const string count = $"SELECT count(DISTINCT s.person) {where}";
        const string newest = $"SELECT p.address, s.reply, coalesce(s.code, '') || ' ' || coalesce(s.status, '') {where} ORDER BY s.at DESC LIMIT 1";
        var among = System.Text.Json.JsonSerializer.Serialize(domains);
        var words = db.First(newest, r => Tuple.Create(r.GetString(0), r.GetString(1), r.GetString(2).Trim()), ("@domains", among), ("@since", since));
        return (db.Number(count, ("@domains", among), ("@since", since)) ?? 0, words?.Item1 ?? "", words?.Item2 ?? "", words?.Item3 ?? "");
    }

    public static void Sweep(Connection tx, long now) =>
        tx.Execute("DELETE FROM setback WHERE at < @limit", ("@limit", now - (long)Limits.SetbackTime.TotalMilliseconds));

    private static DaySetback Row(SqliteDataReader r) => new(
        Instant.Time(r.GetInt64(0) * Instant.DayLength).UtcDay(), r.GetString(1), r.GetInt32(2), r.GetInt64(3) == 1, r.GetString(4),
        r.IsDBNull(5) ? null : r.GetInt32(5), r.IsDBNull(6) ? null : r.GetString(6), r.GetString(7), r.GetInt64(8), r.GetString(9), r.GetInt32(10));

    private static string Short(string reply) => reply.Length <= Limits.SetbackCharacters ? reply : reply[..Limits.SetbackCharacters];
}
