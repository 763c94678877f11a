using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Bounces;

/// <summary>Where a told bounce ends and the returned mail, pasted below it, begins.</summary>
internal static partial class PastedOriginal
{
    // A header that is looked for goes on within so many lines.
    private const int HeaderGlance = 12;

    /// <returns>What the robot says, and the returned mail from its first header line on; empty where there is none.</returns>
    public static (string Told, string Original) Split(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
            if (IsSeparator(lines[i]) || BeginsHeader(lines, i))
                return (string.Join('\n', lines[..i]), string.Join('\n', lines[i..]));
        return (text, "");
    }

    /// <summary>The header fields in it, each unfolded.</summary>
    public static IReadOnlyList<(string Name, string Value)> Fields(string original, int most)
    {
        var fields = new List<(string Name, string Value)>();
        foreach (var raw in original.Split('\n'))
        {
            var line = raw.TrimEnd('\r').TrimStart('>');
            if (line.Length > 0 && char.IsWhiteSpace(line[0]) && fields is [.., var (name, value)] && value.Length < 4000)
                fields[^1] = (name, $"{value} {line.Trim()}");
            else if (Field().Match(line) is { Success: true } field)
                fields.Add((field.Groups[1].Value, line[field.Length..].Trim()));
            else if (fields.Count > 2 && line.Trim().Length == 0)
                break;
            if (fields.Count >= most)
                break;
        }
        return fields;
    }

    // A rule alone separates nothing: many frame their words with it.
    private static bool IsSeparator(string line) =>
        line.Length is > 8 and < 200 && Words.Fold(line) is var folded && Separators.Any(separator => folded.StartsWith(separator, StringComparison.Ordinal));

    private static readonly string[] Separators =
    [.. new[]
    {
        "below this line is a copy", "enclosed is a copy", "this is a copy of the message", "this is a copy of your message", "here is a copy of", "here is your message",
        "original message", "original headers", "below is a copy of the original", "message headers follow", "included is a copy of the message",
        "unsent message", "returned message", "start of returned message", "message header follows", "your original message", "the original message follows",
        "header of the original message", "headers of the original message", "original message headers", "the headers of the original message", "message text follows", "the following is a copy",
        "the first lines of", "the first 1000 bytes", "copy of your message", "text of your message", "your message header", "returned mail follows", "attached is a copy", "body of message generated",
        "message original", "en-tetes du message", "copie du message", "voici une copie", "ci-dessous une copie", "mensaje original", "copia del mensaje", "encabezados del mensaje",
        "mensagem original", "copia da mensagem", "ursprungliche nachricht", "originalnachricht", "kopie der nachricht", "es folgt eine kopie", "the header of the original",
        "messaggio originale", "copia del messaggio", "исходное сообщение", "копия письма", "копия сообщения", "заголовки письма", "оригинальное сообщение", "ниже приведена копия", "الرساله الاصليه", "نسخه من الرساله",
        "原始邮件", "原始郵件", "原邮件", "元のメッセージ", "オリジナルメッセージ", "以下は、元の", "원본 메시지", "원본 메일", "orijinal mesaj", "ozgun ileti",
    }.Select(Words.Fold)];

    // Two lines of a mail's header, of which one is never found in a robot's own list of facts.
    private static bool BeginsHeader(string[] lines, int at)
    {
        if (!HeaderLine().IsMatch(lines[at]))
            return false;
        var (names, sure) = (1, SureLine().IsMatch(lines[at]));
        for (var i = at + 1; i < lines.Length && i < at + HeaderGlance && lines[i].Trim().Length > 0; i++)
        {
            if (!char.IsWhiteSpace(lines[i][0]) && !HeaderLine().IsMatch(lines[i]))
                break;
            if (!char.IsWhiteSpace(lines[i][0]))
                names++;
            sure |= SureLine().IsMatch(lines[i]);
        }
        return sure && names > 1;
    }

    [GeneratedRegex(@"^>?([A-Za-z][A-Za-z0-9-]{0,60})\s{0,3}:\s{0,10}")]
    private static partial Regex Field();

    [GeneratedRegex(@"^>?(?:Received|Return-Path|DKIM-Signature|DomainKey-Signature|Message-ID|MIME-Version|Content-[A-Za-z-]{2,30}|From|To|Cc|Subject|Date|Reply-To|Sender|Delivered-To|List-[A-Za-z-]{2,30}|User-Agent|X-(?!Failed)[A-Za-z0-9-]{2,60}|ARC-[A-Za-z-]{2,40}):", RegexOptions.IgnoreCase)]
    private static partial Regex HeaderLine();

    [GeneratedRegex(@"^>?(?:Received: ?(?:from|by|\()|Return-Path: ?<|DKIM-Signature:|Message-ID: ?<|MIME-Version: ?1)", RegexOptions.IgnoreCase)]
    private static partial Regex SureLine();
}
