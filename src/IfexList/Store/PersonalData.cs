using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>Everything that the database holds about one person, counted where the things themselves would tell him nothing new (GDPR articles 15 and 20).</summary>
/// <param name="Served">Releases that he was sent, as long as that is remembered.</param>
/// <param name="Waiting">Mails on their way to him.</param>
/// <param name="Returned">Mails to him that came back.</param>
/// <param name="Setbacks">Days on which mail to him was refused or came back, each with its reason.</param>
/// <param name="FailingSince">Since when so much of it failed that he is watched.</param>
/// <param name="Requests">What he asked for and hasn't confirmed.</param>
/// <param name="Items">What he announced in newsletters.</param>
/// <param name="IsRegistered">Entered as a member organisation's or a desk's person.</param>
public sealed record PersonalData(
    DateTimeOffset Since, IReadOnlyList<Subscriber> Subscriptions, long Served, long Waiting, long Returned, long Setbacks, DateTimeOffset? FailingSince, long Requests, long Items, bool IsRegistered)
{
    public static PersonalData Of(Connection db, Address address, long person, long now) => new(
        Instant.Time(db.Number("SELECT since FROM person WHERE id = @person", ("@person", person)) ?? now),
        Enrolment.Of(db, address),
        Count(db, "SELECT count(*) FROM served WHERE person = @person", person),
        Count(db, "SELECT count(*) FROM deliveries WHERE person = @person", person),
        Count(db, "SELECT count(*) FROM returned WHERE person = @person", person),
        Count(db, "SELECT count(*) FROM setback WHERE person = @person", person),
        Failing.Of(db, person) is { } failing ? Instant.Time(failing.Since) : null,
        // Whether he wants to stay is our question, and part of what is said of his failing mail.
        Count(db, "SELECT count(*) FROM request WHERE person = @person AND commands <> 'stay'", person),
        Count(db, "SELECT count(*) FROM item WHERE person = @person", person),
        Roster.IsRegistered(db, person));

    private static long Count(Connection db, string sql, long person) => db.Number(sql, ("@person", person)) ?? 0;
}
