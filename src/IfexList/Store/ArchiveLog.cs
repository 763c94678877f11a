namespace IfexList.Store;

/// <summary>What was done to the record.</summary>
/// <param name="Number">Of the release or case; null where it concerns many.</param>
/// <param name="Editions">How many texts.</param>
/// <param name="Person">Who did it; null: from the shell.</param>
public sealed record ArchiveDeed(string Deed, string? Number, int Editions, string? Reason, long? Person, long At);

/// <summary>The audit of the archive: who did what to it, and never what a redaction took out.</summary>
public static class ArchiveLog
{
    public static void Note(Connection tx, ArchiveDeed deed) => tx.Execute(
        "INSERT INTO archive_log (deed, number, editions, reason, person, at) VALUES (@deed, @number, @editions, @reason, @person, @at)", ("@deed", deed.Deed), ("@number", deed.Number),
        ("@editions", (long)deed.Editions), ("@reason", deed.Reason), ("@person", deed.Person), ("@at", deed.At));

    /// <summary>All of it, newest first, with the address of who did it.</summary>
    public static IReadOnlyList<(ArchiveDeed Deed, string Who)> All(Connection db, int most) => db.All(
        "SELECT deed, number, editions, reason, person, archive_log.at, coalesce(address, '') FROM archive_log LEFT JOIN person ON person.id = archive_log.person ORDER BY archive_log.id DESC LIMIT @most",
        r => (new ArchiveDeed(r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1), r.GetInt32(2), r.IsDBNull(3) ? null : r.GetString(3), r.IsDBNull(4) ? null : r.GetInt64(4), r.GetInt64(5)), r.GetString(6)),
        ("@most", (long)most));
}
