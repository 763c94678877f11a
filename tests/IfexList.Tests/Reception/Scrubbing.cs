using IfexList.Foundation;
using IfexList.Reception;
using IfexList.Store;
using Microsoft.Data.Sqlite;

namespace IfexList.Tests.Reception;

/// <summary>The file is written anew once for all who went; what an open reader still holds costs the log's end alone.</summary>
public sealed class Scrubbing : IAsyncDisposable
{
    private readonly TestHouse _house = new();

    [Fact]
    public async Task Where_a_reader_is_open_only_the_log_is_tried_again()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await _house.Database.WriteAsync(tx => Due.Owe(tx, Due.Scrub, "", _house.Time.Now()));
        await using (var reader = new SqliteConnection($"Data Source={_house.Database.File};Mode=ReadOnly;Pooling=False"))
        {
            await reader.OpenAsync(cancellation);
            await using var look = reader.CreateCommand();
            look.CommandText = "SELECT 1 FROM due";
            await using var rows = await look.ExecuteReaderAsync(cancellation);
            Assert.True(await rows.ReadAsync(cancellation));
            await _house.Get<Clock>().TickAsync();
            var size = LogSize();
            for (var minute = 0; minute < 3; minute++)
            {
                _house.Time.Advance(Limits.ScrubAgain);
                await _house.Get<Clock>().TickAsync();
            }
            Assert.InRange(LogSize(), 1, size + 100_000);
        }
        _house.Time.Advance(Limits.ScrubAgain);
        await _house.Get<Clock>().TickAsync();
        Assert.Equal(0, _house.Count("due"));
    }

    private long LogSize() => new FileInfo(_house.Database.File + "-wal").Length;

    public ValueTask DisposeAsync() => _house.DisposeAsync();
}
