using MimeKit;

namespace IfexList.Mail;

/// <summary>What tells that a program, not a person, sent a mail just now. One mail often bears several signs.</summary>
[Flags]
public enum RobotSigns
{
    None = 0,

    /// <summary>The null reverse-path: bounces and what behaves like them (RFC 5321 §4.5.5).</summary>
    NullSender = 1,

    /// <summary>Auto-Submitted with anything but <c>no</c> (RFC 3834 §5).</summary>
    AutoSubmitted = 2,

    /// <summary>A read receipt, delivery report or complaint: multipart/report (RFC 6522).</summary>
    Report = 4,

    /// <summary>A vacation answer, told by its Subject or by the headers that autoresponders set.</summary>
    OutOfOffice = 8,

    /// <summary>Precedence bulk, list or junk, or a list's header fields (RFC 2369, RFC 2919): a mailing, which may still be a member's alert.</summary>
    Bulk = 16,

    /// <summary>It was ours already: our X-Loop or List-Id, or From one of our own addresses.</summary>
    Loop = 32,

    /// <summary>A person's thumb, sent as a mail without a word.</summary>
    Reaction = 64,

    /// <summary>From an address where no person reads: MAILER-DAEMON, another list's owner- or -request, no-reply (RFC 3834 §2).</summary>
    NoReader = 128,
}

/// <summary>Whether a robot wrote a mail (RFC 3834 and what programs do instead). Who reads it decides which signs matter to him.</summary>
public readonly record struct Automation(RobotSigns Signs)
{
    private const RobotSigns Silent = RobotSigns.NullSender | RobotSigns.AutoSubmitted | RobotSigns.Report | RobotSigns.OutOfOffice | RobotSigns.Loop | RobotSigns.NoReader;

    /// <summary>No letter may answer it, and it decides, confirms and orders nothing.</summary>
    public bool NeverAnswer => (Signs & Silent) != 0;

    /// <summary>A person wrote it, in words and to us: only such a mail orders or confirms anything.</summary>
    public bool IsPersonal => !NeverAnswer && !IsBulk && !IsReaction;

    /// <summary>It answers or reports on some other mail, or was ours: never a post, whoever sent it. A member's own program may well write alerts.</summary>
    public bool IsEcho => (Signs & (RobotSigns.Report | RobotSigns.OutOfOffice | RobotSigns.Loop)) != 0;

    /// <summary>Some mailing or list sent it. A registered member's post it may be, a command never.</summary>
    public bool IsBulk => Signs.HasFlag(RobotSigns.Bulk);

    /// <summary>A person pressed a button: ask once what is meant.</summary>
    public bool IsReaction => Signs.HasFlag(RobotSigns.Reaction);

    // Present in autoresponders' mail only, whatever their value.
    private static readonly string[] Responders =
    [
        "X-Autoreply", "X-Auto-Reply", "X-Autorespond", "X-Autoresponder", "X-Autoreply-From", "X-Mail-Autoreply",
        "X-MS-Exchange-Inbox-Rules-Loop", "X-FC-MachineGenerated", "X-Vacation", "X-AutoReply-Domain", "X-Mailer-Autoreply",
    ];

    // At the very start of a Subject: a person's answer to such a mail begins with a reply prefix.
    private static readonly string[] AutoReplySubjects = FoldedAll(
    [
        "automatic reply", "auto reply", "autoreply", "auto-reply", "auto response", "auto-response", "out of office", "out of the office", "vacation reply",
        "reponse automatique", "absence du bureau", "message d'absence", "absent du bureau",
        "respuesta automatica", "fuera de la oficina", "fuera de oficina", "respuesta de ausencia",
        "автоответ", "автоматический ответ", "нет на месте", "вне офиса",
        "رد تلقائي", "الرد التلقائي", "خارج المكتب",
        "automatische antwort", "abwesenheitsnotiz", "abwesenheit:", "resposta automatica", "ausencia temporaria", "fora do escritorio", "risposta automatica", "fuori ufficio",
        "automatisch antwoord", "automatisch antwoorden", "automatyczna odpowiedz", "automaticka odpoved", "automatsko odgovor", "otomatik yanıt", "ofis dışında", "autosvar", "automatiskt svar",
        "automatisk svar", "automaattinen vastaus", "αυτόματη απάντηση", "raspuns automat", "automatikus valasz", "balasan otomatis", "trả lời tự động",
        "автоматична відповідь", "автовідповідь", "پاسخ خودکار", "自动回复", "自動回覆", "自動応答", "自動返信", "不在通知", "자동 회신", "부재중",
    ]);

    private static readonly HashSet<string> Nobody =
    [
        "mailer-daemon", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "nobody", "majordomo", "listserv", "mailman", "sympa", "autoreply", "bounce", "bounces",
    ];

    private static readonly string[] NobodysSuffixes = ["-request", "-bounces", "-owner", "-confirm", "-noreply", "-no-reply"];

    /// <param name="ownDomain">The domain of our lists.</param>
    /// <param name="isOurs">Whether an address is one of our lists' own.</param>
    public static Automation Of(MimeMessage message, bool nullSender, string ownDomain, Func<string, bool> isOurs)
    {
        var signs = nullSender ? RobotSigns.NullSender : RobotSigns.None;
        signs |= IsAutoSubmitted(message) ? RobotSigns.AutoSubmitted : 0;
        signs |= IsReport(message) ? RobotSigns.Report : 0;
        signs |= IsOutOfOffice(message) ? RobotSigns.OutOfOffice : 0;
        signs |= IsMailing(message) ? RobotSigns.Bulk : 0;
        signs |= IsLoop(message, ownDomain, isOurs) ? RobotSigns.Loop : 0;
        signs |= message.From.Mailboxes.Take(1).Any(from => IsReadByNobody(from.Address)) ? RobotSigns.NoReader : 0;
        signs |= message.Body is { } body && IsReactionIn(body, 0) ? RobotSigns.Reaction : 0;
        return new Automation(signs);
    }

    private static bool IsAutoSubmitted(MimeMessage message) =>
        Values(message, "Auto-Submitted").Any(value => !value.Split(';')[0].Trim().Equals("no", StringComparison.OrdinalIgnoreCase) && value.Trim().Length > 0);

    private static bool IsReport(MimeMessage message) =>
        message.Body is { ContentType: var type } && (type.IsMimeType("multipart", "report") || type.IsMimeType("message", "delivery-status")
            || type.IsMimeType("message", "disposition-notification"))
        || message.From.Mailboxes.Take(1).Any(from => from.Address.StartsWith("mailer-daemon@", StringComparison.OrdinalIgnoreCase));

    private static bool IsOutOfOffice(MimeMessage message)
    {
        if (Responders.Any(name => message.Headers.Contains(name)))
            return true;
        if (Values(message, "Precedence").Any(v => Is(v, "auto_reply")) || Values(message, "Preference").Any(v => Is(v, "auto_reply")))
            return true;
        var subject = Words.Fold(message.Subject ?? "");
        return AutoReplySubjects.Any(opening => subject.StartsWith(opening, StringComparison.Ordinal)
            && (subject.Length == opening.Length || !char.IsLetterOrDigit(subject[opening.Length])));
    }

    private static bool IsMailing(MimeMessage message) =>
        Values(message, "Precedence").Any(v => Is(v, "bulk") || Is(v, "list") || Is(v, "junk"))
        || message.Headers.Any(header => header.Field.StartsWith("List-", StringComparison.OrdinalIgnoreCase) || Is(header.Field, "Mailing-List"));

    private static bool IsLoop(MimeMessage message, string ownDomain, Func<string, bool> isOurs) =>
        Values(message, "X-Loop").Any(v => Names(v, ownDomain)) || Values(message, "List-Id").Any(v => Names(v, ownDomain))
        || message.From.Mailboxes.Take(5).Any(from => isOurs(from.Address));

    private static bool IsReadByNobody(string address)
    {
        var local = address.Split('@')[0].ToLowerInvariant();
        return Nobody.Contains(local) || local.StartsWith("owner-", StringComparison.Ordinal) || NobodysSuffixes.Any(suffix => local.EndsWith(suffix, StringComparison.Ordinal));
    }

    // "alerts.lists.example.org" and "alerts@lists.example.org", but not "ourlists.example.org".
    private static bool Names(string value, string domain)
    {
        var at = value.IndexOf(domain, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || value[at - 1] is '.' or '@' or '<')
            && (at + domain.Length == value.Length || value[at + domain.Length] is '>' or ' ' or ',' or ';');
    }

    private static bool IsReactionIn(MimeEntity entity, int depth) => entity switch
    {
        Multipart multipart when depth < 5 => multipart.Take(10).Any(part => IsReactionIn(part, depth + 1)),
        _ => entity.ContentType.IsMimeType("text", "vnd.google.email-reaction+json") || entity.ContentDisposition?.Disposition is "reaction",
    };

    private static IEnumerable<string> Values(MimeMessage message, string name) =>
        message.Headers.Where(h => h.Field.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);

    private static string[] FoldedAll(string[] openings) => [.. openings.Select(Words.Fold)];

    private static bool Is(string value, string word) => value.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);
}
