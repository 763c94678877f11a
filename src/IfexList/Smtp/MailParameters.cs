using System.Buffers.Text;
using System.Text;
using IfexList.Mail;

namespace IfexList.Smtp;

/// <summary>
/// The parameters of a MAIL command: SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531). Any other is refused (RFC 5321 §4.1.1.11).
/// </summary>
/// <param name="Size">Octets as declared; null where nothing was said.</param>
public readonly record struct MailParameters(long? Size, bool SmtpUtf8)
{
    /// <returns>Null if all is well, else the reply.</returns>
    public static SmtpReply? Refusal(ReadOnlySpan<byte> text, out MailParameters parameters)
    {
        parameters = default;
        foreach (var part in text.Split((byte)' '))
        {
            var word = text[part];
            if (word.IsEmpty)
                continue;
            if (Add(word, ref parameters) is { } refusal)
                return refusal;
        }
        return null;
    }

    private static SmtpReply? Add(ReadOnlySpan<byte> word, ref MailParameters parameters)
    {
        var equals = word.IndexOf((byte)'=');
        var name = equals < 0 ? word : word[..equals];
        var value = equals < 0 ? default : word[(equals + 1)..];
        if (Ascii.EqualsIgnoreCase(name, "SIZE"u8))
            return AddSize(value, ref parameters);
        if (Ascii.EqualsIgnoreCase(name, "BODY"u8))
            // RFC 3030 §3: BINARYMIME isn't offered, bodies have lines.
            return Ascii.EqualsIgnoreCase(value, "7BIT"u8) || Ascii.EqualsIgnoreCase(value, "8BITMIME"u8) ? null : Replies.BadParameterValue;
        if (!Ascii.EqualsIgnoreCase(name, "SMTPUTF8"u8))
            return Replies.UnknownParameter;
        parameters = parameters with { SmtpUtf8 = true };
        return equals < 0 ? null : Replies.BadParameterValue;
    }

    // RFC 1870 §3: up to 20 digits, so more than a long holds; such a mail is too large whatever the number is.
    private static SmtpReply? AddSize(ReadOnlySpan<byte> digits, ref MailParameters parameters)
    {
        if (parameters.Size is not null || digits.Length is 0 or > 20 || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return Replies.BadParameterValue;
        var fits = Utf8Parser.TryParse(digits, out long size, out var read) && read == digits.Length;
        parameters = parameters with { Size = fits ? size : long.MaxValue };
        return null;
    }
}
