using System.Text.RegularExpressions;
using IfexList.Scenarios.Actors;
using Microsoft.Data.Sqlite;

namespace IfexList.Scenarios;

/// <summary>
/// A mail that a stage can't work off, three times over, or that ends the process thrice: it is set aside, named, told of once, and blocks nobody.
/// The faults are put into the database from outside, as triggers: the product has no hook for them.
/// </summary>
public class MailThatFails
{
    private const string FailsWhenHeld = """
        CREATE TRIGGER broken BEFORE INSERT ON held WHEN new.subject LIKE '%poison%' BEGIN SELECT RAISE(FAIL, 'a broken page'); END
        """;
    private const string TakesForEver = """
        CREATE TABLE long (n INTEGER);
        INSERT INTO long SELECT value FROM json_each('[' || substr(replace(hex(zeroblob(1000)), '0', ',1'), 2) || ']');
        CREATE TRIGGER endless BEFORE INSERT ON held WHEN new.subject LIKE '%poison%'
        BEGIN SELECT sum(a.n * b.n * c.n * d.n) FROM long a, long b, long c, long d; END
        """;

    [Fact(Timeout = 120_000)]
    public async Task It_is_tried_three_times_and_set_aside_with_stage_and_error_and_the_owner_hears_of_it_once()
    {
        await using var hop = NextHop.Open();
        await using var host = await FoundAsync(hop, FailsWhenHeld);
        await host.Sender.PostAsync(Newsroom.Member, "ALERT - poison");
        await host.Sender.PostAsync(Newsroom.Member, "ALERT - the next one");
        await hop.RequestAsync("ALERT - the next one");
        var line = await SetAsideAsync(host);
        Assert.Contains("post", line, StringComparison.Ordinal);
        Assert.Contains("a broken page", line, StringComparison.Ordinal);
        var letter = await hop.AwaitAsync(ListHost.Owner, mail => mail.IsLetter);
        var id = Number(line);
        Assert.Contains($"inbox retry {id}", letter.Text, StringComparison.Ordinal);
        Alter(host, "DROP TRIGGER broken");
        await host.RunAsync("inbox", "retry", id);
        await hop.RequestAsync("ALERT - poison");
        await host.DeliversAllAsync();
        Assert.Single(hop.For(ListHost.Owner));
        Assert.Empty((await host.RunAsync("inbox", "list")).Trim());
    }

    [Fact(Timeout = 120_000)]
    public async Task What_was_set_aside_can_be_dropped()
    {
        await using var hop = NextHop.Open();
        await using var host = await FoundAsync(hop, FailsWhenHeld);
        await host.Sender.PostAsync(Newsroom.Member, "ALERT - poison");
        var id = Number(await SetAsideAsync(host));
        await host.RunAsync("inbox", "drop", id);
        Assert.Empty((await host.RunAsync("inbox", "list")).Trim());
        Assert.Equal(1, (await host.TryAsync("inbox", "drop", id)).Code);
        await host.IsSoundAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_mail_that_ends_the_process_three_times_is_set_aside_at_the_fourth_start()
    {
        await using var hop = NextHop.Open();
        await using var host = await FoundAsync(hop, TakesForEver);
        await host.Sender.PostAsync(Newsroom.Member, "ALERT - poison");
        for (var turn = 1; turn <= 3; turn++)
        {
            await Eventually.HoldsAsync($"turn {turn} begun", () => Turns(host) == turn);
            await host.KillAsync();
            await host.StartAsync();
        }
        var line = await SetAsideAsync(host);
        Assert.Contains("post", line, StringComparison.Ordinal);
        Assert.Contains("the process ended", line, StringComparison.Ordinal);
        await hop.AwaitAsync(ListHost.Owner, mail => mail.Text.Contains($"inbox retry {Number(line)}", StringComparison.Ordinal));
        await host.ReleaseAsync(hop, "ALERT - the next one");
        await hop.ServesAsync("ALERT - the next one", Newsroom.Readers(2));
        await host.IsSoundAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_mail_whose_body_is_gone_is_set_aside_and_blocks_nobody()
    {
        await using var hop = NextHop.Open();
        await using var host = await FoundAsync(hop, FailsWhenHeld);
        await host.Sender.PostAsync(Newsroom.Member, "ALERT - poison");
        await Eventually.HoldsAsync("its first turn", () => Turns(host) == 1);
        await host.KillAsync();
        Alter(host, "PRAGMA foreign_keys = OFF; DELETE FROM body WHERE id IN (SELECT body FROM inbox)");
        await host.StartAsync();
        await host.ReleaseAsync(hop, "ALERT - the next one");
        var line = await SetAsideAsync(host);
        Assert.Contains("body", line, StringComparison.Ordinal);
        await host.RunAsync("inbox", "drop", Number(line));
        await host.StopAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_broken_letter_of_the_administrator_s_own_stops_no_post()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 2);
        var letters = Directory.CreateDirectory(Path.Combine(host.DataDirectory, "notices", "en"));
        foreach (var letter in (string[])["moderation-request", "acknowledgement", "footer"])
            await File.WriteAllTextAsync(Path.Combine(letters.FullName, letter + ".liquid"), "Subject: {{ subject\n{% if", TestContext.Current.CancellationToken);
        await host.StartAsync();
        await host.ReleaseAsync(hop, "ALERT - all the same");
        await hop.ServesAsync("ALERT - all the same", Newsroom.Readers(2));
        Assert.DoesNotContain(hop.Taken, mail => mail.Text.Contains("{%", StringComparison.Ordinal));
    }

    private static async Task<ListHost> FoundAsync(NextHop hop, string fault)
    {
        var host = await Newsroom.FoundAsync(hop, 2);
        Alter(host, fault);
        await host.StartAsync();
        return host;
    }

    // The pauses between the turns are not what is asked here: each is cut short as soon as it has begun.
    private static Task<string> SetAsideAsync(ListHost host) => Eventually.SeesAsync("a mail set aside", async () =>
    {
        Alter(host, "UPDATE inbox SET next_at = 0 WHERE aside = 0 AND stage IS NOT NULL");
        return (await host.RunAsync("inbox", "list")).Split('\n').FirstOrDefault(line => line.Contains("aside", StringComparison.Ordinal));
    });

    private static string Number(string line) => Regex.Match(line, @"^\s*(\d+)").Groups[1].Value;

    private static long Turns(ListHost host)
    {
        using var db = Open(host);
        using var command = db.CreateCommand();
        command.CommandText = "SELECT coalesce(max(attempts), 0) FROM inbox";
        return (long)command.ExecuteScalar()!;
    }

    private static void Alter(ListHost host, string sql)
    {
        using var db = Open(host);
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(ListHost host)
    {
        var db = new SqliteConnection($"Data Source={host.DatabaseFile};Pooling=False;Default Timeout=20");
        db.Open();
        return db;
    }
}
