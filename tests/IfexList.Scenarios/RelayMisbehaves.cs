using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>The next hop says what no server should, or hangs up where none may: each reader has one copy that was promised.</summary>
public class RelayMisbehaves(ITestOutputHelper output)
{
    private const int Readers = 100;
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";
    private static readonly string[] All = [.. Newsroom.Readers(Readers)];

    [Theory(Timeout = 60_000)]
    [InlineData(".", "", "it takes a copy and hangs up")]
    [InlineData(".", "250 2.0.0 ta", "it takes a copy and is cut off in its answer")]
    [InlineData(".", "What?\r\n", "it takes a copy and answers with garbage")]
    [InlineData(".", "421 4.3.2 going down\r\n", "it takes a copy and says that it leaves")]
    [InlineData("RCPT", "421 4.3.2 going down\r\n", "it leaves between the recipient and the text")]
    [InlineData("DATA", "\0\0\0\u001b[2J\r\n", "it answers DATA with control characters")]
    [InlineData("MAIL", "25", "it is cut off in its first answer")]
    public async Task What_it_says_wrong_costs_nobody_his_copy(string verb, string says, string reason)
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        await host.Sender.PostAsync(Newsroom.Member, Subject);
        var request = await hop.RequestAsync(Subject);
        hop.Habits = new HopHabits { Instead = HopHabits.Every(9, verb, says) };
        await host.Sender.ReplyAsync(Newsroom.Moderator, request, "ok");
        await ServedOnceAsync(hop, host);
        output.WriteLine($"{reason}: {hop.TakenInSilence} taken and never promised");
        Assert.Equal(verb == ".", hop.TakenInSilence > 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_answer_that_comes_octet_by_octet_is_an_answer()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        hop.Habits = new HopHabits { Stutter = TimeSpan.FromMilliseconds(1) };
        await host.ReleaseAsync(hop, Subject);
        await ServedOnceAsync(hop, host);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_was_offered_in_the_clear_and_not_behind_tls_is_not_used()
    {
        using var certificate = HopCertificate.New();
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers, json => json["Relay"]!["Tls"] = "opportunistic");
        hop.Habits = new HopHabits { Certificate = certificate, TakesChunks = true, TakesBackOverTls = true };
        await host.StartAsync();
        await host.ReleaseAsync(hop, Subject);
        await ServedOnceAsync(hop, host);
        Assert.Empty(hop.Liberties);
    }

    /// <summary>Some middle boxes and old servers lose count of commands that come together.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_command_that_it_takes_for_out_of_turn_is_no_refusal_of_the_reader()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        hop.Habits = new HopHabits { Refuse = (_, tries) => tries == 1 ? "503 5.5.1 bad sequence of commands" : null };
        await host.ReleaseAsync(hop, Subject);
        await ServedOnceAsync(hop, host);
    }

    [Fact(Timeout = 90_000)]
    public async Task Behind_a_certificate_that_is_not_the_relays_nothing_is_sent_until_the_right_one_is_back()
    {
        using var right = HopCertificate.New();
        using var wrong = HopCertificate.New();
        var trusted = Path.GetTempFileName();
        await File.WriteAllTextAsync(trusted, right.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers, json => json["Relay"]!["Tls"] = "required");
        hop.Habits = new HopHabits { Certificate = right, LeavesAfter = 4 };
        await host.StartAsync(("SSL_CERT_FILE", trusted));
        await host.Sender.PostAsync(Newsroom.Member, Subject);
        var request = await hop.RequestAsync(Subject);
        hop.Habits = hop.Habits with { Certificate = wrong };
        await host.Sender.ReplyAsync(Newsroom.Moderator, request, "ok");
        await host.OwesAsync(Readers - 8 * 4);
        await Eventually.HoldsAsync("a route that rests", () => host.Daemon.Output.Contains("454 4.7.5", StringComparison.Ordinal));
        var copies = hop.Copies;
        Assert.InRange(copies, 0, 8 * 4);
        hop.Habits = hop.Habits with { Certificate = right };
        await ServedOnceAsync(hop, host);
        File.Delete(trusted);
    }

    private static async Task ServedOnceAsync(NextHop hop, ListHost host)
    {
        await hop.ServesAsync(Subject, All, TimeSpan.FromSeconds(50));
        await host.DeliversAllAsync();
        Assert.Equal(0, hop.Duplicates(Subject));
    }
}
