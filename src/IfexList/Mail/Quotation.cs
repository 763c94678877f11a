using System.Text.RegularExpressions;
using IfexList.Foundation;

namespace IfexList.Mail;

/// <summary>How mail programs in five languages mark what isn't the writer's own: the signs that <see cref="OwnText"/> goes by.</summary>
internal static partial class Quotation
{
    // "On Thu, … <long address>" and "wrote:" on lines of their own.
    private const int AttributionLines = 3;
    private const int AttributionCharacters = 400;

    // De, Envoyé, À, Cc, Objet and an Importance or two.
    private const int HeaderBlockLines = 7;

    private static readonly HashSet<string> From =
        ["from", "de", "von", "от", "من", "da", "expediteur", "remitente", "отправитель", "المرسل"];
    private static readonly HashSet<string> Sent =
        [
            "sent", "date", "envoye", "envoye le", "enviado", "enviado el", "fecha", "отправлено",
            "дата", "gesendet", "ارسلت", "تم الارسال", "تاريخ الارسال", "التاريخ", "مرسل", "تاريخ"
        ];
    private static readonly HashSet<string> To = ["to", "a", "para", "кому", "an", "الي", "destinataire", "destinatario", "получатель"];
    private static readonly HashSet<string> Subject = ["subject", "objet", "asunto", "тема", "betreff", "الموضوع", "موضوع"];

    public static bool IsQuoted(string line) => line.AsSpan().TrimStart(Skipped) is ['>', ..];

    /// <summary>How many lines from here on introduce a quotation ("On … wrote:"); 0 if none do.</summary>
    public static int Attribution(string[] lines, int at)
    {
        if (!OwnText.IsWritten(lines[at]) || lines[at].Length > AttributionCharacters || IsQuoted(lines[at]))
            return 0;
        var joined = "";
        for (var count = 1; count <= AttributionLines && at + count <= lines.Length; count++)
        {
            var line = lines[at + count - 1];
            if (line.Length > AttributionCharacters || !OwnText.IsWritten(line) || IsQuoted(line))
                return 0;
            joined += line + " ";
            if (EndsWithColon(line))
                return IsAttribution(Words.Fold(joined), lines, at, count) ? count : 0;
        }
        return 0;
    }

    /// <summary>Whether what follows, blank lines aside, bears quotation signs; if not, the quotation is bare and runs to the end.</summary>
    public static bool IsMarkedBehind(string[] lines, int at)
    {
        while (at < lines.Length && !OwnText.IsWritten(lines[at]))
            at++;
        return at < lines.Length && IsQuoted(lines[at]);
    }

    /// <summary>Whether everything from here on is quotation: Outlook's header block, or a line such as <c>-----Original Message-----</c>.</summary>
    public static bool OpensRest(string[] lines, int at)
    {
        var line = lines[at];
        if (line.Length > AttributionCharacters || !OwnText.IsWritten(line))
            return false;
        // Folding costs most, so what is cheap is asked first.
        return IsDashedTitle(line) || EndsWithColon(line) && Forwarding().IsMatch(Words.Fold(line)) || From.Contains(Label(line)) && IsHeaderBlock(lines, at);
    }

    // RFC 3676 §4.3 writes "-- "; many programs lose the space. A long underscore rule sets off notices and Outlook's quotations.
    public static bool OpensSignature(string line) =>
        line is "-- " or "--" or "--\u00A0" || line.TrimEnd() is { Length: >= 10 } rule && rule.AsSpan().IndexOfAnyExcept('_') < 0;

    public static bool IsAdvertisement(string line) => line.Length <= 200 && Advertisement().IsMatch(Words.Fold(line));

    private static bool IsAttribution(string folded, string[] lines, int at, int count)
    {
        var dated = folded.Any(char.IsAsciiDigit);
        if (count > 1 && !Opening().IsMatch(folded))
            return false;
        if (Verb().IsMatch(folded))
            return dated || folded.Contains('@') || Opening().IsMatch(folded) && IsMarkedBehind(lines, at + count)
                || folded.Length <= 80 && IsMarkedBehind(lines, at + count);
        // The Bat and Mail.ru have no verb: "12 марта 2026, 10:02 +03:00 от Alerts <…>:".
        return dated && (folded.Contains('@') || Opening().IsMatch(folded)) && IsMarkedOrAddressed(folded, lines, at + count);
    }

    private static bool IsMarkedOrAddressed(string folded, string[] lines, int behind) => folded.Contains('@') && folded.Contains('<') || IsMarkedBehind(lines, behind);

    private static bool IsHeaderBlock(string[] lines, int at)
    {
        bool sent = false, to = false, subject = false;
        for (var i = at + 1; i < lines.Length && i <= at + HeaderBlockLines; i++)
        {
            var label = Label(lines[i]);
            sent |= Sent.Contains(label);
            to |= To.Contains(label);
            subject |= Subject.Contains(label);
        }
        return sent && (to || subject) || to && subject;
    }

    // Outlook's plain text writes bold as *De :*, and Arabic lines begin with a mark.
    private static string Label(string line)
    {
        var colon = line.AsSpan(0, Math.Min(line.Length, 40)).IndexOfAny(':', '：');
        return colon <= 0 ? "" : Words.Fold(line[..colon].Replace("*", ""));
    }

    private static bool IsDashedTitle(string line)
    {
        var text = line.AsSpan().Trim(Skipped);
        return text.StartsWith("---") && text.EndsWith("---") && DashedTitle().IsMatch(Words.Fold(line));
    }

    private static bool EndsWithColon(string line) => line.AsSpan().TrimEnd(Skipped) is [.., ':' or '：'];

    private const string Skipped = " \t\u00A0\u202F*_\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u061C\uFEFF";

    // All patterns are matched against folded text: small letters, no accents, no vowel signs. They are anchored, their repeats are bounded and so is
    // what they see, so they may be compiled as they stand; NonBacktracking would build 10 MB of automata at run time.
    [GeneratedRegex(
        @"(?:^|[\s>)""])(?:wrote|writes|a ecrit|ecrit|ecrivait|escribio|escribe|ha escrito|пишет|писал|писала|написал|"
        + @"написала|написал\(а|написали|كتب|كتبت|schrieb|escreveu|ha scritto)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Verb();

    [GeneratedRegex(
        @"^(?:on|le|el|am|il|em|в|في|بتاريخ|\d{1,4}|mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mie|jue|vie|sab|"
        + @"dom|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|السبت|الاحد|الاثنين|"
        + @"الثلاثاء|الاربعاء|الخميس|الجمعه)(?:[\s.,/-]|$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Opening();

    [GeneratedRegex(
        "^(?:sent from (?:my|mail|outlook|yahoo|gmail|samsung|proton|iphone|ipad|android|blackberry)|sent (?:with|via) |"
        + "get .{1,40} for (?:ios|android|mac|iphone)|envoye (?:de mon|de ma|depuis|a partir de|avec|via)|(?:obtenir|obtenez|"
        + "telecharger|telechargez) .{1,40} pour (?:ios|android|mac)|enviado (?:desde|con|via|de mi)|(?:obtener|obten|"
        + "descarga|descargar) .{1,40} para (?:ios|android|mac)|отправлено (?:с|из|через|от) |(?:скачать|скачайте|получить|"
        + "получите|загрузите) .{1,40} для (?:ios|android|mac)|(?:ارسلت|تم الارسال|مرسل|ارسل) (?:من|بواسطه|عبر)|(?:احصل|"
        + "الحصول) علي .{1,40} (?:ios|android|mac|اندرويد))",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Advertisement();

    [GeneratedRegex(
        "^(?:original message|message d'origine|message original|message transfere|forwarded message|mensaje original|"
        + "mensaje reenviado|исходное сообщение|пересылаемое сообщение|пересланное сообщение|перенаправленное сообщение|"
        + "الرساله الاصليه|رساله اصليه|رساله معاد توجيهها|الرساله المعاد توجيهها|رساله محوله|reply message|"
        + "reply above this line)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DashedTitle();

    [GeneratedRegex(
        "^(?:begin forwarded message|debut du message (?:transfere|reexpedie)|inicio del mensaje reenviado|"
        + "(?:начало )?пере(?:адресован|сылаем|слан)ное сообщение|بدايه الرساله (?:المعاد توجيهها|المحوله))",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Forwarding();
}
