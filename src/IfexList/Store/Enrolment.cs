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

/// <summary>Readers entered, changed and listed: rows of <c>subscription</c> with all their choices.</summary>
public static class Enrolment
{
    private const string Columns = """
        SELECT list, address, state, languages, format, rhythm, topics, cap, wait, paused_until, consent_at, consent_wording, editions
        FROM subscription JOIN person ON person.id = subscription.person
        """;

    // "Never" as the database holds it.
    private const long ForEver = -1;

    // A reader's editions of a release, as the database, tables and commands name them.
    public const string AllEditions = "all";
    public const string OneEdition = "one";

    /// <summary>Enters a reader, or changes what <paramref name="wish"/> names. A paused one stays paused: that was the reader's own word.</summary>
    /// <param name="wording">Which words he consented to, or who enters him.</param>
    public static Enrolled Enter(Connection tx, MailingList list, Address address, Preferences wish, string wording, long now) =>
        Import(tx, list, new ImportedReader(address, wish), wording, now);

    /// <summary>
    /// Enters what a table of another time or system says. An import may pause a reader and never wakes one, and who has a proof of consent here
    /// keeps it.
    /// </summary>
    /// <param name="wording">Where the table names none.</param>
    public static Enrolled Import(Connection tx, MailingList list, ImportedReader reader, string wording, long now)
    {
        var person = Person.Know(tx, reader.Address, now);
        var known = Find(tx, list.Name, person);
        var (outcome, pauses, choices) = Merge(known, list, reader, now);
        if (outcome == Enrolled.Unchanged)
            return outcome;
        const string enter = """
            INSERT INTO subscription (list, person, state, languages, format, rhythm, topics, cap, wait, editions, consent_wording, consent_at)
            VALUES (@list, @person, 'active', @languages, @format, @rhythm, @topics, @cap, @wait, @editions, @wording, @since)
            ON CONFLICT (list, person) DO UPDATE SET languages = excluded.languages, format = excluded.format, rhythm = excluded.rhythm,
                topics = excluded.topics, cap = excluded.cap, wait = excluded.wait, editions = excluded.editions
            """;
        var row = Row.Of(choices);
        tx.Execute(enter, ("@list", list.Name), ("@person", person), ("@languages", row.Languages), ("@format", row.Format), ("@rhythm", row.Rhythm),
            ("@topics", row.Topics), ("@cap", row.Cap), ("@wait", row.Wait), ("@editions", row.Editions), ("@wording", reader.Wording ?? wording),
            ("@since", Math.Min(reader.Since?.ToUnixTimeMilliseconds() ?? now, now)));
        // What waits for a parcel of his old rhythm would wait for ever.
        if (known is not null && known.Choices.Rhythm != choices.Rhythm)
            Waiting.OweAtOnce(tx, list.Name, person, now);
        LanguageWaits.Anew(tx, list, person, known?.Choices, choices, now);
        if (pauses)
            Subscriptions.Pause(tx, list.Name, person, reader.PausedUntil?.ToUnixTimeMilliseconds());
        return outcome;
    }

    /// <summary>What <see cref="Import"/> would do, and what would be there afterwards. Nothing is written.</summary>
    public static (Enrolled Outcome, SubscriptionState State, Choices Choices) Foresee(Connection db, MailingList list, ImportedReader reader, long now)
    {
        var known = Person.Find(db, reader.Address) is { } person ? Find(db, list.Name, person) : null;
        var (outcome, pauses, choices) = Merge(known, list, reader, now);
        return (outcome, pauses ? SubscriptionState.Paused : known?.State ?? SubscriptionState.Active, choices);
    }

    private static (Enrolled Outcome, bool Pauses, Choices Choices) Merge(Subscriber? known, MailingList list, ImportedReader reader, long now)
    {
        var choices = (known?.Choices ?? new Choices([list.Languages[0]])).With(reader.Wish);
        // A pause that is over is none; one that has an end here keeps it where the table names none.
        var pauses = reader.Paused && (reader.PausedUntil is null || reader.PausedUntil > Instant.Time(now))
            && (known is not { State: SubscriptionState.Paused } || reader.PausedUntil is not null && known.PausedUntil != reader.PausedUntil);
        var outcome = known is null ? Enrolled.Added
            : pauses || Row.Of(known.Choices) != Row.Of(choices) ? Enrolled.Updated
            : Enrolled.Unchanged;
        return (outcome, pauses, choices);
    }

    /// <summary>One person's subscription to one list.</summary>
    public static Subscriber? Find(Connection db, string list, long person) =>
        db.First($"{Columns} WHERE list = @list AND person = @person", Subscriber, ("@list", list), ("@person", person));

    /// <summary>Everything one address reads.</summary>
    public static IReadOnlyList<Subscriber> Of(Connection db, Address address) =>
        db.All($"{Columns} WHERE person.key = @key ORDER BY list", Subscriber, ("@key", address.Key));

    /// <summary>The next readers of a list behind <paramref name="after"/>, ordered by address; begin with an empty key.</summary>
    public static IReadOnlyList<Subscriber> Page(Connection db, string list, string after, int most) =>
        db.All($"{Columns} WHERE person.key > @after AND list = @list ORDER BY person.key LIMIT @most", Subscriber,
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
        new Row(r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6), r.IsDBNull(7) ? null : r.GetInt64(7), r.IsDBNull(8) ? null : r.GetInt64(8), r.GetString(12)).Choices(),
        r.IsDBNull(9) ? null : Instant.Time(r.GetInt64(9)), Instant.Time(r.GetInt64(10)), r.IsDBNull(11) ? "" : r.GetString(11));

    /// <summary>Choices as the database holds them.</summary>
    private sealed record Row(string Languages, string Format, string Rhythm, string Topics, long? Cap, long? Wait, string Editions)
    {
        public static Row Of(Choices c) => new(
            Mail.Languages.Join(c.Languages), c.Format.Code(), c.Rhythm.Code(), Topic.Join(c.Topics), c.Cap == 0 ? null : c.Cap,
            c.Wait is { } wait ? wait == Timeout.InfiniteTimeSpan ? ForEver : (long)wait.TotalMilliseconds : null,
            c.AllEditions ? AllEditions : OneEdition);

        public Choices Choices() => new(
            Mail.Languages.Split(Languages), Enum.Parse<CopyFormat>(Format, ignoreCase: true), Enum.Parse<Rhythm>(Rhythm, ignoreCase: true), Topic.Split(Topics),
            (int)(Cap ?? 0), Wait is { } wait ? wait == ForEver ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(wait) : null, Editions == AllEditions);
    }
}
