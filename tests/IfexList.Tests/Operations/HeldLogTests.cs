using System.Text.Json;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Tests.Operations;

/// <summary>The desk's log, as it is read and as it is forgotten.</summary>
public sealed class HeldLogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 12, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] All =
    [
        "2026-02-28 23:59:59Z  alerts  7  en  received  -  -",
        "2026-03-12 12:00:00Z  alerts  8  fr  received  -  -",
        "2026-03-12 12:30:05Z  alerts  8  fr  released  marie@clearinghouse.example  2026-0312-01",
        "2026-03-13 12:00:00Z  communique  9  en  discarded  -  -",
    ];

    [Theory]
    [InlineData("", new[] { 0, 1, 2, 3 }, "oldest first, whatever was written first")]
    [InlineData("--list ALERTES", new[] { 0, 1, 2 }, "by its alias")]
    [InlineData("--since 2026-03-01", new[] { 1, 2, 3 }, "from midnight UTC")]
    [InlineData("--held 8", new[] { 1, 2 }, "one post")]
    [InlineData("--held 8 --list communique", new int[0], "both must be so")]
    public async Task It_says_who_decided_what_and_when(string options, int[] lines, string why)
    {
        using var shell = await ShellAsync();
        var answer = await shell.DoneAsync(["held", "log", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.True(lines.Select(line => All[line]).SequenceEqual(answer.Lines), $"{why}: {answer.Out}");
    }

    [Fact]
    public async Task Programs_read_the_same()
    {
        using var shell = await ShellAsync();
        using var log = JsonDocument.Parse((await shell.DoneAsync("held", "log", "--held", "8", "--json")).Out);
        Assert.Equal(
            """{"at":"2026-03-12T12:30:05Z","list":"alerts","held":8,"language":"fr","deed":"released","who":"marie@clearinghouse.example","detail":"2026-0312-01"}""",
            JsonSerializer.Serialize(log.RootElement[1]));
        Assert.Equal(JsonValueKind.Null, log.RootElement[0].GetProperty("who").ValueKind);
    }

    [Theory]
    [InlineData("--since 1.3.2026", 2, "\"1.3.2026\" is no day such as 2026-03-01")]
    [InlineData("--list alrets", 1, "no list is called \"alrets\"")]
    public async Task What_cannot_be_meant_is_said(string options, int code, string complaint)
    {
        using var shell = await ShellAsync();
        var answer = await shell.RunAsync(["held", "log", .. options.Split(' ')]);
        Assert.Equal(code, answer.ExitCode);
        Assert.Contains(complaint, Assert.Single(answer.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_lists_log_is_kept_as_long_as_the_list_says()
    {
        await using var house = new TestHouse(settings => settings with
        {
            Lists = new Dictionary<string, ListSettings>(settings.Lists) { ["alerts"] = settings.Lists["alerts"] with { KeepLog = TimeSpan.FromDays(30) } },
        });
        await house.Database.WriteAsync(tx =>
        {
            foreach (var (list, days) in new[] { ("alerts", 29), ("alerts", 31), ("members", 399), ("members", 401), ("gone", 399), ("gone", 401) })
                DeskLog.Note(tx, new DeskEntry(list, days, Language.En, null, Deed.Received, "", (house.Time.GetUtcNow() - TimeSpan.FromDays(days)).ToUnixTimeMilliseconds()));
            Sweeping.Run(tx, house.Get<ListCatalogue>(), house.Time.Now());
        });
        Assert.Equal(
            [("gone", 399), ("members", 399), ("alerts", 29)],
            house.Database.Read(db => DeskLog.Read(db, null, null, 0)).Select(row => (row.Entry.List, (int)row.Entry.Held)).OrderByDescending(row => row.Item2).ThenBy(row => row.List));
    }

    private static async Task<AdminShell> ShellAsync()
    {
        var shell = new AdminShell();
        await shell.InsertAsync(tx =>
        {
            Assert.True(Address.TryParse("marie@clearinghouse.example", out var address));
            var marie = Person.Know(tx, address, 0);
            Note(tx, "communique", 9, Language.En, null, Deed.Discarded, "", Noon.AddDays(1));
            Note(tx, "alerts", 8, Language.Fr, null, Deed.Received, "", Noon);
            Note(tx, "alerts", 8, Language.Fr, marie, Deed.Released, "2026-0312-01", Noon.AddSeconds(1805));
            Note(tx, "alerts", 7, Language.En, null, Deed.Received, "", new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero));
        });
        return shell;
    }

    private static void Note(Connection tx, string list, long held, Language language, long? who, Deed deed, string detail, DateTimeOffset at) =>
        DeskLog.Note(tx, new DeskEntry(list, held, language, who, deed, detail, at.ToUnixTimeMilliseconds()));
}
