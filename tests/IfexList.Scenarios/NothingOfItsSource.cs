using System.Text;
using IfexList.Scenarios.Actors;
using IfexList.Tests.Leaks;
using MimeKit;

namespace IfexList.Scenarios;

/// <summary>A post that tells everything that mails are known to tell comes out of the real daemon telling what it says, and nothing else.</summary>
public class NothingOfItsSource
{
    [Fact(Timeout = 120_000)]
    public async Task No_copy_parcel_answer_or_line_of_the_log_shows_any_known_leak()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1);
        await host.AddMemberAsync(StuffedMail.Poster, "Observatory");
        await host.ImportAsync("address,languages,format,rhythm", ["full@x.example,en,full,now", "digest@x.example,en,full,daily", "heads@x.example,en,text,headlines"]);
        await host.StartAsync();
        foreach (var onlyHtml in (bool[])[false, true])
        {
            await host.Sender.SendAsync(StuffedMail.Poster, Newsroom.Alerts, Stuffed(onlyHtml));
            await Eventually.HoldsAsync("the request", () => Requests(hop).Count == (onlyHtml ? 2 : 1));
            await host.Sender.ReplyAsync(Newsroom.Moderator, Requests(hop)[^1], "ok en");
            await Eventually.HoldsAsync("the copy", () => hop.For(Newsroom.Reader(0)).Count(mail => mail.IsCopy) == (onlyHtml ? 2 : 1));
        }
        var number = hop.For(Newsroom.Reader(0)).First(mail => mail.IsCopy).Field("IfexList-Number")!;
        await host.Sender.SendAsync(Newsroom.Reader(0), "alerts-request@" + ListHost.Domain, Sender.Message(Newsroom.Reader(0), "alerts-request@" + ListHost.Domain, $"get {number}", "last 2"));
        await hop.AwaitAsync(Newsroom.Reader(0), mail => mail.IsLetter && mail.Text.Contains("Printing house searched", StringComparison.Ordinal));
        await host.StopAsync();
        host.Sql("UPDATE due SET at = 1 WHERE kind = 'parcel'");
        await host.StartAsync();
        await hop.AwaitAsync("digest@x.example", mail => mail.IsCopy);
        await hop.AwaitAsync("heads@x.example", mail => mail.IsCopy);
        await host.DeliversAllAsync();
        var readers = hop.Taken.Where(mail => mail.Recipient is not (Newsroom.Moderator or StuffedMail.Poster or ListHost.Owner)).ToList();
        Assert.True(readers.Count >= 7);
        Assert.All(readers, mail => IsTight(Sight.OfMail(mail.Recipient, mail.Bytes), mayKnowPoster: false));
        Assert.All(Requests(hop), mail => IsTight(Sight.OfMail(mail.Recipient, mail.Bytes), mayKnowPoster: true));
        IsTight(Sight.OfText("log", host.Daemon.Output), mayKnowPoster: false);
        await host.StopAsync();
    }

    private static List<TakenMail> Requests(NextHop hop) => [.. hop.For(Newsroom.Moderator).Where(mail => mail.IsRequest())];

    private static void IsTight(Sight sight, bool mayKnowPoster) =>
        Assert.All(Leak.All, leak => Assert.False(leak.IsIn(sight) && !(mayKnowPoster && leak.IsOfPoster), $"{sight.Where} shows {leak}"));

    private static MimeMessage Stuffed(bool onlyHtml) =>
        MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(StuffedMail.Of(Newsroom.Alerts, onlyHtml).ReplaceLineEndings("\r\n"))));
}
