using System.Buffers;
using System.Text;
using MimeKit;

namespace IfexList.Authentication;

/// <summary>
/// A text signed in its own lines (RFC 9580 §7), as programs without MIME do it. It counts where nothing stands around it: what is read is what was signed.
/// </summary>
/// <param name="Content">The octets that were signed.</param>
/// <param name="Signature">Armoured.</param>
internal sealed record ClearSigned(byte[] Content, byte[] Signature)
{
    private const string Begin = "-----BEGIN PGP SIGNED MESSAGE-----";
    private const string BeginSignature = "-----BEGIN PGP SIGNATURE-----";
    private const string EndSignature = "-----END PGP SIGNATURE-----";

    private static readonly SearchValues<char> HashNames = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-, ");

    /// <returns>Null where it is none, or where somebody else may have written a line of it.</returns>
    public static ClearSigned? Of(TextPart part)
    {
        if (part.Content is null)
            return null;
        using var decoded = new MemoryStream();
        part.Content.DecodeTo(decoded);
        var text = Encoding.Latin1.GetString(decoded.GetBuffer(), 0, (int)decoded.Length).Trim();
        if (!text.StartsWith(Begin, StringComparison.Ordinal) || !text.EndsWith(EndSignature, StringComparison.Ordinal))
            return null;
        // §7.2: white space at the ends of lines isn't signed.
        var lines = text.Split('\n').Select(line => line.TrimEnd(' ', '\t', '\r')).ToList();
        var (empty, signature) = (lines.IndexOf(""), lines.IndexOf(BeginSignature));
        if (empty < 0 || signature < empty || !lines[1..empty].All(IsHash) || !lines[(signature + 1)..^1].All(IsArmour))
            return null;
        var signed = lines[(empty + 1)..signature];
        // A line that begins with a dash is escaped: whoever left that out meant something to be read as more than text.
        return signed.All(line => !line.StartsWith('-') || line.StartsWith("- ", StringComparison.Ordinal))
            ? new ClearSigned(
                Encoding.Latin1.GetBytes(string.Join("\r\n", signed.Select(line => line.StartsWith("- ", StringComparison.Ordinal) ? line[2..] : line))),
                Encoding.ASCII.GetBytes(string.Join("\r\n", lines[signature..]) + "\r\n"))
            : null;
    }

    private static bool IsHash(string line) =>
        line.StartsWith("Hash: ", StringComparison.Ordinal) && !line.AsSpan(6).ContainsAnyExcept(HashNames);

    // Of the armour's own headers (Version, Comment) none is signed, and a reader would take them for text.
    private static bool IsArmour(string line) => line.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=');
}
