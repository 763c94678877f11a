using MimeKit;

namespace IfexList.Bounces;

/// <summary>
/// The button of Apple's mail program for mail that its owner doesn't want: it writes in his name, marked as automatic. Without the mark it is a person's
/// wish, and read as a command.
/// </summary>
internal static class OptOut
{
    public static ReturnReport? Read(MimeMessage message)
    {
        if (!"true".Equals(message.Headers["X-Apple-Unsubscribe"]?.Trim(), StringComparison.OrdinalIgnoreCase))
            return null;
        var author = message.From.Mailboxes.Take(2).ToList() is [var only] ? ReportedAddress.Read(only.Address) : [];
        // Where the mail was sent is the address that our copy named for leaving: its token may say whose copy it was.
        var asked = message.To.Mailboxes.Take(5).Select(to => to.Address);
        return FeedbackReport.Complaint("opt-out", "opt-out", author, ReportedMail.None, asked, "X-Apple-Unsubscribe");
    }
}
