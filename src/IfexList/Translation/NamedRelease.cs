using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;
using MimeKit;

namespace IfexList.Translation;

/// <summary>The release that a mail is about: named by its number in the Subject or in the first line, or answered.</summary>
/// <param name="Stated">The language that stands behind the number: <c>2026-0312-01/fr</c>.</param>
internal sealed partial record NamedRelease(long Release, Language? Stated)
{
    private const int SubjectCharacters = 500;

    /// <summary>Null where it names none of that list.</summary>
    public static NamedRelease? In(Connection db, PostHash hash, MailingList list, MimeMessage message, string text)
    {
        var subject = HeaderText.Clean(message.Subject) is { Length: <= SubjectCharacters } whole ? whole : "";
        foreach (var line in (string[])[subject, FirstLine(text)])
            if (Number().Match(line) is { Success: true } match && Releases.ListOf(db, match.Groups[1].Value) == list.Name && Releases.IdOf(db, match.Groups[1].Value) is { } named)
                return new NamedRelease(named, Languages.TryParse(match.Groups[2].Value, out var stated) ? stated : null);
        return AnsweredLetter(db, list, message) ?? (Publication.ThreadOf(db, hash, list, message) is { } answered ? new NamedRelease(answered, null) : null);
    }

    /// <summary>A Subject or a first line without the number, our tag and what stands around them.</summary>
    public static string Without(string line) => Around().Replace(Number().Replace(Tag().Replace(Words.PeelReplyPrefixes(line), "", 1), "", 1), "").Trim();

    /// <summary>The text without a first line that only says which release it is about.</summary>
    public static string WithoutNaming(string text)
    {
        var begin = text.TrimStart('\n', '\r', ' ');
        var line = begin.Split('\n', 2)[0];
        return line.Length <= Limits.NamingLine && Number().IsMatch(line) ? begin[line.Length..].TrimStart('\n', '\r', ' ') : text;
    }

    private static string FirstLine(string text) =>
        text.Split('\n', 20).FirstOrDefault(OwnText.IsWritten) is { Length: <= Limits.NamingLine } line ? line : "";

    // Our letters name it in their Message-ID.
    private static NamedRelease? AnsweredLetter(Connection db, MailingList list, MimeMessage message)
    {
        foreach (var id in message.References.Append(message.InReplyTo).OfType<string>().Take(Limits.ThreadIds))
            if (id.StartsWith(TranslationLetters.Reference, StringComparison.Ordinal) && id.Split('.') is [_, var number, var code, ..]
                && Releases.ListOf(db, number) == list.Name && Releases.IdOf(db, number) is { } release)
                return new NamedRelease(release, Languages.TryParse(code, out var language) ? language : null);
        return null;
    }

    [GeneratedRegex(@"(?<![\d-])(\d{4}-\d{4}-\d{2,4})(?:/([A-Za-z]{2}))?(?![\d-])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s*\[[^\]]{0,60}\]", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^[\s:()\[\]–—-]+|[\s:()\[\]–—-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Around();
}
