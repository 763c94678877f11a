namespace IfexList.Store;

/// <summary>A domain's policy as it was fetched.</summary>
/// <param name="Id">Of the announcement in the DNS that it was fetched for.</param>
public sealed record KeptPolicy(string Id, string Policy, long Expires);

/// <summary>The policies that domains have for mail to them (<c>sts_policy</c>, RFC 8461): kept, so that nobody gets rid of one by keeping us from asking again.</summary>
public static class StsPolicies
{
    public static KeptPolicy? Of(Connection db, string domain, long now)
    {
        const string of = "SELECT id, policy, expires FROM sts_policy WHERE domain = @domain AND expires > @now";
        return db.First(of, r => new KeptPolicy(r.GetString(0), r.GetString(1), r.GetInt64(2)), ("@domain", domain), ("@now", now));
    }

    public static void Keep(Connection tx, string domain, KeptPolicy kept)
    {
        const string keep = """
            INSERT INTO sts_policy (domain, id, policy, expires) VALUES (@domain, @id, @policy, @expires)
            ON CONFLICT (domain) DO UPDATE SET id = excluded.id, policy = excluded.policy, expires = excluded.expires
            """;
        tx.Execute(keep, ("@domain", domain), ("@id", kept.Id), ("@policy", kept.Policy), ("@expires", kept.Expires));
    }

    /// <summary>
    /// What has run out goes, and what is of a domain that no mail goes to any more: it would tell of whoever was forgotten. Behind <see cref="Routes.Sweep"/>, which says where none does.
    /// </summary>
    public static void Sweep(Connection tx, long now) =>
        tx.Execute("DELETE FROM sts_policy WHERE expires <= @now OR NOT EXISTS (SELECT 1 FROM way WHERE way.domain = sts_policy.domain)", ("@now", now));
}
