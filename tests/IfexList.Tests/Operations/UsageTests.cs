namespace IfexList.Tests.Operations;

public sealed class UsageTests
{
    [Theory]
    [InlineData("the verb is unknown", "\"subscribe\" is not understood", "subscribe")]
    [InlineData("a verb is missing behind its group", "see ifexlist subscribers --help", "subscribers")]
    [InlineData("an argument is missing", "see ifexlist subscribers add --help", "subscribers", "add", "alerts")]
    [InlineData("one argument too many", "\"more\" is not understood", "status", "more")]
    [InlineData("no mail address", "\"nobody\" is no mail address", "subscribers", "add", "alerts", "nobody")]
    [InlineData("no language", "\"de\" is none of the languages", "subscribers", "add", "alerts", "a@b.example", "--language", "de")]
    [InlineData("no number", "abc", "inbox", "drop", "abc")]
    [InlineData("an unknown option", "\"--fast\" is not understood", "backup", "a.zip", "--fast")]
    [InlineData("a required option is missing", "--organisation", "members", "add", "a@b.example")]
    [InlineData("no domain name", "\"a b\" is no domain name", "members", "add", "a@b.example", "--organisation", "A", "--domain", "a b")]
    [InlineData("no selector", "\"a b\" is no selector", "dkim", "create", "--selector", "a b")]
    [InlineData("no domain for a key", "\"n\u00fb\" is no domain name", "dkim", "create", "--domain", "n\u00fb")]
    public async Task Wrong_usage_is_one_line_and_exit_code_2(string why, string line, params string[] arguments)
    {
        using var shell = new AdminShell();
        var answer = await shell.RunAsync(arguments);
        Assert.True(answer.ExitCode == 2, why);
        Assert.Empty(answer.Out);
        Assert.Contains(line, Assert.Single(answer.Complaints));
    }

    [Theory]
    [InlineData("no such list", "there are alerts, communique, members, outreach", "subscribers", "add", "alarms", "a@b.example")]
    [InlineData("the list has not that language", "en, fr, es", "subscribers", "add", "alerts", "a@b.example", "--language", "ru")]
    [InlineData("its readers are the members", "registered members", "subscribers", "add", "members", "a@b.example")]
    [InlineData("a desk has no readers", "outreach is a desk", "subscribers", "import", "outreach", "-")]
    [InlineData("he reads nothing", "a@b.example reads no list", "subscribers", "show", "a@b.example")]
    [InlineData("he doesn't read it", "a@b.example doesn't read alerts", "subscribers", "remove", "alerts", "a@b.example")]
    [InlineData("no such file", "nowhere.csv", "subscribers", "import", "alerts", "nowhere.csv")]
    [InlineData("no moderator", "no moderator of alerts", "moderators", "suspend", "alerts", "a@b.example")]
    [InlineData("no member", "a@b.example is no member", "members", "remove", "a@b.example")]
    [InlineData("no such mail", "no mail 7", "inbox", "retry", "7")]
    [InlineData("no such post", "no post 7 is held", "held", "show", "7")]
    [InlineData("no such delivery", "no delivery 7", "queue", "drop", "7")]
    [InlineData("no such mail to explain", "nowhere.eml", "explain", "nowhere.eml")]
    [InlineData("nothing there yet", "nothing to back up", "backup", "a.zip")]
    [InlineData("no such backup", "nowhere.zip", "restore", "nowhere.zip")]
    public async Task A_failure_is_one_line_and_exit_code_1(string why, string line, params string[] arguments)
    {
        using var shell = new AdminShell();
        var answer = await shell.RunAsync(arguments);
        Assert.True(answer.ExitCode == 1, why);
        Assert.Contains(line, Assert.Single(answer.Complaints));
    }

    [Theory]
    [InlineData]
    [InlineData("subscribers")]
    [InlineData("subscribers", "import")]
    [InlineData("moderators", "add")]
    [InlineData("members", "add")]
    [InlineData("held", "show")]
    [InlineData("inbox", "drop")]
    [InlineData("queue", "explain")]
    [InlineData("queue", "retry")]
    [InlineData("deliveries")]
    [InlineData("explain")]
    [InlineData("status")]
    [InlineData("check")]
    [InlineData("backup")]
    [InlineData("restore")]
    public async Task Every_verb_explains_itself(params string[] verb)
    {
        using var shell = new AdminShell();
        var answer = await shell.DoneAsync([.. verb, "--help"]);
        Assert.Contains("Usage:", answer.Out);
        Assert.Contains("--config <FILE>", answer.Out);
    }

    [Fact]
    public async Task A_bad_configuration_is_named_with_file_key_and_reason()
    {
        using var shell = new AdminShell();
        shell.Write("ifexlist.json", """{ "Lists": { "alerts": { } }, "Relay": { "Port": 0 } }""");
        var answer = await shell.RunAsync("status");
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal($"ifexlist: {shell.ConfigFile}: Relay.Port: must lie between 1 and 65535", Assert.Single(answer.Complaints));
    }

    [Fact]
    public async Task What_strangers_wrote_can_not_steer_the_terminal()
    {
        using var shell = new AdminShell();
        await shell.InsertAsync(tx =>
        {
            tx.Execute("INSERT INTO body (id, bytes) VALUES (1, X'41')");
            tx.Execute("""
                INSERT INTO held (id, body, kind, list, language, subject, sender, at) VALUES (1, 1, 'stranger', 'alerts', 'en', @subject, 'x', 0)
                """, ("@subject", "red \u001b[31m alert \u202E"));
        });
        var answer = await shell.DoneAsync("held", "list");
        Assert.Equal("1  alerts  stranger  en  1970-01-01 00:00Z  x  red  [31m alert", Assert.Single(answer.Lines));
    }
}
