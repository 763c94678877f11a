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

    /// <summary>Its beginning, with LF line ends.</summary>
    public static string Text(MimePart part)
    {
        if (part.Content is not { } content)
            return "";
        using var decoded = content.Open();
        var octets = new byte[Limits.ReportOctets];
        var length = decoded.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);
        return Charsets.Decode(octets.AsSpan(0, length), part.ContentType.Charset).Replace("\r\n", "\n").Replace('\r', '\n');
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
