using IfexList.Bounces;
using IfexList.Ledger;
using IfexList.Tests.Mail;

namespace IfexList.Tests.Bounces;

/// <summary>Delivery statuses and told bounces of many families, in mails of our own; and people's mails that look like them.</summary>
public class BounceTests
{
    private const string Original = """


        Received: from a.example.org by b.example.org; Mon, 1 Jun 2026 10:00:00 +0000
        Message-ID: <m1@lists.example.org>
        From: alerts@lists.example.org
        To: alerts@lists.example.org
        Subject: ALERT

        Text other@example.com here

        """;

    public static TheoryData<string, string, string> Samples => new()
    {
        { "global utf-8", "δοκιμή@example.gr:Failed", Dsn("Reporting-MTA: dns; mx\n\nFinal-Recipient: utf-8; δοκιμή@example.gr\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user",extra:"Content-Transfer-Encoding: 8bit\n",st:"message/global-delivery-status") },
        { "unitext", "\u00fcser@example.org:Failed", Dsn("Reporting-MTA: dns; mx\n\nFinal-Recipient: utf-8; \\x{FC}ser@example.org\nAction: failed\nStatus: 5.1.1") },
        { "xtext orig only", "marie@example.org:Failed", Dsn("Reporting-MTA: dns; mx\n\nOriginal-Recipient: rfc822;marie+40example.org\nAction: failed\nStatus: 5.1.1") },
        { "imceasmtp", "marie@example.org:Failed", Dsn("Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; IMCEASMTP-marie+40example+2Eorg@corp.example.com\nAction: failed\nStatus: 5.1.1") },
        { "no blank between groups", "a@example.org:Failed b@example.org:Failed", Dsn("Reporting-MTA: dns; mx\nFinal-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; b@example.org\nAction: failed\nStatus: 5.2.2") },
        { "relayed+failed", "a@example.org:Delivered b@example.org:Failed", Dsn("Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; a@example.org\nAction: relayed\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; b@example.org\nAction: failed\nStatus: 5.1.1") },
        { "local name", "marie@example.org:Failed", Dsn("Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; marie\nAction: failed\nStatus: 5.1.1","<marie@example.org>: unknown user: \"marie\"") },
        { "x400 smtp", "marie@example.org:Failed", Dsn("Reporting-MTA: dns; mx\n\nFinal-Recipient: x400; /DDA:SMTP=marie@example.org/\nAction: failed\nStatus: 5.1.1") },
        { "base64 status", "a@example.org:Failed", Dsn(Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes("Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1\n")),extra:"Content-Transfer-Encoding: base64\n") },
        { "exchange 365 told", "marie@example.org:Failed", Told("postmaster@corp.example.com", "Undeliverable: ALERT", "Delivery has failed to these recipients or groups:\n\nMarie Dupont (marie@example.org)<mailto:marie@example.org>\nThe email address you entered couldn't be found. Please check the address.\n\nDiagnostic information for administrators:\n\nmarie@example.org\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound ##\n\nOriginal message headers:"+Original) },
        { "notes fr", "marie@example.org:Failed", Told("Postmaster@corp.example.com", "ECHEC DE REMISE : Utilisateur inconnu", "Votre message\n\n  Objet : ALERT\n\nn'a pas pu être remis à :\n\n  marie@example.org\n\ncar :\n\n  L'utilisateur n'est pas répertorié dans l'annuaire Domino\n") },
        { "mdaemon", "marie@example.org:Failed", Told("MDaemon@corp.example.com", "Permanent Delivery Failure", "The attached message had PERMANENT fatal delivery errors.\n\nAfter one or more unsuccessful delivery attempts this message has been removed.\n\nFailed address: marie@example.org\n\n--- Session Transcript ---\n --> RCPT To:<marie@example.org>\n <-- 550 <marie@example.org>, Recipient unknown\n") },
        { "kerio", "marie@example.org:Failed", Told("postmaster@corp.example.com", "Undeliverable: ALERT", "Your message was not delivered to the following recipients:\n\n marie@example.org: 550 5.1.1 User unknown\n"+Original) },
        { "hmail", "marie@example.org:Failed", Told("mailer-daemon@corp.example.com", "Message undeliverable: ALERT", "Your message did not reach some or all of the intended recipients.\n\n   Sent: Mon, 1 Jun 2026\n   Subject: ALERT\n\nThe following recipient(s) could not be reached:\n\nmarie@example.org\n   Error Type: SMTP\n   Remote server issued an error.\n   hMailServer sent: RCPT TO:<marie@example.org>\n   Remote server replied: 550 no such user\n\nhMailServer\n") },
        { "communigate", "marie@example.org:Failed", Told("MAILER-DAEMON@corp.example.com", "Undeliverable mail: ALERT", "Failed to deliver to 'marie@example.org'\nLOCAL module(account marie) reports:\n account is full (quota exceeded)\n") },
        { "mailenable", "marie@example.org:Failed", Told("postmaster@corp.example.com", "Message Delivery Failure", "MailEnable: Message delivery has failed.\n\nMessage could not be delivered to some recipients.\nThe following recipient(s) could not be reached:\n\n\tRecipient: [SMTP:marie@example.org]\n\tReason: The mailbox does not exist\n") },
        { "groupwise", "marie@example.org:Failed", Told("Mailer-Daemon@corp.example.com", "Message status - undeliverable", "The message that you sent was undeliverable to the following:\n\tmarie@example.org (user not found)\n\nPossibly truncated original message follows:"+Original) },
        { "zimbra delayed", "marie@example.org:Delayed", Told("MAILER-DAEMON@corp.example.com", "Delayed Mail (still being retried)", "This is the mail system at host zimbra.example.com.\n\n# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n\nYour message could not be delivered for more than 4 hour(s).\nIt will be retried until it is 5 day(s) old.\n\n<marie@example.org>: connect to mx.example.org[192.0.2.1]:25: Connection timed out\n") },
        { "qq", "marie@qq.example:Failed", Told("PostMaster@qq.example", "系统退信/Systems bounce", "很抱歉您发送的邮件被退回，以下是该邮件的相关信息：\n\n收件人：marie@qq.example\n退信原因：收件人邮件地址不存在，邮件无法送达。\n550 Mailbox not found\n") },
        { "163", "marie@163.example:Failed", Told("postmaster@163.example", "系统退信", "抱歉，您的邮件被退回来了……\n原邮件信息：\n收件人地址 marie@163.example\n退信原因 SMTP error, RCPT TO: 550 User not found: marie@163.example\n") },
        { "naver", "marie@naver.example:Failed", Told("mailer-daemon@naver.example", "[메일 발송 실패] ALERT", "메일이 전송되지 못했습니다.\n\n받는 사람: marie@naver.example\n실패 사유: 존재하지 않는 사용자입니다. (550 5.1.1)\n") },
        { "yahoo jp like", "marie@example.ne.jp:Failed", Told("MAILER-DAEMON@example.ne.jp", "送信エラー", "次の宛先にメールを配信できませんでした。\n\n宛先：<marie@example.ne.jp>\n理由：ユーザーが存在しません\n") },
        { "yandex ru", "marie@example.ru:Failed", Told("mailer-daemon@yandex.example", "Недоставленное сообщение", "Это письмо отправлено почтовым сервером.\n\nК сожалению, мы вынуждены сообщить Вам о том, что Ваше письмо не может быть отправлено одному или нескольким адресатам.\n\n<marie@example.ru>: host mx.example.ru[192.0.2.1] said: 550 5.7.1 No such user!\n") },
        { "arabic", "marie@example.org:Failed", Told("postmaster@mail.example.tn", "فشل تسليم الرسالة", "تعذر تسليم رسالتك إلى المستلمين التاليين:\n\nmarie@example.org\nالسبب: صندوق البريد ممتلئ\n") },
        { "orange fr", "marie@orange.example:Failed", Told("mailer-daemon@orange.example", "Échec de la remise de votre message", "Votre message n'a pas pu être distribué au destinataire suivant :\n\n  <marie@orange.example> : boîte aux lettres pleine (552 5.2.2)\n") },
        { "gmx de", "marie@gmx.example:Failed", Told("mailer-daemon@gmx.example", "Mail delivery failed: returning message to sender", "Diese Nachricht wurde vom Mailsystem automatisch erstellt.\nLeider konnte Ihre Nachricht an folgende Adresse(n) nicht zugestellt werden:\n\nmarie@gmx.example:\nSMTP error from remote server for RCPT TO command, host: mx (192.0.2.1) reason: 550 mailbox unavailable\n\n--- The header of the original message is following. ---"+Original) },
        { "generic pt", "marie@example.br:Failed", Told("postmaster@example.br", "Falha na entrega da mensagem", "Não foi possível entregar a sua mensagem.\n\nmarie@example.br: usuário inexistente\n") },
        { "generic tr", "marie@example.tr:Failed", Told("postmaster@example.tr", "Mesajınız teslim edilemedi", "Alıcı: marie@example.tr\nNeden: 550 kullanıcı bulunamadı\n") },
        { "generic en, postmaster help", "marie@example.org:Failed", Told("postmaster@gw.example.org", "Undeliverable mail", "We could not send your mail.\n  marie@example.org ... 550 User unknown\n\nQuestions? Write to help@gw.example.org\n"+Original) },
        { "forwarded dsn", "a@example.org:Failed", "From: it@corp.example.com\nTo: alerts-bounces@lists.example.org\nSubject: FW: bounce\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: text/plain\n\nforwarded automatically\n--o\nContent-Type: message/rfc822\n\n"+Dsn("Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1")+"\n--o--\n" },
        { "PERSON re", "", "From: Marie <marie@example.org>\nTo: alerts@lists.example.org\nSubject: Re: Undelivered Mail Returned to Sender\n\nWhat is this?\n\n> This is the mail system at host mx.\n> <joe@example.com>: 550 User unknown\n" },
        { "PERSON quotes qmail inline", "", "From: Marie <marie@example.org>\nTo: alerts@lists.example.org\nSubject: question\n\nHello, I got this: Hi. This is the qmail-send program at mx. I'm afraid I wasn't able to deliver your message to\n<joe@example.com>:\n550 no\n\nWhat can I do?\n" },
        { "REPORTER", "", "From: Marie <marie@example.org>\nTo: alerts@lists.example.org\nSubject: Letter returned to sender by ministry\n\nOur petition was not delivered to the minister. Contact minister@example.gov for comment; the mailbox is full.\n" },
        { "NEWSLETTER", "", "From: News <news@example.org>\nTo: alerts@lists.example.org\nList-Id: <news.example.org>\nSubject: Why delivery failed: ten tips\n\nIf mail to joe@example.com bounces with 550 user unknown, clean your list.\n" },
        { "VACATION null", "", Told("Marie <marie@example.org>", "Out of office: ALERT", "I am away. In urgent cases write to joe@example.org; mail to john@example.org is no longer delivered.\n") },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_bounce_names_whom_it_is_about_and_a_persons_mail_is_none(string family, string wanted, string mail)
    {
        var report = ReturnReader.Read(SampleMail.Parse(mail));
        Assert.Equal(wanted.Length > 0, report.Kind == ReturnKind.Bounce);
        var named = report.Kind == ReturnKind.Bounce ? report.Recipients.Select(one => $"{one.Address}:{Fate(one.Reason.Class)}") : [];
        Assert.True(wanted == string.Join(' ', named), $"{family}: {string.Join(' ', named)}");
    }

    [Fact]
    public void What_came_back_is_known_by_its_message_id_and_the_addresses_in_its_header()
    {
        var report = ReturnReader.Read(SampleMail.Parse(Dsn("Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1")));
        Assert.Equal("m1@lists.example.org", report.Original.MessageId);
        Assert.Contains("alerts@lists.example.org", report.Original.Addresses);
    }

    [Theory]
    [InlineData("u@b.example ", "addresses in one line")]
    [InlineData("u@b.example: 550 user unknown\n", "addresses in many lines")]
    [InlineData("@", "signs that begin no address")]
    [InlineData("\"@", "quotes that never end")]
    [InlineData("X-A: b\n", "a header that never ends")]
    [InlineData("Received: x\n y\n", "a trace that never ends")]
    public void A_hostile_bounce_costs_no_more_than_its_length(string piece, string why)
    {
        var mail = SampleMail.Parse(Told("MAILER-DAEMON@x.example", "Undelivered Mail", "This is the mail system at host x.\n\n" + string.Concat(Enumerable.Repeat(piece, 60_000 / piece.Length))));
        Assert.True(BrokenReplies.Shortest(mail) < TimeSpan.FromMilliseconds(150), why);
    }

    [Fact]
    public void A_line_that_begins_with_an_at_sign_ends_nobody() =>
        Assert.Equal(ReturnKind.Bounce, ReturnReader.Read(SampleMail.Parse(Told("MAILER-DAEMON@x.example", "Undelivered Mail", "This is the mail system at host x.\njoe: @example.org\n@example.org: 550 no\n"))).Kind);

    private static string Fate(ReturnClass of) => of is ReturnClass.Delivered or ReturnClass.Delayed ? of.ToString() : "Failed";

    internal static string Told(string from, string subject, string body, string type = "text/plain; charset=utf-8") =>
        $"Return-Path: <>\nFrom: {from}\nTo: alerts-bounces@lists.example.org\nSubject: {subject}\nMIME-Version: 1.0\nContent-Type: {type}\nContent-Transfer-Encoding: 8bit\n\n{body}";

    internal static string Dsn(string status, string human = "Sorry.", string extra = "", string st = "message/delivery-status") => Told(
        "MAILER-DAEMON@mx.example.org", "Undelivered Mail",
        $"--b\nContent-Type: text/plain\n\n{human}\n--b\nContent-Type: {st}\n{extra}\n{status}\n--b\nContent-Type: text/rfc822-headers\n\n{Original.TrimStart()}\n--b--\n",
        "multipart/report; boundary=b; report-type=delivery-status");
}
