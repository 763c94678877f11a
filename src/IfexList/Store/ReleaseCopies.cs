using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>How many copies ended, or stand, in one way.</summary>
/// <param name="Of">A language's code or a domain; empty for the domains that aren't named.</param>
/// <param name="Outcome">As <c>served</c> knows it.</param>
public sealed record CopyCount(string Of, string Outcome, long Copies);

/// <summary>The proof of delivery of one release: what became of its copies, in figures.</summary>
/// <param name="First">When the first copy was taken, and with <paramref name="Last"/> the last one so far; null where none was.</param>
/// <param name="OtherDomains">How many aren't named.</param>
public sealed record ReleaseCopies(
    string Number, string List, bool ToMembers, long At, long? First, long? Last,
    IReadOnlyList<CopyCount> Languages, IReadOnlyList<CopyCount> Domains, long OtherDomains, IReadOnlyList<WaitReason> Waits)
{
    /// <summary>The words of <c>served</c>, what is good first.</summary>
    public static readonly IReadOnlyList<string> Outcomes = ["delivered", "queued", "waiting", "refused", "expired", "dropped"];

    /// <param name="namedFrom">So many readers a domain needs to be named: of few, its name tells who they are.</param>
    /// <param name="others">The route of those domains of which no way is written.</param>
    /// <returns>Null where there is no such release.</returns>
    public static ReleaseCopies? Of(Connection db, string number, int namedFrom, string others, long now)
    {
        const string about = "SELECT id, list, audience, at FROM release WHERE number = @number";
        if (db.First(about, r => Tuple.Create(r.GetInt64(0), r.GetString(1), r.GetString(2) == "members", r.GetInt64(3)), ("@number", number)) is not var (id, list, toMembers, at))
            return null;
        const string span = "SELECT min(at), max(at) FROM served WHERE release = @release AND outcome = 'delivered'";
        var (first, last) = db.All(span, r => (OrNull(r, 0), OrNull(r, 1)), ("@release", id))[0];
        const string languages = """
            SELECT language, outcome, count(*) FROM served JOIN edition ON edition.id = served.edition WHERE served.release = @release GROUP BY 1, 2 ORDER BY 1
            """;
        var (domains, unnamed) = ByDomain(db, id, namedFrom);
        return new ReleaseCopies(number, list, toMembers, at, first, last, db.All(languages, Row, ("@release", id)), domains, unnamed, WaitReason.OfRelease(db, id, others, now));
    }

    private static (IReadOnlyList<CopyCount>, long) ByDomain(Connection db, long release, int namedFrom)
    {
        const string known = "SELECT domain, count(DISTINCT person) AS readers FROM served JOIN person ON person.id = served.person WHERE release = @release GROUP BY domain";
        const string domains = $"""
            SELECT CASE WHEN readers >= @named THEN person.domain ELSE '' END AS name, outcome, count(*)
            FROM served JOIN person ON person.id = served.person JOIN ({known}) AS known ON known.domain = person.domain
            WHERE release = @release GROUP BY 1, 2 ORDER BY name = '', max(readers) DESC, name
            """;
        const string unnamed = $"SELECT count(*) FROM ({known}) WHERE readers < @named";
        (string, object?)[] which = [("@release", release), ("@named", (long)namedFrom)];
        return (db.All(domains, Row, which), db.Number(unnamed, which) ?? 0);
    }

    private static CopyCount Row(SqliteDataReader r) => new(r.GetString(0), r.GetString(1), r.GetInt64(2));

    private static long? OrNull(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetInt64(column);
}
