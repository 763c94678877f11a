using IfexList.Mail;
using static IfexList.Mail.SmtpReply;

namespace IfexList.Smtp;

/// <summary>
/// What the server says by itself; what it says about recipients and mails taken in comes from the postbox.
/// Codes are RFC 5321 §4.2.3's, with those of RFC 3463 behind them (RFC 2034).
/// </summary>
public static class Replies
{
    public static readonly SmtpReply SenderOk = Say(250, 1, 0, "Sender ok");
    public static readonly SmtpReply ResetDone = Ok("Reset");
    public static readonly SmtpReply Noop = Ok("Ok");
    public static readonly SmtpReply ChunkOk = Ok("Chunk received");
    public static readonly SmtpReply CannotVerify = Say(252, 0, 0, "Nothing is verified here; send your mail and see");
    public static readonly SmtpReply Help = Say(214, 0, 0, "HELO EHLO STARTTLS MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT, as in RFC 5321");
    public static readonly SmtpReply Goodbye = Say(221, 0, 0, "Goodbye");
    public static readonly SmtpReply ReadyForTls = Say(220, 0, 0, "Ready to start TLS");
    public static readonly SmtpReply GoAhead = new(354, null, "Go ahead; end with a dot on a line of its own");

    public static readonly SmtpReply UnknownCommand = Say(500, 5, 1, "Unknown command");
    public static readonly SmtpReply NotOffered = Say(502, 5, 1, "This command is not offered");
    public static readonly SmtpReply LineTooLong = Say(500, 5, 2, "The line is too long");
    public static readonly SmtpReply BrokenLine = Say(500, 5, 2, "A line must end in CRLF, and have no CR, LF or NUL before that");
    public static readonly SmtpReply NoArgument = Say(501, 5, 4, "This command takes no argument");
    public static readonly SmtpReply ArgumentNeeded = Say(501, 5, 4, "This command needs an argument");
    public static readonly SmtpReply BadChunkSize = Say(501, 5, 4, "BDAT needs a number of octets, and LAST or nothing behind it");
    public static readonly SmtpReply ClearTextBehindTls = Say(501, 5, 4, "Nothing may follow STARTTLS in clear");
    public static readonly SmtpReply BadSenderPath = Say(501, 1, 7, "Syntax: MAIL FROM:<address>");
    public static readonly SmtpReply BadRecipientPath = Say(501, 1, 3, "Syntax: RCPT TO:<address>");
    public static readonly SmtpReply BadSender = Say(553, 1, 7, "This is no sender address we can answer");
    public static readonly SmtpReply BadRecipient = Say(553, 1, 3, "This is no mail address");
    public static readonly SmtpReply Utf8NotAnnounced = Say(553, 6, 7, "An address with UTF-8 needs the SMTPUTF8 parameter");
    public static readonly SmtpReply UnknownParameter = Say(555, 5, 4, "Unknown parameter");
    public static readonly SmtpReply BadParameterValue = Say(501, 5, 4, "This parameter can't have that value");
    public static readonly SmtpReply HelloFirst = Say(503, 5, 1, "Say HELO or EHLO first");
    public static readonly SmtpReply MailFirst = Say(503, 5, 1, "No mail is under way; say MAIL first");
    public static readonly SmtpReply MailUnderWay = Say(503, 5, 1, "A mail is under way already; say RSET to drop it");
    public static readonly SmtpReply ChunksUnderWay = Say(503, 5, 1, "After BDAT only BDAT or RSET may come");
    public static readonly SmtpReply AlreadySecure = Say(503, 5, 1, "TLS is in use already");
    public static readonly SmtpReply NoRecipients = Say(554, 5, 1, "No valid recipients");
    public static readonly SmtpReply TooManyRecipients = Say(452, 5, 3, "Too many recipients; send the rest in another mail");

    public static readonly SmtpReply BareLineEnd = Say(554, 6, 0, "Lines must end in CRLF; the message has a bare CR or LF");
    public static readonly SmtpReply NulInMessage = Say(554, 6, 0, "The message has a NUL octet");
    public static readonly SmtpReply HeaderTooLarge = Say(552, 3, 4, "The header is larger than we take");

    public static readonly SmtpReply TooManyErrors = Say(421, 7, 0, "Too many errors, goodbye");
    public static readonly SmtpReply TooManyCommands = Say(421, 7, 0, "Too many commands without a mail, goodbye");
    public static readonly SmtpReply NotSmtp = Say(421, 7, 0, "This is no SMTP, goodbye");
    public static readonly SmtpReply IdleTooLong = Say(421, 4, 2, "Idle for too long, goodbye");
    public static readonly SmtpReply SessionTooLong = Say(421, 4, 2, "The session took too long, goodbye");
    public static readonly SmtpReply TooBusy = Say(421, 3, 2, "Too many connections, please try again later");
    public static readonly SmtpReply ShuttingDown = Say(421, 3, 2, "Going down, please try again later");
    public static readonly SmtpReply SessionFault = Say(421, 3, 0, "Our own failure, please try again later");
}
