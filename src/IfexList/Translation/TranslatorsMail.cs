using IfexList.Lists;
using IfexList.Store;
using MimeKit;

namespace IfexList.Translation;

/// <summary>A mail of a translator or an editor with a token of his own.</summary>
public sealed record TranslatorsMail(InboxMail Mail, MailingList List, StoredToken Token, DeskHand Hand, MimeMessage Message);
