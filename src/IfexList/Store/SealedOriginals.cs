using System.Text.Json;
using IfexList.Foundation;
using IfexList.Lists;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>The untouched original of a decided post, encrypted.</summary>
/// <param name="Author">A keyed hash of its author's address, by which it is found when he wants to be forgotten.</param>
/// <param name="IsDesks">Encrypted to the desk's OpenPGP key, so that the house can't open it.</param>
public sealed record SealedOriginal(long Held, string List, byte[] Author, bool IsDesks, byte[] Bytes, long At);

/// <summary>Rows of <c>sealed</c>: what stays of an original once its post is decided, for as long as its list says.</summary>
public static class SealedOriginals
{
    public static void Add(Connection tx, SealedOriginal original) => tx.Execute("""
        INSERT INTO sealed (held, list, author, seal, bytes, at) VALUES (@held, @list, @author, @seal, @bytes, @at)
        """, ("@held", original.Held), ("@list", original.List), ("@author", original.Author), ("@seal", original.IsDesks ? "openpgp" : "house"),
        ("@bytes", original.Bytes), ("@at", original.At));

    public static SealedOriginal? Find(Connection db, long held) =>
        db.First("SELECT held, list, author, seal, bytes, at FROM sealed WHERE held = @held", Row, ("@held", held));

    /// <summary>All of one author's go.</summary>
    public static void Forget(Connection tx, byte[] author) => tx.Execute("DELETE FROM sealed WHERE author = @author", ("@author", author));

    /// <summary>Each list's are kept as long as the list says; those of a list that is gone as long as ours would be by itself.</summary>
    public static void Sweep(Connection tx, ListCatalogue lists, long now)
    {
        foreach (var list in lists.All)
            tx.Execute("DELETE FROM sealed WHERE list = @list AND at <= @limit", ("@list", list.Name), ("@limit", now - (long)list.Source.KeepOriginals.TotalMilliseconds));
        tx.Execute("DELETE FROM sealed WHERE list NOT IN (SELECT value FROM json_each(@lists)) AND at <= @limit",
            ("@lists", JsonSerializer.Serialize(lists.All.Select(list => list.Name))), ("@limit", now - (long)Limits.LostOriginalTime.TotalMilliseconds));
    }

    private static SealedOriginal Row(SqliteDataReader r) =>
        new(r.GetInt64(0), r.GetString(1), (byte[])r[2], r.GetString(3) == "openpgp", (byte[])r[4], r.GetInt64(5));
}
