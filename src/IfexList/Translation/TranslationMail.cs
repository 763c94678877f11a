#pragma warning disable CS9113, CA1822 // A sketch.
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;

namespace IfexList.Translation;

/// <summary>The answer to a letter about a translation.</summary>
public sealed class TranslationMail
{
    /// <returns>False where it is somebody else's to work off.</returns>
    public Task<bool> HandleAsync(InboxMail mail, MailingList list, StoredToken token, MimeMessage message, Automation automation) => Task.FromResult(false);
}
