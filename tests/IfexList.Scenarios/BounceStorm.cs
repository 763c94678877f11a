using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>Tens of thousands of bounces, as after a send to a list that somebody stole: readers and desk hardly notice.</summary>
[Collection(nameof(ByItself))]
public class BounceStorm(ITestOutputHelper output)
{
    private const int Readers = 2000;
    private const int Bounces = 20_000;
    private const int Connections = 50;

    // Whoever is refused twenty times is hung up on.
    private const int MailsPerConnection = 100;

    private const string Calm = "ALERT - before the storm";
    private const string Loud = "ALERT - in the storm";
    private const string Behind = "ALERT - behind the storm";

    private readonly ConcurrentDictionary<string, bool> _named = [];
    private int _taken;
    private int _refused;
    private int _forged;

    [Fact(Timeout = 580_000)]
    public async Task Twenty_thousand_bounces_slow_neither_a_release_nor_a_post_and_count_once_a_day()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        await host.StartAsync();
        var calm = await FanOutAsync(host, hop, Calm);
        var addresses = hop.CopiesOf(Calm).Select(copy => copy.Sender).ToList();
        var began = Stopwatch.StartNew();
        var storm = Task.WhenAll(Enumerable.Range(0, Connections).Select(number => PourAsync(host, addresses, number)));
        await Eventually.HoldsAsync("a storm", () => Volatile.Read(ref _taken) > 500);
        var release = FanOutAsync(host, hop, Loud);
        await host.Sender.PostAsync(Newsroom.Member, Behind);
        var taken = Stopwatch.StartNew();
        await hop.RequestAsync(Behind);
        var asked = taken.Elapsed;
        var loud = await release;
        var during = Volatile.Read(ref _taken);
        await storm;
        output.WriteLine($"{_taken} bounces taken and {_refused} refused in {began.Elapsed.TotalSeconds:0} s, {during} of them before the release had left");
        output.WriteLine($"a release to {Readers} took {calm.TotalSeconds:0.0} s before and {loud.TotalSeconds:0.0} s in the storm; the request left {asked.TotalSeconds:0.00} s after the post's 250");
        await host.DeliversAllAsync(TimeSpan.FromMinutes(5));
        output.WriteLine($"all worked off after {began.Elapsed.TotalSeconds:0} s; {Peak(host)} MB at most");
        Assert.Equal(_forged, _refused);
        // On a busy machine both take longer; what must not happen is that either waits for the storm's end.
        Assert.InRange(asked, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.InRange(loud, TimeSpan.Zero, calm * 5 + TimeSpan.FromSeconds(10));
        Assert.Equal(0, host.Sql("SELECT count(*) - count(DISTINCT person || '/' || day || '/' || class) FROM setback"));
        Assert.Equal(_named.Count, host.Sql("SELECT count(DISTINCT person) FROM setback"));
        Assert.Equal(_taken, host.Sql("SELECT sum(times) FROM setback"));
        Assert.Equal(0, host.Sql("SELECT count(*) FROM inbox"));
        Assert.Equal(0, hop.Duplicates(Loud));
        Assert.DoesNotContain(hop.Taken, mail => !mail.IsCopy && mail.Recipient.StartsWith("reader", StringComparison.Ordinal));
    }

    // From the decision to the last copy.
    private static async Task<TimeSpan> FanOutAsync(ListHost host, NextHop hop, string subject)
    {
        await host.ReleaseAsync(hop, subject);
        var decided = DateTimeOffset.UtcNow;
        await hop.ServesAsync(subject, Newsroom.Readers(Readers), TimeSpan.FromMinutes(5));
        return hop.CopiesOf(subject).Max(copy => copy.At) - decided;
    }

    private async Task PourAsync(ListHost host, List<string> addresses, int number)
    {
        for (var first = number; first < Bounces; first += Connections * MailsPerConnection)
        {
            await using var client = await RawClient.ConnectAsync(host.SmtpPort);
            await client.ReplyAsync();
            await client.AskAsync("EHLO mx.example.net");
            await PourAsync(client, addresses, first);
        }
    }

    // A third of them for one reader, one in ten to an address that we never made.
    private async Task PourAsync(RawClient client, List<string> addresses, int first)
    {
        for (var i = first; i < Math.Min(Bounces, first + Connections * MailsPerConnection); i += Connections)
        {
            var isForged = i / Connections % 10 == 9;
            var to = isForged ? $"alerts-bounces+{new string("abcdefgh"[i % 8], 32)}@{ListHost.Domain}" : addresses[i / Connections % 3 == 0 ? 0 : i % addresses.Count];
            if (isForged)
                Interlocked.Increment(ref _forged);
            else
                _named.TryAdd(to, true);
            var reply = await SendAsync(client, to, Bounce(to, i));
            while (reply.StartsWith('4'))
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
                reply = await SendAsync(client, to, Bounce(to, i));
            }
            Assert.Equal(isForged, reply.StartsWith("550", StringComparison.Ordinal));
            Interlocked.Increment(ref isForged ? ref _refused : ref _taken);
        }
    }

    private static async Task<string> SendAsync(RawClient client, string to, byte[] mail)
    {
        foreach (var command in (string[])["MAIL FROM:<>", $"RCPT TO:<{to}>", "DATA"])
            if (await client.AskAsync(command) is var answer && answer is not ['2' or '3', ..])
            {
                await client.AskAsync("RSET");
                return answer;
            }
        return await client.TextAsync(mail);
    }

    private static byte[] Bounce(string to, int number) => Encoding.ASCII.GetBytes($"""
        From: Mail Delivery Subsystem <mailer-daemon@mx.example.net>
        To: <{to}>
        Subject: Could not be delivered
        Message-ID: <storm{number}@mx.example.net>
        Date: Thu, 12 Mar 2026 09:00:00 +0000
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="edge"

        --edge
        Content-Type: text/plain; charset=us-ascii

        There is nobody of that name here.

        --edge
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.net

        Final-Recipient: rfc822; nobody@press.example
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 nobody of that name

        --edge
        Content-Type: text/rfc822-headers

        Subject: {Calm}

        --edge--
        """);

    private static long Peak(ListHost host) => !OperatingSystem.IsLinux() ? 0 : long.Parse(
        File.ReadLines($"/proc/{host.Daemon.Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).AsSpan(6).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) / 1024;
}
