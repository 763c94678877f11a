using IfexList.Mail;
using MimeKit;
using Xunit;

namespace IfexList.Tests.Mail;

public class AutomationTests
{
    private static Automation Of(MimeMessage message, string? sender = "marie@clearinghouse.example") =>
        Automation.Of(message, sender is null, "lists.example.org", address => address.EndsWith("@lists.example.org", StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData(1, RobotSigns.None, "a person's post")]
    [InlineData(5, RobotSigns.Bulk, "a member's alert sent by a mailing tool is still a post")]
    [InlineData(40, RobotSigns.None, "a person's decision")]
    [InlineData(48, RobotSigns.AutoSubmitted | RobotSigns.OutOfOffice | RobotSigns.Bulk, "vacation")]
    [InlineData(49, RobotSigns.OutOfOffice, "Exchange's vacation without Auto-Submitted")]
    [InlineData(54, RobotSigns.Report, "read receipt")]
    [InlineData(55, RobotSigns.Reaction, "a thumb")]
    [InlineData(68, RobotSigns.None, "the unsubscribe button is a person's")]
    [InlineData(71, RobotSigns.Loop | RobotSigns.Bulk | RobotSigns.NoReader, "our own mail")]
    [InlineData(84, RobotSigns.Report, "complaint")]
    public void The_samples_show_who_wrote_them(int number, RobotSigns expected, string why) => Assert.True(expected == Of(SampleMail.Load(number)).Signs, $"{why}: {Of(SampleMail.Load(number)).Signs}");

    [Fact]
    public void Every_decision_sample_of_a_robot_is_silent_and_every_person_is_heard()
    {
        Assert.All([48, 49, 54], number => Assert.True(Of(SampleMail.Load(number)).NeverAnswer));
        Assert.All([40, 41, 42, 43, 44, 45, 46, 47, 50, 51, 52, 53, 55, 5], number => Assert.False(Of(SampleMail.Load(number)).NeverAnswer));
        Assert.True(Of(SampleMail.Load(55)).IsReaction);
        Assert.True(Of(SampleMail.Load(5)).IsBulk);
    }

    [Theory]
    [InlineData("List-Unsubscribe: <https://shop.example/u/1>", true, "a newsletter without a List-Id")]
    [InlineData("List-Post: <mailto:news@lists.example.net>", true, "another list")]
    [InlineData("Mailing-List: contact news-help@lists.example.net; run by ezmlm", true, "ezmlm")]
    [InlineData("X-Mailer: Listing 1.0", false, "a person's program")]
    public void Headers_tell_a_mailing(string header, bool expected, string why) =>
        Assert.True(expected == Of(SampleMail.Parse($"{header}\nFrom: noreen@mail.example\nMessage-ID: <1@x.example>\n\ntext\n")).IsBulk, why);

    [Theory]
    [InlineData("Auto-Submitted: no", false, "RFC 3834's word for a person")]
    [InlineData("Auto-Submitted: auto-generated (rejected)", true, "with a comment")]
    [InlineData("Auto-Submitted: auto-replied; owner-email=\"x\"", true, "with a parameter")]
    [InlineData("X-Autorespond: x", true, "an old responder")]
    [InlineData("Precedence: auto_reply", true, "Gmail's vacation")]
    [InlineData("Precedence: first-class", false, "an old client")]
    [InlineData("Subject: Automatic reply: [alerts 1] x", true, "English")]
    [InlineData("Subject: =?utf-8?Q?R=C3=A9ponse_automatique_=3A_x?=", true, "French")]
    [InlineData("Subject: =?utf-8?Q?Respuesta_autom=C3=A1tica=3A_x?=", true, "Spanish")]
    [InlineData("Subject: Автоответ: x", true, "Russian")]
    [InlineData("Subject: رد تلقائي: x", true, "Arabic")]
    [InlineData("Subject: Re: Automatic reply: x", false, "a person's answer to such a mail")]
    [InlineData("Subject: Out of officers' hands", false, "another sentence")]
    [InlineData("X-Loop: alerts@lists.example.org", true, "our own loop mark")]
    [InlineData("X-Loop: alerts@otherlists.example.org", false, "somebody else's")]
    [InlineData("List-Id: Alerts <alerts.lists.example.org>", true, "our own list")]
    [InlineData("List-Id: <other.example.net>", false, "another list")]
    [InlineData("From: MAILER-DAEMON@mail.example", true, "a mail system")]
    [InlineData("From: No-Reply@shop.example", true, "nobody reads it")]
    [InlineData("From: owner-news@lists.example.net", true, "another list's owner address (RFC 3834 §2)")]
    [InlineData("From: news-request@lists.example.net", true, "another list's commands")]
    [InlineData("From: noreen@mail.example", false, "a person's name")]
    [InlineData("From: Alerts-Request@lists.example.org", true, "our own address")]
    public void Headers_tell_a_robot(string header, bool expected, string why) =>
        Assert.True(expected == Of(SampleMail.Parse($"{header}\nMessage-ID: <1@x.example>\n\ntext\n")).NeverAnswer, why);

    [Fact]
    public void The_null_sender_is_never_answered() => Assert.True(Of(SampleMail.Load(40), sender: null).NeverAnswer);
}
