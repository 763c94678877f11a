using System.Text;
using MimeKit;

namespace IfexList.Tests.Leaks;

/// <summary>All that somebody can see who looks at bytes as closely as he likes: as they are, and as a mail with everything in it decoded.</summary>
internal sealed class Sight
{
    private Sight(string where, IEnumerable<string> texts)
    {
        Where = where;
        Texts = [.. texts];
        Bare = string.Concat(Texts.Select(text => text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)));
    }

    public string Where { get; }
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Without line ends, for what stands in base64.</summary>
    public string Bare { get; }

    public static Sight OfText(string where, string text) => new(where, [text, Uri.UnescapeDataString(text)]);

    public static Sight OfBytes(string where, byte[] bytes) => new(where, [Read(bytes)]);

    public static Sight OfMail(string where, byte[] bytes) => new(where, [Read(bytes), .. Decoded(MimeMessage.Load(new MemoryStream(bytes)))]);

    // What is no text holds signs of any kind by chance.
    private static string Read(byte[] bytes) => (System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.ASCII).GetString(bytes);

    private static IEnumerable<string> Decoded(MimeMessage message) =>
        message.Headers.Select(header => $"{header.Field}: {header.Value}").Concat(message.Body is null ? [] : Decoded(message.Body));

    private static IEnumerable<string> Decoded(MimeEntity entity) => entity.Headers.Select(header => $"{header.Field}: {header.Value}").Concat(entity switch
    {
        Multipart multipart => multipart.SelectMany(Decoded).Append(multipart.Preamble ?? "").Append(multipart.Epilogue ?? ""),
        MessagePart { Message: { } inner } => Decoded(inner),
        MimePart { Content: { } content } => [Read(Octets(content))],
        _ => [],
    });

    private static byte[] Octets(IMimeContent content)
    {
        using var octets = new MemoryStream();
        content.DecodeTo(octets);
        return octets.ToArray();
    }
}
