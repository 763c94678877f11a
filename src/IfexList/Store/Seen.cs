namespace IfexList.Store;

/// <summary>What came in during the last days: the same post twice is one.</summary>
public static class Seen
{
    /// <returns>True the first time.</returns>
    public static bool Note(Connection tx, byte[] hash, long now) =>
        tx.Execute("INSERT INTO seen (hash, at) VALUES (@hash, @now) ON CONFLICT (hash) DO NOTHING", ("@hash", hash), ("@now", now)) == 1;

    public static bool Knows(Connection db, byte[] hash) => db.Number("SELECT 1 FROM seen WHERE hash = @hash", ("@hash", hash)) is not null;
}
