using System.Buffers;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>How mail systems speak when they return a mail, in the languages that they do it in; folded as <see cref="Words.Fold"/> does.</summary>
internal static class BounceWords
{
    /// <summary>How each family of mail systems begins. The name is what <c>explain</c> shows.</summary>
    private static readonly (string Family, string[] Openings)[] Families =
    [
        ("qmail",
            ["this is the qmail-send program", "i'm afraid i wasn't able to deliver", "i wasn't able to deliver your message", "this is the mail delivery agent",
            "this is a permanent error; i've given up", "hi. this is the qmail", "hi. this is the mta", "hi. this is the deliver",
            "hi. this is the mail", "hi. the mta program", "bad recipient in", "below is a list of the problem addresses"]),
        ("exim",
            ["this message was created automatically by mail delivery software", "a message that you sent could not be delivered to",
            "a message that you sent has not yet been delivered", "the following address(es) failed"]),
        ("sendmail",
            ["the following addresses had permanent fatal errors", "the following addresses had transient non-fatal errors", "the following addresses had fatal errors",
            "the following addresses had delivery problems", "the following addresses had", "transcript of session follows", "the original message was received at",
            "transcript of session is unavailable"]),
        ("postfix",
            ["this is the mail system at host", "this is the postfix program at host", "this is the mail system at",
            "i'm sorry to have to inform you that your message", "i'm sorry to have to inform you that the message",
            "your message could not be delivered to one or more recipients"]),
        ("exchange",
            ["did not reach the following recipient", "delivery has failed to these recipients or", "your message did not reach some or all of the intended recipients",
            "the following recipient(s) could not be reached", "delivery to the following recipients failed", "could not be delivered to the following recipients",
            "the following recipients could not be reached", "delivery failed to these recipients", "this is an automatically generated delivery status notification",
            "your message wasn't delivered", "your message couldn't be delivered"]),
        ("domino",
            ["user not listed in", "not listed in domino directory", "couldn't find recipient", "your document"]),
        ("google",
            ["we're writing to let you know that the group", "delivery to the following recipient", "google tried to deliver your message",
            "your message wasn't delivered to"]),
        ("list-server",
            ["you are not a member of this mailing list", "not allowed to post to", "not authorized to post", "you are not subscribed to", "only subscribers may post",
            "posting to this list is restricted", "your message to the list was rejected", "your posting has been rejected", "your posting to"]),
        ("james", ["error message below", "this is the james", "the james mail server"]),
        ("gateway",
            ["wasn't delivered to", "couldn't be delivered", "could not be reached", "a message sent by", "invalid user address",
            "the message that you sent was undeliverable", "delivery failed", "undeliverable to", "unable to deliver", "failed to deliver",
            "could not deliver", "cannot deliver", "can't deliver", "couldn't deliver", "not deliver", "non-delivery", "undeliverable", "undelivered",
            "could not be delivered", "cannot be delivered", "can not be delivered", "has not been delivered", "have not been delivered", "was not delivered",
            "not delivered", "delivery to the following", "failed addresses", "failed recipients", "bounced address", "returned to sender", "user unknown",
            "unknown user", "no such user", "unknown address", "delivery failure", "permanent fatal errors", "delivery error", "error delivering", "message rejected",
            "was rejected", "has been rejected", "is being returned", "delivery attempt", "delivery problem", "we were unable to", "mailbox is full", "mailbox full",
            "quota exceeded", "over quota", "exceeded the maximum", "address you entered", "does not exist", "no longer valid", "was returned", "recipient address"]),
        ("french",
            ["n'a pas pu etre", "n'a pu etre", "n'ont pu etre", "n'a pas ete",
            "non remis", "impossible de remettre", "echec de la remise", "n'ont pas pu etre", "destinataire inconnu",
            "pas pu etre remis", "votre message n'est pas"]),
        ("spanish",
            ["no se pudo entregar", "no ha podido ser entregado", "no pudo ser entregado", "no se ha podido entregar", "no fue entregado", "error de entrega",
            "devuelto", "no se puede entregar", "no se ha entregado"]),
        ("portuguese", ["nao foi entregue", "nao pode ser entregue", "falha na entrega", "nao foi possivel entregar", "falha ao entregar"]),
        ("german", ["nicht zugestellt", "konnte nicht", "unzustellbar", "zustellung ist fehlgeschlagen", "fehler bei der zustellung", "konnten nicht"]),
        ("italian", ["non e stato recapitato", "mancata consegna", "impossibile recapitare", "non e stato possibile", "non recapitat", "consegna fallita"]),
        ("russian",
            ["не было доставлено", "не удалось доставить", "не доставлено", "недоставлен", "не может быть доставлено", "ошибка доставки", "не смог доставить",
            "невозможно доставить", "письмо не отправлено", "пользователь не найден", "создано автоматически сервером"]),
        ("arabic", ["تعذر تسليم", "لم يتم تسليم", "فشل تسليم", "فشل التسليم", "تعذر ارسال", "تعذر توصيل", "لم يتم توصيل", "اخفاق"]),
        ("chinese", ["退信", "无法投递", "無法投遞", "投递失败", "无法送达", "無法傳遞", "无法传递", "未能送达", "发送失败", "无法发送", "傳送失敗", "收件人不存在", "被退回", "不能投递"]),
        ("japanese", ["配信できません", "配送できません", "送信できません", "届けることができません", "お届けできません", "配信に失敗", "配達できません", "送信エラー", "返送", "エラーメール", "宛先不明", "次のあて先", "次の宛先"]),
        ("korean", ["반송", "전달되지", "전송되지", "배달하지", "보낼 수 없", "전송 실패"]),
        ("turkish", ["iletilemedi", "teslim edilemedi", "gonderilemedi", "teslim edilemiyor"]),
    ];

    private static readonly (string Family, SearchValues<string> Openings)[] Searched =
        [.. Families.Select(family => (family.Family, SearchValues.Create([.. family.Openings.Select(Words.Fold)], StringComparison.Ordinal)))];

    // Subjects and sentences that speak of a failure without saying whose.
    private static readonly SearchValues<string> Failure = SearchValues.Create(
    [
        .. Families.SelectMany(family => family.Openings).Where(opening => opening is not "your document" and not "a message sent by").Concat(
        [
            "failure notice", "returned mail", "delivery status", "mail delivery", "delivery fail", "delivery has failed", "undeliver", "delivery problem",
            "delivery notification", "nondeliverable", "mail error",
            "mail failure", "mail system error", "returned to sender", "bounce", "delivery report", "failed mail", "failed:", "delivery delayed", "delay",
            "warning: could not send", "warning: message", "mail warning", "message status",
            "message undelivered", "nondelivery", "rejected", "reject", "blocked", "unknown recipient", "error sending", "mailbox unavailable", "return receipt",
            "problem delivering", "delivery incomplete", "mail not delivered",
            "echec", "retour", "rapport de non", "notification d'etat", "notificacion de estado", "error al entregar", "rebote", "fehlgeschlagen", "zustell", "fehler",
            "avviso", "mancat", "consegna", "возвра", "доставк", "ошибк", "خطا", "فشل", "系统退信", "通知",
            "エラー", "失敗", "실패", "hata",
        ]).Select(Words.Fold).Distinct(),
    ], StringComparison.Ordinal);

    private static readonly SearchValues<string> Delays = SearchValues.Create(
    [
        .. new[]
        {
            "this is a warning message only", "you do not need to resend", "will be retried", "will keep trying", "will continue to try", "has not yet been delivered",
            "not been delivered yet", "delivery attempts will continue",
            "delivery of your message has been delayed", "delivery delayed", "delivery is delayed", "still being retried", "still trying", "we will try again",
            "will try again", "message delayed", "mail delayed", "delivery status notification (delay)",
            "delivery temporarily suspended", "temporarily delayed", "could not send message for past", "has been delayed", "remise differee", "retardee", "retrasad",
            "demorad", "verzogert", "ritardat", "задержан", "будут продолжены", "投递延迟", "遅延", "지연",
        }.Select(Words.Fold),
    ], StringComparison.Ordinal);

    private static readonly SearchValues<string> GivenUp = SearchValues.Create(
        ["given up", "giving up", "permanent fatal error", "final", "has failed", "permanent failure", "permanently", "no further attempts", "returned", "not be retried"],
        StringComparison.Ordinal);

    // Names that only a mail system has.
    private static readonly SearchValues<string> SystemNames = SearchValues.Create(
    [
        "mailer-daemon", "mailerdaemon", "mailer_daemon", "mail-daemon", "maildaemon", "postmaster", "post_master", "mail delivery", "delivery sub", "mail deliv",
        "mdaemon", "mailsystem", "mail system", "mail-system", "system administrator", "daemon@", "postman@", "bounce@", "bounces@", "delivery-status", "delivery status",
        "ndr@", "smtp@", "mailgate", "mail gateway", "amavis", "mailscanner", "mailmarshal", "non-delivery", "undeliverable", "mailserver", "mail server", "mail router",
        "mailrouter",
    ], StringComparison.Ordinal);

    // Names that people and houses have, too.
    private static readonly SearchValues<string> CommonNames = SearchValues.Create(
    [
        "admin", "root@", "exchange", "gateway", "smtp", "spam", "virus", "delivery", "bounce", "noreply", "no-reply", "-owner@", "owner-", "-request@", "listserv",
        "majordomo", "sympa", "mailman",
    ], StringComparison.Ordinal);

    /// <summary>Whether that family is one program, which speaks like no person.</summary>
    public static bool IsSystem(string family) => family is "qmail" or "exim" or "sendmail" or "postfix" or "exchange" or "google" or "james";

    /// <summary>Which family speaks so; null: none that we know.</summary>
    public static string? Family(string beginning)
    {
        var folded = Plain(beginning);
        foreach (var (family, openings) in Searched)
            if (folded.AsSpan().ContainsAny(openings))
                return family;
        return null;
    }

    /// <summary>Whether a subject or some sentences speak of mail that didn't arrive.</summary>
    public static bool TellsOfFailure(string text) => Plain(text).AsSpan().ContainsAny(Failure);

    /// <summary>Whether it is only late.</summary>
    public static bool IsDelay(string subject, string words) => Plain($"{subject}\n{words}") is var text && text.AsSpan().ContainsAny(Delays) && !text.AsSpan().ContainsAny(GivenUp);

    /// <summary>Whether its sender is a mail system by its name, or by the null reverse-path.</summary>
    public static bool IsMailSystem(MimeMessage message) =>
        message.Headers[HeaderId.ReturnPath]?.Trim() == "<>" || message.From.Count == 0 || IsNamed(message, SystemNames);

    /// <summary>Whether it may be a mail system by its name: no answer, and no mailing.</summary>
    public static bool MayBeMailSystem(MimeMessage message) => IsNamed(message, CommonNames) && !IsAnswer(message) && !message.Headers.Contains(HeaderId.ListId);

    /// <summary>Whether its Subject begins like that of an answer, or of a mail that is sent on: it repeats another's words.</summary>
    public static bool IsAnswer(MimeMessage message) => message.Subject is { } subject && Words.PeelReplyPrefixes(subject) != subject.Trim();

    private static bool IsNamed(MimeMessage message, SearchValues<string> names) =>
        message.From.Mailboxes.Take(1).Any(from => $"{from.Name} {from.Address.Split('@')[0]}@".ToLowerInvariant().AsSpan().ContainsAny(names));

    private static string Plain(string text) => Words.Fold(text).Replace('’', '\'');
}
