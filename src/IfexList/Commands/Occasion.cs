using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>What a line of commands is read against.</summary>
/// <param name="List">The one whose address was written to.</param>
/// <param name="Sender">Null where nobody is known; then no address on a line is his own.</param>
internal sealed record Occasion(MailingList List, ListCatalogue Lists, Address? Sender, DateOnly Today);
