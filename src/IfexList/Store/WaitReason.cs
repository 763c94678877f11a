using IfexList.Mail;

namespace IfexList.Store;

/// <summary>Why copies wait, counted.</summary>
/// <param name="Reason">The next hop's code and status; what it says beside them may name a reader.</param>
public sealed record WaitReason(string Reason, long Copies)
{
    // A code, a status and what separates them are shorter.
    private const string Begin = "substr(last, 1, 16)";

    private const string Resting = "the route rests";
    private const string Untried = "not tried yet";
    private const string Other = "other";

    /// <summary>Of all copies that were put off, the most frequent first.</summary>
    public static IReadOnlyList<WaitReason> OfDeferred(Connection db, long now) =>
        Count(db.All($"SELECT {Begin}, count(*) FROM deliveries WHERE next_at > @now GROUP BY 1", r => (r.IsDBNull(0) ? Other : CodeOf(r.GetString(0)), r.GetInt64(1)), ("@now", now)));

    /// <summary>Of a release's copies that are owed, the most frequent first.</summary>
    /// <param name="others">The route of those domains of which no way is written.</param>
    public static IReadOnlyList<WaitReason> OfRelease(Connection db, long release, string others, long now)
    {
        const string waiting = $"""
            WITH shown AS (
                SELECT rendering.id FROM rendering JOIN edition ON edition.id = rendering.edition WHERE edition.release = @release
                UNION SELECT parcel.rendering FROM parcel JOIN edition ON edition.id = parcel.edition WHERE edition.release = @release)
            SELECT CASE WHEN (SELECT max(until) FROM route WHERE name IN (coalesce(way.route, @others), way.provider, deliveries.domain)) > max(@now, deliveries.next_at) THEN '{Resting}' WHEN attempts = 0 THEN '{Untried}' END AS said, {Begin}, count(*)
            FROM shown JOIN deliveries ON deliveries.rendering = shown.id LEFT JOIN way ON way.domain = deliveries.domain
            GROUP BY 1, 2
            """;
        return Count(db.All(waiting, r => (r.IsDBNull(0) ? r.IsDBNull(1) ? Other : CodeOf(r.GetString(1)) : r.GetString(0), r.GetInt64(2)),
            ("@release", release), ("@now", now), ("@others", others)));
    }

    private static IReadOnlyList<WaitReason> Count(IEnumerable<(string Reason, long Copies)> rows) =>
        [.. rows.GroupBy(row => row.Reason).Select(all => new WaitReason(all.Key, all.Sum(row => row.Copies))).OrderByDescending(all => all.Copies).ThenBy(all => all.Reason, StringComparer.Ordinal)];

    private static string CodeOf(string reply)
    {
        var words = reply.Split(' ');
        return words[0].Length != 3 || !words[0].All(char.IsAsciiDigit) ? Other
            : words.Length > 1 && EnhancedStatus.TryParse(words[1], out var status) ? $"{words[0]} {status}"
            : words[0];
    }
}
