using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Reception;
using IfexList.Store;

namespace IfexList.Tests.Moderation;

/// <summary>What owners read of their readers' failing mail: numbers and some domains. The week ends on Monday, 16 March 2026, at 12:00 UTC.</summary>
public sealed class ReturnWeekTests : IAsyncDisposable
{
    private const string Owner = "owner@example.org";
    private const string Marie = "marie@clearinghouse.example";

    private static readonly DateTimeOffset Monday = new(2026, 3, 16, 12, 0, 0, TimeSpan.Zero);

    private readonly TestHouse _house = new();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Owners_read_numbers_and_domains_moderators_neither_and_nobody_an_address()
    {
        await _house.ModeratorAsync(Marie);
        await _house.ReaderAsync("solo@vanity.example");
        await _house.ReaderAsync("other@press.example");
        for (var i = 1; i <= 4; i++)
            await _house.ReaderAsync($"reader{i}@press.example");
        await FailAsync("reader1@press.example", "full");
        await FailAsync("reader1@press.example", "dead"); // counted once, by the gravest
        await FailAsync("reader2@press.example", "unavailable", state: "probed");
        await FailAsync("reader3@press.example", "full", state: "paused");
        await FailAsync("reader4@press.example", "policy");
        await FailAsync("solo@vanity.example", "dead");
        await FailAsync("other@press.example", "dead", weight: "provider");
        await PassAsync();
        var letter = Assert.Single(_house.OwedTo(Owner)).TextBody!.ReplaceLineEndings("\n");
        Assert.Contains(
            """
            Readers whose mail came back:
            No such address: 2
            Mailbox full: 1
            Unreachable or suspended: 1
            Asked whether they still read: 1
            Paused: 1
            By domain:
            press.example: 3
            Other domains: 1

            This letter names nobody.
            """.ReplaceLineEndings("\n"), letter);
        Assert.DoesNotContain("@press", letter);
        Assert.DoesNotContain("vanity", letter);
        // Nothing happened at her desk.
        Assert.Empty(_house.OwedTo(Marie));
        await NoteAsync("03-18 12:00");
        await PassAsync(7);
        Assert.DoesNotContain("came back", _house.LetterTo(Marie).TextBody);
        Assert.DoesNotContain("came back", _house.LetterTo(Owner).TextBody);
    }

    [Fact]
    public async Task Who_left_because_of_it_is_counted_when_no_row_of_his_is_left()
    {
        foreach (var reader in (string[])["a@press.example", "b@press.example", "c@gone.example", "d@gone.example"])
            await _house.ReaderAsync(reader);
        await LeaveAsync("a@press.example", Parted.Complaint);
        await LeaveAsync("c@gone.example", Parted.Removed);
        await LeaveAsync("d@gone.example", Parted.Removed);
        Assert.Equal(1, _house.Count("parted", "domain = '' AND times = 2"));
        Assert.Equal(0, _house.Count("parted", "domain = 'gone.example'"));
        await PassAsync();
        var letter = _house.LetterTo(Owner).TextBody!.ReplaceLineEndings("\n");
        Assert.Contains("Readers whose mail came back:\nComplained, and left at once: 1\nRemoved after weeks: 2\nBy domain:\npress.example: 1\nOther domains: 2\n", letter);
    }

    [Fact]
    public async Task Eight_domains_are_named_and_all_others_summed()
    {
        for (var domain = 1; domain <= 10; domain++)
            for (var reader = 0; reader <= domain; reader++)
            {
                await _house.ReaderAsync($"r{reader}@d{domain:00}.example");
                await FailAsync($"r{reader}@d{domain:00}.example", "dead");
            }
        var week = _house.Database.Read(db => ReturnWeek.Read(db, _house.Get<ListCatalogue>().Find("alerts")!, new DateOnly(2026, 3, 16)));
        Assert.Equal(["d10.example", "d09.example", "d08.example", "d07.example", "d06.example", "d05.example", "d04.example", "d03.example"], week.Domains.Select(domain => domain.Name));
        Assert.Equal((65, 11, 5), (week.Count("dead"), week.Domains[0].Readers, week.Others));
    }

    [Fact]
    public async Task The_numbers_of_those_who_left_go_after_five_weeks()
    {
        await _house.ReaderAsync("a@press.example");
        await LeaveAsync("a@press.example", Parted.Complaint);
        await SweepAsync(Limits.PartedTime - TimeSpan.FromDays(1));
        Assert.Equal(1, _house.Count("parted"));
        await SweepAsync(Limits.PartedTime + TimeSpan.FromDays(2));
        Assert.Equal(0, _house.Count("parted"));
    }

    private Task SweepAsync(TimeSpan later) => _house.Database.WriteAsync(tx => Parted.Sweep(tx, (_house.Time.GetUtcNow() + later).ToUnixTimeMilliseconds()));

    private Task LeaveAsync(string address, string why) => _house.Database.WriteAsync(tx =>
    {
        Assert.True(Address.TryParse(address, out var parsed));
        var person = Person.Find(tx, parsed)!.Value;
        Parted.Note(tx, "alerts", person, why, _house.Time.Now());
        Erasure.Begin(tx, person, _house.Time.Now());
        Assert.True(Erasure.Finish(tx, person));
    });

    private Task FailAsync(string address, string of, string? state = null, string weight = "counted") => _house.Database.WriteAsync(tx =>
    {
        Assert.True(Address.TryParse(address, out var parsed));
        var (person, now) = (Person.Find(tx, parsed)!.Value, _house.Time.Now());
        tx.Execute("INSERT INTO setback (person, day, class, rendering, live, rule, reply, at, weight) VALUES (@person, @now / 86400000, @class, 1, 0, 'words', 'x', @now, @weight)",
            ("@person", person), ("@now", now), ("@class", of), ("@weight", weight));
        if (state is not null)
            tx.Execute("INSERT INTO failing (person, score, since, last, state, state_at) VALUES (@person, 300, @now, @now, @state, @now)", ("@person", person), ("@now", now), ("@state", state));
    });

    private Task NoteAsync(string at) => _house.Database.WriteAsync(tx => DeskLog.Note(tx,
        new DeskEntry("alerts", 1, Language.En, null, Deed.Received, "", DateTimeOffset.Parse($"2026-{at}Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds())));

    private async Task PassAsync(int days = 0)
    {
        await _house.Database.WriteAsync(tx => WeeklySummary.PlanAll(tx, _house.Get<ListCatalogue>(), _house.Time.GetUtcNow()));
        _house.Time.SetUtcNow(Monday.AddDays(days));
        await _house.Get<Clock>().TickAsync();
    }
}
