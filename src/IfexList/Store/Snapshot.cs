using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>A consistent copy of the database while others write to it.</summary>
public static class Snapshot
{
    /// <summary>
    /// Writes a copy to a file that doesn't exist yet. VACUUM INTO rather than the page-wise backup: the copy holds live rows only, nothing of
    /// people who have left.
    /// </summary>
    public static void Write(Connection db, string file) => db.Execute("VACUUM INTO @file", ("@file", file));

    /// <summary>Why a file can't be our database; null when it can.</summary>
    public static string? Fault(string file)
    {
        try
        {
            using var db = new Connection(file, readOnly: true);
            if (db.Text("PRAGMA quick_check") is var answer and not "ok")
                return answer ?? "quick_check gave no answer";
            var version = db.Number("PRAGMA user_version") ?? 0;
            return version is 0 ? "it is no database of ifexlist" : version > Migrations.Latest ? "it was written by a newer ifexlist than this one" : null;
        }
        catch (SqliteException e)
        {
            return e.Message;
        }
    }
}
