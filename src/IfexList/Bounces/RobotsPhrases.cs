using System.Buffers;
using IfexList.Mail;

namespace IfexList.Bounces;

/// <summary>
/// What robots say, by what they mean with it: the first row of which a phrase stands in the Subject or the text gives the rule's name. Phrases are written
/// as they are read; they are looked for folded, and all of a row at once.
/// </summary>
internal static class RobotsPhrases
{
    private static readonly (string Rule, SearchValues<string> Phrases)[] Rows =
    [
        // Answer or click, so that your mail gets through: nobody here does.
        Row("challenge",
            "confirm that you are a human", "confirm you are a human", "confirm that you are a person", "confirm you are a person",
            "confirm that you are human", "prove you are human", "prove that you are human",
            "verify that you are a real person", "verify you are a real person", "you are not a robot", "you are not a spammer",
            "not on my list of approved senders", "not on the approved senders", "not in my address book", "not in my contact list",
            "sender verification", "verify your email address so that", "please verify your message", "whitelist request", "added to my whitelist",
            "added to the whitelist", "approved senders list", "requires a one-time confirmation", "requires confirmation before",
            "your message is being held until",
            "reply to this message to release", "reply to this mail to confirm", "reply to this email to confirm",
            "by replying to this message you confirm", "challenge-response", "awaiting your confirmation",
            "click the link below to deliver your message", "has not yet been delivered because you are not",
            "confirmez que vous etes une personne", "confirmer que vous etes une personne", "confirmez que vous n'etes pas un robot",
            "prouver que vous etes humain", "vous n'etes pas un robot", "vous etes bien une personne", "message est en attente de votre",
            "afin que votre message soit delivre", "pour que votre message me parvienne", "demande d'authentification", "mis en attente",
            "liste blanche",
            "confirme que es una persona", "confirmar que es una persona", "confirme que usted es una persona", "demostrar que no es un robot",
            "no es un robot", "lista blanca", "lista de remitentes autorizados", "su mensaje esta retenido",
            "подтвердите, что вы человек", "подтвердите, что вы не робот", "вы не робот", "что вы не являетесь роботом", "белый список",
            "ваше письмо ожидает подтверждения", "подтвердите отправку письма",
            "تاكيد انك انسان", "أنك لست روبوت", "انك شخص حقيقي", "القائمة البيضاء", "رسالتك في انتظار التأكيد",
            "bestätigen sie, dass sie ein mensch", "kein roboter sind", "auf die weiße liste", "confirme que você é uma pessoa", "você não é um robô",
            "confermi di essere una persona", "non sei un robot", "nie jesteś robotem", "ben robot değilim"),

        // A desk has taken it as a case.
        Row("ticket",
            "your request has been received", "we have received your request", "we received your request", "your ticket has been",
            "a ticket has been", "a new ticket", "ticket has been created", "ticket has been opened", "ticket id:", "ticket number", "case number is",
            "your case has been",
            "support request has been", "has been assigned an id of", "reference number for your", "thank you for contacting our",
            "thank you for contacting us", "thank you for your email. we will", "we have received your message", "we have received your email",
            "your message has been received", "your email has been received", "a member of our team will", "one of our team will",
            "votre demande a bien ete", "nous avons bien recu votre", "votre message a bien ete recu", "votre mail a bien ete recu",
            "votre courriel a bien ete recu", "numero de ticket", "numero de dossier", "un ticket a ete", "accuse de reception",
            "hemos recibido su", "hemos recibido tu", "su solicitud ha sido", "tu solicitud ha sido", "su mensaje ha sido recibido",
            "numero de ticket", "numero de caso", "se ha creado un ticket",
            "ваше обращение принято", "ваше обращение зарегистрировано", "вашему обращению присвоен", "ваша заявка", "ваш запрос принят",
            "ваше письмо получено", "номер заявки", "номер обращения",
            "تم استلام طلبك", "لقد تلقينا", "تم استلام رسالتك", "رقم التذكرة", "رقم الطلب", "تم فتح تذكرة",
            "ihre anfrage ist", "ihre anfrage wurde", "wir haben ihre", "ticketnummer", "recebemos a sua", "recebemos sua", "recebemos o seu",
            "seu chamado", "abbiamo ricevuto la", "la sua richiesta è stata", "numero di ticket", "zgłoszenie zostało", "talebiniz alınmıştır",
            "您的请求已收到", "お問い合わせを受け付け"),

        // Somebody has gone, or his address: he may tell us himself, a robot can't.
        Row("moved",
            "my new address is", "my new email", "my new e-mail", "new email address is", "new e-mail address is", "my email address has changed",
            "my e-mail address has changed", "email address has changed", "address has been changed", "has changed my address", "changed my email",
            "changed my e-mail", "has a new email", "has a new e-mail", "please update your address book", "update your contacts",
            "is no longer monitored", "no longer monitored", "no longer in use", "no longer used", "no longer active", "is no longer valid",
            "will no longer be checked", "i no longer use", "i no longer work", "no longer works", "no longer employed", "is no longer with",
            "am no longer with", "is no longer at", "am no longer at", "i have left the", "i have left my", "has left the", "have moved on from",
            "has retired", "i have retired", "this address is being closed", "account is closed",
            "ma nouvelle adresse", "mon nouvel email", "nouvelle adresse est", "nouvelle adresse electronique", "a change d'adresse",
            "j'ai change d'adresse", "mon adresse a change", "cette adresse n'est plus", "cette boite n'est plus", "n'est plus consultee",
            "n'est plus utilisee", "n'est plus active", "ne travaille plus", "ne fais plus partie", "ne fait plus partie", "j'ai quitte",
            "a quitte l'", "a quitte la", "a quitte notre",
            "mi nueva direccion", "mi nuevo correo", "nueva direccion de correo", "ha cambiado de direccion", "he cambiado de correo",
            "he cambiado de direccion", "esta direccion ya no", "este correo ya no", "esta cuenta ya no", "este buzon ya no", "ya no trabaja",
            "ya no trabajo", "ya no labora", "ya no forma parte", "he dejado la empresa", "ya no uso",
            "мой новый адрес", "мой новый e-mail", "новый адрес электронной почты", "адрес электронной почты изменился", "адрес изменился",
            "адрес больше не", "ящик больше не", "почта больше не", "больше не работает", "больше не работаю", "больше не используется",
            "больше не использую", "уволился", "уволилась", "не проверяется",
            "عنواني الجديد", "بريدي الجديد", "بريدي الإلكتروني الجديد", "عنوان البريد الجديد", "تغير عنوان", "لقد غيرت بريدي", "لم يعد هذا البريد",
            "لم يعد هذا العنوان", "هذا البريد لم يعد", "لم أعد أعمل", "لم يعد يعمل", "غادرت المؤسسة", "لم أعد أستخدم",
            "meine neue adresse", "meine neue e-mail", "neue e-mail-adresse", "neue mailadresse", "adresse hat sich geändert",
            "nicht mehr im unternehmen", "nicht mehr tätig", "nicht mehr gelesen", "nicht mehr genutzt", "nicht mehr aktiv", "nicht mehr erreichbar",
            "das unternehmen verlassen", "nicht mehr abgerufen",
            "meu novo e-mail", "meu novo email", "meu novo endereço", "novo endereço de e-mail", "este e-mail não é mais", "este endereço não é mais",
            "não trabalha mais", "não trabalho mais", "já não trabalho", "já não trabalha", "não faz mais parte", "deixei a empresa",
            "foi desativado",
            "il mio nuovo indirizzo", "la mia nuova mail", "nuovo indirizzo e-mail", "nuovo indirizzo email", "ho cambiato indirizzo",
            "questo indirizzo non è più", "questa casella non è più", "non lavoro più", "non lavora più", "non fa più parte", "ho lasciato l'azienda",
            "nieuwe e-mailadres", "niet meer werkzaam", "nowy adres", "już nie pracuje", "artık çalışmıyor", "yeni adresim"),

        // Nobody reads there at all.
        Row("unread",
            "this mailbox is not monitored", "mailbox is not monitored", "address is not monitored", "account is not monitored",
            "inbox is not monitored", "is an unmonitored", "unattended mailbox", "mailbox is unattended", "is not read", "are not read",
            "not a monitored", "replies to this address are not", "cannot receive replies", "does not accept replies", "do not reply to this",
            "please do not reply",
            "cette adresse n'est pas", "cette boite n'est pas", "boite non consultee", "n'est pas consultee", "n'est pas lue", "ne pas repondre a ce",
            "merci de ne pas repondre", "este buzon no", "esta direccion no", "esta cuenta no", "no se lee", "no responda a este", "no se revisa",
            "не отвечайте на это", "ящик не читается", "ящик не просматривается", "не просматривается", "не читается", "ответы на это письмо не",
            "لا ترد على هذه", "يرجى عدم الرد", "هذا البريد غير مراقب", "لا تتم قراءة", "wird nicht gelesen", "nicht überwacht", "nicht auf diese",
            "não responda a este", "não é monitorad", "non rispondere a questa", "non è monitorat", "non viene letta"),

        // He is away; where a sure mark is there, no word is needed.
        Row("vacation",
            "automatic reply", "automatic response", "auto-reply", "autoreply", "auto reply", "auto-response", "automated response",
            "automated reply", "automatically generated reply", "out of office", "out of the office", "away from the office", "away from my",
            "i am away", "i'm away", "i am currently away", "i am currently out", "on vacation", "on holiday", "on annual leave", "on leave",
            "on maternity", "on paternity", "on sick leave", "on sabbatical", "limited access to email", "limited access to my", "when i return",
            "upon my return", "until my return", "i will be back", "i will return",
            "réponse automatique", "je suis absent", "je suis actuellement absent", "je serai absent", "actuellement absent", "absente du bureau",
            "absent du bureau", "en congé", "en vacances", "en déplacement", "à mon retour", "de retour le", "jusqu'à mon retour",
            "message d'absence",
            "respuesta automática", "estoy fuera", "estaré fuera", "me encuentro fuera", "fuera de la oficina", "fuera de oficina", "de vacaciones",
            "a mi regreso", "a mi vuelta", "estaré de vuelta", "estoy de licencia", "me encuentro ausente", "estaré ausente",
            "автоматический ответ", "автоответ", "я в отпуске", "нахожусь в отпуске", "буду в отпуске", "в отпуске до", "в командировке",
            "отсутствую", "буду отсутствовать", "вернусь", "после возвращения", "вне офиса", "на больничном",
            "رد تلقائي", "الرد التلقائي", "رد آلي", "خارج المكتب", "في إجازة", "أنا في عطلة", "في عطلة", "سأعود", "عند عودتي", "حين عودتي",
            "غير متواجد",
            "automatische antwort", "abwesenheit", "ich bin bis", "ich bin derzeit nicht", "nicht im büro", "im urlaub", "außer haus",
            "resposta automática", "estou fora", "estarei fora", "fora do escritório", "estou de férias", "em férias", "ausência temporária",
            "risposta automatica", "sono assente", "sarò assente", "fuori ufficio", "in ferie", "sono in vacanza", "al mio rientro",
            "automatisch antwoord", "afwezig", "op vakantie", "automatyczna odpowiedź", "poza biurem", "na urlopie", "jestem nieobecn",
            "otomatik yanıt", "ofis dışında", "izindeyim", "автоматична відповідь", "у відпустці", "پاسخ خودکار", "در مرخصی", "자동 회신", "부재중", "自动回复",
            "自動回覆", "不在办公室", "休假", "自動応答", "自動返信", "不在にして", "休暇", "autosvar", "automaattinen vastaus", "αυτόματη απάντηση", "tidak berada di kantor",
            "trả lời tự động"),
    ];

    /// <param name="subject">Folded, as <paramref name="text"/> is.</param>
    /// <returns>Null where no row knows a word of it.</returns>
    public static string? Rule(string subject, string text) =>
        Rows.FirstOrDefault(row => text.AsSpan().ContainsAny(row.Phrases) || subject.AsSpan().ContainsAny(row.Phrases)).Rule;

    private static (string Rule, SearchValues<string> Phrases) Row(string rule, params string[] phrases) =>
        (rule, SearchValues.Create([.. phrases.Select(Words.Fold)], StringComparison.Ordinal));
}
