using IfexList.Store;

namespace IfexList.Tests.Store;

public sealed class DatabaseTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ifexlist-db-").FullName;
    private Database _database = null!;

    public ValueTask InitializeAsync()
    {
        _database = Database.Open(Path.Combine(_folder, "ifexlist.db"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_closure_that_fails_is_undone_alone()
    {
        var good = Enumerable.Range(0, 50).Select(i => _database.WriteAsync(tx => Due.Owe(tx, "test", $"good {i}", i)));
        var bad = Enumerable.Range(0, 50).Select(i => _database.WriteAsync(tx =>
        {
            Due.Owe(tx, "test", $"bad {i}", i);
            throw new InvalidOperationException("on purpose");
        }));
        var all = good.Zip(bad).SelectMany(pair => new[] { pair.First, pair.Second }).ToList();
        await Task.WhenAll(all.Where((_, i) => i % 2 == 0));
        foreach (var failing in all.Where((_, i) => i % 2 == 1))
            await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.Equal(50, _database.Read(db => db.Number("SELECT count(*) FROM due")));
    }

    // The first of a group has no savepoint: its failure undoes the transaction, in which nothing else stands.
    [Fact]
    public async Task The_first_of_a_group_that_fails_is_undone_and_the_next_ones_are_kept()
    {
        using var isFollowed = new ManualResetEventSlim();
        var first = _database.WriteAsync(tx =>
        {
            Due.Owe(tx, "test", "first", 1);
            Assert.True(isFollowed.Wait(TimeSpan.FromSeconds(30)));
            throw new InvalidOperationException("on purpose");
        });
        var next = Enumerable.Range(0, 3).Select(i => _database.WriteAsync(tx => Due.Owe(tx, "test", $"next {i}", i))).ToList();
        isFollowed.Set();
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await Task.WhenAll(next);
        Assert.Equal(["next 0", "next 1", "next 2"], _database.Read(db => db.All("SELECT subject FROM due ORDER BY subject", r => r.GetString(0))));
    }

    [Fact]
    public async Task Two_processes_may_write_to_the_same_file()
    {
        await using var other = Database.Open(_database.File);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? _database : other).WriteAsync(tx => Due.Owe(tx, "test", $"{i}", i))));
        Assert.Equal(200, _database.Read(db => db.Number("SELECT count(*) FROM due")));
    }

    // The measured trap: SQLITE_FULL ends the whole transaction, and closures that had succeeded in it are gone with it.
    [Fact]
    public async Task A_full_disk_fails_the_whole_group_and_loses_nothing_that_was_promised()
    {
        await _database.WriteAsync(tx => Due.Owe(tx, "test", "before", 1));
        var pages = _database.Read(db => db.Number("PRAGMA page_count"))!.Value;
        await _database.WriteAsync(tx => { tx.Number($"PRAGMA max_page_count = {pages + 20}"); });
        var writes = Enumerable.Range(0, 40).Select(i => _database.WriteAsync(tx =>
        {
            Due.Owe(tx, "test", $"{i}", i);
            tx.Execute("INSERT INTO body (bytes) VALUES (zeroblob(16384))");
        })).ToList();
        var outcomes = await Task.WhenAll(writes.Select(async write =>
        {
            try
            {
                await write;
                return true;
            }
            catch (StoreFullException)
            {
                return false;
            }
        }));
        Assert.Contains(false, outcomes);
        var kept = _database.Read(db => db.Number("SELECT count(*) FROM due WHERE subject <> 'before'"));
        Assert.Equal(outcomes.Count(ok => ok), kept);
        await _database.WriteAsync(tx => { tx.Number("PRAGMA max_page_count = 1000000"); });
        await _database.WriteAsync(tx => Due.Owe(tx, "test", "after", 1));
        Assert.Equal(1, _database.Read(db => db.Number("SELECT count(*) FROM due WHERE subject = 'after'")));
    }

    [Fact]
    public async Task What_was_committed_is_there_when_the_file_is_opened_again()
    {
        await _database.WriteAsync(tx => Due.Owe(tx, "test", "kept", 1));
        await _database.DisposeAsync();
        _database = Database.Open(Path.Combine(_folder, "ifexlist.db"));
        Assert.Equal(1, _database.Read(db => db.Number("SELECT count(*) FROM due")));
    }
}
