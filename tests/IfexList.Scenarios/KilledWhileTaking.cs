using System.Collections.Concurrent;
using System.Globalization;
using IfexList.Scenarios.Actors;
using MailKit;
using MailKit.Net.Smtp;

namespace IfexList.Scenarios;

/// <summary>kill -9 while many post: a mail that got its 250 is held once, and can be released.</summary>
[Collection(nameof(ByItself))]
public class KilledWhileTaking(ITestOutputHelper output)
{
    private const int Clients = 50;
    private const int MailsOfEach = 4;
    private const int Kills = 5;
    private static readonly string[] Readers = [.. Newsroom.Readers(2)];

    [Fact(Timeout = 180_000)]
    public async Task Every_mail_that_heard_250_is_held_once_and_reaches_the_readers()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers.Length);
        await host.StartAsync();
        var promised = new ConcurrentDictionary<string, int>();
        var posting = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => PostAllAsync(host.Sender, client, promised))));
        await KillAgainAndAgainAsync(host, new Random(seed), promised);
        await posting;
        Assert.Equal(Clients * MailsOfEach, promised.Count);
        await Eventually.SeesAsync("an empty inbox", async () => await host.CountAsync("inbox", "waiting") == 0 ? "yes" : null);
        Assert.Equal(0, await host.CountAsync("inbox", "aside"));
        Assert.Equal(promised.Count, await host.CountAsync("held", "posts"));
        await host.DeliversAllAsync();
        var sentAgain = promised.Values.Sum(tries => tries - 1);
        output.WriteLine($"{promised.Count} mails, {sentAgain} of them sent again because no 250 was heard");
        foreach (var subject in promised.Keys)
            await ApproveAsync(host, hop, subject);
        foreach (var subject in promised.Keys)
            await hop.ServesAsync(subject, Readers);
        await host.DeliversAllAsync();
        Assert.All(promised.Keys, subject => Assert.Equal(Readers.Length, hop.CopiesOf(subject).Count()));
        Assert.Equal(0, await host.CountAsync("held", "posts"));
        await host.IsSoundAsync();
    }

    private static async Task KillAgainAndAgainAsync(ListHost host, Random random, ConcurrentDictionary<string, int> promised)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            // Not before some have been taken: a kill of an idle daemon shows nothing.
            var taken = promised.Count;
            await Eventually.HoldsAsync("more posts taken", () => promised.Count > taken + 10 || promised.Count == Clients * MailsOfEach);
            await Task.Delay(random.Next(0, 100), TestContext.Current.CancellationToken);
            await host.KillAsync();
            await host.StartAsync();
        }
    }

    // As a mail server does: the same mail again and again until it hears 250.
    private static async Task PostAllAsync(Sender sender, int client, ConcurrentDictionary<string, int> promised)
    {
        for (var mail = 0; mail < MailsOfEach; mail++)
        {
            var subject = string.Create(CultureInfo.InvariantCulture, $"ALERT - ZIMBABWE: Case {client:00}-{mail}");
            var message = Sender.Message(Newsroom.Member, Newsroom.Alerts, subject, $"What happened in case {client:00}-{mail}.");
            for (var tries = 1; !promised.ContainsKey(subject); tries++)
                try
                {
                    await sender.SendAsync(Newsroom.Member, Newsroom.Alerts, message);
                    promised[subject] = tries;
                }
                catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or ProtocolException or ServiceNotConnectedException
                    or SmtpCommandException { StatusCode: >= (SmtpStatusCode)400 and < (SmtpStatusCode)500 })
                {
                    await Task.Delay(50, TestContext.Current.CancellationToken);
                }
        }
    }

    private static async Task ApproveAsync(ListHost host, NextHop hop, string subject) =>
        await host.Sender.ReplyAsync(Newsroom.Moderator, await hop.RequestAsync(subject), "ok");
}
