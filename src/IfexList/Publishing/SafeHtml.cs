using System.Text;
using System.Text.RegularExpressions;
using Ganss.Xss;
using IfexList.Mail;

namespace IfexList.Publishing;

/// <summary>
/// The HTML of a post as it may leave beside its text, on lists that allow it: an outline of what is seen, checked once more by a sanitizer that knows what browsers do. A moderator
/// reads the text, so it leaves only where it says the same.
/// </summary>
public static partial class SafeHtml
{
    // Ten times what a long text is in HTML.
    private const int Octets = 2 * 1024 * 1024;

    private static readonly HtmlSanitizer Sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(HtmlOutline.Kept, StringComparer.OrdinalIgnoreCase),
        AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "dir", "colspan", "rowspan" },
        UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" },
    });

    /// <returns>Null where there is none, or it says something else than the text.</returns>
    public static string? Of(CleanPost post)
    {
        if (post.Html?.Content is not { Stream.Length: < Octets } content || post.IsEncrypted || post.IsCut || post.SignedPart is not null)
            return null;
        using var octets = new MemoryStream();
        content.DecodeTo(octets);
        if (HtmlOutline.Of(Charsets.DecodeHtml(octets.ToArray(), post.Html.ContentType.Charset)) is not { } outline)
            return null;
        // Where a link leads nobody sees in HTML: it leads there only if the text says so, too.
        var html = Link().Replace(Sanitizer.Sanitize(outline), link => Names(post.Text, System.Net.WebUtility.HtmlDecode(link.Groups[1].Value)) ? link.Value : "");
        return Said(HeaderText.CleanBody(HtmlText.Of(html))) == Said(post.Text) ? html : null;
    }

    private static bool Names(string text, string target) => text.Contains(Scheme().Replace(target, "").TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    // Letters, digits and pictures, of all planes; programs write a text's quotes, dashes, bullets and lines in their own ways. Where a link leads stands in one of the two only.
    private static string Said(string text) => string.Concat(Target().Replace(text, "").EnumerateRunes().Where(rune => !IsLayout(rune)));

    private static bool IsLayout(Rune rune) => rune.IsAscii ? !Rune.IsLetterOrDigit(rune)
        : Rune.IsWhiteSpace(rune) || Rune.IsPunctuation(rune) || rune.Value is '•' or '·' or '▪' or '■' or '●' or '○' or 0xFE0E or 0xFE0F;

    /// <summary>Our own lines in HTML.</summary>
    public static string Lines(string text) => $"<p>{string.Join("<br>", text.Trim('\n').Split('\n').Select(System.Net.WebUtility.HtmlEncode))}</p>";

    [GeneratedRegex(@"<?(?:https?://|mailto:)[^\s>]{1,2000}>?|<[^\s<>@]{1,100}@[^\s<>@]{1,200}>")]
    private static partial Regex Target();

    [GeneratedRegex(" href=\"([^\"]{1,8000})\"")]
    private static partial Regex Link();

    [GeneratedRegex("^(?:https?://|mailto:)", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
