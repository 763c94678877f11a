using IfexList.Bounces;
using IfexList.Tests.Mail;

namespace IfexList.Tests.Bounces;

/// <summary>Bounces in sentences, in the manner of many systems, and mails that only look like them; all of it invented.</summary>
public class NarratedTests
{
    private const string Copy = "\n\nReceived: from a.example.org by b.example.org; Mon, 1 Jun 2026 10:00:00 +0000\nMessage-ID: <m1@lists.example.org>\nFrom: alerts@lists.example.org\nTo: marie@example.org\nSubject: ALERT\n\nWrite to other@example.com\n";

    // Why it stands here, what it says of whom, From, Subject, text.
    private static readonly (string Why, string Wanted, string From, string Subject, string Text)[] Told =
    [
        ("Courier", "marie@example.org:Dead", "MAILER-DAEMON@mx.example.com", "NOTICE: mail delivery status.",
            "This is a delivery status notification from mx.example.com, running the\nCourier mail server, version 1.\n\n           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<marie@example.org>:\n    mx.example.org [192.0.2.1]:\n>>> RCPT TO:<marie@example.org>\n<<< 550 User unknown.\n"),
        ("IMail, one line", "marie@example.org:Full", "postmaster@mx.example.com", "Undeliverable Mail", "User mailbox exceeds allowed size: marie@example.org\n\nOriginal message follows." + Copy),
        ("IMail, another", "marie@example.org:Dead", "postmaster@mx.example.com", "Undeliverable Mail", "Unknown user: marie@example.org\n\nOriginal message follows." + Copy),
        ("IronPort", "marie@example.org:Dead", "MAILER-DAEMON@mx.example.com", "Delivery Status Notification (Failure)",
            "The following message to <marie@example.org> was undeliverable.\nThe reason for the problem:\n5.1.0 - Unknown address error 550-'5.1.1 <marie@example.org>... User unknown'\n"),
        ("a gateway that quotes nothing", "marie@example.org:Policy", "Mail Gateway <gateway@mx.example.com>", "Message rejected",
            "Your message to marie@example.org was blocked by our spam filter.\n"),
        ("Exchange 5.5", "marie@example.org:Dead", "System Administrator <postmaster@mx.example.com>", "Undeliverable: ALERT",
            "Your message\n\n  To:      marie@example.org\n  Subject: ALERT\n  Sent:    Mon, 1 Jun 2026 10:00:00 +0200\n\ndid not reach the following recipient(s):\n\nmarie@example.org on Mon, 1 Jun 2026 10:00:01 +0200\n    The recipient name is not recognized\n\tThe MTS-ID of the original message is: c=US;a= ;p=Corp;l=MX0101\n    MSEXCH:IMS:Corp:SITE:MX 0 (000C05A6) Unknown Recipient\n"),
        ("Windows' SMTP service", "marie@example.org:", "postmaster@mx.example.com", "Delivery Status Notification (Failure)",
            "This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       marie@example.org\n"),
        ("Domino in words", "marie@example.org:Dead", "Postmaster@mx.example.com", "DELIVERY FAILURE: User marie not listed in Domino Directory",
            "Your message\n\n  Subject: ALERT\n\nwas not delivered to:\n\n  marie@example.org\n\nbecause:\n\n  User marie (marie@example.org) not listed in Domino Directory\n"),
        ("Exim has tried for days", "marie@example.org:Unavailable", "Mail Delivery System <Mailer-Daemon@mx.example.com>", "Mail delivery failed: returning message to sender",
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  marie@example.org\n    host mx.example.org [192.0.2.1]: retry timeout exceeded\n\n------ This is a copy of the message, including all the headers. ------" + Copy),
        ("Exim still tries", "marie@example.org:Delayed", "Mail Delivery System <Mailer-Daemon@mx.example.com>", "Warning: message 1abc delayed 24 hours",
            "This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.com.\n\nThe address to which the message has not yet been delivered is:\n\n  marie@example.org\n    Delay reason: Connection timed out\n\nNo action is required on your part. Delivery attempts will continue for\nsome time.\n"),
        ("sendmail", "marie@example.org:Dead", "Mail Delivery Subsystem <MAILER-DAEMON@mx.example.com>", "Returned mail: see transcript for details",
            "The original message was received at Mon, 1 Jun 2026 10:00:00 GMT\nfrom a.example.org [192.0.2.9]\n\n   ----- The following addresses had permanent fatal errors -----\n<marie@example.org>\n    (reason: 550 5.1.1 <marie@example.org>... User unknown)\n\n   ----- Transcript of session follows -----\n... while talking to mx.example.org.:\n>>> RCPT To:<marie@example.org>\n<<< 550 5.1.1 <marie@example.org>... User unknown\n"),
        ("sendmail warns", "marie@example.org:Delayed", "Mail Delivery Subsystem <MAILER-DAEMON@mx.example.com>", "Warning: could not send message for past 4 hours",
            "    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\n   ----- The following addresses had transient non-fatal errors -----\n<marie@example.org>\n"),
        ("qmail, two readers", "marie@example.org:Dead amel@example.net:Full", "MAILER-DAEMON@mx.example.com", "failure notice",
            "Hi. This is the qmail-send program at mx.example.com.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<marie@example.org>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 User unknown\nGiving up on 192.0.2.1.\n\n<amel@example.net>:\nUser is over the quota. You can try again later.\n\n--- Below this line is a copy of the message." + Copy),
        ("qmail in Spanish", "marie@example.org:Dead", "MAILER-DAEMON@mx.example.com", "aviso de error",
            "Hola. Soy el programa qmail-send de mx.example.com.\nMe temo que no he podido entregar su mensaje a las siguientes direcciones.\n\n<marie@example.org>:\n192.0.2.1 no acepta el destinatario.\nRemote host said: 550 No such user\n"),
        ("qmail in French", "marie@example.org:Dead", "MAILER-DAEMON@mx.example.com", "notification d'erreur",
            "Bonjour. Ici le programme de messagerie de mx.example.com.\nDésolé, votre message n'a pu être délivré aux adresses suivantes :\n\n<marie@example.org>:\nUtilisateur inconnu.\n"),
        ("a page of HTML only", "marie@example.org:Dead", "MAILER-DAEMON@mx.example.com", "Failure Notice", "HTML<html><body><p>Sorry, we were unable to deliver your message to the following address.</p><p>&lt;marie@example.org&gt;:<br>550: This user doesn't have an account here</p></body></html>"),
        ("a box around it", "marie@example.org:Dead", "postmaster@mx.example.com", "Mail failure",
            "|------------------------- Message log follows: -------------------------|\n no valid recipients were found for this message\n|------------------------- Failed addresses follow: ---------------------|\n <marie@example.org> ... unknown user\n|------------------------- Message text follows: ------------------------|" + Copy),
        ("only a local name; the copy tells the rest", "marie@example.org:Policy", "MAILER-DAEMON@mx.example.com", "Undeliverable mail",
            "Your mail to the following recipients could not be delivered because\nthey are not accepting mail from bulk senders; it was rejected as spam:\n\n\tmarie\n\nReceived: from a.example.org by b.example.org; Mon, 1 Jun 2026 10:00:00 +0000\nMessage-ID: <m1@lists.example.org>\nFrom: alerts@lists.example.org\nTo: marie@example.org\n\nText\n"),
        ("a relay for newsletters", "marie@example.org:Dead", "MAILER-DAEMON@ses.example.com", "Delivery Status Notification (Failure)", "An error occurred while trying to deliver the mail to the following recipients:\nmarie@example.org\n550 5.1.1 user unknown\n"),
        ("code behind a comma", "marie@example.org:Dead", "mailer-daemon@mx.example.com", "Undelivered Mail Returned to Sender",
            "This message was created automatically by mail delivery software.\n A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\nmarie@example.org, ERROR CODE :550 - 5.1.1 user does not exist\n"),
        ("Exchange 365 in French", "marie@example.org:Dead", "postmaster@mx.example.com", "Non remis : ALERT", "Échec de la remise à ces destinataires ou groupes :\n\nMarie (marie@example.org)\nL'adresse de messagerie que vous avez entrée est introuvable.\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound ##\n"),
        ("Exchange 365 in Spanish", "marie@example.org:Dead", "postmaster@mx.example.com", "No se puede entregar: ALERT", "No se pudo entregar el mensaje a estos destinatarios o grupos:\n\nmarie@example.org\nNo se encuentra la dirección de correo electrónico que ha escrito.\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound ##\n"),
        ("Exchange 365 in Russian", "marie@example.org:Dead", "postmaster@mx.example.com", "Не удается доставить: ALERT", "Сбой доставки следующим получателям или группам:\n\nmarie@example.org\nНе удалось найти указанный адрес электронной почты.\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound ##\n"),
        ("Exchange 365 in Arabic", "marie@example.org:Dead", "postmaster@mx.example.com", "غير قابل للتسليم: ALERT", "فشل التسليم إلى هؤلاء المستلمين أو المجموعات:\n\nmarie@example.org\nتعذر العثور على عنوان البريد الإلكتروني الذي أدخلته.\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound ##\n"),
        ("Exchange 365 in Chinese", "marie@example.org:Dead", "postmaster@mx.example.com", "无法传递: ALERT", "未能传递给以下收件人或组:\n\nmarie@example.org\n找不到您输入的电子邮件地址。\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound ##\n"),
        ("Exchange 365 in Turkish", "marie@example.org:Dead", "postmaster@mx.example.com", "Teslim edilemedi: ALERT", "Aşağıdaki alıcılara veya gruplara teslim başarısız oldu:\n\nmarie@example.org\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound ##\n"),
        ("an Arabic webmail, within a sentence", "marie@example.org:Dead", "postmaster@mx.example.com", "تعذر تسليم الرسالة", "لم نتمكن من تسليم رسالتك إلى marie@example.org لأن المستخدم غير موجود.\n"),
        ("an Arabic mailbox without room", "marie@example.org:Full", "postmaster@mx.example.com", "فشل في إرسال البريد", "لم يتمكن الخادم من إيصال رسالتك إلى المستلم:\nmarie@example.org\nالسبب: صندوق البريد ممتلئ\n"),
        ("Persian, no family of ours", "marie@example.org:Dead", "postmaster@mx.example.com", "عدم تحویل پیام", "پیام شما به گیرنده زیر تحویل نشد:\nmarie@example.org\n550 5.1.1 user unknown\n"),
        ("Exchange 365, two readers: why stands with each, and again below", "marie@example.org:Full amel@example.net:Dead", "postmaster@mx.example.com", "Undeliverable: ALERT",
            "Delivery has failed to these recipients or groups:\n\nmarie@example.org<mailto:marie@example.org>\nThe recipient's mailbox is full and can't accept messages now.\n\namel@example.net<mailto:amel@example.net>\nThe email address you entered couldn't be found.\n\nDiagnostic information for administrators:\n\nmarie@example.org\n#554 5.2.2 mailbox full ##\n\namel@example.net\n#550 5.1.1 RESOLVER.ADR.RecipNotFound ##\n"),
        ("a Russian webmail", "marie@example.org:Dead", "mailer-daemon@mx.example.com", "Mail delivery failed", "Ваше сообщение не может быть доставлено следующим получателям:\n\nmarie@example.org\n    Пользователь не найден\n"),
        ("a Russian mailbox without room", "marie@example.org:Full", "mailer-daemon@mx.example.com", "Письмо не доставлено", "К сожалению, письмо не доставлено: почтовый ящик marie@example.org переполнен.\n"),
        ("a Korean webmail", "marie@example.org:Full", "postmaster@mx.example.com", "메일이 반송되었습니다", "수신자 메일주소: marie@example.org\n사유: 메일함 용량 초과로 메일을 받을 수 없습니다.\n"),
        ("a Japanese carrier, without a blank", "marie@example.org:", "Postmaster@mx.example.com", "Mail System Error - Returned Mail", "次のあて先へのメッセージはエラーのため送信できませんでした。\n送信先メールアドレスがmarie@example.orgの場合\n"),
        ("Dutch, no family of ours: an address beside a reply", "marie@example.org:Dead", "MAILER-DAEMON@mx.example.nl", "Onbestelbare e-mail", "Uw bericht kon niet worden bezorgd.\n\nmarie@example.org: 550 5.1.1 User unknown\n"),
        ("Polish, no family of ours", "marie@example.org:Full", "MAILER-DAEMON@mx.example.pl", "Zwrot poczty", "Nie można dostarczyć wiadomości.\n\n<marie@example.org>: 552 5.2.2 Mailbox full\n"),
        ("Indonesian, no family of ours", "marie@example.org:Dead", "postmaster@mx.example.id", "Pesan tidak terkirim", "Surat anda tidak dapat dikirim ke:\n\nmarie@example.org\n550 5.1.1 No such user here\n"),
    ];

    // Why, From and further fields, Subject, text.
    private static readonly (string Why, string Header, string Subject, string Text)[] People =
    [
        ("somebody sends a bounce on, and asks", "From: Marie <marie@example.org>", "Fwd: Undelivered Mail Returned to Sender",
            "Do you know why?\n\n---------- Forwarded message ---------\nFrom: Mail Delivery System <MAILER-DAEMON@mx.example.com>\nSubject: Undelivered Mail Returned to Sender\n\nThis is the mail system at host mx.example.com.\n\n<joe@example.com>: 550 5.1.1 User unknown\n"),
        ("in Spanish", "From: Marie <marie@example.org>", "RV: Correo devuelto", "¿Qué significa esto?\n\nNo se pudo entregar el mensaje a joe@example.com\n"),
        ("with the fields of the report in it", "From: Marie <marie@example.org>", "Fwd: failure notice",
            "It said:\n\nFinal-Recipient: rfc822; joe@example.com\nAction: failed\nStatus: 5.1.1\n"),
        ("a reporter, of a petition", "From: Marie <marie@example.org>", "Your message was not delivered to the minister", "The guards told us: your message was not delivered to the minister. The letter was returned to joe@example.com.\n"),
        ("an editor who is an administrator", "From: Press Freedom Admin <admin@example.org>", "Court: journalist's appeal was rejected", "The appeal of the editor was rejected on Monday. Write to joe@example.gov.\n"),
        ("a house with such a name", "From: Media Exchange <news@example.org>", "Radio licence returned", "The station's application has been rejected. It does not exist on paper any more, says joe@example.gov.\n"),
        ("an expert on the matter", "From: Gateway House <desk@example.org>", "Internet blocked in the north", "Mail cannot be delivered since Monday; providers could not be reached.\n"),
        ("a letter about mail that is watched", "From: Marie <marie@example.org>", "Delivery failed again", "Hello,\n\nmy mail to joe@example.com doesn't arrive. Is somebody reading it?\n\nMarie\n"),
        ("a newsletter of a robot", "From: Newsletter <noreply@example.org>\nList-Id: <n.example.org>", "How to read a bounce", "When mail is returned to sender with 550 user unknown, remove joe@example.com.\n"),
        ("who begins like qmail", "From: Marie <marie@example.org>", "Sites blocked", "Hi. This is the editor of the Daily. Our letter was returned by joe@example.gov.\n"),
        ("a Russian reporter", "From: Marie <marie@example.org>", "Письмо министру не доставлено", "Письмо редакции не было доставлено министру. Адрес: joe@example.gov\n"),
        ("an Arabic reporter", "From: Marie <marie@example.org>", "فشل التسليم", "لم يتم تسليم الرسالة إلى الوزير joe@example.gov رغم الوعود.\n"),
    ];

    public static TheoryData<string, string, string> Bounces =>
        [.. Told.Select(sample => (sample.Why, sample.Wanted, sample.Text.StartsWith("HTML", StringComparison.Ordinal)
            ? BounceTests.Told(sample.From, sample.Subject, sample.Text[4..], "text/html; charset=utf-8") : BounceTests.Told(sample.From, sample.Subject, sample.Text)))];

    public static TheoryData<string, string> Others =>
        [.. People.Select(sample => (sample.Why, $"{sample.Header}\nTo: alerts@lists.example.org\nSubject: {sample.Subject}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{sample.Text}"))];

    [Theory]
    [MemberData(nameof(Bounces))]
    public void A_told_bounce_says_who_and_why(string why, string wanted, string mail)
    {
        var report = ReturnReader.Read(SampleMail.Parse(mail));
        Assert.True(report.Kind == ReturnKind.Bounce, $"{why}: {report.Kind}");
        // Where nothing is said of why, any guess will do.
        var said = wanted.EndsWith(':') ? $"{report.Recipients[0].Address}:" : Said(report);
        Assert.True(wanted == said, $"{why}: {said}");
    }

    /// <summary>Their systems set no null sender where they know us; many gateways rewrite it.</summary>
    [Theory]
    [MemberData(nameof(Bounces))]
    public void It_is_known_without_its_null_sender(string why, string wanted, string mail)
    {
        var report = ReturnReader.Read(SampleMail.Parse(mail.Replace("Return-Path: <>\n", "", StringComparison.Ordinal)));
        Assert.True(report.Kind == ReturnKind.Bounce && report.Recipients[0].Address == wanted.Split(':')[0], why);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void What_people_write_is_no_bounce(string why, string mail) =>
        Assert.True(ReturnReader.Read(SampleMail.Parse(mail)) is { Kind: ReturnKind.None }, why);

    internal static string Said(ReturnReport report) => string.Join(' ', report.Recipients.Select(one => $"{one.Address}:{one.Reason.Class}"));
}
