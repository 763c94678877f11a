using System.Net;
using IfexList.Foundation;
using IfexList.Smtp;
using Microsoft.Extensions.Time.Testing;

namespace IfexList.Tests.Smtp;

/// <summary>How many sessions there are, and how they end.</summary>
public class Sessions
{
    private static readonly SmtpSettings Small = new() { MaxSessions = 200, MaxSessionsPerAddress = 50 };

    [Fact]
    public async Task Two_hundred_idle_connections_keep_no_good_client_out()
    {
        await using var server = await Server.StartAsync(Small with { MaxSessionsPerAddress = 1000 });
        await using var idle = await Crowd.ConnectAsync(server, 200);
        await using var good = await server.ConnectAsync();
        await good.BeginDataAsync();
        await good.SendAsync("Subject: good\r\n\r\n.\r\n");
        Assert.StartsWith("250 2.0.0", await good.ReplyAsync(), StringComparison.Ordinal);
        Assert.StartsWith("421 4.3.2", await idle.Peers[0].ReplyAsync(), StringComparison.Ordinal);
        Assert.StartsWith("250", await idle.Peers[199].AskAsync("NOOP"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_cap_of_one_address_its_longest_idle_session_goes()
    {
        var time = new FakeTimeProvider();
        await using var server = await Server.StartAsync(Small with { MaxSessionsPerAddress = 3 }, time);
        await using var crowd = await Crowd.ConnectAsync(server, 3);
        time.Advance(TimeSpan.FromSeconds(1));
        await crowd.Peers[0].AskAsync("NOOP");
        await crowd.Peers[2].AskAsync("NOOP");
        await using var newcomer = await server.ConnectAsync();
        Assert.StartsWith("220", await newcomer.ReplyAsync(), StringComparison.Ordinal);
        Assert.StartsWith("421 4.3.2", await crowd.Peers[1].ReplyAsync(), StringComparison.Ordinal);
        Assert.Equal("", await crowd.Peers[1].ReplyAsync());
        Assert.StartsWith("250", await crowd.Peers[0].AskAsync("NOOP"), StringComparison.Ordinal);
        Assert.StartsWith("250", await crowd.Peers[2].AskAsync("NOOP"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_front_relay_has_no_cap_of_its_own()
    {
        await using var server = await Server.StartAsync(Small with { MaxSessionsPerAddress = 1, FrontRelays = ["127.0.0.0/8", "2001:db8::1"] });
        await using var crowd = await Crowd.ConnectAsync(server, 5);
        foreach (var peer in crowd.Peers)
            Assert.StartsWith("250", await peer.AskAsync("NOOP"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_hands_over_a_mail_is_never_the_one_that_goes()
    {
        await using var server = await Server.StartAsync(Small with { MaxSessions = 1 });
        await using var busy = await server.ConnectAsync();
        await busy.BeginDataAsync("slow@lists.example.org");
        await busy.SendAsync("x\r\n.\r\n");
        await server.Postbox.Entered.WaitAsync(TestContext.Current.CancellationToken);
        await using var newcomer = await server.ConnectAsync();
        Assert.StartsWith("421 4.3.2", await newcomer.ReplyAsync(), StringComparison.Ordinal);
        Assert.Equal("", await newcomer.ReplyAsync());
        server.Postbox.Gate.SetResult();
        Assert.StartsWith("250 2.0.0", await busy.ReplyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_ends_a_session_also_amid_a_mail()
    {
        var time = new FakeTimeProvider();
        await using var server = await Server.StartAsync(Small, time);
        await using var silent = await server.ConnectAsync();
        await silent.ReplyAsync();
        await using var amid = await server.ConnectAsync();
        await amid.BeginDataAsync();
        await amid.SendAsync("Subject: half");
        time.Advance(Limits.IdleTime + Limits.SweepTime);
        time.Advance(Limits.SweepTime);
        Assert.StartsWith("421 4.4.2", await silent.ReplyAsync(), StringComparison.Ordinal);
        Assert.Equal("", await silent.ReplyAsync());
        // Its last octets may have been heard before or after the first hour-hand moved.
        var farewell = amid.ReplyAsync();
        if (await Task.WhenAny(farewell, Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken)) != farewell)
            time.Advance(Limits.IdleTime + Limits.SweepTime);
        Assert.StartsWith("421 4.4.2", await farewell, StringComparison.Ordinal);
        Assert.Empty(server.Postbox.Mails);
    }

    [Fact]
    public async Task A_session_that_keeps_talking_ends_all_the_same()
    {
        var time = new FakeTimeProvider();
        await using var server = await Server.StartAsync(Small, time);
        await using var peer = await server.ConnectAsync();
        await peer.ReplyAsync();
        for (var passed = TimeSpan.Zero; passed < Limits.SessionTime; passed += TimeSpan.FromMinutes(4))
        {
            Assert.StartsWith("250", await peer.AskAsync("NOOP"), StringComparison.Ordinal);
            time.Advance(TimeSpan.FromMinutes(4));
        }
        time.Advance(Limits.SweepTime);
        Assert.StartsWith("421 4.4.2", await peer.ReplyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_postbox_that_never_answers_is_not_waited_for_without_end()
    {
        var time = new FakeTimeProvider();
        await using var server = await Server.StartAsync(Small, time);
        await using var peer = await server.ConnectAsync();
        await peer.BeginDataAsync("slow@lists.example.org");
        await peer.SendAsync("x\r\n.\r\n");
        await server.Postbox.Entered.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(Limits.SessionTime + Limits.SweepTime);
        time.Advance(Limits.FinalReplyTime + Limits.SweepTime);
        // Cut, or told to come again a moment before: the mail is still its sender's.
        Assert.Matches("^(451 .*)?$", await peer.ReplyAsync());
        Assert.Empty(server.Postbox.Mails);
    }

    [Fact]
    public async Task At_a_stop_the_idle_are_told_and_a_mail_being_taken_in_gets_its_reply()
    {
        await using var server = await Server.StartAsync(Small);
        await using var idle = await server.ConnectAsync();
        await idle.ReplyAsync();
        await using var busy = await server.ConnectAsync();
        await busy.BeginDataAsync("slow@lists.example.org");
        await busy.SendAsync("x\r\n.\r\n");
        await server.Postbox.Entered.WaitAsync(TestContext.Current.CancellationToken);
        var stopped = server.StopAsync();
        Assert.StartsWith("421 4.3.2", await idle.ReplyAsync(), StringComparison.Ordinal);
        Assert.Equal("", await idle.ReplyAsync());
        server.Postbox.Gate.SetResult();
        Assert.StartsWith("250 2.0.0", await busy.ReplyAsync(), StringComparison.Ordinal);
        Assert.StartsWith("421 4.3.2", await busy.ReplyAsync(), StringComparison.Ordinal);
        await stopped;
        Assert.Single(server.Postbox.Mails);
    }

    [Fact]
    public async Task Twelve_megabytes_without_SIZE_are_refused_where_ten_are_the_limit()
    {
        await using var server = await Server.StartAsync();
        await using var peer = await server.ConnectAsync();
        await peer.BeginDataAsync();
        await peer.SendAsync("Subject: large\r\n\r\n");
        var lines = string.Concat(Enumerable.Repeat(new string('x', 998) + "\r\n", 1000));
        for (var i = 0; i < 12; i++)
            await peer.SendAsync(lines);
        await peer.SendAsync(".\r\nNOOP\r\n");
        Assert.StartsWith("552 5.3.4", await peer.ReplyAsync(), StringComparison.Ordinal);
        Assert.StartsWith("250", await peer.ReplyAsync(), StringComparison.Ordinal);
        Assert.Empty(server.Postbox.Mails);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true, "the same address")]
    [InlineData("192.0.2.1", "192.0.2.2", false, "IPv4 counts by address")]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true, "the same, seen through a dual-stack socket")]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true, "one /64 is one customer")]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false, "another /64")]
    [InlineData("0.0.0.1", "0:1::", false, "IPv4 and IPv6 never meet")]
    public void One_client_is_an_address_or_a_64(string one, string other, bool same, string reason) =>
        Assert.True(same == (ClientKey.Of(IPAddress.Parse(one)) == ClientKey.Of(IPAddress.Parse(other))), reason);

    /// <summary>Peers that have heard the banner and say nothing.</summary>
    private sealed class Crowd(List<Peer> peers) : IAsyncDisposable
    {
        public List<Peer> Peers => peers;

        public static async Task<Crowd> ConnectAsync(Server server, int count)
        {
            var peers = new List<Peer>();
            for (var i = 0; i < count; i++)
            {
                peers.Add(await server.ConnectAsync());
                Assert.StartsWith("220", await peers[i].ReplyAsync(), StringComparison.Ordinal);
            }
            return new Crowd(peers);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var peer in peers)
                await peer.DisposeAsync();
        }
    }
}
