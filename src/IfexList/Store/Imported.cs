namespace IfexList.Store;

/// <summary>What of older archives is on record already.</summary>
public static class Imported
{
    /// <summary>Whether a list has that very text under that Subject, of about the same time: archives were moved from zone to zone, and writers mail things twice.</summary>
    public static bool HasText(Connection db, string list, string subject, string text, long at)
    {
        const string twin = """
            SELECT 1 FROM release JOIN edition ON edition.release = release.id
            WHERE list = @list AND release.at BETWEEN @at - 2 * 86400000 AND @at + 2 * 86400000 AND subject = @subject AND text = @text LIMIT 1
            """;
        return db.Number(twin, ("@list", list), ("@at", at), ("@subject", subject), ("@text", text)) is not null;
    }
}
