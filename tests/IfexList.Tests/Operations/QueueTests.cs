using System.Text.Json;
using IfexList.Mail;
using IfexList.Operations;
using IfexList.Store;

namespace IfexList.Tests.Operations;

public sealed class QueueTests : IDisposable
{
    private const string Smarthost = """ "Relay": { "Mode": "smarthost", "Host": "127.0.0.1", "Port": 9 }, """;

    private readonly AdminShell _shell = new(Smarthost);

    private long Now => _shell.Time.GetUtcNow().ToUnixTimeMilliseconds();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task What_waits_is_listed_hurried_dropped_and_explained()
    {
        await OweAsync("a@b.example");
        await _shell.InsertAsync(tx => tx.Execute("UPDATE deliveries SET next_at = @later, attempts = 2, last = '451 4.7.1 later'", ("@later", Now + 3_600_000)));
        Assert.Equal("1  a@b.example  alerts  letter  next 2040-03-12 09:00Z  2 tries  451 4.7.1 later", (await _shell.DoneAsync("queue", "list")).Lines.Single());
        var answer = await _shell.DoneAsync("queue", "explain", "A@b.example");
        Assert.Equal("2040-03-12 08:00Z  waiting  alerts  letter  1  is tried again at 2040-03-12 09:00Z, after 2 tries; the last answer was 451 4.7.1 later", answer.Lines.Single());
        Assert.Contains("the daemon isn't running", answer.Complaints.Single());
        Assert.Equal("due now:  1", (await _shell.DoneAsync("queue", "retry")).Lines.Single());
        Assert.Contains("  due  ", (await _shell.DoneAsync("queue", "list")).Lines.Single());
        await _shell.DoneAsync("queue", "drop", "1");
        Assert.Empty((await _shell.DoneAsync("queue", "list")).Lines);
        Assert.Contains("nothing was ever sent", (await _shell.DoneAsync("queue", "explain", "x@y.example")).Out);
    }

    [Fact]
    public async Task Several_are_dropped_together_and_those_that_aren_t_there_are_named()
    {
        await OweAsync("a@b.example", "b@b.example", "c@b.example");
        var answer = await _shell.RunAsync("queue", "drop", "1", "7", "3", "9");
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal(["1  dropped", "3  dropped"], answer.Lines);
        Assert.Contains("no delivery 7, 9", answer.Complaints.Single());
        Assert.Equal(1, await _shell.NumberAsync("SELECT count(*) FROM deliveries"));
    }

    [Theory]
    [InlineData("everything", 3, 0)]
    [InlineData("one of it, with its route", 1, 1, "2")]
    [InlineData("a domain, with its route", 1, 1, "--domain", "big.example")]
    [InlineData("what goes by the smarthost alone", 2, 1, "--route", "smarthost")]
    [InlineData("a route of its own", 1, 1, "--route", "google")]
    [InlineData("nothing goes there", 0, 2, "--route", "elsewhere")]
    public async Task What_is_retried_is_due_and_its_route_rests_no_more(string why, int moved, int resting, params string[] part)
    {
        await OweAsync("a@b.example", "b@big.example", "c@c.example");
        await _shell.InsertAsync(tx =>
        {
            tx.Execute("UPDATE deliveries SET next_at = @later", ("@later", Now + 1));
            Routes.Learn(tx, "big.example", new Way("google", "google"), Now);
            foreach (var route in new[] { "google", Routes.Smarthost })
                Routes.Note(tx, route, new RouteState(1, Now + 1, "421 4.7.28 too fast", Now));
        });
        Assert.True((await _shell.DoneAsync(["queue", "retry", .. part])).Lines.Single() == $"due now:  {moved}", why);
        Assert.Equal(moved, await _shell.NumberAsync($"SELECT count(*) FROM deliveries WHERE next_at = {Now}"));
        Assert.True(resting == await _shell.NumberAsync("SELECT count(*) FROM route"), why);
        Assert.Contains("no delivery 9", (await _shell.RunAsync("queue", "retry", "9")).Complaints.Single());
    }

    [Theory]
    [InlineData("--domain", "big.example", "2")]
    [InlineData("--route", "google", "2")]
    [InlineData("--route", "smarthost", "1", "3")]
    public async Task The_list_can_be_narrowed(string option, string value, params string[] ids)
    {
        await OweAsync("a@b.example", "b@big.example", "c@c.example");
        await _shell.InsertAsync(tx => Routes.Learn(tx, "big.example", new Way("google", "google"), Now));
        Assert.Equal(ids, (await _shell.DoneAsync("queue", "list", option, value)).Lines.Select(row => row.Split(' ')[0]));
        using var json = JsonDocument.Parse((await _shell.DoneAsync("queue", "list", option, value, "--json")).Out);
        Assert.Equal(ids, json.RootElement.EnumerateArray().Select(entry => entry.GetProperty("id").ToString()));
    }

    [Fact]
    public async Task A_copy_whose_route_rests_says_until_when_and_how_many_are_before_it()
    {
        await OweAsync("a@big.example", "b@b.example", "c@also.example", "d@big.example");
        await _shell.InsertAsync(tx =>
        {
            Routes.Learn(tx, "big.example", new Way("google", "google"), Now);
            Routes.Learn(tx, "also.example", new Way("google", "google"), Now);
            Routes.Note(tx, "google", new RouteState(1, Now + 300_000, "421 4.7.28 too fast", Now));
        });
        Assert.EndsWith("4  route google rests until 2040-03-12 08:05Z: 421 4.7.28 too fast; then 2 copies are before it",
            (await _shell.DoneAsync("queue", "explain", "d@big.example")).Lines.Single());
        Assert.EndsWith("2  is due by route smarthost, it is the next", (await _shell.DoneAsync("queue", "explain", "b@b.example")).Lines.Single());
        using var json = JsonDocument.Parse((await _shell.DoneAsync("queue", "explain", "d@big.example", "--json")).Out);
        var story = json.RootElement.EnumerateArray().Single();
        Assert.Equal(("2040-03-12T08:05:00Z", 2, "google"), (story.GetProperty("next").GetString(), story.GetProperty("ahead").GetInt32(), story.GetProperty("route").GetString()));
        Assert.StartsWith("route google rests", story.GetProperty("why").GetString());
    }

    [Fact]
    public async Task What_waits_for_a_parcel_says_for_which_and_whether_its_reader_has_paused()
    {
        await _shell.DoneAsync("subscribers", "add", "alerts", "a@b.example");
        await _shell.InsertAsync(tx =>
        {
            tx.Execute("UPDATE subscription SET rhythm = 'daily'");
            Due.Owe(tx, Due.Parcel, "alerts/daily", Now + 3_600_000);
            Posts.Publish(tx, new NewRelease("2040-0312-01", "alerts", Language.En, "1@x", "S", "T", null, 5, false, []), new NewRendering([1], false), [], Now);
        });
        Assert.Equal("2040-03-12 08:00Z  waiting  alerts  2040-0312-01  -  waits for the parcel of 2040-03-12 09:00Z", await WhyAsync());
        await _shell.InsertAsync(tx => Subscriptions.Pause(tx, "alerts", tx.Number("SELECT person FROM subscription")!.Value, Now + 86_400_000));
        Assert.EndsWith("paused by the reader until 2040-03-13 08:00Z", await WhyAsync());
        await _shell.InsertAsync(tx => tx.Execute("DELETE FROM subscription"));
        Assert.EndsWith("its reader has left the list", await WhyAsync());

        async Task<string> WhyAsync() => (await _shell.DoneAsync("queue", "explain", "a@b.example")).Lines.Single();
    }

    [Fact]
    public async Task Status_names_routes_in_trouble_and_counts_why_copies_were_put_off()
    {
        await OweAsync([.. Enumerable.Range(0, 9).Select(i => $"reader{i}@b.example")]);
        await _shell.InsertAsync(tx =>
        {
            tx.Execute("UPDATE deliveries SET next_at = @later, attempts = 1, last = CASE WHEN id <= 5 THEN '451 4.7.1 reader' || id || '@b.example is greylisted' ELSE '450 try later' END WHERE id < 9",
                ("@later", Now + 1));
            Routes.Note(tx, "google", new RouteState(3, Now + 300_000, "421 4.7.28 too fast", Now));
            Routes.Note(tx, "yahoo", new RouteState(1, Now, "connection refused", Now - 60_000));
        });
        var answer = await _shell.DoneAsync("status");
        Assert.Contains("deferred by  451 4.7.1: 5\ndeferred by  450: 3\n", answer.Out);
        Assert.Contains("route        google: rests until 2040-03-12 08:05:00Z, failing since 2040-03-12 08:00Z, 3 in a row: 421 4.7.28 too fast", answer.Lines);
        Assert.Contains("route        yahoo: is being tried again, failing since 2040-03-12 07:59Z, 1 in a row: connection refused", answer.Lines);
        using var json = JsonDocument.Parse((await _shell.DoneAsync("status", "--json")).Out);
        Assert.Equal(8, json.RootElement.GetProperty("deliveries").GetProperty("deferred").GetInt32());
        Assert.Equal("451 4.7.1", json.RootElement.GetProperty("deliveries").GetProperty("reasons")[0].GetProperty("reason").GetString());
        Assert.Equal("2040-03-12T08:05:00Z", json.RootElement.GetProperty("routes")[0].GetProperty("until").GetString());
    }

    public static TheoryData<CopyWait, string> EveryWait => new()
    {
        { new CopyWait.TriedAgain(0, 1), "is tried again at 1970-01-01 00:00Z, after 1 try" },
        { new CopyWait.InTurn("google", null, null, 1240), "is due by route google, 1,240 copies are before it" },
        { new CopyWait.InTurn("", null, null, 1), "the way of its domain isn't known yet; then 1 copy is before it" },
        { new CopyWait.InTurn("google", new RouteState(2, 0, "no answer", 0), null, 0), "route google is being tried again, after 2 failures: no answer; then it is the next" },
        { new CopyWait.NextParcel(null), "waits for a parcel that nobody has planned: see check --data" },
        { new CopyWait.Paused(null), "paused by the reader until he resumes" },
        { new CopyWait.NotReading(), "its reader has left the list" },
    };

    [Theory]
    [MemberData(nameof(EveryWait), DisableDiscoveryEnumeration = true)]
    public void Every_wait_has_its_words(CopyWait wait, string words) => Assert.Equal(words, QueueExplainVerb.Why(wait, null));

    [Fact]
    public void No_wait_is_forgotten() =>
        Assert.Empty(typeof(CopyWait).GetNestedTypes().Except(EveryWait.Select(row => row.Data.Item1.GetType())).Select(type => type.Name));

    private Task OweAsync(params string[] addresses) => _shell.InsertAsync(tx =>
    {
        foreach (var text in addresses)
        {
            Assert.True(Address.TryParse(text, out var address));
            Letters.Owe(tx, "alerts", Person.Know(tx, address, Now), new NewRendering("letter"u8.ToArray(), EightBit: false), Now);
        }
    });
}
