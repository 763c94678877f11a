namespace IfexList.Store;

/// <summary>Rows of <c>asked</c>: which moderators a held post was laid before, and in which letter. They go with their held post.</summary>
public static class Asked
{
    /// <summary>Asked again, it is the newer letter that counts.</summary>
    public static void Note(Connection tx, long held, long person, long rendering, long now) =>
        tx.Execute("""
            INSERT INTO asked (held, person, rendering, at) VALUES (@held, @person, @rendering, @now)
            ON CONFLICT (held, person) DO UPDATE SET rendering = excluded.rendering, at = excluded.at
            """, ("@held", held), ("@person", person), ("@rendering", rendering), ("@now", now));

    /// <summary>That letter won't arrive: if it was a request, somebody else is to be asked.</summary>
    public static void Refused(Connection tx, long person, long rendering, long now) =>
        tx.Execute("""
            INSERT INTO due (kind, subject, at) SELECT 'unasked', held || '/' || person, @now FROM asked WHERE rendering = @rendering AND person = @person
            ON CONFLICT (kind, subject) DO NOTHING
            """, ("@now", now), ("@rendering", rendering), ("@person", person));

    /// <summary>In the order in which they were asked.</summary>
    public static IReadOnlyList<long> Of(Connection db, long held) =>
        db.All("SELECT person FROM asked WHERE held = @held ORDER BY at, person", r => r.GetInt64(0), ("@held", held));
}
