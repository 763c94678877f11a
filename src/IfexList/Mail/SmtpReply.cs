namespace IfexList.Mail;

/// <summary>
/// One SMTP reply (RFC 5321 §4.2), ours or a peer's: a refusal is such a value, never an exception.
/// Ours are one line; a peer's further lines are joined by spaces.
/// </summary>
/// <param name="Status">Absent in the banner, in replies to HELO/EHLO and in 3xx (RFC 2034 §4).</param>
public readonly record struct SmtpReply(int Code, EnhancedStatus? Status, string Text)
{
    public bool IsPositive => Code is >= 200 and < 400;
    public bool IsTransient => Code is >= 400 and < 500;
    public bool IsPermanent => Code >= 500;

    /// <summary>Without its text, which may name a reader.</summary>
    public string Codes => $"{Code} {Status}".TrimEnd();

    public override string ToString() => Status is { } status ? $"{Code} {status} {Text}" : $"{Code} {Text}";

    public static SmtpReply Ok(string text) => new(250, new EnhancedStatus(2, 0, 0), text);
    public static SmtpReply Say(int code, int subject, int detail, string text) => new(code, new EnhancedStatus(code / 100, subject, detail), text);

    // RFC 3463 §3.2–3.8 for the subjects and details.
    public static readonly SmtpReply RecipientOk = Say(250, 1, 5, "Recipient ok");
    public static readonly SmtpReply UnknownRecipient = Say(550, 1, 1, "No such address here");
    public static readonly SmtpReply RelayDenied = Say(550, 7, 1, "This server takes mail for its own lists only");
    public static readonly SmtpReply OurFault = Say(451, 3, 0, "Our own failure, please try again later");
    public static readonly SmtpReply StorageFull = Say(452, 3, 1, "Out of storage for the moment, please try again later");
    public static readonly SmtpReply TooLarge = Say(552, 3, 4, "The message is larger than we take");
}
