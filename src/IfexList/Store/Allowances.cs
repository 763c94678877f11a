namespace IfexList.Store;

/// <summary>
/// Counted permissions: so many in so long a time for one bucket. Rows of <c>allowance</c>; a bucket is a keyed hash, so that no address can be
/// read off it, and its row goes when its time is over.
/// </summary>
public static class Allowances
{
    /// <returns>False when all are taken; the refusal is counted, for <c>status</c>.</returns>
    public static bool Take(Connection tx, byte[] bucket, int most, TimeSpan time, long now)
    {
        const string take = """
            INSERT INTO allowance (bucket, until, taken) VALUES (@bucket, @until, 1)
            ON CONFLICT (bucket) DO UPDATE SET
                taken = CASE WHEN until <= @now THEN 1 ELSE min(taken + 1, @most + 1) END,
                refused = CASE WHEN until <= @now THEN 0 WHEN taken >= @most THEN refused + 1 ELSE refused END,
                until = CASE WHEN until <= @now THEN @until ELSE until END
            RETURNING taken
            """;
        return tx.Number(take, ("@bucket", bucket), ("@until", now + (long)time.TotalMilliseconds), ("@now", now), ("@most", (long)most)) <= most;
    }

    /// <summary>How much of a bucket is taken.</summary>
    public static long Taken(Connection db, byte[] bucket, long now) => db.Number("SELECT taken FROM allowance WHERE bucket = @bucket AND until > @now", ("@bucket", bucket), ("@now", now)) ?? 0;

    /// <summary>Takes so much at once, whether it is there or not.</summary>
    public static void Add(Connection tx, byte[] bucket, int much, TimeSpan time, long now)
    {
        const string add = """
            INSERT INTO allowance (bucket, until, taken) VALUES (@bucket, @until, @much)
            ON CONFLICT (bucket) DO UPDATE SET
                taken = CASE WHEN until <= @now THEN @much ELSE taken + @much END, refused = CASE WHEN until <= @now THEN 0 ELSE refused END,
                until = CASE WHEN until <= @now THEN @until ELSE until END
            """;
        tx.Execute(add, ("@bucket", bucket), ("@until", now + (long)time.TotalMilliseconds), ("@now", now), ("@much", (long)much));
    }

    /// <summary>Counts a refusal, for <c>status</c>.</summary>
    public static void Refuse(Connection tx, byte[] bucket) => tx.Execute("UPDATE allowance SET refused = refused + 1 WHERE bucket = @bucket", ("@bucket", bucket));

    /// <summary>What was taken last isn't used.</summary>
    public static void GiveBack(Connection tx, byte[] bucket) => tx.Execute("UPDATE allowance SET taken = taken - 1 WHERE bucket = @bucket", ("@bucket", bucket));

    /// <summary>From now until then the bucket has one allowance in all.</summary>
    public static void Stretch(Connection tx, byte[] bucket, long until)
    {
        const string stretch = """
            INSERT INTO allowance (bucket, until, taken) VALUES (@bucket, @until, 0)
            ON CONFLICT (bucket) DO UPDATE SET taken = 0, until = @until
            """;
        tx.Execute(stretch, ("@bucket", bucket), ("@until", until));
    }

    /// <summary>Gives the bucket its whole allowance back.</summary>
    public static void Renew(Connection tx, byte[] bucket) => tx.Execute("DELETE FROM allowance WHERE bucket = @bucket", ("@bucket", bucket));

    /// <summary>How many letters were not sent because too many were asked for.</summary>
    public static long CountRefused(Connection db) => db.Number("SELECT coalesce(sum(refused), 0) FROM allowance") ?? 0;

    public static void Sweep(Connection tx, long now) => tx.Execute("DELETE FROM allowance WHERE until < @now", ("@now", now));
}
