using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Tests.Publishing;

/// <summary>A release for members on a list that everybody may read: nobody else ever sees it, until it is widened.</summary>
public sealed class ForMembersAlone : IAsyncLifetime
{
    private const string Amel = "amel@horria.example";
    private const string Ada = "ada@x.example";
    private const string Daily = "daily@x.example";
    private static readonly string Long = string.Join("\n\n", Enumerable.Repeat("The printing plates were seized last night, and nobody says by whom.", 100));
    private static readonly ReleaseOrders ToMembers = ReleaseOrders.None with { ToMembers = true };

    private readonly ParcelHouse _house = new();

    private Publication Publication => _house.House.Get<Publication>();

    public async ValueTask InitializeAsync()
    {
        await _house.House.MemberAsync(Amel, "OHPL");
        await _house.ReaderAsync(Ada);
        await _house.ReaderAsync(Daily, Rhythm.Daily);
    }

    public async ValueTask DisposeAsync()
    {
        _house.IsSound();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task Members_alone_get_it_and_find_it()
    {
        var (number, readers) = await _house.ReleaseAsync("Not for print", orders: ToMembers);
        Assert.Equal(1, readers);
        Assert.Single(_house.MailTo(Amel));
        Assert.Empty(_house.MailTo(Ada));
        Assert.Equal(0, _house.Waiting(Daily));
        var (after, _) = await _house.ReleaseAsync("UPDATE", orders: ReleaseOrders.None with { Case = number });
        Assert.Equal([number], Ask(Ada, (texts, db, person) => texts.Find(db, _house.Alerts, person, [number], [])).Missing);
        Assert.Equal([after], Numbers(Ask(Ada, (texts, db, person) => texts.Last(db, _house.Alerts, person, 9))));
        Assert.Equal([after], Numbers(Ask(Ada, (texts, db, person) => texts.Case(db, _house.Alerts, person, after))));
        Assert.Equal([after], Ask(Ada, (texts, db, person) => texts.Index(db, _house.Alerts, person, null, null)).Entries.Select(entry => entry.Number));
        Assert.Equal(0, Ask(Ada, (texts, db, person) => texts.Index(db, _house.Alerts, person, Topic.OfCase(number), null)).More);
        Assert.Equal([number], Numbers(Ask(Amel, (texts, db, person) => texts.Find(db, _house.Alerts, person, [number], []))));
        await _house.ReaderAsync(Amel);
        Assert.Equal([number, after], Numbers(Ask(Amel, (texts, db, person) => texts.Case(db, _house.Alerts, person, after))));
        Assert.Equal([after, number], Ask(Amel, (texts, db, person) => texts.Index(db, _house.Alerts, person, null, null)).Entries.Select(entry => entry.Number));
    }

    [Fact]
    public async Task An_update_for_everybody_doesn_t_betray_it()
    {
        var (number, _) = await _house.ReleaseAsync("Not for print", orders: ToMembers);
        _house.House.Time.Advance(TimeSpan.FromDays(1));
        await _house.ReleaseAsync("UPDATE", orders: ReleaseOrders.None with { Case = number });
        var copy = _house.MailTo(Ada).Single();
        Assert.Empty(copy.References);
        Assert.DoesNotContain("Updates", copy.TextBody, StringComparison.Ordinal);
        await _house.ReleaseAsync("Again to members", orders: ToMembers with { Case = number });
        Assert.Contains("Updates alerts of 13 and 12 March 2026", _house.MailTo(Amel)[^1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Widened_it_goes_once_to_everybody_whom_it_concerns()
    {
        await _house.ReaderAsync(Amel);
        await _house.ReaderAsync("small@x.example", cap: 5);
        await _house.ReaderAsync("zw@x.example", topics: "ZW");
        var (number, _) = await _house.ReleaseAsync("Not yet for print", Long, orders: ToMembers with { Topics = _house.Topics("TN") });
        var release = _house.House.Database.Read(db => db.Number("SELECT id FROM release WHERE number = @number", ("@number", number)))!.Value;
        var ready = _house.House.Database.Read(db => Publication.PrepareWidening(db, release))!;
        Assert.Equal(3, ready.Readers);
        await _house.House.Database.WriteAsync(tx =>
        {
            Assert.True(Publication.StillHolds(tx, ready));
            Publication.Commit(tx, ready);
        });
        Assert.Single(_house.MailTo(Amel));
        Assert.Empty(_house.MailTo("zw@x.example"));
        Assert.Equal(1, _house.Waiting(Daily));
        var copy = Assert.Single(_house.MailTo(Ada));
        Assert.Equal(_house.MailTo(Amel)[0].MessageId, copy.MessageId);
        Assert.Contains(Long, copy.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"get {number}", Assert.Single(_house.MailTo("small@x.example")).TextBody, StringComparison.Ordinal);
        Assert.Equal([number], Numbers(Ask(Ada, (texts, db, person) => texts.Find(db, _house.Alerts, person, [number], []))));
        Assert.False(_house.House.Database.Read(db => Publication.StillHolds(db, ready)));
        Assert.Null(_house.House.Database.Read(db => Publication.PrepareWidening(db, release)));
    }

    [Fact]
    public async Task What_members_write_to_each_other_on_their_own_list_is_never_widened()
    {
        await _house.ReleaseAsync("Between us", list: "members");
        Assert.Null(_house.House.Database.Read(db => Publication.PrepareWidening(db, 1)));
        Assert.Null(_house.House.Database.Read(db => Publication.PrepareWidening(db, 99)));
    }

    private static IEnumerable<string> Numbers(RequestedTexts found) => found.Texts.Select(text => text.Number);

    private T Ask<T>(string who, Func<TextsOnRequest, Connection, long?, T> ask) =>
        _house.House.Database.Read(db => ask(_house.House.Get<TextsOnRequest>(), db, Person.Find(db, ParcelHouse.Address(who))));
}
