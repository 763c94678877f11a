using IfexList.Store;

namespace IfexList.Tests.Store;

public sealed class WarmthTests
{
    [Fact]
    public async Task What_was_sent_today_is_added_up_and_yesterday_is_forgotten()
    {
        var folder = Directory.CreateTempSubdirectory("ifexlist-warmth").FullName;
        var (monday, tuesday) = (new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 1));
        await using (var database = Database.Open(Path.Combine(folder, "ifexlist.db")))
        {
            foreach (var (route, day, count) in new[] { ("google", monday, 5), ("mx.example", monday, 1), ("google", tuesday, 3), ("google", tuesday, 4) })
                await database.WriteAsync(tx => Warmth.Add(tx, route, day, count));
            Assert.Equal([("google", 7)], database.Read(db => Warmth.On(db, tuesday)).Select(pair => (pair.Key, pair.Value)));
            Assert.Equal([("mx.example", 1)], database.Read(db => Warmth.On(db, monday)).Select(pair => (pair.Key, pair.Value)));
        }
        Directory.Delete(folder, recursive: true);
    }
}
