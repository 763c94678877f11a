namespace IfexList.Tests.Bounces;

/// <summary>What robots write for people, in the words that their makers gave them or their owners typed. All of it is invented.</summary>
internal static class AutoReplySamples
{
    private const string Replied = "From: marie@mail.example\nAuto-Submitted: auto-replied\n";
    private const string Nobody = "From: noreply@desk.example\nAuto-Submitted: auto-generated\n";

    /// <summary>Each with why, the rule, the author where he is named, and header and text.</summary>
    public static readonly (string Why, string Rule, string? Author, string Header, string Text)[] All =
    [
        ("RFC 3834's mark is enough", "vacation", "marie@mail.example", Replied + "Subject: Away", "Au soleil."),
        ("an old responder's field", "vacation", "marie@mail.example", "From: marie@mail.example\nX-Autoreply: yes\nSubject: Re: ALERT", "Not here."),
        ("Gmail's Precedence", "vacation", "marie@mail.example", "From: marie@mail.example\nPrecedence: auto_reply\nSubject: Re: ALERT", "Not here."),
        ("Exchange by its Subject alone", "vacation", "marie@mail.example", "From: marie@mail.example\nSubject: Automatic reply: ALERT", "Thank you for your mail."),
        ("Apple's field", "vacation", "marie@mail.example", "From: marie@mail.example\nX-Apple-Action: VACATION\nSubject: ALERT", "Asleep."),
        ("French", "vacation", "marie@mail.example", "From: marie@mail.example\nSubject: =?utf-8?Q?R=C3=A9ponse_automatique_=3A_ALERTE?=", "Je suis en congé jusqu'au 20."),
        ("Spanish", "vacation", "marie@mail.example", "From: marie@mail.example\nSubject: Respuesta automática: ALERTA", "Estoy de vacaciones."),
        ("Russian", "vacation", "marie@mail.example", "From: marie@mail.example\nSubject: Автоответ: ALERT", "Я в отпуске до 20 марта."),
        ("Arabic", "vacation", "marie@mail.example", "From: marie@mail.example\nSubject: رد تلقائي: تنبيه", "أنا في إجازة حتى ٢٠ مارس."),
        ("German", "vacation", "marie@mail.example", "From: marie@mail.example\nSubject: Abwesenheitsnotiz: ALERT", "Ich bin bis zum 20. nicht im Büro."),
        ("Portuguese", "vacation", "marie@mail.example", "From: marie@mail.example\nSubject: Resposta automática: ALERT", "Estou de férias."),
        ("Italian", "vacation", "marie@mail.example", "From: marie@mail.example\nSubject: Risposta automatica: ALERT", "Sono in ferie."),
        ("Turkish, with a field", "vacation", "marie@mail.example", "From: marie@mail.example\nX-Autoresponder: 1\nSubject: Otomatik yanıt", "İzindeyim."),
        ("Chinese, marked", "vacation", "marie@mail.example", Replied + "Subject: 自动回复: ALERT", "您好，我在休假。"),
        ("by the null sender, in words", "vacation", "marie@mail.example", "Return-Path: <>\nFrom: marie@mail.example\nSubject: ALERT", "I am currently out of the office until Monday."),
        ("a full mailbox that answers has got the mail", "vacation", "marie@mail.example", Replied + "Subject: My mailbox is full", "I can't store more mail now. Write again next week."),
        ("Turkish by its Subject alone", "vacation", "marie@mail.example", "From: marie@mail.example\nSubject: Otomatik yanıt: ALERT", "Teşekkürler."),
        ("Chinese by its Subject alone", "vacation", "marie@mail.example", "From: marie@mail.example\nSubject: 自动回复: ALERT", "谢谢。"),
        ("Ukrainian by its Subject alone", "vacation", "marie@mail.example", "From: marie@mail.example\nSubject: Автоматична відповідь: ALERT", "Дякую."),
        ("generated, in answer to us, without a known word", "vacation", "marie@mail.example", "From: marie@mail.example\nAuto-Submitted: auto-generated\nIn-Reply-To: <1@lists.example.org>\nSubject: Hm", "Mañana."),
        ("below what it quotes", "moved", "marie@mail.example", Replied + "Subject: Re: ALERT", "> ALERT - TUNISIA\n> I am away.\n\nI no longer work here."),
        ("HTML only", "vacation", "marie@mail.example", Replied + "Subject: Away\nContent-Type: text/html; charset=utf-8", "<html><body><p>Je suis en <b>congé</b>.</p></body></html>"),

        ("RFC 8098: displayed", "receipt", "lina@mail.example.net", Mdn, Disposition("displayed")),
        ("RFC 8098: deleted unread", "receipt", "lina@mail.example.net", Mdn, Disposition("deleted")),
        ("RFC 8098: denied", "receipt", "lina@mail.example.net", Mdn, Disposition("denied")),
        ("RFC 8098: failed is about the note", "receipt", "lina@mail.example.net", Mdn, Disposition("failed")),
        ("a report of that type without its part", "receipt", "lina@mail.example.net", Mdn, "--m\nContent-Type: text/plain\n\nDisplayed.\n--m--\n"),
        ("Exchange's sentence", "receipt", "marie@mail.example", "From: marie@mail.example\nSubject: Read: ALERT", "Your message\n\n  To: Marie\n  Subject: ALERT\n\nwas read on Monday, 2 March 2026 10:00."),
        ("Notes' sentence", "receipt", "marie@mail.example", "From: marie@mail.example\nSubject: Return Receipt (displayed)", "Your document: ALERT\nwas received by: Marie/Desk\nat: 02.03.2026"),
        ("French Exchange", "receipt", "marie@mail.example", "From: marie@mail.example\nSubject: Lu : ALERTE", "Votre message\n\nÀ : Marie\nObjet : ALERTE\n\na été lu le lundi 2 mars."),
        ("Spanish Exchange", "receipt", "marie@mail.example", "From: marie@mail.example\nSubject: Leído: ALERTA", "El mensaje\n\nPara: Marie\nAsunto: ALERTA\n\nfue leído el lunes."),
        ("Russian Exchange", "receipt", "marie@mail.example", "From: marie@mail.example\nSubject: Прочитано: ALERT", "Ваше сообщение для Marie прочитано 2 марта."),
        ("German Exchange", "receipt", "marie@mail.example", "From: marie@mail.example\nSubject: Gelesen: ALERT", "Ihre Nachricht an Marie wurde am Montag gelesen."),

        ("a challenge, marked as generated", "challenge", "verify@filter.example", "Return-Path: <>\nFrom: verify@filter.example\nAuto-Submitted: auto-generated\nSubject: Please confirm", "To prove that you are human, reply to this mail."),
        ("TMDA's field", "challenge", null, "From: marie+confirm@mail.example\nX-TMDA-Fingerprint: abc\nSubject: Please confirm your message", "Reply once."),
        ("Boxbe", "challenge", null, "From: noreply@boxbe.com\nSubject: Re: ALERT (Action Required)", "Marie wants to know you: ask to be added to her Guest List."),
        ("SpamArrest", "challenge", null, "From: marie@spamarrest.com\nSubject: Re: ALERT (Verification required)", "Click to verify your email address."),
        ("French filter", "challenge", null, "From: contact@mailinblack.com\nSubject: Votre message", "Authentifiez-vous pour que votre message me parvienne."),
        ("French, in words", "challenge", "filtre@filter.example", Replied.Replace("marie@mail", "filtre@filter", StringComparison.Ordinal) + "Subject: Demande", "Confirmez que vous n'êtes pas un robot."),
        ("Spanish", "challenge", "marie@mail.example", Replied + "Subject: Su mensaje", "Confirme que es una persona."),
        ("Russian", "challenge", "marie@mail.example", Replied + "Subject: Подтверждение", "Подтвердите, что вы не робот."),
        ("Arabic", "challenge", "marie@mail.example", Replied + "Subject: تأكيد", "يرجى تأكيد أنك إنسان."),

        ("a new address tells nobody's robot to change one", "moved", "marie@mail.example", Replied + "Subject: Please note", "My new address is marie@new.example."),
        ("left the house", "moved", "marie@mail.example", Replied + "Subject: ALERT", "Marie has left the organisation. Write to desk@mail.example."),
        ("a box that nobody looks into", "moved", "info@mail.example", Replied.Replace("marie", "info", StringComparison.Ordinal) + "Subject: Info", "This mailbox is no longer monitored, write to desk@mail.example."),
        ("French", "moved", "marie@mail.example", Replied + "Subject: Adresse", "Ma nouvelle adresse : marie@new.example. Cette boîte n'est plus consultée."),
        ("Spanish", "moved", "marie@mail.example", Replied + "Subject: Aviso", "Marie ya no trabaja aquí."),
        ("Russian", "moved", "marie@mail.example", Replied + "Subject: Внимание", "Мой новый адрес: marie@new.example"),
        ("Arabic", "moved", "marie@mail.example", Replied + "Subject: تنبيه", "عنواني الجديد هو marie@new.example"),
        ("German", "moved", "marie@mail.example", Replied + "Subject: Hinweis", "Marie ist nicht mehr im Unternehmen."),
        ("Portuguese", "moved", "marie@mail.example", Replied + "Subject: Aviso", "Meu novo e-mail é marie@new.example."),
        ("Italian", "moved", "marie@mail.example", Replied + "Subject: Avviso", "Il mio nuovo indirizzo è marie@new.example."),

        ("a desk's ticket", "ticket", null, Nobody + "In-Reply-To: <1@lists.example.org>\nSubject: [Ticket#2026031] ALERT", "Your request has been received."),
        ("by a desk's own field", "ticket", "help@desk.example", "From: help@desk.example\nX-RT-Loop-Prevention: desk\nReferences: <1@lists.example.org>\nSubject: [desk #12] AutoReply: ALERT", "A ticket has been created."),
        ("French", "ticket", null, Nobody + "In-Reply-To: <1@lists.example.org>\nSubject: Demande", "Nous avons bien reçu votre message."),
        ("Spanish", "ticket", null, Nobody + "In-Reply-To: <1@lists.example.org>\nSubject: Caso", "Hemos recibido su mensaje."),
        ("Russian", "ticket", null, Nobody + "In-Reply-To: <1@lists.example.org>\nSubject: Заявка", "Ваше обращение зарегистрировано."),
        ("Arabic", "ticket", null, Nobody + "In-Reply-To: <1@lists.example.org>\nSubject: طلب", "تم استلام طلبك."),
        ("sent where only answers go", "ticket", null, Nobody + "Subject: Welcome", "Thank you for contacting us."),

        ("nobody reads there", "unread", null, Nobody + "In-Reply-To: <1@lists.example.org>\nSubject: Re: ALERT", "This mailbox is not monitored."),
        ("French", "unread", null, Nobody + "In-Reply-To: <1@lists.example.org>\nSubject: Re: ALERTE", "Merci de ne pas répondre à ce message."),
    ];

    private const string Mdn = "From: lina@mail.example.net\nSubject: Read: ALERT\nContent-Type: multipart/report; report-type=disposition-notification; boundary=m";

    public static string Mail(string header, string text, string to = "alerts-bounces+k7q2abcdefghijklmnopqrstuv@lists.example.org") =>
        $"To: {to}\n{header}\nMessage-ID: <a1@mail.example>\n{(header.Contains("Content-Type", StringComparison.Ordinal) ? "" : "Content-Type: text/plain; charset=utf-8\n")}\n{text}";

    private static string Disposition(string what) =>
        $"--m\nContent-Type: text/plain\n\nA note.\n--m\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;lina@mail.example.net\nDisposition: automatic-action/MDN-sent-automatically; {what}\n\n--m--\n";
}
