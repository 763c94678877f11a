using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>Who is registered: member organisations with their people and domains, and the moderators of each list.</summary>
public static class Roster
{
    private const string ModeratorColumns = """
        SELECT moderator.person, moderator.list, person.address, moderator.language, moderator.desks, moderator.suspended, moderator.hours
        FROM moderator JOIN person ON person.id = moderator.person
        """;

    /// <summary>The organisation that an address writes for: by the address itself, else by its domain.</summary>
    public static Organisation? OrganisationOf(Connection db, Address address)
    {
        const string byPerson = """
            SELECT organisation.id, organisation.name FROM person JOIN member ON member.person = person.id
            JOIN organisation ON organisation.id = member.organisation WHERE person.key = @key
            """;
        const string byDomain = """
            SELECT organisation.id, organisation.name FROM organisation_domain JOIN organisation ON organisation.id = organisation_domain.organisation
            WHERE organisation_domain.domain = @domain
            """;
        return db.First(byPerson, r => new Organisation(r.GetInt64(0), r.GetString(1)), ("@key", address.Key))
            ?? db.First(byDomain, r => new Organisation(r.GetInt64(0), r.GetString(1)), ("@domain", address.Domain));
    }

    /// <summary>What we know of a mail's author.</summary>
    /// <param name="shown">As his From line has it.</param>
    public static Author AuthorOf(Connection db, Address address, string shown)
    {
        var person = Person.Find(db, address);
        return new Author(
            address, shown, OrganisationOf(db, address), person is { } id && IsMember(db, id), person is { } known ? LanguageOf(db, known) : null);
    }

    public static string? OrganisationName(Connection db, long organisation) => db.Text("SELECT name FROM organisation WHERE id = @id", ("@id", organisation));

    public static Organisation? Organisation(Connection db, long? organisation) =>
        organisation is { } id && OrganisationName(db, id) is { } name ? new Organisation(id, name) : null;

    public static bool IsMember(Connection db, long person) => db.Number("SELECT 1 FROM member WHERE person = @person", ("@person", person)) is not null;

    /// <summary>Whether an organisation or a desk has entered him: his address is theirs to remove.</summary>
    public static bool IsRegistered(Connection db, long person) => db.Number("""
        SELECT 1 WHERE EXISTS (SELECT 1 FROM member WHERE person = @person) OR EXISTS (SELECT 1 FROM moderator WHERE person = @person)
            OR EXISTS (SELECT 1 FROM moderator_also WHERE also = @person) OR EXISTS (SELECT 1 FROM translator WHERE person = @person)
        """, ("@person", person)) is not null;

    public static Language? LanguageOf(Connection db, long person) =>
        db.Text("SELECT language FROM person WHERE id = @person", ("@person", person)) is { } code ? Languages.Parse(code) : null;

    /// <summary>All moderators of a list, suspended ones too.</summary>
    public static IReadOnlyList<Moderator> Moderators(Connection db, string list) =>
        db.All($"{ModeratorColumns} WHERE moderator.list = @list ORDER BY person.key", Row, ("@list", list));

    /// <summary>Those who are asked and told: the ones not suspended.</summary>
    public static IReadOnlyList<Moderator> ActiveModerators(Connection db, string list) => [.. Moderators(db, list).Where(m => !m.Suspended)];

    /// <summary>Those of them who were asked about a held post.</summary>
    public static IReadOnlyList<Moderator> AskedAbout(Connection db, HeldPost held)
    {
        var asked = Asked.Of(db, held.Id);
        return [.. ActiveModerators(db, held.List).Where(m => asked.Contains(m.Person))];
    }

    /// <summary>The moderators for whom that address may answer: the one whose own it is first, then those who gave it as their other one.</summary>
    public static IReadOnlyList<Moderator> ModeratorsOf(Connection db, string list, Address address)
    {
        const string find = $"""
            {ModeratorColumns} WHERE moderator.list = @list AND moderator.person IN (
                SELECT id FROM person WHERE key = @key
                UNION SELECT moderator FROM moderator_also JOIN person ON person.id = moderator_also.also WHERE moderator_also.list = @list AND person.key = @key)
            ORDER BY person.key <> @key, person.key
            """;
        return db.All(find, Row, ("@list", list), ("@key", address.Key));
    }

    /// <summary>The moderator whose token it is, where the mail comes from an address that may answer for him; suspended or not.</summary>
    public static Moderator? HolderOf(Connection db, StoredToken token, Address author) =>
        ModeratorsOf(db, token.List, author).FirstOrDefault(moderator => moderator.Person == token.Person);

    /// <summary>Whether he moderates that list or translates for it, and isn't suspended.</summary>
    public static bool IsOfDesk(Connection db, string list, Address address) => ModeratorsOf(db, list, address).Any(moderator => !moderator.Suspended)
        || db.Number("SELECT 1 FROM translator JOIN person ON person.id = translator.person WHERE list = @list AND key = @key", ("@list", list), ("@key", address.Key)) is not null;

    private static Moderator Row(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetString(1), Address.TryParse(r.GetString(2), out var address) ? address : default,
        Languages.Parse(r.GetString(3)), Languages.Split(r.GetString(4)), r.GetInt64(5) == 1, WeeklyHours.Parse(r.GetString(6)));
}
