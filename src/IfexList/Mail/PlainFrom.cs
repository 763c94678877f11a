using System.Text;
using System.Text.RegularExpressions;

namespace IfexList.Mail;

/// <summary>
/// The From line that most mails have, <c>From: Name &lt;address&gt;</c> in one line of plain letters: it can be read in one way only, and every mail at the door is asked for
/// its author. Whatever is the least bit odd isn't plain and is MimeKit's to read, as the rest of the house reads it.
/// </summary>
public static partial class PlainFrom
{
    private const string Name = """(?:[A-Za-z0-9'-]+(?: [A-Za-z0-9'-]+)*|"[A-Za-z0-9 .,'-]+")""";
    private const string Mailbox = "(?<address>[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)+)";

    // What is longer costs more to try than it saves.
    private const int Octets = 400;

    /// <returns>Null where the line isn't plain; it may have an author all the same.</returns>
    public static Address? Author(HeaderField from) =>
        from.Bytes.Length <= Octets && Line().Match(Encoding.Latin1.GetString(from.Bytes.Span)) is { Success: true } line
        && Address.TryParse(line.Groups["address"].Value, out var address) ? address : null;

    [GeneratedRegex($@"\AFrom: (?:(?:{Name} )?<{Mailbox}>|{Mailbox})\r\n\z", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
