namespace IfexList.Store;

/// <summary>What is known of a released file without reading it.</summary>
public sealed record FileFact(string Name, int Octets);

/// <summary>Files that were released with editions.</summary>
public static class EditionFiles
{
    internal static void Add(Connection tx, long edition, IReadOnlyList<EditionFile> files)
    {
        for (var number = 1; number <= files.Count; number++)
            tx.Execute("INSERT INTO edition_file (edition, number, name, type, bytes) VALUES (@edition, @number, @name, @type, @bytes)",
                ("@edition", edition), ("@number", (long)number), ("@name", files[number - 1].Name), ("@type", files[number - 1].Type), ("@bytes", files[number - 1].Bytes));
    }

    public static IReadOnlyList<EditionFile> Of(Connection db, long edition) => db.All(
        "SELECT name, type, bytes FROM edition_file WHERE edition = @edition ORDER BY number", r => new EditionFile(r.GetString(0), r.GetString(1), (byte[])r[2]), ("@edition", edition));

    /// <summary>Those that came out with the first edition of its release in its language: a correction has none of its own.</summary>
    public static IReadOnlyList<EditionFile> OfFirst(Connection db, long edition)
    {
        const string first = "SELECT min(first.id) FROM edition AS asked JOIN edition AS first USING (release, language) WHERE asked.id = @edition";
        return db.Number(first, ("@edition", edition)) is { } id ? Of(db, id) : [];
    }

    public static IReadOnlyList<FileFact> FactsOf(Connection db, long edition) => db.All(
        "SELECT name, length(bytes) FROM edition_file WHERE edition = @edition ORDER BY number", r => new FileFact(r.GetString(0), r.GetInt32(1)), ("@edition", edition));
}
