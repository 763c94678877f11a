using IfexList.Mail;

namespace IfexList.Store;

/// <summary>What became of an edition that was to be put back.</summary>
public enum Restored
{
    Added,

    /// <summary>That very edition is here.</summary>
    There,

    /// <summary>Its number and language, or its number alone, are another's here.</summary>
    Taken,

    /// <summary>Its release isn't here yet, and it isn't the edition that it begins with.</summary>
    Early,
}

/// <summary>Puts editions of the place of record back as a mirror of it holds them. Nobody is sent anything.</summary>
public static class Restoration
{
    private const int CopyPriority = 5;

    /// <param name="edition">Its ids are another house's.</param>
    /// <param name="isUnlisted">Search engines are asked to leave its case alone.</param>
    public static Restored Put(Connection tx, ArchivedEdition edition, IReadOnlyList<EditionFile> files, bool isUnlisted, long now)
    {
        if (tx.Number("SELECT 1 FROM edition WHERE message_id = @id", ("@id", edition.MessageId)) is not null)
            return Restored.There;
        var release = Releases.IdOf(tx, edition.Number);
        if (release is null && !edition.IsOriginal)
            return Restored.Early;
        if (release is not null && (edition.IsOriginal || Releases.ListOf(tx, edition.Number) != edition.List || HasLanguage(tx, release.Value, edition.Language)))
            return Restored.Taken;
        var about = new NewRelease(
            edition.Number, edition.List, edition.Language, edition.MessageId, edition.Subject, edition.Text, OrganisationOf(tx, edition, now), CopyPriority, ToMembers: false, edition.Topics,
            edition.Kind, edition.Author)
        { Origin = edition.Origin, Link = edition.Link, Case = edition.Case };
        var id = Posts.AddEdition(tx, about, release ?? Posts.AddRelease(tx, about, edition.At.ToUnixTimeMilliseconds()), corrects: null, edition.Issued.ToUnixTimeMilliseconds());
        EditionFiles.Add(tx, id, files);
        Mark(tx, id, edition, now);
        if (isUnlisted)
            tx.Execute("INSERT INTO unlisted (case_number) VALUES (@number) ON CONFLICT DO NOTHING", ("@number", edition.Case));
        return Restored.Added;
    }

    /// <summary>A line of the archive's log.</summary>
    /// <param name="deed">What was done: <c>rebuilt</c>, <c>imported</c>.</param>
    public static void Log(Connection tx, string deed, long editions, long now) =>
        tx.Execute("INSERT INTO archive_log (deed, editions, at) VALUES (@deed, @editions, @now)", ("@deed", deed), ("@editions", editions), ("@now", now));

    private static bool HasLanguage(Connection tx, long release, Language language) =>
        tx.Number("SELECT 1 FROM edition WHERE release = @release AND language = @language LIMIT 1", ("@release", release), ("@language", language.Code())) is not null;

    // Its page is known by its number: that is kept where nobody else has it.
    private static long? OrganisationOf(Connection tx, ArchivedEdition edition, long now)
    {
        if (edition.Organisation is not { } name)
            return null;
        const string add = """
            INSERT INTO organisation (id, name, since) VALUES ((SELECT @id WHERE NOT EXISTS (SELECT 1 FROM organisation WHERE id = @id)), @name, @now) RETURNING id
            """;
        return tx.Number("SELECT id FROM organisation WHERE name = @name", ("@name", name)) ?? tx.Number(add, ("@id", edition.OrganisationId), ("@name", name), ("@now", now));
    }

    private static void Mark(Connection tx, long id, ArchivedEdition edition, long now)
    {
        if (edition.IsStale)
            tx.Execute("UPDATE edition SET state = 'stale' WHERE id = @id", ("@id", id));
        if (edition.Withdrawn is not { } reason)
            return;
        tx.Execute("UPDATE edition SET state = 'withdrawn' WHERE id = @id", ("@id", id));
        tx.Execute("INSERT INTO retraction (edition, reason, at) VALUES (@id, @reason, @now)", ("@id", id), ("@reason", reason), ("@now", now));
        EditionWords.Remove(tx, id);
    }
}
