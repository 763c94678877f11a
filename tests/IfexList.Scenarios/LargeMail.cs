using System.Globalization;
using System.Text;
using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>Posts as large as we take them, many at once: a small machine bears them, and a small post behind them doesn't wait for them.</summary>
[Collection(nameof(ByItself))]
public class LargeMail(ITestOutputHelper output)
{
    private const int Octets = 9_000_000;
    private const int Posts = 20;

    // The buffers of the twenty take 180 MB and the daemon itself some 75. It was 1,600 MB when eight large texts were read side by side.
    private const int MostMegabytes = 900;

    [Theory(Timeout = 170_000)]
    [InlineData("plain")]
    [InlineData("base64")]
    [InlineData("html")]
    public async Task Twenty_at_once_fit_a_small_machine_and_a_small_post_passes_them(string kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the most memory ever resident is read from proc_pid_status(5)");
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1);
        await host.StartAsync();
        var mails = Enumerable.Range(0, Posts).Select(i => Encoding.ASCII.GetBytes(Mail(kind, i))).ToList();
        Assert.All(await Task.WhenAll(mails.Select(mail => RawClient.PostAsync(host.SmtpPort, Newsroom.Member, Newsroom.Alerts, mail))), answer => Assert.StartsWith("250", answer, StringComparison.Ordinal));
        var taken = PeakMegabytes(host);
        await host.Sender.PostAsync(Newsroom.Member, "ALERT - behind them");
        var since = System.Diagnostics.Stopwatch.StartNew();
        await hop.RequestAsync("ALERT - behind them");
        output.WriteLine($"{kind}: the small one's request after {since.Elapsed.TotalSeconds:0.0} s");
        await host.DeliversAllAsync();
        output.WriteLine($"{kind}: {taken} MB when all were taken, {PeakMegabytes(host)} MB when all were worked off, {since.Elapsed.TotalSeconds:0.0} s");
        Assert.InRange(PeakMegabytes(host), 1, MostMegabytes);
    }

    private static string Mail(string kind, int number)
    {
        var line = $"The police of the state arrested journalist {number} in the capital last night.\r\n";
        var (type, encoding, body) = kind switch
        {
            "base64" => ("text/plain", "base64", Convert.ToBase64String(Encoding.ASCII.GetBytes(Repeat(line, Octets * 3 / 4)), Base64FormattingOptions.InsertLineBreaks)),
            "html" => ("text/html", "7bit", Repeat($"<p>{line}</p>\r\n", Octets)),
            _ => ("text/plain", "7bit", Repeat(line, Octets)),
        };
        return $"From: <{Newsroom.Member}>\r\nSubject: Book {number}\r\nMIME-Version: 1.0\r\nContent-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n";
    }

    private static string Repeat(string text, int octets) => new StringBuilder(octets + text.Length).Insert(0, text, octets / text.Length).ToString();

    private static long PeakMegabytes(ListHost host)
    {
        var line = File.ReadLines($"/proc/{host.Daemon.Id}/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) / 1024;
    }
}
