using System.Text;
using System.Text.RegularExpressions;
using IfexList.Scenarios.Actors;
using MimeKit;

namespace IfexList.Scenarios;

/// <summary>What the house is for: organisations report, a moderator answers with a word, readers get what they can read, and no source is given away.</summary>
public partial class MainJob
{
    private static readonly string[] AllowedHeaders =
    [
        "Date", "Message-Id", "From", "To", "Reply-To", "Subject", "In-Reply-To", "References",
        "List-Id", "List-Help", "List-Post", "List-Owner", "List-Subscribe", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Archive", "Archived-At", "Precedence",
        "Content-Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
        "IfexList-Number", "IfexList-Case", "IfexList-Country", "IfexList-Kind",
    ];

    // Each post with the reply that releases it: top posting, bottom posting, phones, French, Arabic, Russian, a button, a bare Subject.
    private static readonly (string Post, string Reply)[] Days =
    [
        ("01", "41"), ("03", "42"), ("06", "44"), ("07", "43"), ("08", "52"), ("09", "46"), ("10", "40"), ("04", "53"), ("05", "42"), ("02", "40"),
    ];

    [Fact(Timeout = 120_000)]
    public async Task Every_sample_reaches_its_readers_clean()
    {
        await using var hop = NextHop.Open();
        await using var host = await ClearingHouse.FoundAsync(hop);
        for (var day = 0; day < Days.Length; day++)
            await ReleaseAsync(host, hop, Days[day].Post, Days[day].Reply, day + 1);
        await host.DeliversAllAsync();
        foreach (var (moderator, language) in ClearingHouse.Moderators)
        {
            var requests = hop.For(moderator).Where(mail => mail.IsRequest()).ToList();
            Assert.Equal(Days.Length, requests.Count);
            Assert.All(requests, request => Assert.Equal(language, request.Field("Content-Language")));
        }
        foreach (var (reader, languages) in ClearingHouse.Readers)
            Assert.Equal(Days.Count(day => languages.Split(';').Contains(Samples.Language(day.Post))), hop.For(reader).Count(mail => mail.IsCopy));
        Assert.All(hop.Taken.Where(mail => mail.IsCopy), IsClean);
        await host.IsSoundAsync();
        await host.StopAsync();
    }

    private static async Task ReleaseAsync(ListHost host, NextHop hop, string post, string reply, int day)
    {
        var reader = ClearingHouse.Readers.First(r => r.Languages.Split(';')[0] == Samples.Language(post)).Address;
        var before = hop.For(reader).Count(mail => mail.IsCopy);
        await host.PostSampleAsync(post);
        foreach (var (moderator, _) in ClearingHouse.Moderators)
            await hop.RequestAsync(moderator, day);
        await host.ReplyWithSampleAsync(reply, await hop.RequestAsync(Samples.Sender(reply), day));
        var copy = await Eventually.SeesAsync($"sample {post} at {reader}", () => hop.For(reader).Where(mail => mail.IsCopy).ElementAtOrDefault(before));
        Assert.All(Samples.MustContain(post), text => Assert.Contains(Collapsed(text), Collapsed(copy.Text), StringComparison.Ordinal));
        Assert.All(Samples.MustNotContain(post), leak => Assert.False(Shows(copy, leak), $"{post} shows {leak}"));
        // No machine, no private address, no name of a file of whoever wrote it.
        Assert.False(Shows(copy, Samples.Sender(post)) && !copy.Text.Contains(Samples.Sender(post), StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_update_stands_in_the_thread_of_the_release_that_it_answers()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1);
        await host.StartAsync();
        var alert = Sender.Message(Newsroom.Member, Newsroom.Alerts, "ALERT - the first report", "Four men came at night.");
        await host.Sender.SendAsync(Newsroom.Member, Newsroom.Alerts, alert);
        var released = await ApproveAsync(host, hop, "ALERT - the first report");
        var update = Sender.Message(Newsroom.Member, Newsroom.Alerts, "UPDATE - to his own mail", "They came again.");
        update.InReplyTo = alert.MessageId;
        await host.Sender.SendAsync(Newsroom.Member, Newsroom.Alerts, update);
        var second = await ApproveAsync(host, hop, "UPDATE - to his own mail");
        Assert.Equal(released.Message.MessageId, second.Message.InReplyTo);
        var correction = Sender.Message(Newsroom.Member, Newsroom.Alerts, "CORRECTION - to our copy", "Three men it was.");
        correction.InReplyTo = second.Message.MessageId;
        await host.Sender.SendAsync(Newsroom.Member, Newsroom.Alerts, correction);
        Assert.Equal(second.Message.MessageId, (await ApproveAsync(host, hop, "CORRECTION - to our copy")).Message.InReplyTo);
        Assert.DoesNotContain(hop.Taken, mail => mail.IsCopy && mail.Headers.Contains(alert.MessageId!, StringComparison.Ordinal));
    }

    private static async Task<TakenMail> ApproveAsync(ListHost host, NextHop hop, string subject)
    {
        await host.Sender.ReplyAsync(Newsroom.Moderator, await hop.RequestAsync(subject), "ok");
        return await hop.AwaitAsync(Newsroom.Reader(0), mail => mail.IsCopy && mail.Subject == subject);
    }

    private static void IsClean(TakenMail copy)
    {
        Assert.All(copy.Fields.Concat(copy.Message.BodyParts.SelectMany(part => part.Headers)), IsAllowed);
        Assert.All(copy.Fields.GroupBy(field => field.Field), field => Assert.Single(field));
        Assert.True(Ascii.IsValid(copy.Headers.AsSpan()), copy.Headers);
        Assert.Equal(Newsroom.Alerts, copy.Message.From.Mailboxes.Single().Address);
        Assert.Equal("alerts-request@" + ListHost.Domain, copy.ReplyTo);
        Assert.EndsWith("@" + ListHost.Domain, copy.Message.MessageId, StringComparison.Ordinal);
        Assert.Matches(@"<alerts\.lists\.example\.org>$", copy.Message.Headers[HeaderId.ListId]);
        Assert.Matches(BounceAddress(), copy.Sender);
        Assert.Matches(LeaveAddress(), copy.LeaveAddress);
        Assert.DoesNotContain('\u202e', copy.Subject + copy.Text);
        foreach (var leak in (string[])["moderate", "X-Fixture", ".exe", "bulk.invalid", "X-Originating", copy.Recipient])
            Assert.False(Shows(copy, leak), $"{copy.Subject} shows {leak}");
    }

    private static void IsAllowed(Header field) => Assert.Contains(field.Field, AllowedHeaders, StringComparer.OrdinalIgnoreCase);

    private static bool Shows(TakenMail copy, string what) =>
        Encoding.UTF8.GetString(copy.Bytes).Contains(what, StringComparison.OrdinalIgnoreCase)
        || Encoding.Latin1.GetString(copy.Bytes).Contains(what, StringComparison.OrdinalIgnoreCase)
        || copy.Text.Contains(what, StringComparison.OrdinalIgnoreCase)
        || copy.Message.BodyParts.OfType<MimePart>().Any(part => Decoded(part).Contains(what, StringComparison.OrdinalIgnoreCase));

    private static string Decoded(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content, TestContext.Current.CancellationToken);
        return Encoding.Latin1.GetString(content.ToArray());
    }

    private static string Collapsed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"^alerts-bounces\+[a-z2-7]{32}@lists\.example\.org$")]
    private static partial Regex BounceAddress();

    [GeneratedRegex(@"^alerts-unsubscribe\+[a-z2-7]{32}@lists\.example\.org$")]
    private static partial Regex LeaveAddress();
}
