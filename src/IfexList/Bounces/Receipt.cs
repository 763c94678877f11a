using System.Buffers;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>
/// A note that a mail was read, deleted, passed on or opened by a program: a message disposition notification (RFC 8098), or the sentence
/// that Notes, Exchange and GroupWise write in its place. Even "failed" is about the note, never about delivery.
/// </summary>
internal static class Receipt
{
    // A page: programs that write it have little more to say.
    private const int SentenceCharacters = 1_500;

    // Folded. Subjects that programs write, by language; people write some of them, so the sentence must be there.
    private static readonly string[] Openings =
    [
        "read:", "not read:", "deleted:", "return receipt", "read receipt", "message status", "lu:", "lu :", "non lu:", "non lu :",
        "accuse de lecture", "confirmation de lecture", "leido:", "no leido:", "confirmacion de lectura", "acuse de recibo",
        "прочитано:", "прочтено:", "не прочитано:", "уведомление о прочтении", "مقروءه:", "مقروء:", "تمت القراءه", "ايصال القراءه", "gelesen:",
        "ungelesen:", "lesebestatigung", "empfangsbestatigung", "lida:", "lido:", "nao lida:", "confirmacao de leitura",
        "letto:", "non letto:", "conferma di lettura", "gelezen:", "ontvangstbevestiging",
    ];

    // Folded: how the sentence begins, and what was done; the addressee, the Subject and a date stand between them.
    private static readonly string[] Beginnings =
    [
        "this is a return receipt", "this is a read receipt", "return receipt", "your message", "your mail", "your e-mail", "your document",
        "the following message was", "the message you sent", "votre message", "votre courrier", "votre document",
        "el mensaje", "su mensaje", "ваше сообщение", "ваше письмо", "رسالتك", "تمت قراءه", "تم فتح", "تم حذف", "ihre nachricht", "a sua mensagem",
        "sua mensagem", "a mensagem", "il messaggio", "il suo messaggio", "uw bericht",
    ];

    private static readonly SearchValues<string> Deeds = SearchValues.Create(
    [
        "was read", "was opened", "was received by", "was deleted", "been read", "been opened", "been displayed", "was displayed", "a ete lu",
        "a ete ouvert", "a ete supprime", "a ete affiche", "fue leido", "sido leido", "se ha leido", "se leyo", "fue eliminado", "sido abierto",
        "прочитан", "прочтен", "удален", "открыт", "تمت قراءه", "قراءتها", "تم فتح", "تم حذف", "gelesen", "geoffnet", "geloscht", "foi lida",
        "foi aberta", "foi excluida", "stato letto", "stato aperto", "stato eliminato", "is gelezen",
    ], StringComparison.Ordinal);

    public readonly record struct Reading(bool IsReceipt, string? Address);

    /// <param name="text">What a person reads in it.</param>
    public static Reading Of(MimeMessage message, string text)
    {
        foreach (var part in ReportParts.Of(message))
            if (part is MimePart leaf && (part.Is("message", "disposition-notification") || part.Is("message", "global-disposition-notification")))
                return new Reading(true, Named(ReportFields.Anywhere(ReportParts.Text(leaf)).With(ReportFields.Of(part.Headers))));
        return new Reading(IsMarked(message) || IsTold(message, text), null);
    }

    private static string? Named(ReportFields fields) =>
        fields.All("Final-Recipient").Concat(fields.All("Original-Recipient")).SelectMany(ReportedAddress.Read).FirstOrDefault();

    private static bool IsMarked(MimeMessage message) =>
        message.Body is { } body && body.Is("multipart", "report") && "disposition-notification".Equals(body.ContentType.Parameters["report-type"], StringComparison.OrdinalIgnoreCase);

    private static bool IsTold(MimeMessage message, string text)
    {
        var subject = Words.Fold(message.Subject ?? "");
        if (!Openings.Any(opening => subject.StartsWith(opening, StringComparison.Ordinal)))
            return false;
        var sentence = Words.Fold(text.Length > SentenceCharacters ? text[..SentenceCharacters] : text);
        return Beginnings.Any(beginning => sentence.StartsWith(beginning, StringComparison.Ordinal)) && sentence.AsSpan().ContainsAny(Deeds);
    }
}
