namespace IfexList.Store;

/// <summary>The daemon's own letters: deliveries like any other, written in the transaction of the decision that caused them.</summary>
public static class Letters
{
    /// <summary>Someone waits for them: they go before copies, and take turns with urgent ones.</summary>
    public const int Priority = 1;

    /// <returns>The letter's rendering.</returns>
    public static long Owe(Connection tx, string list, long person, NewRendering letter, long now)
    {
        const string render = """
            INSERT INTO rendering (list, person, format, encoding, bytes, at) VALUES (@list, @person, 'letter', @encoding, @bytes, @now) RETURNING id
            """;
        var rendering = tx.Number(render, ("@list", list), ("@person", person), ("@encoding", letter.EightBit ? "8bit" : "7bit"), ("@bytes", letter.Bytes), ("@now", now))!.Value;
        const string owe = """
            INSERT INTO deliveries (rendering, person, domain, priority, next_at, since)
            SELECT @rendering, id, domain, @priority, @now, @now FROM person WHERE id = @person
            """;
        tx.Execute(owe, ("@rendering", rendering), ("@priority", (long)Priority), ("@now", now), ("@person", person));
        return rendering;
    }
}
