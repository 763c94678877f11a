using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>Who asks, by a mail to which list, and in which language he is answered.</summary>
/// <param name="Answered">Message-IDs that his mail replies to, without angle brackets.</param>
/// <param name="IsTrusted">He reads a list, or his domain shows that he asks.</param>
public sealed record Asking(Asker Asker, MailingList List, Language Language, IReadOnlyList<string> Answered, bool IsTrusted);
