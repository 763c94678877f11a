using System.Text.Json;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Tests.Operations;

/// <summary>What the administrator sees of a reader whose mail fails, and how he takes it back. It is 12 March 2040, 08:00.</summary>
public sealed class SetbackVerbTests : IAsyncLifetime
{
    private const long Day = 86_400_000;

    private readonly AdminShell _shell = new();

    private long Now => _shell.Time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask InitializeAsync()
    {
        foreach (var reader in (string[])["grace@daily.example", "kofi@daily.example"])
            foreach (var list in (string[])["alerts", "communique"])
                await _shell.DoneAsync("subscribers", "add", list, reader);
    }

    public ValueTask DisposeAsync()
    {
        _shell.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_reader_is_shown_with_what_failed_and_what_comes_next()
    {
        await FailAsync("grace@daily.example", "probed", 325);
        var lines = (await _shell.DoneAsync("subscribers", "show", "grace@daily.example")).Lines;
        Assert.Equal(
            [
                "failing  3.25 points  probed on 2040-03-11  since 2040-02-21  last 2040-03-10  looked at again 2040-03-18 08:00Z",
                "2040-03-10 08:00Z  dead  3x  550 5.1.1  said by the next hop  counted  status  no such user: grace@daily.example  [2J]",
                "2040-03-02 08:00Z  full  1x  5.2.2  came back as mail  passed  words  " + new string('x', 160) + " …",
            ], lines[2..]);
        // Of one list: the history is the person's, not the list's.
        Assert.Equal(lines.Where((_, i) => i != 1), (await _shell.DoneAsync("subscribers", "show", "alerts", "grace@daily.example")).Lines);
        Assert.Equal(2, (await _shell.DoneAsync("subscribers", "show", "kofi@daily.example")).Lines.Length);
    }

    [Fact]
    public async Task Whoever_reads_nothing_any_more_is_shown_as_long_as_something_is_known_of_him()
    {
        await FailAsync("grace@daily.example", "watched", 100);
        await _shell.InsertAsync(tx => tx.Execute("DELETE FROM subscription WHERE person = (SELECT id FROM person WHERE key = 'grace@daily.example')"));
        Assert.StartsWith("failing  1.00 points  watched", (await _shell.DoneAsync("subscribers", "show", "grace@daily.example")).Lines[0], StringComparison.Ordinal);
        Assert.Contains("reads no list", (await _shell.RunAsync("subscribers", "show", "nobody@daily.example")).Error);
    }

    [Fact]
    public async Task To_forgive_ends_what_was_counted_and_what_was_paused_because_of_it()
    {
        await FailAsync("grace@daily.example", "paused", 400);
        await FailAsync("kofi@daily.example", "paused", 400);
        Assert.Equal("forgiven  Grace@daily.example  4.00 points  1 setback counts no more  reads again alerts, communique",
            (await _shell.DoneAsync("subscribers", "forgive", "Grace@daily.example")).Lines.Single());
        Assert.All((await _shell.DoneAsync("subscribers", "show", "grace@daily.example")).Lines[..2], line => Assert.Contains("  active  ", line));
        Assert.Equal((0, 0, 0), await LeftAsync("grace@daily.example"));
        // Nobody else's.
        Assert.Equal((1, 1, 1), await LeftAsync("kofi@daily.example"));
        Assert.Contains("nothing is held against grace@daily.example", (await _shell.RunAsync("subscribers", "forgive", "grace@daily.example")).Error);
        Assert.Contains("nothing is held against nobody@daily.example", (await _shell.RunAsync("subscribers", "forgive", "nobody@daily.example")).Error);
    }

    [Fact]
    public async Task A_readers_own_pause_is_left_alone()
    {
        await FailAsync("grace@daily.example", "paused", 400);
        await _shell.InsertAsync(tx => tx.Execute("UPDATE subscription SET bounced = 0 WHERE list = 'communique'"));
        Assert.EndsWith("  reads again alerts", (await _shell.DoneAsync("subscribers", "forgive", "grace@daily.example")).Lines.Single(), StringComparison.Ordinal);
        Assert.Equal(1, await _shell.NumberAsync("SELECT count(*) FROM subscription WHERE state = 'paused' AND list = 'communique'"));
    }

    [Fact]
    public async Task Status_counts_who_fails_by_state()
    {
        Assert.DoesNotContain((await _shell.DoneAsync("status")).Lines, line => line.StartsWith("failing", StringComparison.Ordinal));
        await FailAsync("grace@daily.example", "paused", 400);
        await FailAsync("kofi@daily.example", "watched", 25);
        Assert.Contains("failing      watched 1, paused 1, the first since 2040-02-21", (await _shell.DoneAsync("status")).Lines);
        using var facts = JsonDocument.Parse((await _shell.DoneAsync("status", "--json")).Out);
        Assert.Equal("""{"watched":1,"probed":0,"paused":1}""", JsonSerializer.Serialize(facts.RootElement.GetProperty("failing")));
    }

    [Fact]
    public async Task Who_never_failed_is_owed_the_first_copies_and_everybody_one()
    {
        string[] readers = ["grace@daily.example", "kofi@daily.example", .. Enumerable.Range(1, 40).Select(i => $"r{i}@daily.example")];
        await _shell.ImportAsync("alerts", "address\n" + string.Join('\n', readers));
        string[] failing = [.. readers.Where((_, i) => i % 5 == 0)];
        foreach (var reader in failing)
            await FailAsync(reader, "watched", 25);
        await _shell.InsertAsync(tx => Posts.Publish(tx, new NewRelease("2040-0312-01", "alerts", Language.En, "1@x", "S", "T", null, 5, false, []), new NewRendering([1], false), [], Now));
        var owed = new List<string>();
        await _shell.InsertAsync(tx => owed = Deliveries.Lanes(tx).SelectMany(lane => Deliveries.Due(tx, lane, OwedMark.Start, Now, 100)).Select(copy => copy.Address).ToList());
        Assert.Equal(readers.Except(failing).Order(), owed[..^failing.Length].Order());
        Assert.Equal(failing.Order(), owed[^failing.Length..].Order());
    }

    private async Task<(long?, long?, long?)> LeftAsync(string address) => (
        await _shell.NumberAsync($"SELECT count(*) FROM failing JOIN person ON person.id = failing.person WHERE key = '{address}'"),
        await _shell.NumberAsync($"SELECT count(*) FROM due JOIN person ON due.subject = CAST(person.id AS TEXT) WHERE key = '{address}'"),
        await _shell.NumberAsync($"SELECT count(*) FROM setback JOIN person ON person.id = setback.person WHERE key = '{address}' AND weight = 'counted'"));

    /// <summary>As the ledger leaves it: dead two days ago, a full mailbox long before.</summary>
    private Task FailAsync(string address, string state, long score) => _shell.InsertAsync(tx =>
    {
        Assert.True(Address.TryParse(address, out var parsed));
        var person = Person.Find(tx, parsed)!.Value;
        const string setback = """
            INSERT INTO setback (person, day, class, rendering, times, live, rule, code, status, reply, at, weight)
            VALUES (@person, @at / 86400000, @class, 1, @times, @live, @rule, @code, @status, @reply, @at, @weight)
            """;
        tx.Execute(setback, ("@person", person), ("@at", Now - 2 * Day), ("@class", "dead"), ("@times", 3L), ("@live", 1L), ("@rule", "status"), ("@code", 550L), ("@status", "5.1.1"),
            ("@reply", $"no such user:\r\n {address} \u001b[2J]"), ("@weight", "counted"));
        tx.Execute(setback, ("@person", person), ("@at", Now - 10 * Day), ("@class", "full"), ("@times", 1L), ("@live", 0L), ("@rule", "words"), ("@code", null), ("@status", "5.2.2"),
            ("@reply", new string('x', 5000)), ("@weight", "passed"));
        tx.Execute("INSERT INTO failing (person, score, since, last, state, state_at) VALUES (@person, @score, @since, @last, @state, @state_at)",
            ("@person", person), ("@score", score), ("@since", Now - 20 * Day), ("@last", Now - 2 * Day), ("@state", state), ("@state_at", Now - Day));
        if (state != "watched")
            Due.Owe(tx, state, person.ToString(System.Globalization.CultureInfo.InvariantCulture), Now + 6 * Day);
        if (state == "paused")
            tx.Execute("UPDATE subscription SET state = 'paused', bounced = 1 WHERE person = @person", ("@person", person));
    });
}
