using IfexList.Lists;
using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>What entering a reader has changed.</summary>
public enum Enrolled
{
    Added,
    Updated,
    Unchanged,
}

/// <summary>The administrator's side of <c>subscription</c>: readers entered, changed and listed from the command line.</summary>
public static class Enrolment
{
    private const string Columns = """
        SELECT list, address, state, languages, format, rhythm, consent_at FROM subscription JOIN person ON person.id = subscription.person
        """;

    /// <summary>
    /// Enters a reader, or changes what <paramref name="wish"/> names. An unconfirmed subscription becomes active: the administrator answers for
    /// it. A paused one stays paused: that was the reader's own word.
    /// </summary>
    public static Enrolled Enter(Connection tx, MailingList list, Address address, Preferences wish, string wording, long now)
    {
        var person = Person.Know(tx, address, now);
        const string find = "SELECT state, languages, format, rhythm FROM subscription WHERE list = @list AND person = @person";
        var known = tx.First(find, r => new Row(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3)), ("@list", list.Name), ("@person", person));
        var wanted = new Row(
            known?.State == "paused" ? "paused" : "active",
            wish.Languages is { } languages ? Languages.Join(languages) : known?.Languages ?? list.Languages[0].Code(),
            wish.Format is { } format ? Code(format) : known?.Format ?? "text",
            wish.Rhythm is { } rhythm ? Code(rhythm) : known?.Rhythm ?? "now");
        if (known == wanted)
            return Enrolled.Unchanged;
        const string insert = """
            INSERT INTO subscription (list, person, state, languages, format, rhythm, consent_wording, consent_at)
            VALUES (@list, @person, @state, @languages, @format, @rhythm, @wording, @now)
            """;
        const string update = """
            UPDATE subscription SET state = @state, languages = @languages, format = @format, rhythm = @rhythm WHERE list = @list AND person = @person
            """;
        if (known is null)
            tx.Execute(insert, ("@list", list.Name), ("@person", person), ("@state", wanted.State), ("@languages", wanted.Languages),
                ("@format", wanted.Format), ("@rhythm", wanted.Rhythm), ("@wording", wording), ("@now", now));
        else
            tx.Execute(update, ("@state", wanted.State), ("@languages", wanted.Languages), ("@format", wanted.Format), ("@rhythm", wanted.Rhythm),
                ("@list", list.Name), ("@person", person));
        return known is null ? Enrolled.Added : Enrolled.Updated;
    }

    /// <summary>Everything one address reads.</summary>
    public static IReadOnlyList<Subscriber> Of(Connection db, Address address) =>
        db.All($"{Columns} WHERE person.key = @key ORDER BY list", Subscriber, ("@key", address.Key));

    /// <summary>The next readers of a list behind <paramref name="after"/>, confirmed ones, ordered by address; begin with an empty key.</summary>
    public static IReadOnlyList<Subscriber> Page(Connection db, string list, string after, int most) =>
        db.All($"{Columns} WHERE person.key > @after AND list = @list AND state <> 'unconfirmed' ORDER BY person.key LIMIT @most", Subscriber,
            ("@after", after), ("@list", list), ("@most", (long)most));

    public static string Code(this CopyFormat format) => format == CopyFormat.Full ? "full" : "text";

    public static string Code(this Rhythm rhythm) => rhythm switch
    {
        Rhythm.Daily => "daily",
        Rhythm.Weekly => "weekly",
        Rhythm.Headlines => "headlines",
        _ => "now",
    };

    private static Subscriber Subscriber(SqliteDataReader r) => new(
        r.GetString(0), Address.TryParse(r.GetString(1), out var address) ? address : default, Enum.Parse<SubscriptionState>(r.GetString(2), ignoreCase: true),
        Languages.Split(r.GetString(3)), Enum.Parse<CopyFormat>(r.GetString(4), ignoreCase: true), Enum.Parse<Rhythm>(r.GetString(5), ignoreCase: true),
        Instant.Time(r.GetInt64(6)));

    private sealed record Row(string State, string Languages, string Format, string Rhythm);
}
