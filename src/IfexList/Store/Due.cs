namespace IfexList.Store;

/// <summary>Work that time brings: one row per kind and subject. After downtime a row that came due meanwhile runs once.</summary>
public static class Due
{
    /// <summary>Strangers' posts of a list wait for their digest.</summary>
    public const string Strangers = "strangers";

    /// <summary>Rows that have outlived their use are swept away.</summary>
    public const string Sweep = "sweep";

    /// <summary>A reader's pause ends by itself; subject <c>LIST/PERSON</c>.</summary>
    public const string Resume = "resume";

    /// <summary>A person goes once his farewell has left; subject <c>PERSON</c>.</summary>
    public const string Erase = "erase";

    /// <summary>The file is written anew, so that nothing of those who went stays in it.</summary>
    public const string Scrub = "scrub";

    /// <summary>Unless it is already owed, it becomes due then.</summary>
    public static void Owe(Connection tx, string kind, string subject, long at) =>
        tx.Execute("INSERT INTO due (kind, subject, at) VALUES (@kind, @subject, @at) ON CONFLICT (kind, subject) DO NOTHING",
            ("@kind", kind), ("@subject", subject), ("@at", at));

    /// <summary>Done: the row goes, or moves on to its next time.</summary>
    public static void Done(Connection tx, string kind, string subject, long? next)
    {
        if (next is { } at)
            tx.Execute("UPDATE due SET at = @at WHERE kind = @kind AND subject = @subject", ("@at", at), ("@kind", kind), ("@subject", subject));
        else
            tx.Execute("DELETE FROM due WHERE kind = @kind AND subject = @subject", ("@kind", kind), ("@subject", subject));
    }

    public static IReadOnlyList<(string Kind, string Subject)> Now(Connection db, long now) =>
        db.All("SELECT kind, subject FROM due WHERE at <= @now ORDER BY at LIMIT 100", r => (r.GetString(0), r.GetString(1)), ("@now", now));
}
