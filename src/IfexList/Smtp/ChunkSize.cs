using System.Buffers.Text;
using System.Text;

namespace IfexList.Smtp;

/// <summary>What stands behind BDAT (RFC 3030 §2): how many octets follow the line, and whether they end the mail.</summary>
public readonly record struct ChunkSize(long Octets, bool IsLast)
{
    public static bool TryParse(ReadOnlySpan<byte> argument, out ChunkSize size)
    {
        size = default;
        // The parser would take a sign, and stops at the first octet that is no digit.
        if (argument.IsEmpty || !char.IsAsciiDigit((char)argument[0]) || !Utf8Parser.TryParse(argument, out long octets, out var digits))
            return false;
        var rest = argument[digits..];
        var isLast = Ascii.EqualsIgnoreCase(rest.TrimStart((byte)' '), "LAST"u8);
        size = new ChunkSize(octets, isLast);
        return rest.IsEmpty || isLast && rest[0] == ' ';
    }
}
