using System.Text;

namespace IfexList.Tests.Operations;

/// <summary>Files of other systems, of our own writing: odd line ends, byte order marks, names in Latin-1.</summary>
public sealed class ForeignImportTests
{
    // What stands in the export: address, languages, format, rhythm, paused.
    public static TheoryData<string, string?, string[], string[]> Files => new()
    {
        {
            "mailman3-members.txt", "mailman3",
            ["amelie@quotidien.example,en,text,now,no", "Grace.Banda@lantern.example,en,text,now,no", "olga@gazeta.example,en,text,now,no", "plain@lantern.example,en,text,now,no"],
            ["5: \"alerts@lists.example has no members\" is no mail address"]
        },
        {
            "mailman3-postorius.csv", null,
            [
                "amelie@quotidien.example,fr,text,now,no", "digest@lantern.example,en,text,daily,yes", "grace@lantern.example,en,text,daily,no", "hans@zeitung.example,en,text,now,yes",
                "index@lantern.example,en,text,headlines,no", "later@lantern.example,en,text,now,no",
            ],
            ["6: entered, but its language \"de\" is none of alerts", "7: entered, but its delivery mode \"hourly\" is unknown", "8: \"not an address\" is no mail address"]
        },
        {
            "mailman2-list_members.txt", "mailman2",
            ["amelie@quotidien.example,en,text,now,no", "grace@lantern.example,en,text,now,no", "ines@semanario.example,en,text,now,no"], []
        },
        {
            "mailman2-dumpdb.txt", null,
            [
                "amelie@quotidien.example,fr,text,now,no", "amélie@quotidien.example,en,text,now,no", "away@lantern.example,en,text,now,yes", "digest@lantern.example,en,full,daily,no",
                "gone@lantern.example,en,text,now,yes", "hans@zeitung.example,en,text,now,no", "O'Brien@lantern.example,en,text,now,no", "on@lantern.example,en,text,now,yes",
                "Plain@lantern.example,en,text,daily,no",
            ],
            ["26: entered, but its language \"de\" is none of alerts"]
        },
        {
            "sympa-member.dump", null,
            [
                "amelie@quotidien.example,en,full,daily,no", "away@lantern.example,en,text,now,2100-01-01T00:00:00Z", "grace@lantern.example,en,text,now,no",
                "ines@semanario.example,en,text,now,no", "nomail@lantern.example,en,text,now,yes", "notice@lantern.example,en,text,headlines,no", "txt@lantern.example,en,text,now,no",
            ],
            [
                "26: entered, but its date \"yesterday\" is no time; its reception \"not_me\": everybody gets his own posts, too", "32: a block without an email line",
                "35: entered, but its reception \"bulletin\" is unknown",
            ]
        },
        { "sympa-review.txt", "sympa", ["amelie@quotidien.example,en,text,now,no", "grace@lantern.example,en,text,now,no"], [] },
        {
            "listserv-get.txt", null,
            ["amelie@quotidien.example,en,text,now,no", "Grace.Banda@lantern.example,en,text,now,no", "ines@semanario.example,en,text,now,no"],
            ["7: here and below, options behind column 80 are encoded and not read: import the answer to QUERY L FOR *@* instead", "10: \"nobody\" is no mail address"]
        },
        {
            "listserv-query.txt", null,
            ["amelie@quotidien.example,en,text,now,no", "grace@lantern.example,en,text,daily,no", "index@lantern.example,en,text,headlines,yes"],
            ["16: entered, but \"Subscription date: some day\" is no date"]
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_foreign_file_is_read_to_the_last_choice(string file, string? from, string[] readers, string[] complaints)
    {
        using var shell = new AdminShell();
        string[] named = from is null ? [] : ["--from", from];
        var answer = await shell.RunAsync(["subscribers", "import", "alerts", Sample(file), .. named]);
        Assert.Equal(complaints.Select(line => $"{Sample(file)}: line {line}"), answer.Complaints);
        Assert.Equal(complaints.Any(line => !line.Contains("entered, but") && !line.Contains("here and below")) ? 1 : 0, answer.ExitCode);
        var export = (await shell.DoneAsync("subscribers", "export", "alerts")).Out;
        Assert.Equal(readers, export.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Short));
        foreach (var kept in (string[])["Roux", "Grace Banda", "kuzofe"])
            Assert.DoesNotContain(kept, await File.ReadAllTextAsync(shell.Settings.DatabaseFile, Encoding.Latin1, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        // A second time it changes nothing.
        var again = await shell.RunAsync(["subscribers", "import", "alerts", Sample(file), .. named]);
        Assert.StartsWith($"added 0, updated 0, skipped {readers.Length}", again.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sympa-member.dump", "amelie@quotidien.example", "2014-12-11T10:08:20Z,imported from Sympa by the administrator")]
    [InlineData("listserv-query.txt", "amelie@quotidien.example", "1997-01-22T00:00:00Z,imported from Listserv by the administrator")]
    [InlineData("mailman2-dumpdb.txt", "amelie@quotidien.example", "2040-03-12T08:00:00Z,imported from Mailman2 by the administrator")]
    public async Task The_time_of_consent_comes_along_where_it_is_known(string file, string reader, string since)
    {
        using var shell = new AdminShell();
        await shell.RunAsync("subscribers", "import", "alerts", Sample(file));
        Assert.EndsWith(since, (await shell.DoneAsync("subscribers", "export", "alerts")).Lines.Single(line => line.StartsWith(reader, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a@b.example\nc@d.example\n", "several systems write it")]
    [InlineData("Anne <a@b.example>\n", "several systems write it")]
    [InlineData("name,mail\nAnne,a@b.example\n", "which system wrote \"name,mail\"?")]
    [InlineData("email,languages\na@b.example,fr\n", "which system wrote \"email,languages\"?")]
    [InlineData("Dear colleague,\nemail a@b.example\n", "which system wrote \"Dear colleague,\"?")]
    [InlineData("* a list\n[----- start pickle file -----]\n", "which system wrote \"* a list\"?")]
    [InlineData("\n \n", "the file is empty")]
    public async Task Where_several_may_have_written_it_nobody_guesses(string text, string reason)
    {
        using var shell = new AdminShell();
        var answer = await shell.ImportAsync("alerts", text);
        Assert.Equal(1, answer.ExitCode);
        Assert.Contains(reason, Assert.Single(answer.Complaints));
        Assert.Null(await shell.NumberAsync("SELECT 1 FROM person"));
    }

    [Fact]
    public async Task A_file_that_is_all_of_one_kind_is_entered_as_that()
    {
        using var shell = new AdminShell();
        var list = shell.Write("list.txt", "a@b.example\nc@b.example\n");
        await shell.DoneAsync("subscribers", "import", "alerts", list, "--from", "mailman3", "--as", "daily");
        await shell.DoneAsync("subscribers", "import", "alerts", shell.Write("nomail.txt", "c@b.example\n"), "--from", "Mailman3", "--as", "paused");
        Assert.Equal(["a@b.example,en,text,daily,no", "c@b.example,en,text,daily,yes"],
            (await shell.DoneAsync("subscribers", "export", "alerts")).Lines.Skip(1).Select(Short));
        Assert.Equal(2, (await shell.RunAsync("subscribers", "import", "alerts", list, "--from", "majordomo")).ExitCode);
        Assert.Equal(2, (await shell.RunAsync("subscribers", "import", "alerts", list, "--as", "hourly")).ExitCode);
    }

    [Fact]
    public async Task A_dump_without_members_is_none()
    {
        using var shell = new AdminShell();
        Assert.Contains("no members in it", Assert.Single((await shell.ImportAsync("alerts", "[----- start pickle file -----]\n{ 'a': 1 }\n")).Complaints));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_dry_run_tells_what_would_happen_and_writes_nothing(string file, string? from, string[] readers, string[] complaints)
    {
        using var shell = new AdminShell();
        string[] named = from is null ? ["--dry-run"] : ["--dry-run", "--from", from];
        var told = await shell.RunAsync(["subscribers", "import", "alerts", Sample(file), .. named]);
        Assert.Null(await shell.NumberAsync("SELECT 1 FROM person"));
        Assert.Equal(complaints.Length, told.Complaints.Length);
        var done = await shell.RunAsync(["subscribers", "import", "alerts", Sample(file), .. named.Skip(1)]);
        var bad = done.Lines[0].Contains("bad") ? "" : ", bad 0";
        Assert.Equal("would be " + done.Lines[0] + bad, told.Lines[0]);
        Assert.Equal(done.ExitCode, told.ExitCode);
        Assert.Equal($"rhythm    {Counts(readers, 3, "now", "daily", "weekly", "headlines")}", told.Lines[1]);
        Assert.Equal($"state     {Counts([.. readers.Select(r => r.EndsWith(",no", StringComparison.Ordinal) ? ",,,,active" : ",,,,paused")], 4, "active", "paused")}", told.Lines[2]);
        Assert.Equal($"language  {Counts(readers, 1, "en", "fr")}", told.Lines[3]);
    }

    private static string Counts(string[] rows, int column, params string[] words) => string.Join(", ", words
        .Select(word => (Word: word, Count: rows.Count(row => row.Split(',')[column] == word))).Where(c => c.Count > 0).Select(c => $"{c.Word} {c.Count}"));

    // address, languages, format, rhythm, and the eighth column: paused.
    private static string Short(string row) => string.Join(',', row.Split(',')[..4].Append(row.Split(',')[8]));

    private static string Sample(string file) => Path.Combine(AppContext.BaseDirectory, "Import", file);
}
