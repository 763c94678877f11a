using System.Text;
using System.Text.RegularExpressions;
using IfexList.Foundation;
using MimeKit;

namespace IfexList.Mail;

/// <summary>
/// What a person reads in a mail, as text with LF line ends: the text parts in order, of alternatives the plain one, and where there is only
/// HTML the text derived from it. Attachments are not read, encrypted parts neither. Never throws, whatever the mail looks like.
/// Nobody reads more than <see cref="Limits.PostCharacters"/>: a text that is longer ends one character behind, by which <see cref="IsCut"/> knows it.
/// </summary>
public static partial class PlainText
{
    // A character of UTF-8 takes four octets at most.
    private const int FirstOctets = 4 * Limits.PostCharacters;

    public static string Of(MimeMessage message) => message.Body is null ? "" : Of(message.Body);

    public static string Of(MimeEntity root)
    {
        var budget = Limits.BoundaryLines;
        return Cut(root is TextPart whole ? Decoded(whole) : Read(root, 0, ref budget));
    }

    /// <summary>Whether the mail says more than this text.</summary>
    public static bool IsCut(string text) => text.Length > Limits.PostCharacters;

    private static string Read(MimeEntity entity, int depth, ref int budget)
    {
        if (depth > Limits.MimeDepth || --budget < 0)
            return "";
        return entity switch
        {
            TextPart { IsAttachment: false } text => Decoded(text),
            MultipartRelated { Root: { } main } => Read(main, depth + 1, ref budget),
            Multipart multipart => Parts(multipart, depth, ref budget),
            MessagePart { IsAttachment: false, Message.Body: { } inner } when depth == 0 => Read(inner, depth + 1, ref budget),
            _ => "",
        };
    }

    private static string Parts(Multipart multipart, int depth, ref int budget) => multipart.ContentType.MediaSubtype.ToLowerInvariant() switch
    {
        "alternative" => Alternative(multipart, depth, ref budget),
        "encrypted" => "",
        // RFC 1847 §2.1 and RFC 6522 §3: the first part is the one for people.
        "signed" or "report" => multipart.Count > 0 ? Read(multipart[0], depth + 1, ref budget) : "",
        _ => Joined(multipart, depth, ref budget),
    };

    // The plain one if it says anything, else whichever later one does (RFC 2046 §5.1.4 puts the best last).
    private static string Alternative(Multipart alternatives, int depth, ref int budget)
    {
        foreach (var part in alternatives)
            if (part is TextPart { IsPlain: true } plain && Decoded(plain) is var text && !string.IsNullOrWhiteSpace(text))
                return text;
        for (var i = alternatives.Count - 1; i >= 0; i--)
            if (Read(alternatives[i], depth + 1, ref budget) is var text && !string.IsNullOrWhiteSpace(text))
                return text;
        return "";
    }

    private static string Joined(Multipart multipart, int depth, ref int budget)
    {
        var texts = new StringBuilder();
        foreach (var part in multipart)
            if (texts.Length <= Limits.PostCharacters && Read(part, depth + 1, ref budget) is { Length: > 0 } text)
                texts.Append(texts.Length > 0 ? "\n\n" : "").Append(text.AsSpan().TrimEnd('\n'));
        return texts.Length == 0 ? "" : texts.Append('\n').ToString();
    }

    private static string Decoded(TextPart part)
    {
        if (part.IsHtml)
            return HtmlText.Of(Charsets.DecodeHtml(Octets(part, int.MaxValue), part.ContentType.Charset), Limits.PostCharacters + 1);
        if (!part.IsPlain && !part.ContentType.IsMimeType("text", "enriched"))
            return "";
        // Its first lines mostly say that a text is too long; where line ends and escapes were most of them, all of it must.
        var head = Octets(part, FirstOctets);
        if (head.Length == FirstOctets && Lines(part, head[..(head.LastIndexOf((byte)'\n') + 1)]) is var text && IsCut(text))
            return Cut(text);
        return Cut(Lines(part, head.Length < FirstOctets ? head : Octets(part, int.MaxValue)));
    }

    private static string Lines(TextPart part, ReadOnlySpan<byte> octets)
    {
        var text = LineFeeds(Charsets.Decode(octets, part.ContentType.Charset));
        if (!part.IsPlain)
            return Commands().Replace(text, m => m.Value == "<<" ? "<" : "");
        return part.IsFlowed ? FlowedText.Unflow(text, Says(part, "delsp", "yes")) : text;
    }

    private static ReadOnlySpan<byte> Octets(TextPart part, int most)
    {
        if (part.Content is not { Stream.Length: var length } content)
            return [];
        using var decoded = content.Open();
        // Decoding makes no text longer.
        var octets = new byte[Math.Min(length, most)];
        return octets.AsSpan(0, decoded.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false));
    }

    private static string Cut(string text) => IsCut(text) ? text[..(Limits.PostCharacters + 1)] : text;

    private static bool Says(TextPart part, string parameter, string value) =>
        value.Equals(part.ContentType.Parameters[parameter], StringComparison.OrdinalIgnoreCase);

    private static string LineFeeds(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n');

    // RFC 1896: what formats a text, with what it wants to know for it.
    [GeneratedRegex("<<|<param>[^<]{0,1000}</param>|</?[A-Za-z][A-Za-z0-9-]{0,59}>", RegexOptions.IgnoreCase)]
    private static partial Regex Commands();
}
