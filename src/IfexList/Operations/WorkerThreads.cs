namespace IfexList.Operations;

/// <summary>
/// The pool's threads, started before anything is short. Where the system has no descriptor left it starts no thread either, and the runtime answers that with an OutOfMemoryException on a
/// thread of the pool, which nobody can catch: the process ends. Those that are started stay (the project file's ThreadsToKeepAlive).
/// </summary>
public static class WorkerThreads
{
    /// <summary>As many as the busiest fan-out was seen to want, twice.</summary>
    public const int Count = 16;

    public static void Start()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Count), ports);
        // Each waits for the others: so many run at once. It isn't disposed of, since they still look at it when we go on.
        var started = new CountdownEvent(Count);
        for (var i = 0; i < Count; i++)
            ThreadPool.UnsafeQueueUserWorkItem(all =>
            {
                all.Signal();
                all.Wait();
            }, started, preferLocal: false);
        started.Wait();
        ThreadPool.SetMinThreads(workers, ports);
    }
}
