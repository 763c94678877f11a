using System.Text.Json;
using IfexList.Lists;
using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>What makes one reader's parcel the same as another's.</summary>
/// <param name="Language">The best of his.</param>
/// <param name="Cap">Kilobytes; 0 means whole.</param>
/// <param name="Editions">Their ids in order, as a JSON array.</param>
public sealed record ParcelKey(Language Language, CopyFormat Format, Rhythm Rhythm, int Cap, string Editions);

/// <summary>Somebody for whom something waits.</summary>
public sealed record WaitingReader(long Person, ParcelKey Key);

/// <summary>One text of a parcel, with what its release says about it.</summary>
/// <param name="Number">As it is asked for: a further edition's has its language behind it.</param>
/// <param name="Organisation">The visible author; null where none is known.</param>
public sealed record ParcelEdition(
    long Id, string Number, Language Language, string MessageId, string Subject, string Text, string? Organisation, DateTimeOffset At)
{
    /// <summary>Files of it: a parcel names them.</summary>
    public IReadOnlyList<FileFact> Files { get; init; } = [];
}

/// <summary>
/// What waits for readers' next parcels (rows of <c>served</c>), and how it becomes one: rendering, <c>parcel</c> and <c>deliveries</c> rows in the
/// commit in which it ceases to wait. So it rests in exactly one place, whenever we die.
/// </summary>
public static class Waiting
{
    /// <summary>Parcels go behind single copies: who reads once a day has time.</summary>
    public const int Priority = 8;

    private const string Columns = """
        SELECT subscription.person, languages, format, rhythm, cap, json_group_array(served.edition ORDER BY served.edition)
        FROM subscription JOIN served ON served.person = subscription.person AND served.outcome = 'waiting'
        JOIN release ON release.id = served.release AND release.list = subscription.list
        WHERE subscription.list = @list AND subscription.state = 'active'
        """;

    public static string SubjectOf(string list, Rhythm rhythm) => $"{list}/{rhythm.Code()}";

    public static string SubjectOf(string list, long person) => $"{list}/person/{person}";

    /// <summary>What waits for one reader is to reach him now, whatever his rhythm: he has changed it, or has come back. Nothing where nothing waits.</summary>
    public static void OweAtOnce(Connection tx, string list, long person, long now)
    {
        const string waits = """
            SELECT 1 FROM served JOIN release ON release.id = served.release WHERE person = @person AND outcome = 'waiting' AND list = @list LIMIT 1
            """;
        if (tx.Number(waits, ("@person", person), ("@list", list)) is not null)
            Due.OweBy(tx, Due.Parcel, SubjectOf(list, person), now);
    }

    /// <summary>He has left: no parcel comes due for him any more.</summary>
    internal static void Forget(Connection tx, string list, long person) => Due.Done(tx, Due.Parcel, SubjectOf(list, person), next: null);

    /// <summary>Readers of that rhythm for whom something waits that came out before <paramref name="before"/>.</summary>
    public static IReadOnlyList<WaitingReader> Readers(Connection db, string list, Rhythm rhythm, long before) => db.All(
        $"{Columns} AND subscription.rhythm = @rhythm AND served.at < @before GROUP BY subscription.person", Reader,
        ("@list", list), ("@rhythm", rhythm.Code()), ("@before", before));

    /// <summary>One reader, if he is active and anything waits for him.</summary>
    public static WaitingReader? Reader(Connection db, string list, long person) =>
        db.First($"{Columns} AND subscription.person = @person GROUP BY subscription.person", Reader, ("@list", list), ("@person", person));

    public static IReadOnlyList<ParcelEdition> Editions(Connection db, string editions)
    {
        const string select = $"""
            SELECT edition.id, CASE WHEN {CaseFile.IsOriginal} THEN number ELSE number || '/' || language END, language, message_id, subject, text, {Releases.Credit}, edition.at
            FROM edition JOIN release ON release.id = edition.release LEFT JOIN organisation ON organisation.id = release.organisation
            WHERE edition.id IN (SELECT value FROM json_each(@editions)) ORDER BY edition.id
            """;
        return db.All(select, r => new ParcelEdition(
            r.GetInt64(0), r.GetString(1), Languages.Parse(r.GetString(2)), r.GetString(3), r.GetString(4), r.GetString(5), r.IsDBNull(6) ? null : r.GetString(6),
            Instant.Time(r.GetInt64(7)))
        { Files = EditionFiles.FactsOf(db, r.GetInt64(0)) }, ("@editions", editions));
    }

    /// <summary>The parcel's own row, with what it holds; who gets it is <see cref="Pack"/>'s.</summary>
    /// <param name="messageId">A reply to it may name its entries by their place.</param>
    public static long Add(Connection tx, string list, ParcelKey key, NewRendering parcel, string messageId, long now)
    {
        const string insert = """
            INSERT INTO rendering (list, format, cap, encoding, bytes, message_id, at) VALUES (@list, @format, @cap, @encoding, @bytes, @message_id, @now) RETURNING id
            """;
        var rendering = tx.Number(insert, ("@list", list), ("@format", key.Format.Code()), ("@cap", key.Cap == 0 ? null : (long?)key.Cap),
            ("@encoding", parcel.Encoding), ("@bytes", parcel.Bytes), ("@message_id", messageId), ("@now", now))!.Value;
        tx.Execute("INSERT INTO parcel (rendering, edition) SELECT @rendering, value FROM json_each(@editions)", ("@rendering", rendering), ("@editions", key.Editions));
        return rendering;
    }

    /// <summary>Of these readers, those who still read, in that rhythm, and for whom all of it still waits: a few words may have come in since they were looked up.</summary>
    public static IReadOnlyList<long> StillWaiting(Connection tx, string list, ParcelKey key, IEnumerable<long> persons)
    {
        const string still = """
            SELECT person FROM subscription
            WHERE list = @list AND person IN (SELECT value FROM json_each(@persons)) AND state = 'active' AND rhythm = @rhythm
            AND (SELECT count(*) FROM served WHERE served.person = subscription.person AND outcome = 'waiting'
                AND edition IN (SELECT value FROM json_each(@editions))) = json_array_length(@editions)
            """;
        return tx.All(still, r => r.GetInt64(0), ("@list", list), ("@persons", JsonSerializer.Serialize(persons)), ("@rhythm", key.Rhythm.Code()),
            ("@editions", key.Editions));
    }

    /// <summary>For these readers it waits no more: the parcel is owed to them, first to those whose mail never failed.</summary>
    public static void Pack(Connection tx, long rendering, ParcelKey key, IReadOnlyList<long> persons, long now)
    {
        var who = JsonSerializer.Serialize(persons);
        const string owe = """
            INSERT INTO deliveries (rendering, person, domain, priority, stream, next_at, since)
            SELECT @rendering, id, domain, @priority, (SELECT list FROM rendering WHERE id = @rendering), @now, @now FROM person WHERE id IN (SELECT value FROM json_each(@persons))
            ORDER BY id IN (SELECT person FROM failing), id
            """;
        tx.Execute(owe, ("@rendering", rendering), ("@priority", (long)Priority), ("@now", now), ("@persons", who));
        const string queue = """
            UPDATE served SET outcome = 'queued', at = @now WHERE outcome = 'waiting'
            AND person IN (SELECT value FROM json_each(@persons)) AND edition IN (SELECT value FROM json_each(@editions))
            """;
        tx.Execute(queue, ("@now", now), ("@persons", who), ("@editions", key.Editions));
    }

    private static WaitingReader Reader(SqliteDataReader r)
    {
        var rhythm = Enum.Parse<Rhythm>(r.GetString(3), ignoreCase: true);
        var format = rhythm == Rhythm.Headlines ? CopyFormat.Text : Enum.Parse<CopyFormat>(r.GetString(2), ignoreCase: true);
        var cap = rhythm == Rhythm.Headlines || r.IsDBNull(4) ? 0 : r.GetInt32(4);
        return new WaitingReader(r.GetInt64(0), new ParcelKey(Languages.Split(r.GetString(1))[0], format, rhythm, cap, r.GetString(5)));
    }
}
