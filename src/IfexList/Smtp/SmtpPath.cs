using System.Text;
using System.Text.Unicode;
using IfexList.Mail;

namespace IfexList.Smtp;

/// <summary>
/// The path of a MAIL or RCPT command (RFC 5321 §4.1.2, with RFC 6531's UTF-8) and what follows it. Strict: one pair of angle
/// brackets, nothing before or after the mailbox inside. Whether a mailbox is ours is the postbox's question, and it asks by domain:
/// <c>user%other@ours</c> or <c>"a@other"@ours</c> is only an odd local part at ours.
/// </summary>
public readonly ref struct SmtpPath
{
    private SmtpPath(ReadOnlySpan<byte> mailbox, ReadOnlySpan<byte> parameters)
    {
        Mailbox = mailbox;
        Parameters = parameters;
    }

    public ReadOnlySpan<byte> Mailbox { get; }

    /// <summary>What stands behind the path, untouched: <c>SIZE=1000 BODY=8BITMIME</c>.</summary>
    public ReadOnlySpan<byte> Parameters { get; }

    /// <summary><c>&lt;&gt;</c>, the reverse-path of robots (RFC 5321 §4.5.5).</summary>
    public bool IsNull => Mailbox.IsEmpty;

    public bool NeedsSmtpUtf8 => !Ascii.IsValid(Mailbox);

    /// <summary>RFC 5321 §4.5.1: postmaster is reached without a domain, in any case.</summary>
    public bool IsPostmaster => Ascii.EqualsIgnoreCase(Mailbox, "postmaster"u8);

    public bool TryAddress(out Address address)
    {
        address = default;
        return Utf8.IsValid(Mailbox) && Address.TryParse(Encoding.UTF8.GetString(Mailbox), out address);
    }

    /// <param name="argument">What follows the verb.</param>
    /// <param name="keyword"><c>FROM:</c> or <c>TO:</c>.</param>
    /// <param name="path">Valid as long as <paramref name="argument"/> is.</param>
    public static bool TryParse(ReadOnlySpan<byte> argument, ReadOnlySpan<byte> keyword, out SmtpPath path)
    {
        path = default;
        if (argument.Length < keyword.Length || !Ascii.EqualsIgnoreCase(argument[..keyword.Length], keyword))
            return false;
        // RFC 5321 §3.3 forbids the space behind the colon; too many clients send it, and it can't be misread.
        var text = argument[keyword.Length..].TrimStart((byte)' ');
        if (text.Length < 2 || text[0] != '<' || !TrySkipRoute(text[1..], out var inside))
            return false;
        var end = EndOfMailbox(inside);
        if (end < 0 || end == 0 && inside.Length != text.Length - 1)
            return false;
        var rest = inside[(end + 1)..];
        if (!rest.IsEmpty && rest[0] != ' ')
            return false;
        path = new SmtpPath(inside[..end], rest.Trim((byte)' '));
        return true;
    }

    // RFC 5321 §4.1.1.3, Appendix C: a source route (<@a,@b:user@c>) must be accepted and should be ignored.
    private static bool TrySkipRoute(ReadOnlySpan<byte> inside, out ReadOnlySpan<byte> mailbox)
    {
        mailbox = inside;
        if (inside[0] != '@')
            return true;
        var colon = inside.IndexOf((byte)':');
        if (colon < 2)
            return false;
        foreach (var b in inside[..colon])
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'@' or (byte)',' or (byte)'.' or (byte)'-' or (byte)'_'))
                return false;
        mailbox = inside[(colon + 1)..];
        return true;
    }

    // A quoted local part may hold ">", so its end comes first.
    private static int EndOfMailbox(ReadOnlySpan<byte> inside)
    {
        var start = EndOfQuotes(inside);
        if (start < 0)
            return -1;
        for (var i = start; i < inside.Length; i++)
        {
            if (inside[i] == '>')
                return i;
            if (inside[i] is <= (byte)' ' or (byte)'<' or 0x7f)
                return -1;
        }
        return -1;
    }

    private static int EndOfQuotes(ReadOnlySpan<byte> inside)
    {
        if (inside.IsEmpty || inside[0] != '"')
            return 0;
        for (var i = 1; i < inside.Length; i++)
        {
            if (inside[i] == '"')
                return i + 1;
            if (inside[i] == '\\')
                i++;
        }
        return -1;
    }
}
