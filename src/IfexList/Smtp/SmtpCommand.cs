using System.Text;

namespace IfexList.Smtp;

/// <summary>The commands we know (RFC 5321 §4.1.1, RFC 3030 BDAT, RFC 3207 STARTTLS), and the kinds of those we don't obey.</summary>
public enum SmtpVerb
{
    /// <summary>No SMTP command at all.</summary>
    Unknown,

    /// <summary>A command of some SMTP extension, which we don't offer.</summary>
    NotOffered,

    /// <summary>A web client, or a web page that makes a browser talk to us.</summary>
    Http,
    Helo,
    Ehlo,
    Mail,
    Rcpt,
    Data,
    Bdat,
    Rset,
    Noop,
    Vrfy,
    Help,
    Quit,
    StartTls,
}

/// <summary>One command line, split into its verb and the rest. Nothing is copied: the argument lies in the input buffer.</summary>
public readonly record struct SmtpCommand(SmtpVerb Verb, ReadOnlyMemory<byte> Argument)
{
    /// <param name="line">Without its CRLF.</param>
    public static SmtpCommand Parse(ReadOnlyMemory<byte> line)
    {
        // RFC 5321 §4.1.1: white space before the CRLF should be tolerated.
        line = line.TrimEnd(" \t"u8);
        var end = line.Span.IndexOf((byte)' ');
        var word = end < 0 ? line : line[..end];
        var argument = end < 0 ? default : line[end..].TrimStart((byte)' ');
        var verb = VerbOf(word.Span);
        return new SmtpCommand(verb == SmtpVerb.Http && !IsWebTarget(argument.Span) ? SmtpVerb.Unknown : verb, argument);
    }

    private static SmtpVerb VerbOf(ReadOnlySpan<byte> word) => word.Length switch
    {
        3 when Is(word, "GET"u8) || Is(word, "PUT"u8) => SmtpVerb.Http,
        4 => FourLetters(word),
        7 when Is(word, "OPTIONS"u8) || Is(word, "CONNECT"u8) => SmtpVerb.Http,
        8 when Is(word, "STARTTLS"u8) => SmtpVerb.StartTls,
        _ => SmtpVerb.Unknown,
    };

    // In the order in which a mail needs them.
    private static SmtpVerb FourLetters(ReadOnlySpan<byte> word) =>
        Is(word, "MAIL"u8) ? SmtpVerb.Mail
        : Is(word, "RCPT"u8) ? SmtpVerb.Rcpt
        : Is(word, "DATA"u8) ? SmtpVerb.Data
        : Is(word, "BDAT"u8) ? SmtpVerb.Bdat
        : Is(word, "RSET"u8) ? SmtpVerb.Rset
        : Is(word, "EHLO"u8) ? SmtpVerb.Ehlo
        : Is(word, "HELO"u8) ? SmtpVerb.Helo
        : Is(word, "QUIT"u8) ? SmtpVerb.Quit
        : Is(word, "NOOP"u8) ? SmtpVerb.Noop
        : Is(word, "VRFY"u8) ? SmtpVerb.Vrfy
        : Is(word, "HELP"u8) ? SmtpVerb.Help
        : Is(word, "POST"u8) || Is(word, "HEAD"u8) ? SmtpVerb.Http
        : Is(word, "EXPN"u8) || Is(word, "AUTH"u8) || Is(word, "ETRN"u8) || Is(word, "TURN"u8)
            || Is(word, "SEND"u8) || Is(word, "SOML"u8) || Is(word, "SAML"u8) ? SmtpVerb.NotOffered
        : SmtpVerb.Unknown;

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> verb) => Ascii.EqualsIgnoreCase(word, verb);

    private static bool IsWebTarget(ReadOnlySpan<byte> argument) =>
        argument.StartsWith("/"u8) || argument.StartsWith("*"u8) || argument.IndexOf("HTTP/"u8) >= 0;
}
