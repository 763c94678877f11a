#pragma warning disable CS9113, CA1822 // A sketch.
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;

namespace IfexList.Communique;

/// <summary>An editor's answer to the draft of a number.</summary>
public sealed class DraftMail
{
    /// <returns>False where it is somebody else's to work off.</returns>
    public Task<bool> HandleAsync(InboxMail mail, MailingList list, StoredToken token, MimeMessage message, Automation automation) => Task.FromResult(false);
}
