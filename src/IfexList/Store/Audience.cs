using IfexList.Mail;

namespace IfexList.Store;

/// <summary>Who gets an edition: each person once per release, whatever lists and languages overlap (<c>served</c> sees to it).</summary>
public static class Audience
{
    // Language codes have two letters and stand between semicolons, so instr finds whole codes only.
    private const string Readers = """
        FROM subscription WHERE list = @list AND state = 'active' AND instr(languages, @language) > 0
        """;

    /// <summary>How many a release in that language would go to.</summary>
    public static int CountReaders(Connection db, string list, Language language) =>
        (int)db.Number($"SELECT count(*) {Readers}", ("@list", list), ("@language", language.Code()))!.Value;

    public static int CountMembers(Connection db) => (int)db.Number("SELECT count(*) FROM member")!.Value;

    public static int ServeReaders(Connection tx, string list, Language language, long release, long edition, long now)
    {
        const string serve = $"""
            INSERT INTO served (release, person, edition, outcome, at)
            SELECT @release, person, @edition, 'queued', @now {Readers}
            AND NOT EXISTS (SELECT 1 FROM served already WHERE already.release = @release AND already.person = subscription.person)
            """;
        return tx.Execute(serve, ("@release", release), ("@edition", edition), ("@now", now), ("@list", list), ("@language", language.Code()));
    }

    public static int ServeMembers(Connection tx, long release, long edition, long now)
    {
        const string serve = """
            INSERT INTO served (release, person, edition, outcome, at) SELECT @release, person, @edition, 'queued', @now FROM member WHERE true
            """;
        return tx.Execute(serve, ("@release", release), ("@edition", edition), ("@now", now));
    }
}
