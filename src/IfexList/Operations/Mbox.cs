using System.Runtime.CompilerServices;
using IfexList.Archive;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary>
/// The mails of an mbox, one at a time: mboxo and mboxrd as mail systems write them, and what Pipermail and HyperKitty export. A mail begins where such a line is followed by a
/// header; many old writers left sentences that begin with "From" as they were.
/// </summary>
internal static class Mbox
{
    public static async IAsyncEnumerable<OldMail> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new OctetLines(stream, Limits.OldMailOctets);
        var (mail, number, kept) = (new MemoryStream(), 0, (DateTimeOffset?)null);
        byte[]? held = null;
        while (await lines.NextAsync(cancellationToken) is { } memory)
        {
            if (held is not null)
            {
                if (MboxLine.TryRead(held, out var date) && IsField(memory.Span))
                {
                    if (number++ > 0)
                        yield return Taken(mail, number - 1, kept);
                    kept = date;
                }
                else
                    Append(mail, held, number);
                held = null;
            }
            if (MboxLine.TryRead(memory.Span, out _))
                held = memory.ToArray();
            else
                Append(mail, memory.Span, number);
        }
        if (held is not null)
            Append(mail, held, number);
        // Where a line is longer than any mail, the beginning of the next one can't be found.
        var isLost = lines.Rest.Length > Limits.OldMailOctets;
        Append(mail, lines.Rest, number);
        if (number > 0)
            yield return isLost ? new OldMail($"mail {number} and all behind it", null, kept) : Taken(mail, number, kept);
    }

    // What stands before the first of these lines belongs to no mail.
    private static void Append(MemoryStream mail, ReadOnlySpan<byte> line, int number)
    {
        if (number == 0 || mail.Length > Limits.OldMailOctets)
            return;
        mail.Write(Unquoted(line.TrimEnd((byte)'\r')));
        mail.Write("\r\n"u8);
    }

    // mboxrd: ">>From " stood there as ">From ".
    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> line) => line is [(byte)'>', ..] && line.TrimStart((byte)'>').StartsWith("From "u8) ? line[1..] : line;

    private static OldMail Taken(MemoryStream mail, int number, DateTimeOffset? kept)
    {
        var octets = mail.Length > Limits.OldMailOctets ? null : mail.ToArray();
        mail.SetLength(0);
        return new OldMail($"mail {number}", octets, kept);
    }

    // RFC 5322 §3.6.8: the name of a field, and its colon.
    private static bool IsField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        return colon > 0 && !line[..colon].ContainsAnyExceptInRange((byte)33, (byte)126) || line.StartsWith(">From "u8);
    }
}
