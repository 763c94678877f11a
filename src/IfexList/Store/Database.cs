using System.Collections.Concurrent;
using System.Threading.Channels;
using IfexList.Foundation;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>
/// The one file in which everything owed rests. One writer thread runs closures one after the other and commits them in groups;
/// a returned task ends after its group's COMMIT, so whoever awaits it may say 250. Readers use connections of their own.
/// </summary>
/// <remarks>
/// WAL with synchronous=FULL: NORMAL may lose the last commits at power loss, and those were promised.
/// Microsoft.Data.Sqlite's async methods block and deferred transactions end in SQLITE_BUSY, so neither is used.
/// </remarks>
public sealed class Database : IAsyncDisposable
{
    private readonly string _file;
    private readonly Connection _writer;
    private readonly Channel<Write> _writes = Channel.CreateBounded<Write>(
        new BoundedChannelOptions(Limits.WritesWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait, AllowSynchronousContinuations = true });

    // It wakes the writer's thread, which sleeps at once: to look whether something comes would take more processor time than what comes.
    private readonly ManualResetEventSlim _bell = new(false, spinCount: 0);
    private readonly ConcurrentBag<Connection> _readers = [];
    private readonly Thread _writerThread;

    private Database(string file)
    {
        _file = file;
        _writer = new Connection(file, readOnly: false);
        _writer.Run("PRAGMA journal_mode = WAL");
        _writer.Run("PRAGMA synchronous = FULL");
        _writer.Run("PRAGMA foreign_keys = OFF");
        _writer.Run("PRAGMA secure_delete = ON");
        _writer.Run($"PRAGMA cache_size = -{Limits.WriterCacheKilobytes}");
        _writer.Run($"PRAGMA wal_autocheckpoint = {CheckpointPages(file)}");
        _writer.Run($"PRAGMA journal_size_limit = {Limits.LogOctets}");
        Migrations.Apply(_writer);
        _writer.Run("PRAGMA foreign_keys = ON");
        _writerThread = new Thread(WriteInGroups) { IsBackground = true, Name = "writer" };
        _writerThread.Start();
    }

    /// <summary>Opens or creates the database and brings its schema up to date. Several processes may; the writes of each wait for the other's.</summary>
    public static Database Open(string file)
    {
        PrivateDirectory.Create(Path.GetDirectoryName(Path.GetFullPath(file))!);
        return new Database(file);
    }

    public string File => _file;

    /// <summary>Runs <paramref name="work"/> in the writer's transaction. A failing closure is undone alone and its task fails.</summary>
    /// <exception cref="StoreFullException">The disk is full; nothing of the group was kept.</exception>
    public async Task<T> WriteAsync<T>(Func<Connection, T> work)
    {
        var write = new Write<T>(work);
        await _writes.Writer.WriteAsync(write);
        return await write.Completion;
    }

    public Task WriteAsync(Action<Connection> work) => WriteAsync(tx =>
    {
        work(tx);
        return true;
    });

    /// <summary>
    /// Writes the whole file anew and empties the log, so that nothing deleted stays in either; nobody writes meanwhile. VACUUM, not
    /// <c>secure_delete</c> alone: pages that were split keep what had stood on their freed half.
    /// </summary>
    /// <returns>What <see cref="EmptyLogAsync"/> returns.</returns>
    public Task<bool> ScrubAsync() => RunAloneAsync(alone =>
    {
        alone.Run("VACUUM");
        return alone.EmptyLog();
    });

    /// <summary>Empties the log of pages that are in the file by now.</summary>
    /// <returns>False where a reader elsewhere still looks at the old pages: what was deleted may stand in the log until the next try.</returns>
    public Task<bool> EmptyLogAsync() => RunAloneAsync(alone => alone.EmptyLog());

    private async Task<bool> RunAloneAsync(Func<Connection, bool> work)
    {
        var write = new Write<bool>(work) { IsAlone = true };
        await _writes.Writer.WriteAsync(write);
        return await write.Completion;
    }

    /// <summary>Reads on a connection of its own, within one consistent snapshot per statement.</summary>
    public T Read<T>(Func<Connection, T> work)
    {
        if (!_readers.TryTake(out var reader))
            reader = new Connection(_file, readOnly: true);
        try
        {
            return work(reader);
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    private void WriteInGroups()
    {
        var group = new List<Write>(Limits.CommitGroup);
        while (AwaitWrite())
        {
            group.Clear();
            if (_writes.Reader.TryPeek(out var next) && next.IsAlone)
                RunOutside(_writes.Reader.TryRead(out var alone) ? alone : next);
            else
                WriteGroup(group);
        }
    }

    private bool AwaitWrite()
    {
        var next = _writes.Reader.WaitToReadAsync().AsTask();
        if (!next.IsCompleted)
        {
            _bell.Reset();
            next.GetAwaiter().UnsafeOnCompleted(_bell.Set);
            _bell.Wait();
        }
        return next.GetAwaiter().GetResult();
    }

    private void RunOutside(Write write)
    {
        try
        {
            write.Run(_writer);
            write.Complete();
        }
        catch (Exception e)
        {
            write.Fail(e);
        }
    }

    private void WriteGroup(List<Write> group)
    {
        try
        {
            _writer.Execute("BEGIN IMMEDIATE");
            while (group.Count < Limits.CommitGroup && _writes.Reader.TryPeek(out var next) && !next.IsAlone && _writes.Reader.TryRead(out var write))
            {
                group.Add(write);
                if (group.Count == 1)
                    RunFirst(write);
                else
                    RunAlone(write);
            }
            _writer.Execute("COMMIT");
            Measures.Writes(group.Count);
            foreach (var write in group)
                write.Complete();
        }
        catch (Exception e)
        {
            AbandonGroup(group, e);
        }
    }

    // There is nothing but its own work to undo, so it needs no savepoint, for which SQLite would copy every page before it changes: a fiftieth of a release's processor time.
    private void RunFirst(Write write)
    {
        try
        {
            write.Run(_writer);
        }
        catch (Exception e) when (!_writer.IsOutsideTransaction && !IsOutOfSpace(e))
        {
            write.Fail(e);
            _writer.Execute("ROLLBACK");
            _writer.Execute("BEGIN IMMEDIATE");
        }
    }

    // A closure that fails is undone alone, unless SQLite has ended the whole transaction with it: then the exception passes on.
    private void RunAlone(Write write)
    {
        _writer.Execute("SAVEPOINT one");
        try
        {
            write.Run(_writer);
            _writer.Execute("RELEASE one");
        }
        catch (Exception e) when (!_writer.IsOutsideTransaction && !IsOutOfSpace(e))
        {
            write.Fail(e);
            _writer.Execute("ROLLBACK TO one");
            _writer.Execute("RELEASE one");
        }
    }

    private void AbandonGroup(List<Write> group, Exception cause)
    {
        if (!_writer.IsOutsideTransaction)
            _writer.Run("ROLLBACK");
        // BEGIN itself failed: whoever waits longest is told, or the loop would spin on a broken disk.
        if (group.Count == 0 && _writes.Reader.TryRead(out var first))
            group.Add(first);
        if (IsOutOfSpace(cause))
            MakeRoom();
        foreach (var write in group)
            write.Fail(IsOutOfSpace(cause) ? new StoreFullException("the disk is full", cause) : cause);
    }

    // On a small disk the log must not come to be all that is on it: its pages could be moved nowhere.
    private static long CheckpointPages(string file) =>
        Math.Min(Limits.CheckpointPages, new DriveInfo(Path.GetFullPath(file)).TotalSize / Limits.LogDiskShare / Limits.PageOctets);

    // The log itself may be what fills the disk: without a commit nobody would ever empty it.
    private void MakeRoom()
    {
        try
        {
            _writer.EmptyLog();
        }
        catch (SqliteException)
        {
            // Not even that can be written: the next one that fails tries again.
        }
    }

    private static bool IsOutOfSpace(Exception e) =>
        e is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR };

    public async ValueTask DisposeAsync()
    {
        if (!_writes.Writer.TryComplete())
            return;
        await Task.Run(_writerThread.Join);
        foreach (var reader in _readers)
            reader.Dispose();
        _writer.Dispose();
        _bell.Dispose();
    }

    private abstract class Write
    {
        /// <summary>It can't be part of a transaction.</summary>
        public bool IsAlone { get; init; }

        public abstract void Run(Connection tx);
        public abstract void Complete();
        public abstract void Fail(Exception e);
    }

    private sealed class Write<T>(Func<Connection, T> work) : Write
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Completion => _done.Task;

        public override void Run(Connection tx) => _result = work(tx);

        public override void Complete() => _done.TrySetResult(_result!);

        public override void Fail(Exception e) => _done.TrySetException(e);
    }
}

/// <summary>There is no room to write: the answer to the world is 452, and nothing that was promised is lost.</summary>
public sealed class StoreFullException : Exception
{
    public StoreFullException(string message, Exception inner) : base(message, inner) { }
    public StoreFullException(string message) : base(message) { }
    public StoreFullException() { }
}
