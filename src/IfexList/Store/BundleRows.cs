using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>A month's bundle as it was last written.</summary>
/// <param name="Month">Such as <c>2026-11</c>, of UTC.</param>
/// <param name="Head">SHA-256 of its last line.</param>
/// <param name="Reissued">How often its beginning has changed.</param>
public sealed record BundleRow(string Month, long Lines, long Octets, byte[] Head, int Reissued);

/// <summary>What the bundles of the archive were last written as: rows of <c>bundle</c>.</summary>
public static class BundleRows
{
    private const string Row = "SELECT month, lines, octets, head, reissued FROM bundle";

    public static BundleRow? Find(Connection db, string month) => db.First($"{Row} WHERE month = @month", Read, ("@month", month));

    /// <summary>All of them, oldest first.</summary>
    public static IReadOnlyList<BundleRow> All(Connection db) => db.All($"{Row} ORDER BY month", Read);

    public static void Set(Connection tx, BundleRow row, long now)
    {
        const string set = """
            INSERT INTO bundle (month, lines, octets, head, reissued, at) VALUES (@month, @lines, @octets, @head, @reissued, @now)
            ON CONFLICT (month) DO UPDATE SET lines = excluded.lines, octets = excluded.octets, head = excluded.head, reissued = excluded.reissued, at = excluded.at
            """;
        tx.Execute(set, ("@month", row.Month), ("@lines", row.Lines), ("@octets", row.Octets), ("@head", row.Head), ("@reissued", (long)row.Reissued), ("@now", now));
    }

    /// <summary>Nothing of that month is for everybody any more.</summary>
    public static void Remove(Connection tx, string month) => tx.Execute("DELETE FROM bundle WHERE month = @month", ("@month", month));

    /// <summary>Something of a case has changed that each of its lines tells.</summary>
    public static void OweCase(Connection tx, string number, long now)
    {
        const string owe = """
            INSERT INTO due (kind, subject, at) SELECT DISTINCT 'bundle', strftime('%Y-%m', edition.at / 1000, 'unixepoch'), @now FROM release JOIN edition ON edition.release = release.id
            WHERE case_number = @number AND audience = 'everyone' ON CONFLICT (kind, subject) DO UPDATE SET at = min(at, excluded.at)
            """;
        tx.Execute(owe, ("@number", number), ("@now", now));
    }

    private static BundleRow Read(SqliteDataReader r) => new(r.GetString(0), r.GetInt64(1), r.GetInt64(2), (byte[])r[3], r.GetInt32(4));
}
