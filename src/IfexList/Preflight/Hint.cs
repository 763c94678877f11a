using System.Text.Json;
using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Preflight;

/// <summary>What a post lacks, or what is to be looked at again, in the order in which it is told.</summary>
public enum HintKind
{
    /// <summary>The Subject says nothing, or shouts, or goes on too long.</summary>
    NoHeadline,

    /// <summary>Nothing at its top says when it happened.</summary>
    NoDate,

    /// <summary>Neither a country nor a dateline.</summary>
    NoPlace,

    /// <summary>Nobody is named as its source.</summary>
    NoSource,

    /// <summary>Acronyms that it never spells out.</summary>
    Acronym,

    /// <summary>Readers are asked to appeal, and not told where to.</summary>
    NoAppealAddress,

    /// <summary>Nearly the text of a recent release.</summary>
    NearDuplicate,

    /// <summary>A name that its case spells otherwise.</summary>
    NameSpelling,

    /// <summary>A phone number that may be a private person's.</summary>
    PhoneNumber,

    /// <summary>A street and a number that may be somebody's home.</summary>
    StreetAddress,

    /// <summary>Coordinates.</summary>
    Position,

    /// <summary>More than many readers can pay for.</summary>
    LongText,

    /// <summary>Neither a number of the newsletter nor an item for it.</summary>
    NeitherIssueNorItem,

    /// <summary>That number is out in that language: it would be corrected.</summary>
    IssueIsOut,

    /// <summary>Its number doesn't follow on the last one.</summary>
    IssueNumber,

    /// <summary>It is written in another language than it was addressed in.</summary>
    IssueLanguage,

    /// <summary>Its day isn't in this week.</summary>
    IssueDay,

    /// <summary>It has no table of contents at its top.</summary>
    NoContents,

    /// <summary>The sender's address mixes alphabets, as addresses do that look like another one.</summary>
    MixedScripts,

    /// <summary>The sender's name holds another address than his own.</summary>
    AddressInName,
}

/// <summary>One thing that the desk's checklist asks about and a program can see. Nothing is refused because of it.</summary>
/// <param name="Detail">Acronyms, a release's number, two spellings, octets; empty where the kind says it all.</param>
public sealed record Hint(HintKind Kind, string Detail = "")
{
    /// <summary>As letters know it: <c>no-date</c>.</summary>
    public string Code => JsonNamingPolicy.KebabCaseLower.ConvertName(Kind.ToString());
}

/// <summary>Hints as sentences for people.</summary>
public static class HintLines
{
    /// <summary>One line each; it addresses neither poster nor moderator, so both may be told the same.</summary>
    public static IReadOnlyList<string> In(this IEnumerable<Hint> hints, NoticeTexts texts, Language language) => [.. hints.Select(hint =>
        texts.Render(NoticeCatalogue.Hint, language, new Dictionary<string, object?> { ["hint"] = hint.Code, ["detail"] = hint.Detail }).Text.Trim('\n').Replace('\n', ' '))];
}
