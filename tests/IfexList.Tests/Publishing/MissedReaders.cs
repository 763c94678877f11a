using IfexList.Lists;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Tests.Publishing;

/// <summary>Whom a release has missed and who gets it again: exactly those, the same bytes, and once.</summary>
public sealed class MissedReaders : IAsyncLifetime
{
    private const string Ada = "ada@x.example";
    private const string Ben = "ben@x.example";
    private const string Daily = "daily@x.example";
    private static readonly string Long = string.Join("\n\n", Enumerable.Repeat("The printing plates were seized last night, and nobody says by whom.", 100));

    private readonly ParcelHouse _house = new();

    private Publication Publication => _house.House.Get<Publication>();

    public async ValueTask InitializeAsync() => await _house.ReaderAsync(Ada);

    public async ValueTask DisposeAsync()
    {
        _house.IsSound();
        await _house.DisposeAsync();
    }

    [Theory]
    [InlineData("has it", "delivered", false)]
    [InlineData("is owed it", null, false)]
    [InlineData("the next hop refused it", "refused", true)]
    [InlineData("it was given up", "expired", true)]
    [InlineData("an administrator dropped it", "dropped", true)]
    public async Task Only_who_hasn_t_got_it_gets_it_again(string why, string? outcome, bool again)
    {
        await _house.ReaderAsync(Ben);
        var (number, _) = await _house.ReleaseAsync("ALERT");
        await EndAsync(Ben, "delivered");
        if (outcome is not null)
            await EndAsync(Ada, outcome);
        Assert.True((again ? 1 : 0, 0) == await AgainAsync(number), why);
        Assert.True((0, 0) == await AgainAsync(number), "what is queued is not queued twice");
        Assert.Equal(again || outcome is null ? 1 : 0, _house.MailTo(Ada).Count);
        Assert.Empty(_house.MailTo(Ben));
        await _house.DeliverAsync();
        Assert.True((0, 0) == await AgainAsync(number), "what has arrived is sent to nobody");
        Assert.Equal(2, _house.House.Count("served", "outcome = 'delivered'"));
    }

    [Fact]
    public async Task Who_has_left_or_paused_isn_t_written_to()
    {
        await _house.ReaderAsync(Ben);
        var (number, _) = await _house.ReleaseAsync("ALERT");
        await EndAsync(Ada, "refused");
        await EndAsync(Ben, "refused");
        await _house.House.Database.WriteAsync(tx =>
        {
            Subscriptions.Leave(tx, "alerts", Id(tx, Ada), 0);
            Subscriptions.Pause(tx, "alerts", Id(tx, Ben), null);
        });
        Assert.Equal((0, 0), await AgainAsync(number));
    }

    [Fact]
    public async Task The_bytes_are_those_of_the_first_time_for_every_cap_and_format()
    {
        await _house.ReaderAsync(Ben, cap: 5);
        await _house.ReaderAsync("full@x.example", format: CopyFormat.Full);
        string[] everybody = [Ada, Ben, "full@x.example"];
        var (number, _) = await _house.ReleaseAsync("ALERT", Long, files: [new EditionFile("photo-1.jpg", "image/jpeg", [1, 2, 3])]);
        var first = everybody.Select(_house.House.LetterSourceTo).ToList();
        Assert.Equal(3, first.Distinct().Count());
        foreach (var reader in everybody)
            await EndAsync(reader, "expired");
        Assert.Equal(0, _house.House.Count("rendering", "bytes IS NOT NULL"));
        _house.House.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal((3, 0), await AgainAsync(number));
        Assert.Equal(first, everybody.Select(_house.House.LetterSourceTo));
    }

    [Fact]
    public async Task Who_missed_the_wrong_text_gets_the_correction_and_so_does_who_missed_that()
    {
        await _house.ReaderAsync(Ben);
        var (number, _) = await _house.ReleaseAsync("ALERT", "Four men came.");
        await EndAsync(Ada, "refused");
        await EndAsync(Ben, "delivered");
        var correction = _house.House.Database.Read(db => Publication.PrepareCorrection(db, 1, "", "Three men came."))!;
        await _house.House.Database.WriteAsync(tx => Publication.Commit(tx, correction));
        var first = _house.House.LetterSourceTo(Ben);
        await EndAsync(Ben, "expired");
        Assert.Equal((2, 0), await AgainAsync(number));
        Assert.Equal([first, first], new[] { Ada, Ben }.Select(_house.House.LetterSourceTo));
        await EndAsync(Ada, "delivered");
        await EndAsync(Ben, "delivered");
        Assert.Equal((0, 0), await AgainAsync(number));
    }

    [Fact]
    public async Task Who_reads_parcels_has_it_in_the_next()
    {
        await _house.ReaderAsync(Daily, Rhythm.Daily);
        var (number, _) = await _house.ReleaseAsync("ALERT");
        await _house.PassAsync(TimeSpan.FromHours(2));
        await EndAsync(Daily, "refused");
        Assert.Equal((0, 1), await AgainAsync(number));
        Assert.Empty(_house.MailTo(Daily));
        await _house.PassAsync(TimeSpan.FromDays(1));
        Assert.Single(_house.MailTo(Daily));
        Assert.Equal((0, 0), await AgainAsync(number));
    }

    [Fact]
    public async Task What_is_for_members_alone_goes_again_to_members_alone()
    {
        await _house.House.MemberAsync("amel@horria.example", "OHPL");
        await _house.House.MemberAsync("gone@horria.example", "OHPL");
        var (number, _) = await _house.ReleaseAsync("Not for print", Long, orders: ReleaseOrders.None with { ToMembers = true });
        var first = _house.House.LetterSourceTo("amel@horria.example");
        await EndAsync("amel@horria.example", "expired");
        await EndAsync("gone@horria.example", "expired");
        await _house.House.Database.WriteAsync(tx => tx.Execute("DELETE FROM member WHERE person = @person", ("@person", Id(tx, "gone@horria.example"))));
        await _house.ReaderAsync("gone@horria.example");
        Assert.Equal((1, 0), await AgainAsync(number));
        Assert.Equal(first, _house.House.LetterSourceTo("amel@horria.example"));
        Assert.Empty(_house.MailTo("gone@horria.example"));
        Assert.Empty(_house.MailTo(Ada));
    }

    private Task EndAsync(string address, string outcome) => _house.House.Database.WriteAsync(tx =>
    {
        var copy = Deliveries.Lanes(tx).SelectMany(lane => Deliveries.Due(tx, lane, OwedMark.Start, long.MaxValue, 100)).Single(copy => copy.Address == address);
        var editions = Deliveries.EditionsOf(tx, copy.Rendering);
        if (outcome == "delivered")
            Deliveries.Arrive(tx, [copy], editions, _house.House.Time.Now());
        else
            Deliveries.Finish(tx, copy, editions, outcome, _house.House.Time.Now());
        Deliveries.ForgetTextIfLast(tx, copy.Rendering);
    });

    private Task<(int, int)> AgainAsync(string number)
    {
        var ready = _house.House.Database.Read(db => Publication.PrepareAgain(db, number))!;
        return _house.House.Database.WriteAsync(tx => Publication.StillHolds(tx, ready) ? Publication.Commit(tx, ready) : throw new InvalidOperationException(number));
    }

    private static long Id(Connection db, string address) => Person.Find(db, ParcelHouse.Address(address))!.Value;
}
