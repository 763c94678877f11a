using IfexList.Mail;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>
/// Whether a mail system says that something wasn't delivered, or not yet: then it is a bounce, or nothing that we understand, but no robot's answer for a
/// person, though it bears the same marks (Exim and Postfix set Auto-Submitted). A person's own autoresponder that says his mailbox is full got the mail all
/// the same: that is an answer.
/// </summary>
internal static class Undelivered
{
    private static readonly string[] Systems = ["mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon", "mail.daemon", "mdaemon", "post_master"];

    // Folded, at the start of a Subject.
    private static readonly string[] Openings =
    [
        "undeliver", "delivery status", "delivery notification", "delivery fail", "delivery report", "delivery has", "delivery delay", "delivery err",
        "mail delivery", "mail system error",
        "returned mail", "returned to sender", "failure notice", "failed mail", "failed delivery", "mail could not", "message could not",
        "message delayed", "warning: message", "warning: could not",
        "delayed mail", "nondeliver", "non-deliver", "non deliver", "non delivery", "bounce", "rejected", "message you sent", "your message to",
        "unzustellbar", "nicht zustellbar", "echec",
        "non remis", "message non", "mail non", "no se puede entregar", "no entregado", "devolucion", "correo devuelto", "nao entreg", "falha",
        "mancato recapito", "non recapitabile",
        "недостав", "не доставл", "сообщение не доставлено", "ваше сообщение не", "ошибка доставки", "لم يتم", "تعذر", "فشل",
    ];

    public static bool IsToldBy(MimeMessage message) =>
        message.Headers.Contains("X-Failed-Recipients") || message.From.Mailboxes.Take(1).Any(IsSystem) || IsSystemsName(message) || HasStatus(message) || IsNamedSo(message);

    private static bool IsSystem(MailboxAddress from) => Systems.Contains(from.Address.Split('@')[0], StringComparer.OrdinalIgnoreCase);

    // "MAILER-DAEMON <>", and other things that aren't addresses.
    private static bool IsSystemsName(MimeMessage message) =>
        message.Headers["From"] is { } from && from.Length <= 1000 && from.Contains("mailer-daemon", StringComparison.OrdinalIgnoreCase);

    private static bool HasStatus(MimeMessage message) =>
        ReportParts.Of(message).Any(part => part.Is("message", "delivery-status") || part.Is("message", "global-delivery-status"))
        || message.Body is { } body && body.Is("multipart", "report") && "delivery-status".Equals(body.ContentType.Parameters["report-type"], StringComparison.OrdinalIgnoreCase);

    private static bool IsNamedSo(MimeMessage message)
    {
        var subject = Words.Fold(message.Subject ?? "");
        return Openings.Any(opening => subject.StartsWith(opening, StringComparison.Ordinal));
    }
}
