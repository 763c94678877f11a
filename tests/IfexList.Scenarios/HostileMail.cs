using System.Diagnostics;
using System.Text;
using System.Text.Json;
using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>Mail made to hurt, and mail as strange as real people's: each is answered in time, the daemon lives, and the next good post is delivered.</summary>
public class HostileMail(ITestOutputHelper output)
{
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, Func<string>> Mails = new()
    {
        ["no Subject"] = () => Mail("From: <{0}>\nDate: Thu, 12 Mar 2026 03:11:00 +0000", "Seized last night."),
        ["no Date"] = () => Mail("From: <{0}>\nSubject: no Date", "Seized last night."),
        ["no header at all"] = () => "\nSeized last night.",
        ["no body at all"] = () => Mail("From: <{0}>\nSubject: nothing", ""),
        ["two From"] = () => Mail("From: <{0}>\nFrom: <other@mail.example>\nSubject: two From", "Seized."),
        ["an unknown charset"] = () => Mail("From: <{0}>\nSubject: =?x-klingon?Q?caf=E9?=\nContent-Type: text/plain; charset=x-klingon", "caf\u00e9"),
        ["a Subject of raw octets"] = () => Mail("From: <{0}>\nSubject: caf\u00e9 \u0085\u00a0 \u00ff", "Seized."),
        ["quotation without end"] = () => Mail("From: <{0}>\nSubject: quoted", Repeat(new string('>', 900) + "\n", 5_000)),
        ["10,000 header lines"] = () => Mail("From: <{0}>\nSubject: many\n" + Repeat("X-A: b\n", 10_000).TrimEnd(), "Seized."),
        ["a folded header of 8 MB"] = () => Mail(
            "From: <{0}>\nSubject: folded\nX-A: a\n" + Repeat(" " + new string('b', 78) + "\n", 100_000).TrimEnd(), "Seized."),
        ["a header line of 1 MB"] = () => Mail("From: <{0}>\nSubject: long\nX-A: " + new string('b', 1 << 20), "Seized."),
        ["100,000 addresses"] = () => Mail("From: <{0}>\nSubject: crowd\nCc: " + Repeat("a@b.example,\n ", 100_000) + "a@b.example", "Seized."),
        ["MIME nested 20,000 deep"] = () => Mail(
            "From: <{0}>\nSubject: deep\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0", Nested(20_000)),
        ["MIME nested 2,000 deep"] = () => Mail(
            "From: <{0}>\nSubject: deep\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0", Nested(2_000)),
        ["mail in mail in mail"] = () => Mail(
            "From: <{0}>\nSubject: mail in mail\nMIME-Version: 1.0\nContent-Type: message/rfc822", Repeat("Content-Type: message/rfc822\n\n", 2_000)),
        ["300,000 parts"] = () => Mail(
            "From: <{0}>\nSubject: parts\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b", Repeat("--b\n\n\n", 300_000) + "--b--"),
        ["malformed base64"] = () => Mail(
            "From: <{0}>\nSubject: =?utf-8?B?4pyT4p?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
            "====U2VpemVk!!\u00ff\n=\nA"),
        ["a file name turned round"] = () => Mail(
            "From: <{0}>\nSubject: photo\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b",
            "--b\nContent-Type: text/plain\n\nSeized.\n--b\nContent-Type: application/octet-stream; name=\"=?utf-8?Q?photo=E2=80=AEfdp.exe?=\"\n\nMZ\n--b--"),
        ["HTML nested 100,000 deep"] = () => Mail(
            "From: <{0}>\nSubject: html\nMIME-Version: 1.0\nContent-Type: text/html", Repeat("<div><b>\n", 50_000) + "Seized"),
        ["HTML that never closes"] = () => Mail(
            "From: <{0}>\nSubject: html\nMIME-Version: 1.0\nContent-Type: text/html", Repeat("<a href=\"\n<!--\n&#\n", 100_000)),
        ["101 Received lines"] = () => Mail(
            Repeat("Received: from a.example by b.example; Thu, 12 Mar 2026 03:11:00 +0000\n", 101) + "From: <{0}>\nSubject: 101 Received lines", "Round."),
        ["our own List-Id"] = () => Mail("From: <{0}>\nSubject: our own List-Id\nList-Id: Action Alert Network <alerts.lists.example.org>", "Round."),
    };

    // Those that have made the round already may not be held for a second one.
    private static readonly string[] Loops = ["101 Received lines", "our own List-Id"];

    [Fact(Timeout = 170_000)]
    public async Task Each_is_answered_in_time_and_the_good_post_behind_it_is_delivered()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1);
        await host.StartAsync();
        foreach (var (kind, mail) in Mails)
        {
            var since = Stopwatch.StartNew();
            var answer = await RawClient.PostAsync(host.SmtpPort, Newsroom.Member, Newsroom.Alerts, Encoding.Latin1.GetBytes(mail()));
            output.WriteLine($"{kind}: {answer} in {since.Elapsed.TotalSeconds:0.0} s");
            Assert.True(answer is ['2' or '5', ..] && since.Elapsed < InTime, $"{kind}: {answer} in {since.Elapsed.TotalSeconds} s");
            await host.ReleaseAsync(hop, $"ALERT - behind {kind}");
            await hop.ServesAsync($"ALERT - behind {kind}", [Newsroom.Reader(0)]);
            Assert.False(host.Daemon.HasEnded, kind);
        }
        await host.DeliversAllAsync();
        Assert.Equal(0, await host.CountAsync("inbox", "aside"));
        Assert.DoesNotContain(Loops, loop => hop.For(Newsroom.Moderator).Any(mail => mail.Subject.EndsWith("] " + loop, StringComparison.Ordinal)));
        await host.IsSoundAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_same_post_twice_is_held_once_and_its_member_is_told()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1);
        await host.StartAsync();
        await host.Sender.PostAsync(Newsroom.Member, "ALERT - sent twice");
        await host.Sender.PostAsync(Newsroom.Member, "ALERT - sent twice");
        await host.DeliversAllAsync();
        Assert.Equal(1, await host.CountAsync("held", "posts"));
        Assert.Single(hop.For(Newsroom.Moderator));
        Assert.Single(hop.For(Newsroom.Member), mail => mail.Subject.StartsWith("Not accepted", StringComparison.Ordinal));
    }

    [Fact(Timeout = 170_000)]
    public async Task Mail_that_nobody_here_wrote_is_taken_or_refused_for_good()
    {
        Assert.SkipUnless(Corpus is not null, "no corpus here: set IFEXLIST_CORPUS to its folder");
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1);
        await host.StartAsync();
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Corpus!, "manifest.json"), TestContext.Current.CancellationToken));
        var taken = 0;
        var refused = new List<string>();
        var posts = manifest.RootElement.GetProperty("samples").EnumerateArray().Where(s => s.GetProperty("kind").GetString() is "mime" or "multilang");
        foreach (var sample in posts)
        {
            var id = sample.GetProperty("id").GetString()!;
            var mail = await File.ReadAllBytesAsync(Path.Combine(Corpus!, id), TestContext.Current.CancellationToken);
            var answer = await RawClient.PostAsync(host.SmtpPort, Newsroom.Member, Newsroom.Alerts, mail);
            Assert.True(answer is ['2' or '5', ..], $"{id}: {answer}");
            if (answer[0] == '2')
                taken++;
            else
                refused.Add($"{id}: {answer}");
        }
        output.WriteLine($"{taken} taken, {refused.Count} refused\n{string.Join('\n', refused)}");
        await host.ReleaseAsync(hop, "ALERT - the next one");
        await hop.ServesAsync("ALERT - the next one", [Newsroom.Reader(0)]);
        await host.DeliversAllAsync();
        Assert.Equal(0, await host.CountAsync("inbox", "aside"));
        await host.IsSoundAsync();
    }

    private static string? Corpus
    {
        get
        {
            if (Environment.GetEnvironmentVariable("IFEXLIST_CORPUS") is { Length: > 0 } named)
                return Directory.Exists(named) ? named : null;
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (Path.Combine(folder.FullName, "shared", "corpus") is var corpus && File.Exists(Path.Combine(corpus, "manifest.json")))
                    return corpus;
            return null;
        }
    }

    private static string Mail(string headers, string body) => $"{headers.Replace("{0}", Newsroom.Member, StringComparison.Ordinal)}\n\n{body}\n";

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Nested(int levels)
    {
        var text = new StringBuilder();
        for (var i = 0; i < levels; i++)
            text.Append("--b").Append(i).Append("\nContent-Type: multipart/mixed; boundary=b").Append(i + 1).Append("\n\n");
        return text.ToString();
    }
}
