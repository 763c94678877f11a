using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Publishing;

/// <summary>
/// Makes parcels of what waits. At a list's hour the due row <see cref="Due.Parcel"/> moves on to its next time, and in the same commit a row
/// <see cref="Due.Packing"/> says what is being worked on and since when: only what waited before that moment goes in, so that after a crash those
/// who have had theirs get no second one. Texts are put together outside the writer, some readers at a time, so that mail goes on coming and going.
/// </summary>
public sealed class Parcels(Database database, ListCatalogue lists, ParcelWriter writer, AddressPlan addresses, TimeProvider time, ILogger<Parcels> logger)
{
    private const string OneReader = "person";

    /// <summary>Sees to it that every list's parcels are due at their next hour, by the settings as they are now. What came due meanwhile stays due.</summary>
    public static void PlanAll(Connection tx, ListCatalogue lists, DateTimeOffset now)
    {
        foreach (var list in lists.All.Where(list => list.Kind == ListKind.Broadcast))
            Plan(tx, list, now);
    }

    /// <summary>What waits has its parcel, whether or not a daemon has ever run.</summary>
    internal static void Plan(Connection tx, MailingList list, DateTimeOffset now)
    {
        foreach (var rhythm in ParcelTimes.Rhythms)
            Due.Plan(tx, Due.Parcel, Waiting.SubjectOf(list.Name, rhythm), Next(list, rhythm, now), now.ToUnixTimeMilliseconds());
    }

    /// <summary>A row <see cref="Due.Parcel"/> has come due.</summary>
    public Task ComeDueAsync(string subject) => subject.Split('/') switch
    {
        [var list, OneReader, var person] when lists.Find(list) is { } known => SendAtOnceAsync(known, long.Parse(person, CultureInfo.InvariantCulture), subject),
        [var list, var rhythm] when lists.Find(list) is { } known => database.WriteAsync(tx => Begin(tx, known, Enum.Parse<Rhythm>(rhythm, ignoreCase: true), subject)),
        // A list that is no longer configured may come back; what waits for its readers keeps waiting.
        _ => database.WriteAsync(tx => Due.Done(tx, Due.Parcel, subject, time.After(Limits.ParcelPause))),
    };

    private void Begin(Connection tx, MailingList list, Rhythm rhythm, string subject)
    {
        Due.Done(tx, Due.Parcel, subject, Next(list, rhythm, time.GetUtcNow()));
        Due.Owe(tx, Due.Packing, string.Create(CultureInfo.InvariantCulture, $"{subject}/{time.Now()}"), time.Now());
    }

    /// <summary>
    /// A row <see cref="Due.Packing"/>: goes on until nothing is left of what waited at the moment that it names. A parcel that can't be made holds up
    /// no other; the row then stays due.
    /// </summary>
    public async Task PackAsync(string subject)
    {
        var (name, rhythm, begun) = subject.Split('/') is [var list, var word, var at]
            ? (list, Enum.Parse<Rhythm>(word, ignoreCase: true), long.Parse(at, CultureInfo.InvariantCulture))
            : throw new InvalidDataException($"no packing is named \"{subject}\"");
        var (readers, renderings, fault) = (0, 0, (Exception?)null);
        while (lists.Find(name) is { } known)
        {
            var packed = 0;
            var groups = database.Read(db => Waiting.Readers(db, name, rhythm, begun)).GroupBy(reader => reader.Key, reader => reader.Person).ToList();
            foreach (var group in groups)
                try
                {
                    packed += await PackAsync(known, group.Key, [.. group]);
                }
                catch (Exception e)
                {
                    fault = e;
                }
            if (packed == 0)
                break;
            (readers, renderings) = (readers + packed, renderings + groups.Count);
        }
        logger.ParcelsPacked(name, rhythm, readers, renderings);
        if (fault is not null)
            throw new InvalidOperationException("some parcels could not be made", fault);
        await database.WriteAsync(tx => Due.Done(tx, Due.Packing, subject, next: null));
    }

    private async Task<int> PackAsync(MailingList list, ParcelKey key, IReadOnlyList<long> persons)
    {
        var parcel = Prepare(list, key);
        var bytes = writer.Write(parcel);
        var (rendering, packed) = (0L, 0);
        foreach (var some in persons.Chunk(Math.Max(1, Limits.ParcelRows / parcel.Editions.Count)))
            packed += await database.WriteAsync(tx => Pack(tx, parcel, bytes, some, ref rendering));
        return packed;
    }

    /// <summary>What waits for one reader, now; a parcel of his own.</summary>
    private Task SendAtOnceAsync(MailingList list, long person, string subject)
    {
        if (database.Read(db => Waiting.Reader(db, list.Name, person)) is not { } reader)
            return database.WriteAsync(tx => Due.Done(tx, Due.Parcel, subject, Enrolment.Find(tx, list.Name, person) is null ? null : time.After(Limits.ParcelPause)));
        var parcel = Prepare(list, reader.Key);
        var bytes = writer.Write(parcel);
        return database.WriteAsync(tx =>
        {
            var rendering = 0L;
            // Otherwise he has chosen again, or left, since we looked: the row stays due, and is looked at again.
            if (Pack(tx, parcel, bytes, [person], ref rendering) > 0)
                Due.Done(tx, Due.Parcel, subject, next: null);
        });
    }

    private Parcel Prepare(MailingList list, ParcelKey key)
    {
        var id = $"parcel-{ParcelWriter.Day(time.GetUtcNow(), list.Zone)}-{key.Rhythm.Code()}-{Token.NewRandom()}@{addresses.Domain}";
        return new Parcel(list, key, database.Read(db => Waiting.Editions(db, key.Editions)), id, time.GetUtcNow());
    }

    private int Pack(Connection tx, Parcel parcel, NewRendering bytes, IReadOnlyList<long> persons, ref long rendering)
    {
        var still = Waiting.StillWaiting(tx, parcel.List.Name, parcel.Key, persons);
        if (still.Count == 0)
            return 0;
        if (rendering == 0)
            rendering = Waiting.Add(tx, parcel.List.Name, parcel.Key, bytes, parcel.MessageId, time.Now());
        Waiting.Pack(tx, rendering, parcel.Key, still, time.Now());
        return still.Count;
    }

    private static long Next(MailingList list, Rhythm rhythm, DateTimeOffset after) => ParcelTimes.Next(list, rhythm, after).ToUnixTimeMilliseconds();
}
