using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>A release about to be made: everything of it but its readers.</summary>
/// <param name="Topics">What it is about, regions of its countries included; none means that it concerns everybody.</param>
public sealed record NewRelease(
    string Number, string List, Language Language, string MessageId, string Subject, string Text, long? Organisation, int Priority, bool ToMembers, IReadOnlyList<Topic> Topics,
    string? Kind = null);

/// <summary>Finished bytes of an edition, a parcel or a letter.</summary>
/// <param name="Cap">For readers of this size cap, in kilobytes; null means whole.</param>
public sealed record NewRendering(byte[] Bytes, bool EightBit, int? Cap = null)
{
    /// <summary>As the database names it.</summary>
    public string Encoding => EightBit ? "8bit" : "7bit";
}

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
    /// <returns>The release's id.</returns>
    public static long Publish(Connection tx, NewRelease release, NewRendering whole, IReadOnlyList<NewRendering> cuts, long now)
    {
        const string insertRelease = """
            INSERT INTO release (number, list, case_number, country, kind, topics, priority, organisation, at)
            VALUES (@number, @list, @number, @country, @kind, @topics, @priority, @organisation, @now) RETURNING id
            """;
        var id = tx.Number(insertRelease, ("@number", release.Number), ("@list", release.List),
            ("@country", release.Topics.Where(topic => topic.IsCountry).Select(topic => topic.Code).FirstOrDefault()), ("@kind", release.Kind), ("@topics", Topic.Join(release.Topics)),
            ("@priority", (long)release.Priority), ("@organisation", release.Organisation), ("@now", now))!.Value;
        const string insertEdition = """
            INSERT INTO edition (release, language, state, message_id, subject, text, at)
            VALUES (@release, @language, 'released', @message_id, @subject, @text, @now) RETURNING id
            """;
        var edition = tx.Number(insertEdition, ("@release", id), ("@language", release.Language.Code()), ("@message_id", release.MessageId),
            ("@subject", release.Subject), ("@text", release.Text), ("@now", now))!.Value;
        var rendering = Add(tx, release, edition, whole, now);
        Serve(tx, release, id, edition, rendering, now);
        foreach (var cut in release.ToMembers ? [] : cuts)
            Shorten(tx, release, edition, rendering, cut, now);
        return id;
    }

    private static long Add(Connection tx, NewRelease release, long edition, NewRendering rendering, long now)
    {
        const string insert = """
            INSERT INTO rendering (list, edition, format, cap, encoding, bytes, at) VALUES (@list, @edition, 'text', @cap, @encoding, @bytes, @now) RETURNING id
            """;
        return tx.Number(insert, ("@list", release.List), ("@edition", edition), ("@cap", (long?)rendering.Cap), ("@encoding", rendering.Encoding),
            ("@bytes", rendering.Bytes), ("@now", now))!.Value;
    }

    private static void Serve(Connection tx, NewRelease release, long id, long edition, long rendering, long now)
    {
        if (release.ToMembers)
            Audience.ServeMembers(tx, id, edition, now);
        else
            Audience.ServeReaders(tx, release, id, edition, now);
        const string owe = """
            INSERT INTO deliveries (rendering, person, domain, priority, next_at, since)
            SELECT @rendering, served.person, person.domain, @priority, @now, @now FROM served JOIN person ON person.id = served.person
            WHERE served.release = @release AND served.edition = @edition AND served.outcome = 'queued' ORDER BY served.person
            """;
        tx.Execute(owe, ("@rendering", rendering), ("@priority", (long)release.Priority), ("@now", now), ("@release", id), ("@edition", edition));
    }

    /// <summary>How many releases a list had since then.</summary>
    public static int CountSince(Connection db, string list, long since) =>
        (int)db.Number("SELECT count(*) FROM release WHERE list = @list AND at >= @since", ("@list", list), ("@since", since))!.Value;

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

    /// <summary>A reply to the poster's own Message-ID stays in the release's thread.</summary>
    public static void Remember(Connection tx, byte[] messageIdHash, long release) =>
        tx.Execute("INSERT INTO message_map (hash, release) VALUES (@hash, @release) ON CONFLICT (hash) DO UPDATE SET release = excluded.release",
            ("@hash", messageIdHash), ("@release", release));

    /// <summary>The Message-ID of our release that a poster's Message-ID, or our own, became.</summary>
    public static string? ThreadOf(Connection db, byte[] messageIdHash, string messageId)
    {
        const string mapped = """
            SELECT message_id FROM message_map JOIN edition ON edition.release = message_map.release WHERE hash = @hash ORDER BY edition.id LIMIT 1
            """;
        return db.Text(mapped, ("@hash", messageIdHash)) ?? db.Text("SELECT message_id FROM edition WHERE message_id = @id", ("@id", messageId));
    }
}
