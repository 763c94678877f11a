using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>One registered address of a member organisation.</summary>
/// <param name="Domains">Domains whose every address writes for the organisation.</param>
public sealed record Member(Address Address, string Organisation, Language? Language, IReadOnlyList<string> Domains);

/// <summary>What goes with an organisation's last address.</summary>
/// <param name="Keys">Fingerprints.</param>
public sealed record Orphans(IReadOnlyList<string> Domains, IReadOnlyList<string> Keys);

/// <summary>Who may report: rows of <c>organisation</c>, <c>organisation_domain</c> and <c>member</c>.</summary>
public static class Membership
{
    /// <summary>The organisation of that name, entered where it isn't known: nobody writes for it by that.</summary>
    public static long OrganisationNamed(Connection tx, string name, long now)
    {
        tx.Execute("INSERT INTO organisation (name, since) VALUES (@name, @now) ON CONFLICT (name) DO NOTHING", ("@name", name), ("@now", now));
        return tx.Number("SELECT id FROM organisation WHERE name = @name", ("@name", name))!.Value;
    }

    /// <summary>Registers an address for an organisation, and domains with it; an address that was registered for another one moves.</summary>
    public static void Register(Connection tx, Address address, string organisation, IReadOnlyList<string> domains, Language? language, long now)
    {
        var id = OrganisationNamed(tx, organisation, now);
        var person = Person.Know(tx, address, now);
        const string register = """
            INSERT INTO member (person, organisation, since) VALUES (@person, @organisation, @now)
            ON CONFLICT (person) DO UPDATE SET organisation = excluded.organisation
            """;
        tx.Execute(register, ("@person", person), ("@organisation", id), ("@now", now));
        foreach (var domain in domains)
            tx.Execute("INSERT INTO organisation_domain (domain, organisation) VALUES (@domain, @organisation) ON CONFLICT (domain) DO NOTHING",
                ("@domain", domain), ("@organisation", id));
        if (language is { } spoken)
            tx.Execute("UPDATE person SET language = @language WHERE id = @person", ("@language", spoken.Code()), ("@person", person));
    }

    /// <summary>An organisation that somebody writes for.</summary>
    public static Organisation? Find(Connection db, string name)
    {
        const string select = "SELECT id, name FROM organisation WHERE name = @name AND EXISTS (SELECT 1 FROM member WHERE member.organisation = organisation.id)";
        return db.First(select, r => new Organisation(r.GetInt64(0), r.GetString(1)), ("@name", name));
    }

    /// <summary>Whose domain that is.</summary>
    public static string? OwnerOf(Connection db, string domain)
    {
        const string select = """
            SELECT name FROM organisation_domain JOIN organisation ON organisation.id = organisation_domain.organisation WHERE domain = @domain
            """;
        return db.Text(select, ("@domain", domain));
    }

    /// <summary>The domains that registered people write from.</summary>
    public static IReadOnlyList<string> Domains(Connection db) => [.. All(db).SelectMany(member => member.Domains.Append(member.Address.Domain)).Distinct()];

    /// <summary>Ends an address's registration; with an organisation's last address its domains and keys go too, or strangers would write in its name.</summary>
    /// <returns>What went with it; null when the address was not registered.</returns>
    public static Orphans? Deregister(Connection tx, Address address)
    {
        const string delete = "DELETE FROM member WHERE person = (SELECT id FROM person WHERE key = @key) RETURNING organisation";
        if (tx.Number(delete, ("@key", address.Key)) is not { } organisation)
            return null;
        return new Orphans(Drop(tx, "organisation_domain", "domain", organisation), Drop(tx, "member_key", "fingerprint", organisation));
    }

    private static List<string> Drop(Connection tx, string table, string column, long organisation) => tx.All($"""
        DELETE FROM {table} WHERE organisation = @organisation
        AND NOT EXISTS (SELECT 1 FROM member WHERE member.organisation = @organisation) RETURNING {column}
        """, r => r.GetString(0), ("@organisation", organisation));

    public static bool DropDomain(Connection tx, string domain) =>
        tx.Execute("DELETE FROM organisation_domain WHERE domain = @domain", ("@domain", domain)) == 1;

    public static IReadOnlyList<Member> All(Connection db)
    {
        const string domains = "SELECT domain, name FROM organisation_domain JOIN organisation ON organisation.id = organisation_domain.organisation ORDER BY domain";
        var byName = db.All(domains, r => (Domain: r.GetString(0), Name: r.GetString(1))).ToLookup(d => d.Name, d => d.Domain);
        const string members = """
            SELECT address, organisation.name, language FROM member
            JOIN person ON person.id = member.person JOIN organisation ON organisation.id = member.organisation ORDER BY organisation.name, person.key
            """;
        return db.All(members, r => new Member(
            Address.TryParse(r.GetString(0), out var address) ? address : default, r.GetString(1),
            r.IsDBNull(2) ? null : Languages.Parse(r.GetString(2)), [.. byName[r.GetString(1)]]));
    }
}
