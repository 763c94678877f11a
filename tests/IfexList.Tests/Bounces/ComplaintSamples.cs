namespace IfexList.Tests.Bounces;

/// <summary>Complaints in the forms that providers use. All of it is invented; what is usual in each form is kept.</summary>
internal static class ComplaintSamples
{
    private const string Copy = """
        Return-Path: <alerts-bounces+k7q2abcdefghijklmnopqrstuv@lists.example.org>
        Message-ID: <2026-0312-01.en@lists.example.org>
        From: Alerts <alerts@lists.example.org>
        To: alerts@lists.example.org
        List-Id: <alerts.lists.example.org>
        List-Unsubscribe: <mailto:alerts-unsubscribe+w3e4abcdefghijklmnopqrstuv@lists.example.org>, <https://lists.example.org/u/w3e4>
        Subject: ALERT - TUNISIA
        """;

    private const string Letter = """
        Return-Path: <alerts-bounces+k7q2abcdefghijklmnopqrstuv@lists.example.org>
        Message-ID: <letter-9@lists.example.org>
        From: alerts-request@lists.example.org
        To: lina@mail.example.net
        Subject: Please confirm
        """;

    /// <summary>Each with why it is one, its rule, its class, whom it names (empty: somebody hidden), and the reported mail's id.</summary>
    public static readonly (string Why, string Rule, string Class, string Addresses, string? Id, string Mail)[] All =
    [
        ("RFC 5965's own form", "arf", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org",
            Arf("Feedback-Type: abuse\nUser-Agent: Desk/1\nVersion: 1\nOriginal-Mail-From: <alerts-bounces+k7q2abcdefghijklmnopqrstuv@lists.example.org>\nOriginal-Rcpt-To: <lina@mail.example.net>", Copy)),
        ("several recipients", "arf", "Complaint", "lina@mail.example.net omar@mail.example.net", "2026-0312-01.en@lists.example.org",
            Arf("Feedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: rfc822; lina@mail.example.net\nOriginal-Rcpt-To: omar@mail.example.net", Copy)),
        ("fraud is a reader's button, too", "arf", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Arf("Feedback-Type: fraud\nVersion: 1\nOriginal-Rcpt-To: lina@mail.example.net", Copy)),
        ("opt-out with its field", "arf", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Arf("Feedback-Type: opt-out\nVersion: 0.1\nRemoval-Recipient: lina@mail.example.net", Copy)),
        ("opt-out of a list", "arf", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Arf("Feedback-Type: opt-out-list\nVersion: 0.1\nRemoval-Recipient: lina@mail.example.net", Copy)),
        ("a type that came later is not wanted mail either", "arf", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Arf("Feedback-Type: nuisance\nVersion: 1\nOriginal-Rcpt-To: lina@mail.example.net", Copy)),
        ("not-spam: he wants it", "arf", "None", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Arf("Feedback-Type: not-spam\nVersion: 1\nOriginal-Rcpt-To: lina@mail.example.net", Copy)),
        ("RFC 6591: our DKIM failed", "arf", "Policy", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Arf("Feedback-Type: auth-failure\nAuth-Failure: dkim\nVersion: 1\nOriginal-Rcpt-To: lina@mail.example.net", Copy)),
        ("a scanner saw a virus", "arf", "Policy", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Arf("Feedback-Type: virus\nVersion: 1\nOriginal-Rcpt-To: lina@mail.example.net", Copy)),
        ("the complainer hidden by a word (RFC 6590)", "arf", "Complaint", "", "2026-0312-01.en@lists.example.org", Arf("Feedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: redacted@mail.example.net", Copy)),
        ("the complainer hidden by a hash", "arf", "Complaint", "", "2026-0312-01.en@lists.example.org", Arf("Feedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: 0f1e2d3c4b5a69788796a5b4c3d2e1f0@mail.example.net", Copy)),
        ("nothing about the recipient: a letter's To tells", "arf", "Complaint", "lina@mail.example.net", "letter-9@lists.example.org", Arf("Feedback-Type: abuse\nVersion: 1", Letter)),
        ("the header alone", "arf", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Arf("Feedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: lina@mail.example.net", Copy, "text/rfc822-headers")),
        ("the fields in the part's own header", "arf", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org",
            Arf("", Copy, fieldsType: "message/feedback-report\nFeedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: lina@mail.example.net")),
        ("a blank line between the fields", "arf", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Arf("Feedback-Type: abuse\n\nVersion: 1\n\nOriginal-Rcpt-To: lina@mail.example.net", Copy)),
        ("in base64", "arf", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org",
            Arf(Convert.ToBase64String("Feedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: lina@mail.example.net\n"u8), Copy, fieldsType: "message/feedback-report\nContent-Transfer-Encoding: base64")),
        ("the fields as plain text", "arf", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Arf("Feedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: lina@mail.example.net", Copy, fieldsType: "text/plain")),
        ("no report-type, and multipart/mixed", "arf", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org",
            Arf("Feedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: lina@mail.example.net", Copy).Replace("multipart/report; report-type=feedback-report", "multipart/mixed", StringComparison.Ordinal)),
        ("one text with everything in it", "arf", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org",
            Mail("From: fbl@isp.example\nSubject: Report", $"A customer has complained.\n\nFeedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: lina@mail.example.net\nSource-IP: 192.0.2.7\n\nThe mail:\n\n{Copy}\n\ntext")),
        ("passed on untouched by an abuse desk", "arf", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org",
            Mail("From: abuse@hoster.example\nSubject: Fwd: report\nContent-Type: multipart/mixed; boundary=o", "--o\nContent-Type: text/plain\n\n\n--o\nContent-Type: message/rfc822\n\n"
                + Arf("Feedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: lina@mail.example.net", Copy) + "\n--o--\n")),
        ("Microsoft's junk reporting", "jmrp", "Complaint", "lina@hotmail.example", "2026-0312-01.en@lists.example.org",
            Enclosing("From: <staff@hotmail.com>\nSubject: complaint about message from 192.0.2.7", "", "X-HmXmrOriginalRecipient: lina@hotmail.example\n" + Copy)),
        ("the same, sent on by somebody's gateway", "jmrp", "Complaint", "lina@hotmail.example", "2026-0312-01.en@lists.example.org",
            Enclosing("From: <junk@gateway.example>\nSubject: complaint about message from 192.0.2.7", "", "X-HmXmrOriginalRecipient: lina@hotmail.example\n" + Copy)),
        ("SpamCop hides who it was and pastes the mail", "spamcop", "Complaint", "", "2026-0312-01.en@lists.example.org",
            Mail("From: 1234567@reports.spamcop.net\nSubject: [SpamCop (192.0.2.7) id:1234567]ALERT - TUNISIA", $"[ SpamCop V5 ]\nThis message is brief.\n\n[ Offending message ]\n{Copy.Replace("alerts-", "x-", StringComparison.Ordinal)}\n\ntext")),
        ("X-ARF about spam", "xarf", "Complaint", "", null, Mail("From: trap@traps.example\nX-XARF: PLAIN\nSubject: spam from 192.0.2.7", "Report-Type: spam\nSource: 192.0.2.7\n")),
        ("X-ARF about a guessed password is no reader's", "xarf", "Policy", "", null, Mail("From: ban@traps.example\nX-XARF: PLAIN\nSubject: login attack from 192.0.2.7", "Report-Type: login-attack\nSource: 192.0.2.7\n")),
        ("a relay's notification in JSON", "notification", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Mail("From: no-reply@sns.example\nSubject: Notification Message", Json("abuse") + "\n\n--\nTo unsubscribe, click.")),
        ("the same, wrapped once more", "notification", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org",
            Mail("From: no-reply@sns.example\nSubject: Notification Message", "{\"Type\":\"Notification\",\"Message\":" + System.Text.Json.JsonSerializer.Serialize(Json("abuse")) + "}")),
        ("the same, its long line broken by sendmail", "notification", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org",
            Mail("From: no-reply@sns.example\nSubject: Notification Message", Json("abuse").Replace("lina@mail", "lina@m!\n ail", StringComparison.Ordinal))),
        ("a notification that it was no spam", "notification", "None", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Mail("From: no-reply@sns.example\nSubject: Notification Message", Json("not-spam"))),
        ("Apple's button", "opt-out", "Complaint", "lina@icloud.example", null, Mail("From: lina@icloud.example\nX-Apple-Unsubscribe: true\nAuto-Submitted: auto-replied\nSubject: unsubscribe", "Apple Mail sent this.")),
        ("a provider's own form, English", "form", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Enclosing("From: noreply@isp.example\nSubject: Spam report from our user", "A user clicked.", "Delivered-To: lina@mail.example.net\n" + Copy)),
        ("French", "form", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Enclosing("From: fbl@isp.example\nSubject: =?utf-8?Q?Signalement_de_spam_par_un_abonn=C3=A9?=", "Un abonné.", "X-Original-To: lina@mail.example.net\n" + Copy)),
        ("Spanish", "form", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Enclosing("From: feedback@isp.example\nSubject: Denuncia de correo no deseado", "Un usuario.", "Envelope-To: lina@mail.example.net\n" + Copy)),
        ("Russian", "form", "Complaint", "lina@mail.example.net", "2026-0312-01.en@lists.example.org", Enclosing("From: fbl@isp.example\nSubject: Жалоба пользователя на спам", "Пользователь.", "Delivered-To: lina@mail.example.net\n" + Copy)),
        ("Arabic", "form", "Complaint", "", "2026-0312-01.en@lists.example.org", Enclosing("From: fbl@isp.example\nSubject: بلاغ عن بريد مزعج", "مشترك.", Copy)),
        ("a provider about our domain as a whole", "standing", "Policy", "", null, Mail("From: noreply-postmaster@google.com\nSubject: [Postmaster Tools] High spam rate", "Your domain.")),
    ];

    public static string Arf(string fields, string mail, string mailType = "message/rfc822", string fieldsType = "message/feedback-report") => Mail(
        "From: feedback@isp.example\nSubject: Fw: ALERT - TUNISIA\nContent-Type: multipart/report; report-type=feedback-report; boundary=b",
        $"--b\nContent-Type: text/plain\n\nThis is a report.\n--b\nContent-Type: {fieldsType}\n\n{fields}\n\n--b\nContent-Type: {mailType}\n\n{mail}\n\nThe text.\n--b--\n");

    private static string Enclosing(string header, string text, string mail) => Mail(
        header + "\nContent-Type: multipart/mixed; boundary=b", $"--b\nContent-Type: text/plain; charset=utf-8\n\n{text}\n--b\nContent-Type: message/rfc822\n\n{mail}\n\nThe text.\n--b--\n");

    private static string Json(string type) => """
        {"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"lina@mail.example.net"}],"complaintFeedbackType":"TYPE"},
        "mail":{"source":"alerts-bounces+k7q2abcdefghijklmnopqrstuv@lists.example.org","messageId":"0100","headers":[{"name":"Message-ID","value":"<2026-0312-01.en@lists.example.org>"}]}}
        """.Replace("TYPE", type, StringComparison.Ordinal);

    internal static string Mail(string header, string text) => $"To: abuse@lists.example.org\n{header}\nMessage-ID: <r1@isp.example>\n{(header.Contains("Content-Type", StringComparison.Ordinal) ? "" : "Content-Type: text/plain; charset=utf-8\n")}\n{text}";
}
