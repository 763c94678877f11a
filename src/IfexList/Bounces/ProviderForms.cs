using System.Text.RegularExpressions;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>
/// Complaints that come without the fields of RFC 5965: a provider's desk encloses the mail, or pastes it, below a sentence of its own. The table tells
/// by whom, by what Subject; people write such Subjects, too, so a program must have sent it and the mail in question must be there.
/// </summary>
internal static partial class ProviderForms
{
    private sealed record Form(string Rule, string Type, bool NeedsMail, Func<MimeMessage, string, ReportedMail, bool> Is);

    // Providers that write about a sender's standing.
    private static readonly string[] Watchers = ["google.com", "microsoft.com", "yahoo.com", "mail.ru", "yandex.ru", "validity.com"];

    // Mailboxes from which only programs report.
    private static readonly string[] Desks =
    [
        "fbl", "feedback", "feedbackloop", "feedback-loop", "fbl-report", "scomp", "spamreport",
        "spam-report", "spamreports", "abuse-report", "abuse-reports", "abusereport", "complaints",
    ];

    private static readonly Form[] Forms =
    [
        // Microsoft's junk reporting: the complained mail as an attachment, the reader in one of its fields.
        new("jmrp", "abuse", true, (mail, subject, reported) => From(mail, "staff@hotmail.com") || subject.StartsWith("complaint about message from", StringComparison.Ordinal)
            && (IsProgram(mail) || reported.Header.Has("X-HmXmrOriginalRecipient"))),
        // SpamCop hides the reader; the mail is pasted.
        new("spamcop", "abuse", false, (mail, subject, _) => From(mail, "@reports.spamcop.net") || subject.StartsWith("spamcop (", StringComparison.Ordinal) && mail.Headers.Contains("X-SpamCop-Sourceip")),
        // X-ARF, in YAML or JSON: abuse desks and trap networks, mostly about a server.
        new("xarf", "", false, (mail, _, _) => mail.Headers.Contains("X-XARF") || mail.Headers.Contains("X-ARF")),
        // A provider's word about our address or domain as a whole.
        new("standing", "standing", false, (mail, subject, _) => IsProgram(mail) && Standing().IsMatch(subject) && Watchers.Any(domain => From(mail, domain))),
        new("form", "abuse", true, (mail, subject, _) => IsProgram(mail) && ComplaintSubject().IsMatch(subject)),
    ];

    public static ReturnReport? Read(MimeMessage message)
    {
        var subject = Words.Fold(message.Subject ?? "");
        var parts = ReportParts.Of(message);
        var mail = ReportedMail.Of(parts);
        if (Undelivered.IsToldBy(message) || Forms.FirstOrDefault(form => (mail.IsThere || !form.NeedsMail) && form.Is(message, subject, mail)) is not { } form)
            return null;
        var type = form.Type.Length > 0 ? form.Type : XarfType(message, parts);
        var named = message.Headers["X-HmXmrOriginalRecipient"] is { } one ? ReportedAddress.Read(one) : [];
        return FeedbackReport.Complaint(form.Rule, type, named, mail, [], message.Subject ?? "");
    }

    // A report of spam names a mail that somebody got; of what else machines do (ports, passwords), no reader is part.
    private static string XarfType(MimeMessage message, IReadOnlyList<MimeEntity> parts) =>
        ReportParts.Texts(parts).Any(text => SpamReport().IsMatch(text)) || SpamReport().IsMatch(message.Headers["X-XARF-Type"] ?? "") ? "abuse" : "attack";

    private static bool IsProgram(MimeMessage message) =>
        message.From.Mailboxes.Take(1).Any(from => IsDesk(from.Address.Split('@')[0].ToLowerInvariant()))
        || (RobotMarks.Of(message) & (RobotSigns.AutoSubmitted | RobotSigns.NoReader | RobotSigns.NullSender)) != 0;

    private static bool IsDesk(string local) => Desks.Contains(local) || local.StartsWith("noreply", StringComparison.Ordinal) || local.StartsWith("no-reply", StringComparison.Ordinal);

    private static bool From(MimeMessage message, string end) => message.From.Mailboxes.Take(1).Any(from =>
        from.Address.EndsWith(end, StringComparison.OrdinalIgnoreCase) && (end[0] == '@' || from.Address.Length == end.Length || from.Address[^(end.Length + 1)] is '@' or '.'));

    // Folded, at any place of a Subject of at most a thousand characters.
    [GeneratedRegex(@"(?:abuse|spam|junk|feedback|fbl|phishing)[ -](?:mail |e-?mail )?(?:report|complaint|notification|feedback)|complaint (?:about|against|regarding)"
        + @"|e-?mail feedback report|reported as spam|(?:signalement|plainte|rapport)[^:]{0,20}(?:spam|abus|pourriel|indesirable)"
        + @"|(?:queja|denuncia|reporte|informe)[^:]{0,20}(?:spam|abuso|correo no deseado)|(?:denuncia|reclamacao)[^:]{0,20}(?:spam|abuso)"
        + @"|(?:spam|missbrauch)s?-?(?:meldung|beschwerde)|жалоба[^:]{0,20}(?:спам|письмо|рассылк)|(?:شكوي|بلاغ|تقرير)[^:]{0,20}(?:مزعج|اساءه|سبام)", RegexOptions.NonBacktracking)]
    private static partial Regex ComplaintSubject();

    [GeneratedRegex(@"postmaster tools|smart network data|snds|spam rate|user-reported spam|sender (?:reputation|score)|ip (?:reputation|blocked|status)|sender requirements|репутаци",
        RegexOptions.NonBacktracking)]
    private static partial Regex Standing();

    [GeneratedRegex(@"(?:Report-?Type|ReportSubType|Category)""?\s*:\s*""?(?:spam|abuse|phishing|fraud)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex SpamReport();
}
