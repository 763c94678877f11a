using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>A small machine and a crowd at its door: it puts off what it can't hold, and neither dies nor loses what it promised.</summary>
[Collection(nameof(ByItself))]
public class UnderPressure(ITestOutputHelper output)
{
    private const int Megabyte = 1024 * 1024;
    private const int Clients = 100;
    private const int Octets = 9_500_000;

    private const int Container = 256;

    /// <summary>Half of them say how large their mail is, and are put off before they have sent it.</summary>
    [Fact(Timeout = 580_000)]
    public async Task A_hundred_clients_with_ten_megabytes_each_get_through_256_MB_while_a_release_goes_out()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the most memory ever resident is read from proc_pid_status(5)");
        const int readers = 3000;
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, readers, json => json["Http"] = new JsonObject { ["Listen"] = new JsonArray($"127.0.0.1:{ListHost.FreePort()}") });
        using var container = new MemoryGroup(Container * (long)Megabyte);
        host.Adopt(container.Start(host.ConfigFile));
        await host.Daemon.AnswersAsync(host.SmtpPort);
        await host.ReleaseAsync(hop, "ALERT - while they push");
        var since = Stopwatch.StartNew();
        var photograph = new byte[Octets * 3 / 4];
        new Random(1).NextBytes(photograph);
        var text = Encoding.ASCII.GetBytes(
            "--b\r\nContent-Type: text/plain\r\n\r\nThe police arrested a journalist last night.\r\n--b\r\nContent-Type: image/jpeg; name=p.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Convert.ToBase64String(photograph, Base64FormattingOptions.InsertLineBreaks) + "\r\n--b--\r\n");
        var putOff = await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => PushAsync(host, i, text)));
        output.WriteLine($"all {Clients} taken after {since.Elapsed.TotalSeconds:0} s, put off {putOff.Sum(p => p.Early)} times before the text and {putOff.Sum(p => p.Late)} times behind it; {Peak(host)} MB");
        Assert.True(putOff.Sum(p => p.Early) > 0, "nobody was put off before his text");
        await hop.ServesAsync("ALERT - while they push", Newsroom.Readers(readers), TimeSpan.FromMinutes(2));
        await host.DeliversAllAsync(TimeSpan.FromMinutes(6));
        output.WriteLine($"all worked off after {since.Elapsed.TotalSeconds:0} s; {Peak(host)} MB");
        Assert.Equal(0, hop.Duplicates("ALERT - while they push"));
        Assert.Equal(0, await host.CountAsync("inbox", "aside"));
        Assert.Equal(Clients, host.Sql("SELECT count(*) FROM held WHERE verdict IS NULL") ?? 0);
        output.WriteLine(container.Story);
        Assert.False(host.Daemon.HasEnded);
        await host.IsSoundAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Two_thousand_that_say_nothing_keep_no_good_client_out()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the most memory ever resident is read from proc_pid_status(5)");
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1, json => json["Smtp"]!["MaxSessionsPerAddress"] = 10_000);
        await host.StartAsync();
        var slow = new List<RawClient>();
        try
        {
            for (var i = 0; i < 2000; i++)
            {
                var client = await RawClient.ConnectAsync(host.SmtpPort);
                slow.Add(client);
                await client.SendAsync("EHLO slow.example\r\nMAIL FR"u8.ToArray());
            }
            var since = Stopwatch.StartNew();
            await host.Sender.PostAsync(Newsroom.Member, "ALERT - past the slow ones");
            var taken = since.Elapsed;
            await hop.RequestAsync("ALERT - past the slow ones");
            output.WriteLine($"taken after {taken.TotalSeconds:0.0} s, asked about after {since.Elapsed.TotalSeconds:0.0} s; {Peak(host)} MB");
            Assert.InRange(taken.TotalSeconds, 0, 5);
            Assert.InRange(Peak(host), 1, Container);
        }
        finally
        {
            foreach (var client in slow)
                await client.DisposeAsync();
        }
    }

    // As a mail server does: whoever is put off comes again, here sooner than a real one.
    private static async Task<(int Early, int Late)> PushAsync(ListHost host, int number, byte[] text)
    {
        var (early, late) = (0, 0);
        var header = Encoding.ASCII.GetBytes($"From: <{Newsroom.Member}>\r\nTo: <{Newsroom.Alerts}>\r\nSubject: Book {number}\r\nMessage-ID: <book{number}@savannapress.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        while (true)
        {
            var answer = await TryAsync(host, number % 2 == 0, [.. header, .. text]);
            if (answer.Reply.StartsWith("250", StringComparison.Ordinal))
                return (early, late);
            Assert.StartsWith("4", answer.Reply, StringComparison.Ordinal);
            (early, late) = answer.HasSent ? (early, late + 1) : (early + 1, late);
            await Task.Delay(TimeSpan.FromMilliseconds(500 + Random.Shared.Next(2000)), TestContext.Current.CancellationToken);
        }
    }

    private static async Task<(string Reply, bool HasSent)> TryAsync(ListHost host, bool saysSize, byte[] mail)
    {
        await using var client = await RawClient.ConnectAsync(host.SmtpPort);
        await client.ReplyAsync();
        foreach (var command in (string[])["EHLO client.example", $"MAIL FROM:<{Newsroom.Member}>{(saysSize ? $" SIZE={mail.Length}" : "")}", $"RCPT TO:<{Newsroom.Alerts}>", "DATA"])
            if (await client.AskAsync(command) is var answer && answer is not ['2' or '3', ..])
                return (answer, false);
        await client.SendAsync(mail);
        return (await client.AskAsync("."), true);
    }

    private static long Peak(ListHost host)
    {
        var line = File.ReadLines($"/proc/{host.Daemon.Id}/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) / 1024;
    }
}
