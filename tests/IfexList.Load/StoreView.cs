using Microsoft.Data.Sqlite;

namespace IfexList.Load;

/// <summary>Looks at the daemon's database from outside, reading only: how much work is left. One look costs some microseconds.</summary>
public sealed class StoreView : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    private readonly SqliteConnection _sqlite;
    private readonly TimeSpan _patience;

    public StoreView(string file, TimeSpan patience)
    {
        _sqlite = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        _sqlite.Open();
        _patience = patience;
    }

    public long Releases => Number("SELECT count(*) FROM release");
    public long Editions => Number("SELECT count(*) FROM edition");
    public long Parcels => Number("SELECT count(*) FROM rendering WHERE message_id IS NOT NULL");
    public long Held => Number("SELECT count(*) FROM held");

    /// <summary>Waits until more than <paramref name="releases"/> are out and no copy is owed any more.</summary>
    public Task DeliveredAsync(long releases, CancellationToken cancellationToken) =>
        AwaitAsync($"SELECT (SELECT count(*) FROM release) > {releases} AND NOT EXISTS (SELECT 1 FROM deliveries)", cancellationToken);

    /// <summary>Waits until more than <paramref name="releases"/> are decided.</summary>
    public Task ReleasedAsync(long releases, CancellationToken cancellationToken) => AwaitAsync($"SELECT (SELECT count(*) FROM release) > {releases}", cancellationToken);

    /// <summary>Waits until so many editions are out and no copy is owed any more.</summary>
    public Task EditionsAsync(long editions, CancellationToken cancellationToken) =>
        AwaitAsync($"SELECT (SELECT count(*) FROM edition) >= {editions} AND NOT EXISTS (SELECT 1 FROM deliveries)", cancellationToken);

    /// <summary>Waits until all language desks that are to be called have been.</summary>
    public async Task CalledAsync(CancellationToken cancellationToken)
    {
        await AwaitAsync("SELECT NOT EXISTS (SELECT 1 FROM due WHERE kind = 'translate')", cancellationToken);
        await QuietAsync(cancellationToken);
    }

    /// <summary>Waits until nothing is taken in and not worked off, and nothing is owed.</summary>
    public Task QuietAsync(CancellationToken cancellationToken) =>
        AwaitAsync("SELECT NOT EXISTS (SELECT 1 FROM inbox) AND NOT EXISTS (SELECT 1 FROM deliveries)", cancellationToken);

    /// <summary>Waits until nothing waits for a parcel any more.</summary>
    public Task PackedAsync(CancellationToken cancellationToken) =>
        AwaitAsync("SELECT NOT EXISTS (SELECT 1 FROM served WHERE outcome = 'waiting') AND NOT EXISTS (SELECT 1 FROM due WHERE kind = 'packing')", cancellationToken);

    public void Dispose() => _sqlite.Dispose();

    private async Task AwaitAsync(string condition, CancellationToken cancellationToken)
    {
        using var command = _sqlite.CreateCommand();
        command.CommandText = condition;
        for (var until = DateTime.UtcNow + _patience; (long)command.ExecuteScalar()! == 0;)
        {
            if (DateTime.UtcNow > until)
                throw new LoadException($"after {_patience} still not so: {condition}");
            await Task.Delay(LookEvery, cancellationToken);
        }
    }

    private long Number(string sql)
    {
        using var command = _sqlite.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
