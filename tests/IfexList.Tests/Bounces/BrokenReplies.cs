using System.Diagnostics;
using System.Text;
using IfexList.Bounces;
using IfexList.Tests.Mail;
using MimeKit;

namespace IfexList.Tests.Bounces;

/// <summary>Mails cut off and with wrong octets in them: whatever comes of them, nobody trips over it or takes his time.</summary>
public class BrokenReplies(ITestOutputHelper output)
{
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void Broken_samples_of_ours_are_read_without_a_fault()
    {
        var mails = ComplaintSamples.All.Select(sample => sample.Mail).Concat(AutoReplySamples.All.Select(sample => AutoReplySamples.Mail(sample.Header, sample.Text)));
        Read(mails.Select(mail => Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"))), seed: 7, times: 6);
    }

    [Fact]
    public void Broken_mails_of_the_corpus_are_read_without_a_fault()
    {
        Assert.SkipUnless(SampleMail.Corpus is not null, "no corpus here: set IFEXLIST_CORPUS to its folder");
        Read(ComplaintTests.Corpus().Select(sample => Path.Combine(SampleMail.Corpus!, sample.GetProperty("id").GetString()!)).Where(file => new FileInfo(file).Length < 200_000).Select(File.ReadAllBytes), seed: 11, times: 1);
    }

    [Theory]
    [InlineData("Feedback-Type: abuse\n", "fields")]
    [InlineData("a:", "colons")]
    [InlineData("{\"Message\":\"{", "JSON in JSON")]
    [InlineData("[[[[[[[[", "nesting")]
    [InlineData("x@", "addresses that never end")]
    [InlineData("your message ", "the beginning of a receipt")]
    [InlineData(" \n\t", "folds")]
    [InlineData("omplain{\"notificationType\":", "half a notification")]
    public void Long_texts_cost_no_more_than_their_length(string piece, string why)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 400_000 / piece.Length));
        foreach (var header in (string[])["From: noreply@x.example\nAuto-Submitted: auto-replied\nSubject: Read: x", "From: fbl@x.example\nSubject: spam report", "From: a@x.example\nContent-Type: multipart/report; report-type=feedback-report; boundary=b"])
        {
            var mail = SampleMail.Parse(AutoReplySamples.Mail(header, (header.Contains("boundary", StringComparison.Ordinal) ? "--b\nContent-Type: message/feedback-report\n\n" : "") + text));
            Assert.True(Shortest(mail) < 2 * Most, why);
        }
    }

    private void Read(IEnumerable<byte[]> mails, int seed, int times)
    {
        var (chance, count, slowest) = (new Random(seed), 0, TimeSpan.Zero);
        foreach (var bytes in mails)
            for (var i = 0; i < times; i++)
            {
                if (Parse(Broken(bytes, chance)) is not { } mail)
                    continue;
                var took = Shortest(mail);
                (count, slowest) = (count + 1, took > slowest ? took : slowest);
                Assert.True(took < Most, $"{took.TotalMilliseconds} ms, mail {count}, seed {seed}");
            }
        output.WriteLine($"{count} mails, the slowest took {slowest.TotalMilliseconds:0.0} ms");
        Assert.True(count > 100);
    }

    private static byte[] Broken(byte[] bytes, Random chance)
    {
        var broken = bytes[..chance.Next(bytes.Length / 4, bytes.Length + 1)];
        for (var flips = chance.Next(20); flips > 0 && broken.Length > 0; flips--)
            broken[chance.Next(broken.Length)] = (byte)chance.Next(256);
        return broken;
    }

    private static MimeMessage? Parse(byte[] bytes)
    {
        try
        {
            return MimeMessage.Load(new MemoryStream(bytes));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // The machine may have had something else to do.
    internal static TimeSpan Shortest(MimeMessage mail)
    {
        var shortest = TimeSpan.MaxValue;
        for (var i = 0; i < 10 && shortest >= Most; i++)
        {
            var start = Stopwatch.GetTimestamp();
            ReturnReader.Read(mail);
            shortest = Stopwatch.GetElapsedTime(start) is var took && took < shortest ? took : shortest;
        }
        return shortest;
    }
}
