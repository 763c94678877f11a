namespace IfexList.Store;

/// <summary>The schema, step by step: the files of Store/Schema. A step that has been released is never edited; a new one is added behind it.</summary>
public static class Migrations
{
    private const string Folder = "IfexList.Store.Schema.";

    /// <summary>The newest step.</summary>
    public static int Latest { get; } = typeof(Migrations).Assembly.GetManifestResourceNames().Count(name => name.StartsWith(Folder, StringComparison.Ordinal));

    /// <summary>
    /// Brings the file up to the newest step, each in a transaction of its own. Foreign keys must be off: a step that makes a table anew would
    /// take along the rows that point at the old one.
    /// </summary>
    public static void Apply(Connection db)
    {
        while (Version(db) is var version && version < Latest)
        {
            db.Run("BEGIN IMMEDIATE");
            // Another process may have taken the same step while we waited.
            if (Version(db) == version)
            {
                db.Run(Step(version + 1));
                db.Run($"PRAGMA user_version = {version + 1}");
            }
            db.Run("COMMIT");
        }
        if (Version(db) > Latest)
            throw new InvalidOperationException("the database was written by a newer ifexlist than this one");
    }

    private static long Version(Connection db)
    {
        using var command = db.Sqlite.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }

    // Files of their own, embedded: a step is read as what it is.
    private static string Step(long number)
    {
        using var stream = typeof(Migrations).Assembly.GetManifestResourceStream($"{Folder}{number}.sql")
            ?? throw new InvalidOperationException($"step {number} of the schema is missing");
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }
}
