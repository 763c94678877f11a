using IfexList.Lists;
using IfexList.Mail;
using IfexList.Preflight;
using IfexList.Publishing;
using MimeKit;

namespace IfexList.Operations;

/// <summary>What an import takes for granted where a mail says nothing of it itself.</summary>
public sealed record OldDefaults(Language? Language, Topic? Country, string? Kind);

/// <summary>A mail of an older archive, read and cleansed: ready to be entered.</summary>
/// <param name="Message">For its thread: its text is gone.</param>
/// <param name="Headline">Its Subject behind kind and country, folded: an update has that of what it updates.</param>
internal sealed record OldPost(
    string Place, MimeMessage Message, string Subject, string Text, DateTimeOffset At, Language Language, string? Kind, IReadOnlyList<Topic> Topics, Address? Author, string Headline)
{
    public const string Update = "update";

    /// <param name="reason">Why it can't be entered.</param>
    /// <returns>Null where it can't.</returns>
    public static OldPost? Read(OldMail mail, MailingList list, OldDefaults defaults, DateTimeOffset now, out string reason)
    {
        reason = mail.Octets is null ? "is larger than any mail" : RawMessage.Refusal(mail.Octets)?.Text ?? "";
        if (reason.Length > 0)
            return null;
        var message = Parsed(mail.Octets!);
        if (message is null || message.Headers.Count == 0)
        {
            reason = "can't be read as a mail";
            return null;
        }
        message.Subject = OldSubject.Without(message.Subject ?? "", list);
        var post = Cleansing.Of(message, PlainText.Of(message));
        reason = post.IsEncrypted ? "is encrypted" : post.IsCut ? "is longer than a text may be" : post.Text.Length == 0 ? "has no text" : "";
        if (reason.Length == 0 && OldDate.Of(message, mail.Kept, now) is { } at)
            return Of(mail.Place, message, post with { Text = ListFooter.CutFrom(post.Text) }, at, list, defaults);
        reason = reason.Length > 0 ? reason : "has no date that can be believed";
        return null;
    }

    private static OldPost Of(string place, MimeMessage message, CleanPost post, DateTimeOffset at, MailingList list, OldDefaults defaults)
    {
        var stated = FirstLook.StatedIn(post, list);
        var language = defaults.Language ?? (post.Language is { } said && list.Languages.Contains(said) ? said : LanguageGuess.Of($"{post.Subject}\n{post.Text}", list.Languages));
        var country = stated.Country ?? defaults.Country;
        var author = AuthorOf(message);
        var headline = Words.Fold(PostHeading.Read(post.Subject, list).Headline);
        message.Body = null;
        return new OldPost(place, message, post.Subject, post.Text, at, language, stated.Kind ?? defaults.Kind, country is { } topic ? Topic.WithRegions([topic]) : [], author, headline);
    }

    // Web archives write "rana at example.org", so that machines don't know it for an address.
    private static Address? AuthorOf(MimeMessage message) => HeaderText.Author(message)
        ?? (message.Headers[HeaderId.From] is { Length: < 400 } from && from.Split(" at ", 2) is [var local, var domain]
            && Address.TryParse($"{local.Trim()}@{domain.Split(' ', 2)[0]}", out var address) ? address : null);

    private static MimeMessage? Parsed(byte[] octets)
    {
        try
        {
            return RawMessage.Parse(octets);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
