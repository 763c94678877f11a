using System.Buffers;
using System.Globalization;
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

    /// <summary>One line without control characters and without bidi embeddings and overrides (U+202A–202E), which can make a text read backwards.</summary>
    public static string Clean(string? text) => Collapse(Visible(text ?? "", keepLines: false));

    /// <summary>A body text without control characters, embeddings and overrides; line feeds and tabs stay, isolates and marks too.</summary>
    public static string CleanBody(string text) => Visible(text.ReplaceLineEndings("\n"), keepLines: true);

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

    /// <summary>The same, where nothing else of the mail has been parsed.</summary>
    public static Address? Author(IReadOnlyList<HeaderField> fields) =>
        fields.Where(field => field.Is("From"u8)).ToList() is [var from] && InternetAddressList.TryParse(from.Value.ToArray(), out var authors) ? Only(authors) : null;

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

    private static string Visible(string text, bool keepLines)
    {
        var clean = new StringBuilder(text.Length);
        Span<char> characters = stackalloc char[2];
        foreach (var read in text.EnumerateRunes())
        {
            var rune = AsMeant(read);
            if (rune.Value == '\n' && keepLines)
                clean.Append('\n');
            else if (rune.Value is '\t' or '\n' or '\r')
                clean.Append(rune.Value == '\t' && keepLines ? '\t' : ' ');
            else if (rune.Value is not (>= 0x202A and <= 0x202E) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
                clean.Append(characters[..rune.EncodeToUtf16(characters)]);
        }
        return clean.ToString();
    }

    // C1 controls are windows-1252's quotes and dashes, sent as iso-8859-1.
    private static Rune AsMeant(Rune rune) =>
        rune.Value is >= 0x80 and <= 0x9F && Rune.TryGetRuneAt(Charsets.Decode([(byte)rune.Value], "windows-1252"), 0, out var meant) ? meant : rune;

    private static string Collapse(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
