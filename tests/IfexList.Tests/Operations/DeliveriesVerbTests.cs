using System.Text;
using System.Text.Json;
using IfexList.Mail;
using IfexList.Operations;
using IfexList.Store;

namespace IfexList.Tests.Operations;

/// <summary>Eight readers of one release: six at one provider, two at small domains.</summary>
public sealed class DeliveriesVerbTests : IAsyncLifetime
{
    private const string Number = "2040-0312-01";

    private readonly AdminShell _shell = new();

    public async ValueTask InitializeAsync()
    {
        foreach (var reader in Enumerable.Range(1, 6).Select(i => $"reader{i}@big.example").Concat(["ann@vanity.example", "bob@small.example"]))
            await _shell.DoneAsync("subscribers", "add", "alerts", reader);
        await _shell.InsertAsync(tx =>
        {
            var now = _shell.Time.GetUtcNow().ToUnixTimeMilliseconds();
            Posts.Publish(tx, new NewRelease(Number, "alerts", Language.En, $"{Number}.en@lists.example.org", "ALERT", "The plates were seized.", null, 5, false, []),
                new NewRendering("a copy"u8.ToArray(), false), [], now);
            foreach (var (reader, outcome) in new[] { ("reader1", "delivered"), ("reader2", "delivered"), ("reader3", "refused"), ("reader4", "expired"), ("ann", "refused") })
            {
                var copy = Deliveries.Lanes(tx).SelectMany(lane => Deliveries.Due(tx, lane, OwedMark.Start, now, 100)).Single(copy => copy.Address.StartsWith(reader, StringComparison.Ordinal));
                Deliveries.Finish(tx, copy, Deliveries.EditionsOf(tx, copy.Rendering), outcome, now + 1000 * copy.Id);
            }
            tx.Execute("UPDATE deliveries SET attempts = 1, last = '451 4.7.1 bob@small.example is greylisted' WHERE domain = 'small.example'");
        });
    }

    public ValueTask DisposeAsync()
    {
        _shell.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_became_of_the_copies_is_told_and_no_small_domain_is_named()
    {
        var answer = await _shell.DoneAsync("deliveries", Number);
        Assert.Equal("2040-0312-01         alerts, to everyone, released 2040-03-12 08:00:00Z", answer.Lines[0]);
        Assert.Equal("copies               8: 2 delivered, 3 queued, 2 refused, 1 expired", answer.Lines[1]);
        Assert.Equal("en                   8: 2 delivered, 3 queued, 2 refused, 1 expired", answer.Lines[2]);
        Assert.Equal("big.example          6: 2 delivered, 2 queued, 1 refused, 1 expired", answer.Lines[3]);
        Assert.Equal("2 other domains      2: 1 queued, 1 refused", answer.Lines[4]);
        Assert.Matches("^delivered            first 2040-03-12 08:00:0[0-9]Z, last 2040-03-12 08:00:0[0-9]Z$", answer.Lines[5]);
        Assert.Equal(["waits                2: not tried yet", "waits                1: 451 4.7.1"], answer.Lines[6..]);
    }

    [Fact]
    public async Task The_administrator_sees_all_domains_where_he_asks_for_them()
    {
        Assert.Contains("vanity.example       1: 1 refused", (await _shell.DoneAsync("deliveries", Number, "--all-domains")).Lines);
        Assert.Contains("there is no release 2040-0312-02", (await _shell.RunAsync("deliveries", "2040-0312-02")).Error);
    }

    [Fact]
    public async Task Programs_get_the_same_figures()
    {
        var text = (await _shell.DoneAsync("deliveries", Number, "--json")).Out;
        Assert.DoesNotContain("vanity", text);
        Assert.DoesNotContain("bob", text);
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        Assert.Equal(2, root.GetProperty("copies").GetProperty("delivered").GetInt32());
        Assert.Equal(6, root.GetProperty("domains").GetProperty("big.example").EnumerateObject().Sum(count => count.Value.GetInt32()));
        Assert.Equal(2, root.GetProperty("otherDomains").GetProperty("domains").GetInt32());
        Assert.Equal("not tried yet", root.GetProperty("waits")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_copy_that_waits_for_its_route_is_told_without_the_route_s_name()
    {
        await _shell.InsertAsync(tx =>
        {
            Routes.Learn(tx, "small.example", new Way("mx.small.example", "mx.small.example"), 0);
            Routes.Note(tx, "mx.small.example", new RouteState(1, _shell.Time.Now() + 1000, "no answer", 0));
        });
        var answer = await _shell.DoneAsync("deliveries", Number);
        Assert.Contains("waits                1: the route rests", answer.Lines);
        Assert.DoesNotContain("small.example", answer.Out);
    }

    [Fact]
    public async Task Who_was_missed_gets_it_again_where_somebody_says_yes()
    {
        var asked = await _shell.RunAsync("deliveries", Number, "--resend-missed");
        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("3 readers have missed 2040-0312-01; say --yes", asked.Error);
        Assert.Equal(3, await _shell.NumberAsync("SELECT count(*) FROM deliveries"));
        Assert.Equal("2040-0312-01  3 copies go again  0 wait for the next parcel", (await _shell.DoneAsync("deliveries", Number, "--resend-missed", "--yes")).Lines.Single());
        Assert.Equal(6, await _shell.NumberAsync("SELECT count(*) FROM deliveries"));
        Assert.DoesNotContain(Grade.Fail.ToString(), (await _shell.DoneAsync("check", "--data")).Out, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("2040-0312-01  0 copies go again  0 wait for the next parcel", (await _shell.DoneAsync("deliveries", Number, "--resend-missed", "--yes")).Lines.Single());
        Assert.Contains("there is no release 1", (await _shell.RunAsync("deliveries", "1", "--resend-missed", "--yes")).Error);
    }

    [Theory]
    [InlineData("yes\n", 0, 6)]
    [InlineData("no\n", 1, 3)]
    [InlineData("", 1, 3)]
    public async Task At_a_terminal_it_is_asked_first(string said, int code, int owed)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var terminal = new Terminal(new MemoryStream(Encoding.UTF8.GetBytes(said)), output, error, Interactive: true);
        Assert.Equal(code, await new CommandLine(terminal, _shell.Time).InvokeAsync(["--config", _shell.ConfigFile, "deliveries", Number, "--resend-missed"], TestContext.Current.CancellationToken));
        Assert.StartsWith("2040-0312-01 goes again to 3 readers. Go on? (yes/no) ", output.ToString());
        Assert.Equal(owed, await _shell.NumberAsync("SELECT count(*) FROM deliveries"));
    }
}
