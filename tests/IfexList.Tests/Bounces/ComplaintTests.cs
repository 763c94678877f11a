using System.Text.Json;
using IfexList.Bounces;
using IfexList.Tests.Mail;
using MimeKit;

namespace IfexList.Tests.Bounces;

public class ComplaintTests
{
    public static TheoryData<int, string> Samples => [.. ComplaintSamples.All.Select((sample, at) => (at, sample.Why))];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_complaint_says_who_complains_of_which_mail(int at, string why)
    {
        var (_, rule, kind, addresses, id, mail) = ComplaintSamples.All[at];
        var report = ReturnReader.Read(SampleMail.Parse(mail));
        Assert.True(report.Kind == ReturnKind.Complaint, why);
        Assert.Equal(rule, report.Rule);
        Assert.Equal(addresses, string.Join(' ', report.Recipients.Select(one => one.Address)));
        Assert.All(report.Recipients, one => Assert.Equal(kind, one.Reason.Class.ToString()));
        Assert.NotEmpty(report.Recipients);
        Assert.Equal(id, report.Original.MessageId);
        if (id is not null && rule != "spamcop")
            Assert.Contains("alerts-bounces+k7q2abcdefghijklmnopqrstuv@lists.example.org", report.Original.Addresses);
    }

    [Fact]
    public void The_personal_address_for_leaving_is_seen_as_well() =>
        Assert.Contains("alerts-unsubscribe+w3e4abcdefghijklmnopqrstuv@lists.example.org", ReturnReader.Read(SampleMail.Parse(ComplaintSamples.All[0].Mail)).Original.Addresses);

    [Fact]
    public void Our_own_sample_is_a_complaint() => Assert.Equal(ReturnKind.Complaint, ReturnReader.Read(SampleMail.Load(84)).Kind);

    [Theory]
    [InlineData("From: marie@mail.example\nSubject: Spam complaint", "You send me spam. Remove my address at once!", "English")]
    [InlineData("From: marie@mail.example\nSubject: Plainte pour spam", "Cessez de m'écrire, je n'ai rien demandé.", "French")]
    [InlineData("From: marie@mail.example\nSubject: Denuncia de spam", "No quiero recibir más correos.", "Spanish")]
    [InlineData("From: marie@mail.example\nSubject: Жалоба на спам", "Прекратите присылать мне письма.", "Russian")]
    [InlineData("From: marie@mail.example\nSubject: شكوى من بريد مزعج", "توقفوا عن إرسال الرسائل إلي.", "Arabic")]
    [InlineData("From: abuse@isp.example\nSubject: Abuse report", "Our customer says that you write to her. Please call me.", "the abuse desk's person")]
    [InlineData("From: marie@mail.example\nSubject: Feedback report on your alert", "Here is my feedback: good work.", "feedback in words")]
    [InlineData("From: marie@mail.example\nIn-Reply-To: <1@x.example>\nSubject: Re: report", "It said:\n\nFeedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: lina@mail.example.net\n\nWhat is that?", "a question about a report")]
    [InlineData("From: marie@mail.example\nSubject: ARF", "A line\nFeedback-Type: abuse\nstands in each of them.", "an explanation of the form")]
    [InlineData("From: marie@mail.example\nSubject: unsubscribe", "unsubscribe", "a wish, read as a command")]
    [InlineData("From: no-reply@sns.example\nSubject: Notification Message", """{"notificationType":"Delivery","mail":{"destination":["complaint@mail.example.net"]}}""", "a delivery to an address with that word")]
    [InlineData("From: marie@google.com\nSubject: Postmaster Tools", "Shall we look at it together?", "a person at a provider")]
    [InlineData("From: noreply@isp.example\nSubject: Spam report settings", "You can change them.", "a Subject without the mail")]
    public void Other_mail_is_none(string header, string text, string why) =>
        Assert.True(ComplaintReader.Read(SampleMail.Parse(ComplaintSamples.Mail(header, text))) is null, why);

    [Fact]
    public void Who_passes_a_report_on_with_words_of_his_own_is_a_person()
    {
        var report = ComplaintSamples.Arf("Feedback-Type: abuse\nVersion: 1", "Subject: x\n");
        var mail = $"From: marie@mail.example\nSubject: Fwd: report\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: text/plain\n\nWhat shall we do?\n--o\nContent-Type: message/rfc822\n\n{report}\n--o--\n";
        Assert.Equal(ReturnKind.None, ReturnReader.Read(SampleMail.Parse(mail)).Kind);
    }

    [Fact]
    public void Every_complaint_of_the_corpus_is_recognised_and_no_other_mail_is()
    {
        Assert.SkipUnless(SampleMail.Corpus is not null, "no corpus here: set IFEXLIST_CORPUS to its folder");
        var wrong = new List<string>();
        foreach (var sample in Corpus())
        {
            var (kind, report) = (sample.GetProperty("kind").GetString()!, ComplaintReader.Read(Load(sample)));
            if (report is not null != (kind == "arf"))
                wrong.Add($"{sample.GetProperty("id")} is {kind}, read as {report?.Rule ?? "none"}");
            else if (report is not null && sample.GetProperty("recipients").GetArrayLength() > 0 && Expected(sample) is var expected
                && expected != string.Join(' ', report.Recipients.Select(one => one.Address).Order()))
                wrong.Add($"{sample.GetProperty("id")} should name {expected}");
        }
        Assert.Empty(wrong);
    }

    internal static IEnumerable<JsonElement> Corpus() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(SampleMail.Corpus!, "manifest.json"))).RootElement.GetProperty("samples").EnumerateArray();

    internal static MimeMessage Load(JsonElement sample)
    {
        try
        {
            return MimeMessage.Load(Path.Combine(SampleMail.Corpus!, sample.GetProperty("id").GetString()!));
        }
        catch (FormatException)
        {
            return new MimeMessage();
        }
    }

    // Where the reader is hidden, the corpus's tool makes an address up, in a domain that nobody has.
    private static string Expected(JsonElement sample) => string.Join(' ', sample.GetProperty("recipients").EnumerateArray()
        .Select(one => one.GetProperty("address").GetString()!).Select(address => address.EndsWith(".invalid", StringComparison.Ordinal) ? "" : address).Order());
}
