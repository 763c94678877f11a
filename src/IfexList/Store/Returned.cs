using IfexList.Foundation;

namespace IfexList.Store;

/// <summary>Rows of <c>returned</c>: mail that came back, raw, by person.</summary>
public static class Returned
{
    /// <summary>Nothing is kept for a person who is gone; a storm for one reader keeps his newest few.</summary>
    public static void Keep(Connection tx, long person, long rendering, string list, byte[] bytes, long now)
    {
        const string insert = """
            INSERT INTO returned (person, rendering, list, bytes, at) SELECT id, @rendering, @list, @bytes, @now FROM person WHERE id = @person
            """;
        tx.Execute(insert, ("@rendering", rendering), ("@list", list), ("@bytes", bytes), ("@now", now), ("@person", person));
        const string trim = """
            DELETE FROM returned WHERE person = @person AND id NOT IN (SELECT id FROM returned WHERE person = @person ORDER BY id DESC LIMIT @most)
            """;
        tx.Execute(trim, ("@person", person), ("@most", (long)Limits.ReturnedPerPerson));
    }
}
