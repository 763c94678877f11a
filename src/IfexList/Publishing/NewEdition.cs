using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit.Cryptography;

namespace IfexList.Publishing;

/// <summary>What is about to be rendered: a release's text in one language.</summary>
/// <param name="Credit">The visible author; null where none is known.</param>
/// <param name="References">Message-IDs of the case's first and latest edition, or of what it corrects, the one that it follows last.</param>
/// <param name="Lead">Our own lines before its text, which the archive keeps with it; empty where there are none.</param>
/// <param name="SignedPart">What is relayed in the place of the text. Nothing is written into it: the lead then stands in the footer.</param>
public sealed record NewEdition(
    MailingList List, NewRelease Release, string? Credit, DateTimeOffset Date, IReadOnlyList<string> References, string Lead = "", MultipartSigned? SignedPart = null)
{
    /// <summary>By which readers ask for it.</summary>
    public string Number { get; init; } = Release.Number;

    /// <summary>Other languages in which its release is out.</summary>
    public IReadOnlyList<Language> Also { get; init; } = [];

    /// <summary>Cleaned; none with a correction.</summary>
    public IReadOnlyList<EditionFile> Files { get; init; } = [];

    /// <summary>The text once more, as <see cref="SafeHtml"/> makes it; null where the list allows none, there is none, or the text is another one by now.</summary>
    public string? Html { get; init; }
}
