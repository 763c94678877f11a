using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>Who asks, by a mail to which list, and in which language he is answered.</summary>
/// <param name="Answered">Message-IDs that his mail replies to, without angle brackets.</param>
public sealed record Asking(Asker Asker, MailingList List, Language Language, IReadOnlyList<string> Answered);
