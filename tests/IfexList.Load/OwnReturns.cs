using System.Globalization;
using System.Text;

namespace IfexList.Load;

/// <summary>Returned mails of our own in the shapes that come most: reports with several recipients, words alone, full mailboxes in other languages, vacations, complaints.</summary>
public static class OwnReturns
{
    private const string Original = "Return-Path: <alerts-bounces+abcdefghijklmnopqrstuvwxyz@lists.example.org>\nFrom: Alerts <alerts@lists.example.org>\nTo: alerts@lists.example.org\n"
        + "Subject: ALERT - TUNISIA: plates seized\nMessage-ID: <2026-0312-01.en@lists.example.org>\nDate: Thu, 12 Mar 2026 08:00:00 +0000\n";

    private static readonly Func<int, string>[] Shapes = [Report, Words, Full, Away, Complaint];

    public static IEnumerable<byte[]> Make(int count) =>
        Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes(Shapes[i % Shapes.Length](i).ReplaceLineEndings("\r\n")));

    /// <summary>A report that brings the whole of a large mail back.</summary>
    public static byte[] Large(int octets)
    {
        var text = new StringBuilder(Report(1), octets + 4096);
        text.Length = text.ToString().IndexOf("--b--", StringComparison.Ordinal);
        text.Append("--b\nContent-Type: message/rfc822\n\n").Append(Original).Append("MIME-Version: 1.0\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n");
        while (text.Length < octets)
            text.Append('Q', 76).Append('\n');
        return Encoding.UTF8.GetBytes(text.Append("--b--\n").ToString().ReplaceLineEndings("\r\n"));
    }

    private static string Head(int number, string from, string subject, string type) => string.Create(CultureInfo.InvariantCulture,
        $"From: {from}\nTo: alerts-bounces@lists.example.org\nSubject: {subject}\nMessage-ID: <{number}@mx.example>\nDate: Thu, 12 Mar 2026 09:{number % 60:00}:00 +0000\n"
        + $"Auto-Submitted: auto-replied\nMIME-Version: 1.0\nContent-Type: {type}\n\n");

    private static string Report(int n) => Head(n, "Mail Delivery System <mailer-daemon@mx.example>", "Undelivered Mail Returned to Sender", "multipart/report; report-type=delivery-status; boundary=b")
        + "--b\nContent-Type: text/plain\n\nThis is the mail system at mx.example. Your message could not be delivered to one or more recipients.\n\n--b\nContent-Type: message/delivery-status\n\n"
        + "Reporting-MTA: dns; mx.example\n" + string.Concat(Enumerable.Range(0, 1 + n % 3).Select(i =>
            $"\nFinal-Recipient: rfc822; reader{n + i}@press.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <reader{n + i}@press.example>: no such user\n"))
        + $"\n--b\nContent-Type: text/rfc822-headers\n\n{Original}\n--b--\n";

    private static string Words(int n) => Head(n, "MAILER-DAEMON@mail.press.example", "failure notice", "text/plain")
        + $"Hi. This is the program at mail.press.example that handles our queue.\nI couldn't bring your message to the following address and have given up:\n\n<reader{n}@press.example>:\n"
        + $"198.51.100.7 does not like the recipient.\nThe other host said: 550 5.1.1 mailbox unavailable\n\n--- Below is a copy of the message.\n\n{Original}\n";

    private static string Full(int n) => Head(n, "=?utf-8?B?0J/QvtGH0YLQsA==?= <postmaster@pochta.example>", "=?utf-8?B?0J3QtSDQtNC+0YHRgtCw0LLQu9C10L3Qvg==?=", "text/plain; charset=utf-8")
        + $"Ваше письмо не доставлено получателю reader{n}@pochta.example.\nЯщик переполнен. Код: 552 5.2.2\n\n{Original}\n";

    private static string Away(int n) => Head(n, $"reader{n}@press.example", "Absence du bureau", "text/plain; charset=utf-8")
        + "Je suis en congé jusqu'au 2 avril et lirai votre message à mon retour.\n";

    private static string Complaint(int n) => Head(n, "feedback@provider.example", "FW: ALERT", "multipart/report; report-type=feedback-report; boundary=b")
        + "--b\nContent-Type: text/plain\n\nThis is an abuse report.\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\nUser-Agent: Loop/1.0\n"
        + $"Original-Rcpt-To: reader{n}@press.example\n\n--b\nContent-Type: message/rfc822\n\n{Original}\nThe plates were seized.\n\n--b--\n";
}
