using IfexList.Foundation;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>The parts of a returned mail in order, multiparts opened, enclosed mails closed; and what a part says, whatever it calls itself.</summary>
internal static class ReportParts
{
    public static IReadOnlyList<MimeEntity> Of(MimeMessage message)
    {
        var found = new List<MimeEntity>();
        if (message.Body is { } body)
            Add(body, 0, found);
        return found;
    }

    /// <summary>What the parts that may hold a text say, all together no more than one of them may.</summary>
    public static IEnumerable<string> Texts(IEnumerable<MimeEntity> parts)
    {
        var left = Limits.ReportOctets;
        foreach (var part in parts.OfType<MimePart>())
            if (left > 0 && (part is TextPart || part.Is("application", "octet-stream") || part.Is("application", "json") || part.Is("application", "feedback-report")) && Text(part) is var text)
            {
                yield return text[..Math.Min(left, text.Length)];
                left -= text.Length;
            }
    }

    /// <summary>Its beginning, with LF line ends.</summary>
    public static string Text(MimePart part) => Charsets.Decode(Octets(part), part.ContentType.Charset).Replace("\r\n", "\n").Replace('\r', '\n');

    /// <summary>Its beginning, decoded.</summary>
    public static ReadOnlySpan<byte> Octets(MimePart part)
    {
        if (part.Content is not { } content)
            return [];
        using var decoded = content.Open();
        var octets = new byte[Limits.ReportOctets];
        return octets.AsSpan(0, decoded.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false));
    }

    public static bool Is(this MimeEntity part, string type, string subtype) => part.ContentType.IsMimeType(type, subtype);

    private static void Add(MimeEntity entity, int depth, List<MimeEntity> found)
    {
        if (depth > Limits.MimeDepth || found.Count >= Limits.ReportParts)
            return;
        if (entity is not Multipart multipart)
        {
            found.Add(entity);
            return;
        }
        foreach (var part in multipart.Take(Limits.ReportParts))
            Add(part, depth + 1, found);
    }
}
