namespace IfexList.Tests.Smtp;

/// <summary>SMTP smuggling (CVE-2023-51764 and kin): whatever looks like an end of DATA and isn't CRLF.CRLF hides no second mail.</summary>
public class Smuggling
{
    private const string Smuggled = "MAIL FROM:<admin@client.example>\r\nRCPT TO:<alerts@lists.example.org>\r\nDATA\r\nSubject: smuggled\r\n\r\nx\r\n.\r\n";

    public static TheoryData<string, string> FakeEnds() => new()
    {
        { "\n.\n", "the classic of servers that take bare LF" },
        { "\n.\r\n", "Postfix and Sendmail, 2023" },
        { "\r\n.\n", "Exim, 2023" },
        { "\r.\r", "old Mac line ends" },
        { "\r.\r\n", "Cisco's gateway turned CR into CRLF" },
        { "\r\n.\r", "an end that never gets its LF" },
        { "\n.\r", "LF before, CR behind" },
        { "\r.\n", "CR before, LF behind" },
        { "\n\n.\r\n", "an empty line of bare LF" },
        { "\r\r.\r\n", "an empty line of bare CR" },
        { "\r\n\n.\r\n", "a bare LF after a true line" },
        { "\n\r.\r\n", "LF CR, the wrong way round" },
        { "\r\n.\r\r\n", "CR doubled behind the dot" },
        { "\r\n.\n\r\n", "LF CRLF behind the dot" },
        { "\r\n.\0\r\n", "a NUL behind the dot" },
        { "\r\n\0.\r\n", "a NUL before the dot" },
        { "\0\r\n.\n", "a NUL before the line end" },
        { "\r\0\n.\r\n", "a NUL inside the CRLF" },
        { "\r\n.\r\0\n", "a NUL inside the last CRLF" },
        { "\r\n.\r.\r\n", "a second dot behind a bare CR" },
        { "\n.\n.\n", "two in a row" },
        { "\r\n..\n.\r", "a stuffed dot between" },
        { "a\r\r\nb\n.\r\n", "CR CR LF earlier in the text" },
    };

    [Theory, MemberData(nameof(FakeEnds))]
    public Task A_fake_end_of_data_smuggles_nothing(string end, string reason) => SmuggleAsync(end, reason, int.MaxValue);

    [Theory, MemberData(nameof(FakeEnds))]
    public Task A_fake_end_split_over_segments_smuggles_nothing(string end, string reason) => SmuggleAsync(end, reason, 1);

    [Fact]
    public async Task The_true_end_of_data_ends_it_and_what_follows_is_another_mail()
    {
        await using var server = await Server.StartAsync();
        await using var peer = await server.ConnectAsync();
        await peer.BeginDataAsync();
        await peer.SendAsync("Subject: one\r\n\r\nx\r\n.\r\n" + Smuggled);
        foreach (var code in new[] { "250", "250", "250", "354", "250" })
            Assert.StartsWith(code, await peer.ReplyAsync(), StringComparison.Ordinal);
        Assert.Equal(2, server.Postbox.Mails.Count);
    }

    private static async Task SmuggleAsync(string end, string reason, int step)
    {
        await using var server = await Server.StartAsync();
        await using var peer = await server.ConnectAsync();
        await peer.BeginDataAsync();
        // Everything up to the smuggled mail's own CRLF.CRLF is one refused mail.
        var octets = "Subject: cover\r\n\r\ntext" + end + Smuggled + "NOOP\r\n";
        for (var i = 0; i < octets.Length; i += Math.Min(step, octets.Length - i))
            await peer.SendAsync(octets.Substring(i, Math.Min(step, octets.Length - i)));
        Assert.True((await peer.ReplyAsync()).StartsWith("554 5.6.0", StringComparison.Ordinal), reason);
        Assert.StartsWith("250 2.0.0 Ok", await peer.ReplyAsync(), StringComparison.Ordinal);
        Assert.Empty(server.Postbox.Mails);
    }
}
