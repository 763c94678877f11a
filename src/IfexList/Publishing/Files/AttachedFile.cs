using IfexList.Foundation;
using MimeKit;
using MimeKit.Cryptography;
using MimeKit.IO;
using MimeKit.Tnef;

namespace IfexList.Publishing;

/// <summary>A file that came with a post, as it came: nothing of it has been cleaned.</summary>
/// <param name="Name">Its true name and declared type, for poster and moderator; what nobody sees in it is spelt out.</param>
/// <param name="Content">Still in its mail; null where there is nothing to be read, as with a mail within the mail.</param>
/// <param name="Warnings">What is odd about its name or its content.</param>
public sealed record AttachedFile(string Name, FileKind Kind, IMimeContent? Content, IReadOnlyList<Withheld> Warnings)
{
    /// <summary>Its octets, decoded.</summary>
    public byte[] Read() => Read(Content);

    /// <summary>All files of a mail in their order: whatever is neither its text, nor its HTML, nor a signature. Those inside a <c>winmail.dat</c> are among them.</summary>
    public static IReadOnlyList<AttachedFile> In(MimeEntity? body) => [.. Entities(body).Select(Of)];

    private static IEnumerable<MimeEntity> Entities(MimeEntity? entity, int depth = 0)
    {
        if (entity is null || depth > Limits.MimeDepth)
            return [];
        return entity switch
        {
            MultipartAlternative alternative when alternative.Any(part => part is TextPart { IsPlain: true }) =>
                alternative.Where(part => part is not TextPart { IsPlain: true }).SelectMany(part => Entities(part, depth + 1)),
            Multipart multipart => multipart.SelectMany(part => Entities(part, depth + 1)),
            TextPart { IsAttachment: false, IsPlain: true } or TextPart { IsAttachment: false, IsHtml: true } or ApplicationPgpSignature or ApplicationPkcs7Signature => [],
            TnefPart tnef => Opened(tnef, depth),
            _ => [entity],
        };
    }

    // What can't be opened is withheld as it is.
    private static List<MimeEntity> Opened(TnefPart tnef, int depth)
    {
        try
        {
            return tnef.ExtractAttachments().Take(Limits.BoundaryLines).SelectMany(part => Entities(part, depth + 1)).ToList() is { Count: > 0 } inside ? inside : [tnef];
        }
        catch (Exception e) when (e is TnefException or FormatException or IOException or ArgumentException or NotSupportedException or OverflowException or IndexOutOfRangeException)
        {
            return [tnef];
        }
    }

    private static AttachedFile Of(MimeEntity entity)
    {
        var said = entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? "";
        var (shown, hidden) = TrueName.Of(said);
        var (type, _) = TrueName.Of(entity.ContentType.MimeType);
        var name = shown.Length == 0 ? type : $"{shown} ({type})";
        var content = (entity as MimePart)?.Content;
        var kind = entity is TnefPart ? FileKind.Unknown : content is null ? FileKind.Unknown : FileKinds.Of(Read(content));
        return new AttachedFile(name, kind, content, [.. Warn(said, name, hidden, kind, entity.ContentType.MimeType)]);
    }

    private static IEnumerable<Withheld> Warn(string said, string name, bool hidden, FileKind kind, string type)
    {
        if (hidden)
            yield return new Withheld(WithheldKind.HiddenSigns, name);
        if (TrueName.HasTwoExtensions(said))
            yield return new Withheld(WithheldKind.TwoExtensions, name);
        if (IsSomethingElse(kind, type.ToLowerInvariant(), Extension(said)))
            yield return new Withheld(WithheldKind.OtherContent, name, kind.ToString().ToUpperInvariant());
    }

    // A type that says nothing, such as octet-stream, contradicts nothing.
    private static bool IsSomethingElse(FileKind kind, string type, string extension)
    {
        var known = Enum.GetValues<FileKind>().Where(FileKinds.IsCleanable).ToList();
        bool Lies(string said) => !kind.Fits(said) && known.Exists(other => other.Fits(said));
        return Lies(type) || Lies(extension);
    }

    private static string Extension(string name) => name.LastIndexOf('.') is >= 0 and var dot ? name[(dot + 1)..].Trim().ToLowerInvariant() : "";

    // Measured first: a stream that grows as it is written takes three times what it comes to hold.
    private static byte[] Read(IMimeContent? content)
    {
        if (content is null)
            return [];
        using var measured = new MeasuringStream();
        content.DecodeTo(measured);
        var octets = new byte[measured.Length];
        content.DecodeTo(new MemoryStream(octets));
        return octets;
    }
}
