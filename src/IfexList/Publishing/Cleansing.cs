using IfexList.Mail;
using MimeKit;
using MimeKit.Cryptography;

namespace IfexList.Publishing;

/// <summary>A post as it may be shown and published.</summary>
/// <param name="Withheld">What of its body stays here whatever the list; its files are <see cref="FilePlan"/>'s.</param>
/// <param name="IsCut">The mail says more than may be read and released: such a post is never approved.</param>
/// <param name="SignedPart">A signed part that carries nothing but what the text shows, to be relayed byte for byte; null where there is none.</param>
/// <param name="Language">What Content-Language says, if it says anything.</param>
public sealed record CleanPost(
    string Subject, string Text, IReadOnlyList<Withheld> Withheld, bool IsEncrypted, bool IsCut, MultipartSigned? SignedPart, Language? Language, DateTimeOffset? Date)
{
    /// <summary>Files that came with it, as they came.</summary>
    public IReadOnlyList<AttachedFile> Attached { get; init; } = [];

    /// <summary>Its one HTML part, as it came; null where there is none, or a moderator has put another text in its place.</summary>
    public TextPart? Html { get; init; }
}

/// <summary>
/// Takes from a post what may leave the house: the readable text, a one-line subject. It builds up from nothing, so that what it doesn't know
/// doesn't pass; source protection goes before fidelity.
/// </summary>
public static class Cleansing
{
    private const int NameCharacters = 120;

    // Less than a letter shows in one line: no moderator may release more of a Subject than he has read.
    private const int SubjectCharacters = 400;

    /// <param name="readable">What <see cref="PlainText"/> makes of it.</param>
    public static CleanPost Of(MimeMessage message, string readable)
    {
        var seen = HeaderText.CleanBody(readable);
        // To the desk alone: never released, quoted, indexed or archived in clear.
        var encrypted = Secrecy.IsIn(message, seen);
        var (own, enclosed) = encrypted ? ("", []) : Enclosed.TakenOut(seen);
        var text = own.Trim('\n', ' ');
        var signed = encrypted ? null : CleanSigned(message, readable, text);
        return new CleanPost(
            HeaderText.Clean(Words.PeelReplyPrefixes(message.Subject ?? "")) is { Length: > 0 } subject ? Shortened.To(subject, SubjectCharacters) : FirstLine(text),
            text,
            encrypted ? [] : [.. Withheld(message.Body, signed), .. enclosed.Select(what => new Withheld(WithheldKind.Inserted, what))],
            encrypted,
            PlainText.IsCut(readable),
            signed,
            (message.Body?.Headers["Content-Language"] ?? message.Headers["Content-Language"]) is { } stated && Languages.TryParse(stated.Trim(), out var language) ? language : null,
            message.Headers.Contains(HeaderId.Date) && message.Date != default ? message.Date : null)
        {
            Attached = encrypted ? [] : AttachedFile.In(message.Body),
            Html = HtmlParts(message.Body).Take(2).ToList() is [var only] && !encrypted ? only : null,
        };
    }

    /// <summary>The post with a moderator's Subject and text in place of its own. What was signed belongs to the other text; its files stay with it.</summary>
    public static CleanPost Edited(CleanPost post, string subject, string text) => post with
    {
        Subject = HeaderText.Clean(subject) is { Length: > 0 } said ? Shortened.To(said, SubjectCharacters) : post.Subject,
        Text = HeaderText.CleanBody(text).Trim('\n', ' '),
        Withheld = [],
        SignedPart = null,
        Html = null,
    };

    /// <summary>The name that its one author gives himself; null where there is none, or an address in its place.</summary>
    public static string? AuthorName(MimeMessage message) =>
        message.From is [MailboxAddress author] && HeaderText.Clean(author.Name) is { Length: > 0 } name && !name.Contains('@') ? Shortened.To(name, Foundation.Limits.AuthorCharacters) : null;

    private static IEnumerable<Withheld> Withheld(MimeEntity? body, MultipartSigned? signed)
    {
        if (HtmlParts(body).Any())
            yield return new Withheld(WithheldKind.Html);
        if (signed is null && Parts(body).Any(part => part is MultipartSigned or ApplicationPgpSignature or ApplicationPkcs7Signature or ApplicationPkcs7Mime))
            yield return new Withheld(WithheldKind.Signature);
    }

    private static IEnumerable<TextPart> HtmlParts(MimeEntity? body) => Parts(body).OfType<TextPart>().Where(part => part is { IsAttachment: false, IsHtml: true });

    private static IEnumerable<MimeEntity> Parts(MimeEntity? entity, int depth = 0) => entity switch
    {
        null => [],
        Multipart multipart when depth <= Foundation.Limits.MimeDepth => multipart.SelectMany(part => Parts(part, depth + 1)).Prepend(multipart),
        _ => [entity],
    };

    // OpenPGP over one text part whose own headers say nothing that the text doesn't. An S/MIME signature brings its signer's certificate along.
    private static MultipartSigned? CleanSigned(MimeMessage message, string readable, string text) =>
        message.Body is MultipartSigned { Count: 2 } signed && signed[0] is TextPart { IsPlain: true } part && signed[1] is ApplicationPgpSignature signature
            && SignedText.IsSeenWhole(readable, text)
            ? SignedText.Of(signed, part, signature, message.Subject ?? "", text)
            : null;

    private static string FirstLine(string text) => Shortened.To(HeaderText.Clean(text.Split('\n').FirstOrDefault(l => l.Trim().Length > 0)), NameCharacters);
}
