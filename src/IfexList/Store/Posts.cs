using System.Text.Json;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>How something came to be on record.</summary>
public enum Origin
{
    /// <summary>It was sent to readers.</summary>
    Released,

    /// <summary>The desk put it there: a report, an article, a link, an item of a newsletter.</summary>
    Filed,

    /// <summary>From an older archive.</summary>
    Imported,
}

/// <summary>A release, in one of its languages: everything of it but its readers.</summary>
/// <param name="ToMembers">Nobody but registered members may ever read it.</param>
/// <param name="Topics">What it is about, regions of its countries included; none means that it concerns everybody.</param>
/// <param name="Author">The name that stands behind its organisation.</param>
public sealed record NewRelease(
    string Number, string List, Language Language, string MessageId, string Subject, string Text, long? Organisation, int Priority, bool ToMembers, IReadOnlyList<Topic> Topics,
    string? Kind = null, string? Author = null)
{
    /// <summary>How it came to be on record.</summary>
    public Origin Origin { get; init; } = Origin.Released;

    /// <summary>Where a filed article or report stands; null where it stands here.</summary>
    public string? Link { get; init; }

    /// <summary>The number of the case that it belongs to; its own, where it begins one.</summary>
    public string Case { get; init; } = Number;

    /// <summary>What readers may have chosen it by.</summary>
    public IReadOnlyList<Topic> AllTopics => [.. Topics, Topic.OfCase(Case)];
}

/// <summary>Finished bytes of an edition, a parcel or a letter.</summary>
/// <param name="Cap">For readers of this size cap, in kilobytes; null means whole.</param>
public sealed record NewRendering(byte[] Bytes, bool EightBit, int? Cap = null)
{
    /// <summary>As the database names it.</summary>
    public string Encoding => EightBit ? "8bit" : "7bit";
}

/// <summary>A file that is released with an edition: cleaned, under a neutral name.</summary>
public sealed record EditionFile(string Name, string Type, byte[] Bytes);

/// <summary>The files of an edition, and its rendering with them, for readers of the full format.</summary>
public sealed record NewFiles(NewRendering Full, IReadOnlyList<EditionFile> Files);

/// <summary>M3: releases, editions, their renderings, and who is owed them.</summary>
public static class Posts
{
    /// <summary>The number that the next release of that day would get: <c>yyyy-mmdd-nn</c>.</summary>
    /// <param name="ahead">Numbers to pass over, because others will have taken them by then.</param>
    public static string NextNumber(Connection db, DateOnly day, int ahead = 0)
    {
        var prefix = day.ToString("yyyy-MMdd-", System.Globalization.CultureInfo.InvariantCulture);
        var last = db.Text("SELECT number FROM release WHERE number >= @from AND number < @to ORDER BY length(number) DESC, number DESC LIMIT 1",
            ("@from", prefix), ("@to", prefix + "~"));
        var next = last is null ? 1 : int.Parse(last.AsSpan(prefix.Length), System.Globalization.CultureInfo.InvariantCulture) + 1;
        return $"{prefix}{next + ahead:00}";
    }

    public static bool IsTaken(Connection db, string number) => db.Number("SELECT 1 FROM release WHERE number = @number", ("@number", number)) is not null;

    /// <summary>Writes the release, its first edition and one row per reader.</summary>
    /// <param name="whole">What everybody gets who has set no cap, or a higher one.</param>
    /// <param name="cuts">The same, shortened for each cap that it doesn't keep within.</param>
    /// <param name="files">Null where it has none.</param>
    /// <param name="waits">Null: nobody waits for another language.</param>
    /// <returns>The release's id.</returns>
    public static long Publish(
        Connection tx, NewRelease release, NewRendering whole, IReadOnlyList<NewRendering> cuts, long now, NewFiles? files = null, Waits? waits = null)
    {
        var id = AddRelease(tx, release, now);
        var edition = AddEdition(tx, release, id, corrects: null, now);
        if (release.ToMembers)
            Audience.ServeMembers(tx, id, edition, now);
        else
            ServeEverybody(tx, release, id, edition, waits, now);
        EditionFiles.Add(tx, edition, files?.Files ?? []);
        Owe(tx, release, id, edition, whole, cuts, [], now, files?.Full);
        return id;
    }

    /// <summary>Puts something on record that nobody gets by mail.</summary>
    /// <param name="at">The instant that it is of, which its number's day is of, too.</param>
    /// <returns>The edition's id.</returns>
    public static long File(Connection tx, NewRelease release, IReadOnlyList<EditionFile> files, long at)
    {
        var edition = AddEdition(tx, release, AddRelease(tx, release, at), corrects: null, at);
        EditionFiles.Add(tx, edition, files);
        return edition;
    }

    internal static long AddRelease(Connection tx, NewRelease release, long at)
    {
        const string insertRelease = """
            INSERT INTO release (number, list, case_number, country, kind, topics, priority, organisation, author, audience, origin, link, at)
            VALUES (@number, @list, @case, @country, @kind, @topics, @priority, @organisation, @author, @audience, @origin, @link, @at) RETURNING id
            """;
        return tx.Number(insertRelease, ("@number", release.Number), ("@list", release.List), ("@case", release.Case),
            ("@country", release.Topics.Where(topic => topic.IsCountry).Select(topic => topic.Code).FirstOrDefault()), ("@kind", release.Kind), ("@topics", Topic.Join(release.AllTopics)),
            ("@priority", (long)release.Priority), ("@organisation", release.Organisation), ("@author", release.Author), ("@audience", release.ToMembers ? "members" : "everyone"),
            ("@origin", release.Origin.ToString().ToLowerInvariant()), ("@link", release.Link),
            ("@at", at))!.Value;
    }

    /// <summary>What only members could read goes to all other readers whom it concerns, and may be read by everybody from now on.</summary>
    /// <param name="full">With the files that the edition has already; null where it has none.</param>
    public static void Widen(Connection tx, PublishedEdition members, string text, NewRendering whole, IReadOnlyList<NewRendering> cuts, long now, NewRendering? full = null, Waits? waits = null)
    {
        var (release, edition, about) = (members.Release, members.Id, members.About with { ToMembers = false });
        tx.Execute("UPDATE release SET audience = 'everyone', widened = @now WHERE id = @release", ("@now", now), ("@release", release));
        tx.Execute("UPDATE edition SET text = @text WHERE id = @edition", ("@text", text), ("@edition", edition));
        EditionWords.Replace(tx, edition);
        Due.OweBy(tx, Due.Bundle, members.Issued.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), now + (long)Limits.BundleWait.TotalMilliseconds);
        var owed = Queued(tx, release, edition);
        ServeEverybody(tx, about, release, edition, waits, now);
        Owe(tx, about, release, edition, whole, cuts, owed, now, full);
    }

    /// <summary>An edition in a language more: of the same release, for those who wait for it.</summary>
    /// <returns>The edition's id.</returns>
    public static long Add(
        Connection tx, AwaitedRelease awaited, NewRelease translated, NewRendering whole, IReadOnlyList<NewRendering> cuts, long now, NewFiles? files = null)
    {
        var edition = AddEdition(tx, translated, awaited.Id, corrects: null, now);
        FurtherAudience.Serve(tx, awaited, translated.Language, edition, now);
        EditionFiles.Add(tx, edition, files?.Files ?? []);
        Owe(tx, translated, awaited.Id, edition, whole, cuts, [], now, files?.Full);
        LanguageWaits.Prune(tx, awaited, now);
        return edition;
    }

    private static void ServeEverybody(Connection tx, NewRelease about, long release, long edition, Waits? waits, long now)
    {
        if (waits is not null)
            tx.Execute("UPDATE release SET wait = @wait WHERE id = @release", ("@wait", waits.Default), ("@release", release));
        var awaited = waits is null ? null : AwaitedRelease.Find(tx, release, waits);
        if (awaited is { Original: null })
            FurtherAudience.Serve(tx, awaited, about.Language, edition, now);
        else
            Audience.ServeReaders(tx, about, release, edition, now);
        if (awaited is not null)
            LanguageWaits.Owe(tx, awaited, now);
    }

    internal static long AddEdition(Connection tx, NewRelease release, long id, long? corrects, long now)
    {
        const string insert = """
            INSERT INTO edition (release, language, state, corrects, message_id, subject, text, at)
            VALUES (@release, @language, 'released', @corrects, @message_id, @subject, @text, @now) RETURNING id
            """;
        var edition = tx.Number(insert, ("@release", id), ("@language", release.Language.Code()), ("@corrects", corrects), ("@message_id", release.MessageId),
            ("@subject", release.Subject), ("@text", release.Text), ("@now", now))!.Value;
        EditionWords.Replace(tx, edition);
        if (!release.ToMembers)
            Due.OweBy(tx, Due.Bundle, Instant.Time(now).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), now + (long)Limits.BundleWait.TotalMilliseconds);
        return edition;
    }

    /// <summary>
    /// A copy for each reader who is recorded as queued for that edition. Ids rise in the order in which a route sends, so those whose mail never failed come
    /// first: nobody waits behind an address that may be dead.
    /// </summary>
    /// <param name="owed">Whose copies are on their way already.</param>
    /// <param name="full">With its files; null where it has none.</param>
    internal static void Owe(
        Connection tx, NewRelease release, long id, long edition, NewRendering whole, IReadOnlyList<NewRendering> cuts, IReadOnlyList<long> owed, long now, NewRendering? full = null)
    {
        var rendering = Add(tx, release, edition, whole, now);
        // Two passes, each in the order of its key: sorting them together would cost as much as writing them.
        const string owe = """
            INSERT INTO deliveries (rendering, person, domain, priority, stream, next_at, since)
            SELECT @rendering, served.person, person.domain, @priority, @stream, @now, @now FROM served JOIN person ON person.id = served.person
            WHERE served.release = @release AND served.edition = @edition AND served.outcome = 'queued'
            AND served.person NOT IN (SELECT value FROM json_each(@owed)) AND (served.person IN (SELECT person FROM failing)) = @failing ORDER BY served.person
            """;
        foreach (var failing in (long[])[0, 1])
            tx.Execute(owe, ("@rendering", rendering), ("@priority", (long)release.Priority), ("@stream", release.List), ("@now", now), ("@release", id), ("@edition", edition),
                ("@owed", JsonSerializer.Serialize(owed)), ("@failing", failing));
        if (full is not null)
            Fill(tx, release, edition, rendering, full, now);
        foreach (var cut in release.ToMembers ? [] : cuts)
            Shorten(tx, release, edition, rendering, cut, now);
    }

    /// <summary>Whose copies of an edition are on their way.</summary>
    internal static IReadOnlyList<long> Queued(Connection tx, long release, long edition) =>
        tx.All("SELECT person FROM served WHERE release = @release AND edition = @edition AND outcome = 'queued'", r => r.GetInt64(0), ("@release", release), ("@edition", edition));

    private static long Add(Connection tx, NewRelease release, long edition, NewRendering rendering, long now, CopyFormat format = CopyFormat.Text)
    {
        const string insert = """
            INSERT INTO rendering (list, edition, format, cap, encoding, bytes, at) VALUES (@list, @edition, @format, @cap, @encoding, @bytes, @now) RETURNING id
            """;
        return tx.Number(insert, ("@list", release.List), ("@edition", edition), ("@format", format.Code()), ("@cap", (long?)rendering.Cap), ("@encoding", rendering.Encoding),
            ("@bytes", rendering.Bytes), ("@now", now))!.Value;
    }

    /// <summary>How many releases for everybody a list had since then.</summary>
    public static int CountSince(Connection db, string list, long since) =>
        (int)db.Number("SELECT count(*) FROM release WHERE list = @list AND at >= @since AND audience = 'everyone' AND origin = 'released'", ("@list", list), ("@since", since))!.Value;

    // Few readers have caps, so the many aren't asked: a second look at those few costs less than a join for all.
    private static void Shorten(Connection tx, NewRelease release, long edition, long whole, NewRendering cut, long now)
    {
        const string capped = "FROM subscription WHERE list = @list AND cap = @cap AND state = 'active' AND rhythm = 'now'";
        if (tx.Number($"SELECT 1 {capped} LIMIT 1", ("@list", release.List), ("@cap", (long?)cut.Cap)) is null)
            return;
        var shorter = Add(tx, release, edition, cut, now);
        tx.Execute($"UPDATE deliveries SET rendering = @shorter WHERE rendering = @whole AND person IN (SELECT person {capped})",
            ("@shorter", shorter), ("@whole", whole), ("@list", release.List), ("@cap", (long?)cut.Cap));
    }

    // Files count towards a cap: who pays for each kilobyte didn't ask for a photo.
    private static void Fill(Connection tx, NewRelease release, long edition, long whole, NewRendering full, long now)
    {
        const string willing = "FROM subscription WHERE list = @list AND format = 'full' AND (coalesce(cap, 0) = 0 OR cap * 1000 >= @octets)";
        (string, object?)[] who = [("@list", release.List), ("@octets", (long)full.Bytes.Length)];
        if (tx.Number($"SELECT 1 {willing} LIMIT 1", who) is null)
            return;
        var fuller = Add(tx, release, edition, full, now, CopyFormat.Full);
        tx.Execute($"UPDATE deliveries SET rendering = @fuller WHERE rendering = @whole AND person IN (SELECT person {willing})", [.. who, ("@fuller", fuller), ("@whole", whole)]);
    }

    /// <summary>A reply to the poster's own Message-ID stays in the release's thread.</summary>
    public static void Remember(Connection tx, byte[] messageIdHash, long release) =>
        tx.Execute("INSERT INTO message_map (hash, release) VALUES (@hash, @release) ON CONFLICT (hash) DO UPDATE SET release = excluded.release",
            ("@hash", messageIdHash), ("@release", release));

    /// <summary>The release of that list that a poster's Message-ID became, or that our own is of.</summary>
    public static long? ThreadOf(Connection db, string list, byte[] messageIdHash, string messageId)
    {
        const string thread = """
            SELECT id FROM release WHERE list = @list
            AND id = coalesce((SELECT release FROM message_map WHERE hash = @hash), (SELECT release FROM edition WHERE message_id = @id))
            """;
        return db.Number(thread, ("@list", list), ("@hash", messageIdHash), ("@id", messageId));
    }
}
