using System.Text;
using IfexList.Bounces;
using IfexList.Tests.Mail;
using MimeKit;

namespace IfexList.Tests.Bounces;

/// <summary>Delivery statuses (RFC 3464, RFC 6533) as systems really write them; all of it invented.</summary>
public class DsnTests
{
    private const string Mta = "Reporting-MTA: dns; mx.example.org\n";

    // Why it stands here, what it says of whom, and the group of fields.
    private static readonly (string Why, string Wanted, string Group)[] Groups =
    [
        ("Exchange 365 writes no blank behind the type", "marie@example.org:Dead",
            "Final-Recipient: rfc822;marie@example.org\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient marie@example.org not found by SMTP address lookup"),
        ("Domino names its own kind of diagnostic", "marie@example.org:Dead",
            "Final-Recipient: rfc822;marie@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: X-Notes; User marie (marie@example.org) not listed in Domino Directory"),
        ("brackets", "marie@example.org:Dead", "Final-Recipient: rfc822;<marie@example.org>\nAction: failed\nStatus: 5.1.1"),
        ("a display name", "marie@example.org:Dead", "Final-Recipient: RFC822; \"Marie K\" <marie@example.org>\nAction: failed\nStatus: 5.1.1"),
        ("a comment", "marie@example.org:Dead", "Final-Recipient: rfc822; marie@example.org (Marie)\nAction: failed\nStatus: 5.1.1"),
        ("no type at all", "marie@example.org:Dead", "Final-Recipient: marie@example.org\nAction: failed\nStatus: 5.1.1"),
        ("a type of its own", "marie@example.org:Dead", "Final-Recipient: LOCAL; marie@example.org\nAction: failed\nStatus: 5.1.1"),
        ("quotes that the name needs", "\"marie k\"@example.org:Dead", "Final-Recipient: rfc822; \"marie k\"@example.org\nAction: failed\nStatus: 5.1.1"),
        ("comments in verdicts", "marie@example.org:Dead", "Final-Recipient: rfc822; marie@example.org\nAction: Failed (user unknown)\nStatus: 5.1.1 (bad destination mailbox address)"),
        ("no action: the status decides", "marie@example.org:Dead", "Final-Recipient: rfc822; marie@example.org\nStatus: 5.1.1"),
        ("no action and a status of success", "marie@example.org:Delivered", "Final-Recipient: rfc822; marie@example.org\nStatus: 2.1.5"),
        ("delivered", "marie@example.org:Delivered", "Final-Recipient: rfc822; marie@example.org\nAction: delivered\nStatus: 2.0.0"),
        ("expanded into a list", "marie@example.org:Delivered", "Final-Recipient: rfc822; marie@example.org\nAction: expanded\nStatus: 2.0.0"),
        ("relayed to a system that tells nothing", "marie@example.org:Delivered", "Final-Recipient: rfc822; marie@example.org\nAction: relayed\nStatus: 2.0.0"),
        ("late", "marie@example.org:Delayed", "Final-Recipient: rfc822; marie@example.org\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: Fri, 5 Jun 2026 10:00:00 +0000"),
        ("late, and then given up", "Marie@example.org:Unavailable",
            "Final-Recipient: rfc822; marie@example.org\nAction: delayed\nStatus: 4.4.1\n\nFinal-Recipient: rfc822; Marie@example.org\nAction: failed\nStatus: 4.4.7"),
        ("a folded diagnostic of several lines", "marie@example.org:Full",
            "Final-Recipient: rfc822; marie@example.org\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552-5.2.2 The mailbox of this\n reader\n is over quota"),
        ("a diagnostic broken without a blank", "marie@example.org:Full",
            "Final-Recipient: rfc822; marie@example.org\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 the mailbox of this reader\nis full, come back later"),
        ("spam is about us", "marie@example.org:Policy", "Final-Recipient: rfc822; marie@example.org\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 Message rejected as spam"),
        ("too large", "marie@example.org:Size", "Final-Recipient: rfc822; marie@example.org\nAction: failed\nStatus: 5.3.4\nDiagnostic-Code: smtp; 552 5.3.4 Message size exceeds fixed limit"),
        ("expired, while it was full", "marie@example.org:Full", "Final-Recipient: rfc822; marie@example.org\nAction: failed\nStatus: 4.4.7\nDiagnostic-Code: smtp; 452 4.2.2 Mailbox over quota"),
        ("whom we wrote to stands in the original", "m@inside.example.org:Dead",
            "Original-Recipient: rfc822; marie@example.org\nFinal-Recipient: rfc822; m@inside.example.org\nAction: failed\nStatus: 5.1.1"),
        ("the public name and the one inside", "marie@example.org:Dead",
            "Final-Recipient: rfc822; marie@example.org\nX-Actual-Recipient: rfc822; m@inside.example.org\nAction: failed\nStatus: 5.1.1"),
        ("blanks before the colon, capitals", "marie@example.org:Dead", "FINAL-RECIPIENT : rfc822; marie@example.org\nACTION : failed\nSTATUS : 5.1.1"),
        ("blank lines within a group", "marie@example.org:Dead", "Final-Recipient: rfc822; marie@example.org\n\n\nAction: failed\nStatus: 5.1.1"),
        ("three readers, three fates", "a@example.org:Dead b@example.org:Full c@example.org:Delayed",
            "Final-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; b@example.org\nAction: failed\nStatus: 5.2.2\n\nFinal-Recipient: rfc822; c@example.org\nAction: delayed\nStatus: 4.4.1"),
    ];

    // Where the fields don't stand where they should.
    private static readonly (string Why, string Wanted, string Mail)[] Mails =
    [
        ("a generic status; the words for people tell why", "marie@example.org:Full",
            BounceTests.Dsn(Mta + "\nFinal-Recipient: rfc822; marie@example.org\nAction: failed\nStatus: 5.0.0", "<marie@example.org>: his mailbox is full")),
        ("no report-type", "marie@example.org:Dead",
            BounceTests.Dsn(Mta + "\nFinal-Recipient: rfc822; marie@example.org\nAction: failed\nStatus: 5.1.1").Replace("; report-type=delivery-status", "", StringComparison.Ordinal)),
        ("multipart/mixed", "marie@example.org:Dead",
            BounceTests.Dsn(Mta + "\nFinal-Recipient: rfc822; marie@example.org\nAction: failed\nStatus: 5.1.1").Replace("multipart/report", "multipart/mixed", StringComparison.Ordinal)),
        ("quoted-printable", "marie@example.org:Dead",
            BounceTests.Dsn(Mta + "\nFinal-Recipient: rfc822; marie=40example.org\nAction: failed\nStatus: 5.1.=\n1", extra: "Content-Transfer-Encoding: quoted-printable\n")),
        ("the fields in a plain text", "marie@example.org:Dead",
            BounceTests.Told("MAILER-DAEMON@mx.example.org", "Undelivered Mail", "Sorry.\n\n" + Mta + "\nFinal-Recipient: rfc822; marie@example.org\nAction: failed\nStatus: 5.1.1\n")),
        ("the fields in a part without a type that means anything", "marie@example.org:Dead",
            BounceTests.Dsn(Mta + "\nFinal-Recipient: rfc822; marie@example.org\nAction: failed\nStatus: 5.1.1", st: "application/octet-stream")),
        ("a local name, and the field that Exim adds", "marie@example.org:Dead",
            "X-Failed-Recipients: marie@example.org\n" + BounceTests.Dsn(Mta + "\nFinal-Recipient: rfc822; marie\nAction: failed\nStatus: 5.1.1")),
        ("a local name, and the mail that came back", "marie@example.org:Dead",
            BounceTests.Dsn(Mta + "\nFinal-Recipient: rfc822; marie\nAction: failed\nStatus: 5.1.1").Replace("To: alerts@lists.example.org\nSubject: ALERT", "To: marie@example.org\nSubject: ALERT", StringComparison.Ordinal)),
        ("cut off in the middle of the fields", "marie@example.org:Dead",
            BounceTests.Dsn(Mta + "\nFinal-Recipient: rfc822; marie@example.org\nAction: failed\nStatus: 5.1.1").Split("\n--b\nContent-Type: text/rfc822-headers")[0]),
        ("a postmaster sent it on", "marie@example.org:Dead", Forwarded(Forwarded(BounceTests.Dsn(Mta + "\nFinal-Recipient: rfc822; marie@example.org\nAction: failed\nStatus: 5.1.1")))),
    ];

    public static TheoryData<string, string, string> Samples =>
        [.. Groups.Select(sample => (sample.Why, sample.Wanted, BounceTests.Dsn($"{Mta}\n{sample.Group}"))).Concat(Mails)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_status_says_who_and_why(string why, string wanted, string mail)
    {
        var report = ReturnReader.Read(SampleMail.Parse(mail));
        Assert.Equal(ReturnKind.Bounce, report.Kind);
        Assert.True(wanted == NarratedTests.Said(report), $"{why}: {NarratedTests.Said(report)}");
    }

    [Fact]
    public void Line_ends_make_no_difference() =>
        Assert.All(Groups, sample => Assert.Equal(sample.Wanted, NarratedTests.Said(ReturnReader.Read(
            MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(BounceTests.Dsn($"{Mta}\n{sample.Group}").ReplaceLineEndings("\n"))), TestContext.Current.CancellationToken)))));

    [Fact]
    public void Whom_we_wrote_to_is_known_where_it_was_passed_on()
    {
        var report = ReturnReader.Read(SampleMail.Parse(BounceTests.Dsn(Mta + "\nOriginal-Recipient: rfc822; marie@example.org\nFinal-Recipient: rfc822; m@inside.example.org\nAction: failed\nStatus: 5.1.1")));
        Assert.Equal("marie@example.org", Assert.Single(report.Recipients).Alias);
    }

    [Theory]
    [InlineData("message/rfc822", "a whole mail")]
    [InlineData("text/rfc822-headers", "its header")]
    [InlineData("message/rfc822-headers", "its header under another name")]
    [InlineData("message/global", "RFC 6532: a mail in UTF-8")]
    [InlineData("message/global-headers", "RFC 6533: its header in UTF-8")]
    public void The_mail_that_came_back_is_seen_in_all_its_forms(string type, string why)
    {
        var mail = BounceTests.Dsn(Mta + "\nFinal-Recipient: utf-8; marie@example.org\nAction: failed\nStatus: 5.1.1").Replace("text/rfc822-headers", type, StringComparison.Ordinal);
        var report = ReturnReader.Read(SampleMail.Parse(mail));
        Assert.True(report.Original.MessageId == "m1@lists.example.org", why);
        Assert.Contains("alerts@lists.example.org", report.Original.Addresses);
    }

    private static string Forwarded(string mail) =>
        $"From: postmaster@corp.example.com\nTo: alerts-bounces@lists.example.org\nSubject: FW: report\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o{mail.Length}\n\n--o{mail.Length}\nContent-Type: message/rfc822\n\n{mail}\n--o{mail.Length}--\n";
}
