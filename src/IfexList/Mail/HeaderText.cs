using System.Buffers;
using System.Text;
using MimeKit;

namespace IfexList.Mail;

/// <summary>Texts on their way into or out of a header: what a stranger wrote there may neither break a line nor turn it round.</summary>
public static class HeaderText
{
    // Programs make them of a hundred characters at most.
    private const int MessageIdCharacters = 250;

    private static readonly FormatOptions Narrow = MakeNarrow();

    private static readonly SearchValues<char> MessageIdSigns =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.[]");

    private const string SignatureSeparator = "-- ";

    /// <summary>One line of what a reader sees: no control characters, no bidi embeddings and overrides (U+202A–202E), which can make a text read backwards.</summary>
    public static string Clean(string? text) => Collapse(VisibleText.Of(text ?? "", keepLines: false));

    /// <summary>A body text of what a reader sees; line feeds and tabs stay, and in texts that run from right to left isolates and marks.</summary>
    public static string CleanBody(string text) => string.Join('\n', VisibleText.Of(text.ReplaceLineEndings("\n"), keepLines: true).Split('\n').Select(Ended));

    /// <summary>A text field, in encoded words where it isn't ASCII. RFC 2047 §2 allows a word 75 characters, MimeKit goes a little beyond what it is told.</summary>
    public static Header Field(string name, string value)
    {
        var header = new Header(name, "");
        header.SetValue(Narrow, Encoding.UTF8, Clean(value));
        return header;
    }

    /// <summary>A display name with an address, quoted as RFC 5322 §3.4 asks; encoding it is the writer's task.</summary>
    public static string Mailbox(string name, string address) => new MailboxAddress(Clean(name), address).ToString(Narrow, encode: true);

    /// <summary>The address of a mail with exactly one author; several authors are nobody in particular.</summary>
    public static Address? Author(MimeMessage message) => message.Headers.Count(h => h.Id == HeaderId.From) == 1 ? Only(message.From) : null;

    /// <summary>
    /// The same, where nothing else of the mail has been parsed. It is read as the whole mail is: MimeKit's parser of addresses alone refuses what that of a mail takes, such as a
    /// comma in front, and whoever is an author only there would never have been asked about.
    /// </summary>
    public static Address? Author(IReadOnlyList<HeaderField> fields) =>
        fields.Where(field => field.Is("From"u8)).ToList() is [var from] ? PlainFrom.Author(from) ?? Author(RawMessage.Parse([.. from.Bytes.Span, .. "\r\n"u8])) : null;

    private static Address? Only(InternetAddressList authors) =>
        authors is [MailboxAddress author] && Address.TryParse(author.GetAddress(idnEncode: true), out var address) ? address : null;

    /// <summary>Whether it looks like an id that a program made (RFC 5322 §3.6.4, without quoted text); angle brackets are no part of it.</summary>
    public static bool IsMessageId(string text) => text.Length <= MessageIdCharacters && text.Split('@') is [{ Length: > 0 } left, { Length: > 0 } right]
        && !left.AsSpan().ContainsAnyExcept(MessageIdSigns) && !right.AsSpan().ContainsAnyExcept(MessageIdSigns);

    private static FormatOptions MakeNarrow()
    {
        var format = FormatOptions.Default.Clone();
        format.MaxLineLength = 68;
        return format;
    }

    // What stands behind the last word is seen by programs alone.
    private static string Ended(string line) => line == SignatureSeparator ? line : line.TrimEnd();

    private static string Collapse(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
