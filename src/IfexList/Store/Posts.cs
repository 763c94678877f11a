using IfexList.Mail;

namespace IfexList.Store;

/// <summary>A release about to be made: everything of it but its readers.</summary>
public sealed record NewRelease(string Number, string List, Language Language, string MessageId, string Subject, string Text, long? Organisation, int Priority, bool ToMembers);

/// <summary>Finished bytes of an edition or a letter.</summary>
public sealed record NewRendering(byte[] Bytes, bool EightBit);

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
    /// <returns>The release's id.</returns>
    public static long Publish(Connection tx, NewRelease release, NewRendering rendering, long now)
    {
        const string insertRelease = """
            INSERT INTO release (number, list, case_number, priority, organisation, at) VALUES (@number, @list, @number, @priority, @organisation, @now) RETURNING id
            """;
        var id = tx.Number(insertRelease, ("@number", release.Number), ("@list", release.List), ("@priority", (long)release.Priority),
            ("@organisation", release.Organisation), ("@now", now))!.Value;
        const string insertEdition = """
            INSERT INTO edition (release, language, state, message_id, subject, text, at)
            VALUES (@release, @language, 'released', @message_id, @subject, @text, @now) RETURNING id
            """;
        var edition = tx.Number(insertEdition, ("@release", id), ("@language", release.Language.Code()), ("@message_id", release.MessageId),
            ("@subject", release.Subject), ("@text", release.Text), ("@now", now))!.Value;
        const string insertRendering = """
            INSERT INTO rendering (list, edition, format, encoding, bytes, at) VALUES (@list, @edition, 'text', @encoding, @bytes, @now) RETURNING id
            """;
        var bytes = tx.Number(insertRendering, ("@list", release.List), ("@edition", edition), ("@encoding", rendering.EightBit ? "8bit" : "7bit"),
            ("@bytes", rendering.Bytes), ("@now", now))!.Value;
        Serve(tx, release, id, edition, bytes, now);
        return id;
    }

    private static void Serve(Connection tx, NewRelease release, long id, long edition, long rendering, long now)
    {
        if (release.ToMembers)
            Audience.ServeMembers(tx, id, edition, now);
        else
            Audience.ServeReaders(tx, release.List, release.Language, id, edition, now);
        const string owe = """
            INSERT INTO deliveries (rendering, person, domain, priority, next_at, since)
            SELECT @rendering, served.person, person.domain, @priority, @now, @now FROM served JOIN person ON person.id = served.person
            WHERE served.release = @release AND served.edition = @edition ORDER BY served.person
            """;
        tx.Execute(owe, ("@rendering", rendering), ("@priority", (long)release.Priority), ("@now", now), ("@release", id), ("@edition", edition));
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
