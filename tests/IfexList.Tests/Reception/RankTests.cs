using IfexList.Foundation;
using IfexList.Reception;
using IfexList.Store;

namespace IfexList.Tests.Reception;

/// <summary>What came back has its turn behind what people write, and still has it.</summary>
public sealed class RankTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => new(_house.Database.WriteAsync(tx => tx.Execute("INSERT INTO body (id, bytes) VALUES (4711, x'00')")));

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_post_that_came_last_is_claimed_first_and_of_returned_mail_less_at_a_time()
    {
        await PutAsync(100, InboxRank.Returned);
        await PutAsync(1, InboxRank.Written);
        Assert.Equal(5, _house.Database.Read(db => Inbox.WaitingSince(db, _house.Time.Now(), InboxRank.Written)));
        Assert.Equal(InboxRank.Written, Assert.Single(await ClaimAsync(InboxRank.Written)).Rank);
        Assert.False(_house.Database.Read(db => Inbox.HasNew(db, _house.Time.Now(), InboxRank.Written)));
        Assert.Equal(Limits.ReturnsClaimedTogether, (await ClaimAsync(InboxRank.Returned)).Count);
    }

    [Fact]
    public async Task Of_those_that_were_tried_a_post_has_its_next_turn_first()
    {
        await PutAsync(3, InboxRank.Returned, attempts: 1);
        await PutAsync(1, InboxRank.Written, attempts: 1);
        Assert.True(_house.Database.Read(db => Inbox.HasTried(db, _house.Time.Now(), besides: 3)));
        var first = (await _house.Database.WriteAsync(tx => Inbox.ClaimTried(tx, _house.Time.Now())))!;
        Assert.Equal(InboxRank.Written, first.Rank);
        await _house.Database.WriteAsync(tx => Inbox.MoveOn(tx, first));
        Assert.Equal(InboxRank.Returned, (await _house.Database.WriteAsync(tx => Inbox.ClaimTried(tx, _house.Time.Now())))!.Rank);
    }

    /// <summary>As many posts as two rounds of claims take, and returned mail that came before them.</summary>
    [Fact]
    public async Task However_many_posts_come_what_came_back_has_each_tenth_claim()
    {
        await PutAsync(1, InboxRank.Returned);
        await PutAsync(Limits.ClaimedTogether * (Limits.ClaimsBeforeReturns + 3), InboxRank.Written);
        await _house.Database.WriteAsync(tx =>
        {
            tx.Execute("CREATE TABLE turn (id INTEGER PRIMARY KEY AUTOINCREMENT, rank INTEGER)");
            tx.Execute("CREATE TRIGGER noted AFTER UPDATE OF attempts ON inbox BEGIN INSERT INTO turn (rank) VALUES (new.rank); END");
        });
        // Nobody knows that address any more: each turn fails at once.
        await _house.Get<Triage>().WorkOffAsync(Limits.WorkedTogether, CancellationToken.None);
        Assert.Equal(Limits.ClaimedTogether * Limits.ClaimsBeforeReturns, _house.Count("turn", "id < (SELECT id FROM turn WHERE rank = 1)"));
    }

    [Fact]
    public async Task Whoever_looks_for_the_next_mail_finds_it_by_its_index_however_many_wait()
    {
        await PutAsync(20_000, InboxRank.Returned);
        await PutAsync(5000, InboxRank.Returned, attempts: 1, nextAt: long.MaxValue);
        await PutAsync(1, InboxRank.Written);
        var began = TimeProvider.System.GetTimestamp();
        for (var look = 0; look < 200; look++)
            _house.Database.Read(db => Inbox.WaitingSince(db, _house.Time.Now()) is not null && Inbox.HasNew(db, _house.Time.Now(), InboxRank.Returned) && Inbox.HasTried(db, _house.Time.Now(), 0));
        // Two hundred walks over all rows take seconds.
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromMilliseconds(500));
    }

    private Task<int> PutAsync(int count, InboxRank rank, int attempts = 0, long nextAt = 0) => _house.Database.WriteAsync(tx => tx.Execute("""
        WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < @count)
        INSERT INTO inbox (body, recipient, at, rank, attempts, next_at) SELECT 4711, 'nobody-here', 5, @rank, @attempts, @next FROM many
        """, ("@count", (long)count), ("@rank", (long)rank), ("@attempts", (long)attempts), ("@next", nextAt)));

    private Task<IReadOnlyList<InboxMail>> ClaimAsync(InboxRank rank) => _house.Database.WriteAsync(tx => Inbox.ClaimNew(tx, _house.Time.Now(), rank));
}
