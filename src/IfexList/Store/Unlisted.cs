namespace IfexList.Store;

/// <summary>Cases that search engines are asked to leave alone: a person's name need not be the first thing that is found of him for ever.</summary>
public static class Unlisted
{
    /// <returns>False where it was so before.</returns>
    public static bool Add(Connection tx, string number, long now) => Changed(tx, "unlisted", number, tx.Execute("INSERT INTO unlisted (case_number) VALUES (@case) ON CONFLICT DO NOTHING", ("@case", number)), now);

    public static bool Remove(Connection tx, string number, long now) => Changed(tx, "listed", number, tx.Execute("DELETE FROM unlisted WHERE case_number = @case", ("@case", number)), now);

    private static bool Changed(Connection tx, string deed, string number, int rows, long now)
    {
        if (rows == 0)
            return false;
        BundleRows.OweCase(tx, number, now);
        ArchiveLog.Note(tx, new ArchiveDeed(deed, number, 0, null, null, now));
        return true;
    }
}
