using IfexList.Bounces;
using IfexList.Ledger;
using IfexList.Tests.Mail;

namespace IfexList.Tests.Bounces;

public class AutoReplyTests
{
    public static TheoryData<int, string> Samples => [.. AutoReplySamples.All.Select((sample, at) => (at, $"{sample.Rule}: {sample.Why}"))];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_robots_answer_is_known_and_never_counts(int at, string why)
    {
        var (_, rule, author, header, text) = AutoReplySamples.All[at];
        var report = AutoReplyReader.Read(SampleMail.Parse(AutoReplySamples.Mail(header, text)));
        Assert.True(report is not null, why);
        Assert.Equal((ReturnKind.AutoReply, rule), (report.Kind, report.Rule));
        var recipient = Assert.Single(report.Recipients);
        Assert.Equal((author, ReturnClass.Vacation), (recipient.Address, recipient.Reason.Class));
    }

    [Theory]
    [InlineData("Subject: Re: Automatic reply: ALERT", "Enjoy your holiday, we speak on Monday.", "an answer to a robot")]
    [InlineData("Subject: Re: Out of office", "I will be back on Monday, then we publish it.", "an answer about an absence")]
    [InlineData("Subject: I am away", "I am away until Monday, please send nothing.", "a person says so himself")]
    [InlineData("Subject: ALERTE", "Je suis en congé, mais publiez.", "French")]
    [InlineData("Subject: ALERTA", "Estoy de vacaciones, pero publiquen.", "Spanish")]
    [InlineData("Subject: ALERT", "Я в отпуске, но публикуйте.", "Russian")]
    [InlineData("Subject: تنبيه", "أنا في إجازة، لكن انشروا.", "Arabic")]
    [InlineData("Subject: My new address", "My new address is marie@new.example, please change it.", "a wish to change an address")]
    [InlineData("Subject: Nouvelle adresse", "Ma nouvelle adresse est marie@new.example.", "the same in French")]
    [InlineData("Subject: Nuevo correo", "Mi nuevo correo es marie@new.example.", "the same in Spanish")]
    [InlineData("Subject: Новый адрес", "Мой новый адрес marie@new.example", "the same in Russian")]
    [InlineData("Subject: عنوان", "عنواني الجديد marie@new.example", "the same in Arabic")]
    [InlineData("Subject: Read: this new report", "I think that you should read it.", "a Subject like a receipt's")]
    [InlineData("Subject: Lu : votre article", "Merci, très bon article.", "French")]
    [InlineData("Subject: Re: Ticket 12", "We have received your request and I shall look into it tomorrow.", "a desk's person, without a mark")]
    [InlineData("Subject: Challenge", "Please confirm you are a person whom I know.", "a joke")]
    [InlineData("Subject: Out of officers' hands", "The case went to court.", "a headline")]
    [InlineData("Subject: Journalist has left the country", "He has left the prison and the country.", "a case")]
    [InlineData("Subject: Mailbox", "This mailbox is no longer monitored by the police.", "a case about mail")]
    [InlineData("Auto-Submitted: no\nSubject: Away", "I am out of the office.", "RFC 3834's word for a person")]
    [InlineData("X-Auto-Response-Suppress: All\nIn-Reply-To: <1@x.example>\nSubject: Re: ALERT", "I have left the office, call me.", "a person who asks not to be answered by robots")]
    [InlineData("Subject: Approved", "ok", "a decision")]
    [InlineData("Subject: Fwd: Automatic reply", "See below.\n\n> I am away.", "passed on")]
    [InlineData("Subject: Re: ALERT", "Thanks.\n\nOn Monday, 2 March 2026, Desk <desk@x.example> wrote:\n> I am out of the office", "quoted")]
    [InlineData("In-Reply-To: <1@x.example>\nX-OTRS-Loop: 1\nSubject: Re: [Ticket#1] ALERT", "Dear Sir, the minister will answer you.", "a person who writes through a desk's program")]
    [InlineData("Subject: Holiday reading", "On vacation? Read our report.", "news")]
    public void A_persons_mail_is_his_own(string header, string text, string why) =>
        Assert.True(AutoReplyReader.Read(SampleMail.Parse(AutoReplySamples.Mail("From: marie@mail.example\n" + header, text))) is null, why);

    [Theory]
    [InlineData("Auto-Submitted: auto-generated\nSubject: ALERT", "The editor no longer works there: he was arrested.", "a member's own program writes alerts")]
    [InlineData("List-Id: <news.other.example>\nIn-Reply-To: <1@x.example>\nAuto-Submitted: auto-generated\nSubject: News", "Our desk is on vacation.", "another list's news")]
    public void A_program_may_write_news(string header, string text, string why) =>
        Assert.True(AutoReplyReader.Read(SampleMail.Parse(AutoReplySamples.Mail("From: noreply@mail.example\n" + header, text, to: "alerts@lists.example.org"))) is null, why);

    [Theory]
    [InlineData("From: Mailer-Daemon@mail.example\nAuto-Submitted: auto-replied\nSubject: Mail delivery failed", "Exim")]
    [InlineData("From: postmaster@mail.example\nAuto-Submitted: auto-replied\nSubject: Notice", "a postmaster's notice")]
    [InlineData("From: relay@mail.example\nAuto-Submitted: auto-replied\nX-Failed-Recipients: lina@mail.example.net\nSubject: Notice", "a relay that names who failed")]
    [InlineData("From: relay@mail.example\nAuto-Submitted: auto-replied\nSubject: Undeliverable: ALERT", "by its Subject")]
    [InlineData("From: relay@mail.example\nAuto-Submitted: auto-replied\nSubject: Недоставленное сообщение", "in Russian")]
    [InlineData("From: relay@mail.example\nAuto-Submitted: auto-replied\nSubject: x\nContent-Type: multipart/report; report-type=delivery-status; boundary=d", "a delivery report")]
    public void What_a_mail_system_could_not_deliver_is_no_answer(string header, string why) =>
        Assert.True(AutoReplyReader.Read(SampleMail.Parse(AutoReplySamples.Mail(header, "The address is no longer in use."))) is null, why);

    [Theory]
    [InlineData(48, "vacation")]
    [InlineData(49, "vacation")]
    [InlineData(54, "receipt")]
    [InlineData(85, "challenge")]
    public void Our_own_samples_are_known(int number, string rule) => Assert.Equal(rule, AutoReplyReader.Read(SampleMail.Load(number))?.Rule);

    [Fact]
    public void Every_answer_of_the_corpus_is_recognised_and_no_bounce_or_post_is()
    {
        Assert.SkipUnless(SampleMail.Corpus is not null, "no corpus here: set IFEXLIST_CORPUS to its folder");
        var wrong = new List<string>();
        foreach (var sample in ComplaintTests.Corpus())
        {
            var (kind, report) = (sample.GetProperty("kind").GetString()!, AutoReplyReader.Read(ComplaintTests.Load(sample)));
            // A challenge that is dressed up as a report is no bounce; Apple's button, marked as automatic, is asked about as a complaint first.
            if (kind is not ("not-bounce" or "arf") && report is not null != (kind == "auto-reply"))
                wrong.Add($"{sample.GetProperty("id")} is {kind}, read as {report?.Rule ?? "none"}");
        }
        Assert.Empty(wrong);
    }
}
