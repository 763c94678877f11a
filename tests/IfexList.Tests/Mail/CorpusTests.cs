using System.Text.Json;
using IfexList.Mail;
using MimeKit;
using Xunit;

namespace IfexList.Tests.Mail;

/// <summary>Mail that nobody here wrote. It may not be committed, so these tests say that they were skipped where it isn't.</summary>
public class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_text_is_read_and_none_is_lost()
    {
        Assert.SkipUnless(SampleMail.Corpus is not null, "no corpus here: set IFEXLIST_CORPUS to its folder");
        var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(SampleMail.Corpus!, "manifest.json")));
        int read = 0, probes = 0, found = 0;
        var lost = new List<string>();
        foreach (var sample in manifest.RootElement.GetProperty("samples").EnumerateArray())
        {
            var id = sample.GetProperty("id").GetString()!;
            var text = Read(Path.Combine(SampleMail.Corpus!, id));
            read++;
            if (!sample.TryGetProperty("reference_cpython", out var reference) || !reference.TryGetProperty("first_text_sha256", out _)
                || reference.GetProperty("defects").GetInt32() > 0 || !reference.TryGetProperty("probe", out var probe))
                continue;
            probes++;
            if (Collapsed(text).Contains(Collapsed(probe.GetString()!), StringComparison.Ordinal))
                found++;
            else
                lost.Add(id);
        }
        output.WriteLine($"{read} mails read, {found} of {probes} probes found; lost: {string.Join(" ", lost)}");
        Assert.Empty(lost);
    }

    private static string Read(string file)
    {
        MimeMessage message;
        try
        {
            message = MimeMessage.Load(file);
        }
        catch (FormatException)
        {
            return "";
        }
        var text = PlainText.Of(message);
        Moderation(text, message.Subject ?? "");
        Automation.Of(message, nullSender: false, "lists.example.org", _ => false);
        LanguageGuess.Of(text, Languages.All);
        return text;
    }

    private static void Moderation(string text, string subject)
    {
        IfexList.Moderation.ModeratorReply.Read(text, subject, IfexList.Tests.Moderation.Desk.Alerts);
        IfexList.Moderation.DigestReply.Read(text, subject, IfexList.Tests.Moderation.Desk.Alerts, lines: 1);
    }

    private static string Collapsed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
