using IfexList.Foundation;

namespace IfexList.Store;

/// <summary>Rows of <c>trouble</c>: what befalls many readers of one provider at once, and when the owners heard of it.</summary>
public static class Troubles
{
    /// <summary>Most of those who were tried fail.</summary>
    public const string Failing = "failing";

    /// <summary>Several are refused for what we are or send.</summary>
    public const string Policy = "policy";

    /// <summary>It is there again, or still.</summary>
    /// <param name="provider">A provider or a domain; empty for all together.</param>
    /// <returns>Since when, without a pause of <see cref="Limits.TroublePause"/>; and whether the owners are to be told now.</returns>
    public static (long Since, bool Tell) Note(Connection tx, string kind, string provider, long now)
    {
        const string note = """
            INSERT INTO trouble (kind, provider, since, last, told) VALUES (@kind, @provider, @now, @now, 0)
            ON CONFLICT (kind, provider) DO UPDATE SET since = CASE WHEN last < @before THEN @now ELSE since END, last = @now RETURNING since
            """;
        const string tell = "UPDATE trouble SET told = @now WHERE kind = @kind AND provider = @provider AND told <= @before";
        var before = now - (long)Limits.TroublePause.TotalMilliseconds;
        var since = tx.Number(note, ("@kind", kind), ("@provider", provider), ("@now", now), ("@before", before)) ?? now;
        return (since, tx.Execute(tell, ("@now", now), ("@kind", kind), ("@provider", provider), ("@before", before)) > 0);
    }

    /// <summary>
    /// How many persons of these domains (null: of all) were tried since then: a copy was delivered to them, refused or given up.
    /// </summary>
    public static long Tried(Connection db, IReadOnlyCollection<string>? domains, long since)
    {
        const string wasTried = """
            EXISTS (SELECT 1 FROM (SELECT outcome, at FROM served WHERE person = p.id ORDER BY release DESC LIMIT @looked) WHERE at > @since AND outcome IN ('delivered', 'refused', 'expired'))
            """;
        const string ofDomains = $"SELECT count(*) FROM person p WHERE p.domain IN (SELECT value FROM json_each(@domains)) AND {wasTried}";
        const string ofAll = $"SELECT count(*) FROM person p WHERE {wasTried}";
        return (domains is null
            ? db.Number(ofAll, ("@looked", (long)Limits.ServedLookedAt), ("@since", since))
            : db.Number(ofDomains, ("@domains", System.Text.Json.JsonSerializer.Serialize(domains)), ("@looked", (long)Limits.ServedLookedAt), ("@since", since))) ?? 0;
    }

    public static void Sweep(Connection tx, long now) =>
        tx.Execute("DELETE FROM trouble WHERE max(last, told) < @limit", ("@limit", now - (long)Limits.TroublePause.TotalMilliseconds));
}
