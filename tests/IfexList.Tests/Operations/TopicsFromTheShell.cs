using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Tests.Operations;

/// <summary><c>held approve</c> says what a release is about, until moderators do.</summary>
public sealed class TopicsFromTheShell
{
    [Theory]
    [InlineData(new[] { "--country", "tn" }, ";TN;mena;", "TN", "a country brings its region")]
    [InlineData(new[] { "--country", "TN", "--topic", "africa" }, ";TN;mena;africa;", "TN", "a second region")]
    [InlineData(new[] { "--topic", "africa", "--topic", "asia" }, ";africa;asia;", null, "regions alone")]
    [InlineData(new string[0], ";", null, "nothing said: everybody")]
    public async Task An_approved_release_is_about_what_was_said_and_its_own_case(string[] options, string topics, string? country, string because)
    {
        using var shell = new AdminShell();
        await HoldAsync(shell);
        await shell.DoneAsync(["held", "approve", "17", .. options]);
        await using var database = Database.Open(shell.Settings.DatabaseFile);
        Assert.True(database.Read(db => db.Text("SELECT number FROM release")) is { } number && topics + number + ";" == database.Read(db => db.Text("SELECT topics FROM release")), because);
        Assert.Equal(country, database.Read(db => db.Text("SELECT country FROM release")));
    }

    [Theory]
    [InlineData("--country", "XX", "\"XX\" is no country's code")]
    [InlineData("--country", "africa", "\"africa\" is no country's code")]
    [InlineData("--topic", "womem", "\"womem\" is no topic of alerts; there are africa, americas, asia, europe, mena")]
    public async Task What_is_no_topic_is_an_error_and_nothing_is_released(string option, string value, string complaint)
    {
        using var shell = new AdminShell();
        await HoldAsync(shell);
        var answer = await shell.RunAsync("held", "approve", "17", option, value);
        Assert.Equal(1, answer.ExitCode);
        Assert.Contains(complaint, answer.Error, StringComparison.Ordinal);
        Assert.Equal(0, await shell.NumberAsync("SELECT count(*) FROM release"));
    }

    [Fact]
    public async Task What_is_approved_in_its_grace_is_said_to_leave_then()
    {
        using var shell = new AdminShell();
        shell.Write("ifexlist.json", (await File.ReadAllTextAsync(shell.ConfigFile, TestContext.Current.CancellationToken)).Replace("\"Title\": \"Alerts\"", "\"RecallGrace\": \"00:30:00\"", StringComparison.Ordinal));
        await HoldAsync(shell);
        Assert.Contains("approved, leaves on 20", (await shell.DoneAsync("held", "approve", "17")).Out, StringComparison.Ordinal);
        Assert.Contains("has been approved already", (await shell.RunAsync("held", "approve", "17")).Error, StringComparison.Ordinal);
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM due WHERE kind = 'grace'"));
    }

    private static Task HoldAsync(AdminShell shell) => shell.InsertAsync(tx =>
    {
        tx.Execute("INSERT INTO body (id, bytes) VALUES (4, @bytes)", ("@bytes", "From: x@y.example\r\nSubject: ALERT\r\n\r\nThe plates were seized.\r\n"u8.ToArray()));
        HeldPosts.Add(tx, new HeldPost(17, 4, 1, HeldKind.Post, "alerts", Language.En, null, null, "ALERT", "x@y.example", 5000));
    });
}
