using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Tests.Operations;

/// <summary>One picture of <c>top</c>, as plain text.</summary>
public sealed class TopTests
{
    [Fact]
    public async Task A_picture_shows_routes_in_trouble_and_what_waits()
    {
        using var shell = new AdminShell();
        await FillAsync(shell, lists: 1, routes: 1);
        var lines = (await shell.RunAsync("top", "--once")).Lines;
        Assert.Equal("lists.example.org  2040-03-12 08:00:00Z  daemon not running", lines[0]);
        Assert.Equal("in 0/min  refused 0/min  inbox 0  held 0", lines[1]);
        Assert.Equal("out 0/min  due 2  deferred 1  waiting: half 1 h, most 1 h, oldest 1 h", lines[2]);
        Assert.Matches(@"^provider0 +0 +0 +0 +until 08:05:00Z: 421 4\.7\.0 t", lines.Single(line => line.StartsWith("provider0", StringComparison.Ordinal)));
        Assert.Matches(@"^5 +list0 +2 +1$", lines.Single(line => line.Contains("list0", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whatever_there_is_fits_a_small_terminal()
    {
        using var shell = new AdminShell();
        await FillAsync(shell, lists: 30, routes: 30);
        var lines = (await shell.RunAsync("top", "--once")).Out.TrimEnd('\n').Split('\n');
        Assert.True(lines.Length is > 10 and <= 24, string.Join('\n', lines));
        Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 0, 80));
        Assert.Contains(lines, line => line.TrimEnd() == "and 22 more");
        Assert.DoesNotContain(lines, line => line.Contains('\u001b', StringComparison.Ordinal));
    }

    // Of each list two copies that have been due for an hour, and one that is tried again later.
    private static async Task FillAsync(AdminShell shell, int lists, int routes)
    {
        var now = shell.Time.Now();
        await using var database = Database.Open(shell.Settings.DatabaseFile);
        await database.WriteAsync(tx =>
        {
            var person = Person.Know(tx, Address.TryParse("a@b.example", out var address) ? address : default, now);
            for (var list = 0; list < lists; list++)
                for (var copy = 0; copy < 3; copy++)
                {
                    var rendering = tx.Number("INSERT INTO rendering (list, format, encoding, bytes, at) VALUES ('alerts', 'text', '7bit', x'00', 0) RETURNING id");
                    tx.Execute("INSERT INTO deliveries (rendering, person, domain, priority, next_at, since, stream) VALUES (@rendering, @person, 'b.example', 5, @next, @since, @list)",
                        ("@rendering", rendering), ("@person", person), ("@next", copy == 0 ? now + 1 : now), ("@since", now - 3_600_000), ("@list", $"list{list}"));
                }
            for (var route = 0; route < routes; route++)
                Routes.Note(tx, $"provider{route}", new RouteState(3, now + 300_000, "421 4.7.0 too many connections from your network, slow down please", now));
        });
    }
}
