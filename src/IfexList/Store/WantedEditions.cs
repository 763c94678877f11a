using System.Globalization;
using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>How far a translation is.</summary>
public enum WantedState
{
    /// <summary>Its desk was called, and no text is there that could go out.</summary>
    Wanted,

    /// <summary>A text waits for an editor.</summary>
    Drafted,
    Released,

    /// <summary>Nobody wants it any more.</summary>
    Dropped,
}

/// <summary>A release that is wanted in one language more: a row of <c>translation</c>.</summary>
/// <param name="Source">The edition that it is made from.</param>
/// <param name="Version">Of what its letters show: an answer to an older one decides nothing.</param>
/// <param name="Text">The draft, or what went out; null where nobody wrote one yet.</param>
/// <param name="Edition">What came of it; null before.</param>
/// <param name="Chased">How often its desk was reminded.</param>
public sealed record WantedEdition(
    long Id, long Release, Language Language, long Source, int Version, WantedState State, long? TakenBy, long? DraftedBy, string? Subject, string? Text, long? Edition, long Deadline, int Chased, long At)
{
    /// <summary>As due rows name it.</summary>
    public string DueSubject => Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>It is still missing.</summary>
    public bool IsOpen => State is WantedState.Wanted or WantedState.Drafted;
}

/// <summary>Translations from the call of their desk to the edition and beyond.</summary>
public static class WantedEditions
{
    private const string Columns = "id, release, language, source, version, state, taken_by, drafted_by, subject, text, edition, deadline, chased, at";

    public static WantedEdition? Find(Connection db, long id) => db.First($"SELECT {Columns} FROM translation WHERE id = @id", Row, ("@id", id));

    public static WantedEdition? Find(Connection db, string dueSubject) =>
        long.TryParse(dueSubject, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Find(db, id) : null;

    public static WantedEdition? Of(Connection db, long release, Language language) => db.First(
        $"SELECT {Columns} FROM translation WHERE release = @release AND language = @language", Row, ("@release", release), ("@language", language.Code()));

    public static IReadOnlyList<WantedEdition> OfRelease(Connection db, long release) =>
        db.All($"SELECT {Columns} FROM translation WHERE release = @release ORDER BY id", Row, ("@release", release));

    /// <summary>What is missing of a list's releases, oldest release first.</summary>
    /// <param name="since">Only of what came out then or later.</param>
    public static IReadOnlyList<WantedEdition> Open(Connection db, string list, long since) => db.All($"""
        SELECT {Columns} FROM translation WHERE state IN ('wanted', 'drafted') AND release IN (SELECT id FROM release WHERE list = @list AND at >= @since) ORDER BY release, id
        """, Row, ("@list", list), ("@since", since));

    /// <summary>The held post that a release was; 0 where none is known.</summary>
    public static long HeldOf(Connection db, long release) => db.Number("SELECT min(held) FROM decision WHERE release = @release", ("@release", release)) ?? 0;

    /// <summary>The newest edition of a release in that language; null where it isn't out in it.</summary>
    public static long? EditionIn(Connection db, long release, Language language) => db.Number(
        "SELECT max(id) FROM edition WHERE release = @release AND language = @language AND state <> 'withdrawn'", ("@release", release), ("@language", language.Code()));

    /// <summary>It is wanted from now on, and chased from its deadline on.</summary>
    /// <returns>Its id; null where it was there before.</returns>
    public static long? Want(Connection tx, long release, Language language, long source, long deadline, long now)
    {
        const string want = """
            INSERT INTO translation (release, language, source, state, deadline, at) VALUES (@release, @language, @source, 'wanted', @deadline, @now)
            ON CONFLICT (release, language) DO NOTHING RETURNING id
            """;
        var id = tx.Number(want, ("@release", release), ("@language", language.Code()), ("@source", source), ("@deadline", deadline), ("@now", now));
        if (id is { } wanted)
            Due.Set(tx, Due.Chase, wanted.ToString(CultureInfo.InvariantCulture), deadline);
        return id;
    }

    /// <summary>Its source was corrected: what is written stays, to be looked at again.</summary>
    public static void Renew(Connection tx, WantedEdition wanted, long source, long deadline)
    {
        tx.Execute("UPDATE translation SET source = @source, version = version + 1, state = 'wanted', deadline = @deadline, chased = 0 WHERE id = @id",
            ("@source", source), ("@deadline", deadline), ("@id", wanted.Id));
        Due.Set(tx, Due.Chase, wanted.DueSubject, deadline);
    }

    /// <param name="person">Null: nobody has it in hand any more.</param>
    public static void Take(Connection tx, long id, long? person) => tx.Execute("UPDATE translation SET taken_by = @person WHERE id = @id", ("@person", person), ("@id", id));

    /// <summary>A text is there; letters that showed less decide nothing from now on.</summary>
    /// <param name="source">What it was made from.</param>
    public static void Draft(Connection tx, WantedEdition wanted, long source, long person, string subject, string text) => tx.Execute("""
        UPDATE translation SET state = 'drafted', version = version + 1, source = @source, taken_by = coalesce(taken_by, @person), drafted_by = @person, subject = @subject, text = @text
        WHERE id = @id
        """, ("@source", source), ("@person", person), ("@subject", subject), ("@text", text), ("@id", wanted.Id));

    /// <summary>The edition is out.</summary>
    /// <param name="by">Who wrote it just now; null where the draft went out as it was.</param>
    public static void Release(Connection tx, WantedEdition wanted, long? by, string subject, string text, long edition)
    {
        const string release = """
            UPDATE translation SET state = 'released', version = version + 1, drafted_by = coalesce(@by, drafted_by), subject = @subject, text = @text, edition = @edition WHERE id = @id
            """;
        tx.Execute(release, ("@by", by), ("@subject", subject), ("@text", text), ("@edition", edition), ("@id", wanted.Id));
        Due.Done(tx, Due.Chase, wanted.DueSubject, null);
    }

    /// <summary>What the source's correction changed doesn't touch it: the edition that is out is good.</summary>
    public static void Stand(Connection tx, WantedEdition wanted)
    {
        tx.Execute("UPDATE translation SET state = 'released', version = version + 1 WHERE id = @id", ("@id", wanted.Id));
        tx.Execute("UPDATE edition SET state = 'released' WHERE id = @edition AND state = 'stale'", ("@edition", wanted.Edition));
        Due.Done(tx, Due.Chase, wanted.DueSubject, null);
    }

    /// <summary>Nobody is asked for it any more, and its draft goes.</summary>
    public static void Drop(Connection tx, WantedEdition wanted)
    {
        tx.Execute("UPDATE translation SET state = 'dropped', version = version + 1, taken_by = NULL, subject = NULL, text = NULL WHERE id = @id", ("@id", wanted.Id));
        Due.Done(tx, Due.Chase, wanted.DueSubject, null);
    }

    /// <summary>What he wrote and nobody released goes with him; it is wanted as before.</summary>
    public static void Forget(Connection tx, long person) => tx.Execute("""
        UPDATE translation SET state = 'wanted', version = version + 1, taken_by = NULL, drafted_by = NULL, subject = NULL, text = NULL
        WHERE drafted_by = @person AND state IN ('wanted', 'drafted')
        """, ("@person", person));

    /// <param name="next">When it is chased again; null: never.</param>
    public static void Chase(Connection tx, WantedEdition wanted, int chased, long? next)
    {
        tx.Execute("UPDATE translation SET chased = @chased WHERE id = @id", ("@chased", (long)chased), ("@id", wanted.Id));
        Due.Done(tx, Due.Chase, wanted.DueSubject, next);
    }

    private static WantedEdition Row(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetInt64(1), Languages.Parse(r.GetString(2)), r.GetInt64(3), r.GetInt32(4), Enum.Parse<WantedState>(r.GetString(5), ignoreCase: true),
        Number(r, 6), Number(r, 7), Text(r, 8), Text(r, 9), Number(r, 10), r.GetInt64(11), r.GetInt32(12), r.GetInt64(13));

    private static long? Number(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetInt64(column);

    private static string? Text(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
