using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Tests.Store;

/// <summary>A large mail goes into the database and comes out of it piece by piece: a small machine holds it once, not four times.</summary>
public sealed class LargeBodies : IAsyncLifetime
{
    private const int Octets = 3 * (int)Limits.LargeMailOctets;

    private readonly string _folder = Directory.CreateTempSubdirectory("ifexlist-large-").FullName;
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
    public async Task It_comes_out_as_its_pieces_went_in()
    {
        var mail = Mail();
        await _database.WriteAsync(tx => Add(tx, [mail.AsMemory(0, 7), mail.AsMemory(7, 0), mail.AsMemory(7, 2_000_000), mail.AsMemory(2_000_007)]));
        var body = _database.Read(db => Inbox.Body(db, 1))!;
        Assert.True(mail.AsSpan().SequenceEqual(body));
        var header = _database.Read(db => Inbox.Header(db, 1))!;
        Assert.Equal(2 * Limits.HeaderOctets, header.Length);
        Assert.True(mail.AsSpan().StartsWith(header));
        Assert.Null(_database.Read(db => Inbox.Body(db, 2)));
        Assert.Null(_database.Read(db => Inbox.Header(db, 2)));
    }

    [Fact]
    public async Task It_is_copied_nowhere_on_its_way_in_and_once_on_its_way_out()
    {
        var mail = Mail();
        Assert.InRange(await _database.WriteAsync(tx => Allocated(() => Add(tx, [mail]))), 0, Octets / 10);
        Assert.InRange(Allocated(() => _database.Read(db => Inbox.Body(db, 1))), Octets, Octets + Octets / 10);
    }

    [Fact]
    public async Task What_fails_behind_it_leaves_nothing_of_it()
    {
        var mail = Mail();
        await Assert.ThrowsAsync<InvalidOperationException>(() => _database.WriteAsync(tx =>
        {
            Add(tx, [mail]);
            throw new InvalidOperationException("on purpose");
        }));
        Assert.Equal(0, _database.Read(db => db.Number("SELECT count(*) FROM body")));
    }

    [Fact]
    public async Task One_for_which_the_disk_has_no_room_is_put_off_and_the_next_small_one_is_kept()
    {
        var mail = Mail();
        var pages = _database.Read(db => db.Number("PRAGMA page_count"))!.Value;
        await _database.WriteAsync(tx => { tx.Number($"PRAGMA max_page_count = {pages + 20}"); });
        await Assert.ThrowsAsync<StoreFullException>(() => _database.WriteAsync(tx => Add(tx, [mail])));
        await _database.WriteAsync(tx => Add(tx, ["A: b\r\n\r\n"u8.ToArray()]));
        Assert.Equal(1, _database.Read(db => db.Number("SELECT count(*) FROM inbox")));
    }

    private static void Add(Connection tx, IReadOnlyList<ReadOnlyMemory<byte>> pieces) => Inbox.Add(tx, pieces, "a@b.example", ["alerts"], 1);

    private static byte[] Mail()
    {
        var mail = new byte[Octets];
        new Random(1).NextBytes(mail);
        return mail;
    }

    private static long Allocated(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
