using System.Text.Json;
using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Publishing;

/// <summary>What is done to a post before anybody reads it. Poster and moderator are told each of them in one sentence, in <c>withheld.liquid</c>.</summary>
public enum WithheldKind
{
    /// <summary>A file: the list passes on none.</summary>
    NoFiles,

    /// <summary>A file that is no picture: the list passes on pictures only.</summary>
    PicturesOnly,

    /// <summary>A file of a sort that can't be cleaned for certain.</summary>
    NotCleanable,

    /// <summary>A file that would make the release larger than the list allows.</summary>
    TooLarge,

    /// <summary>A file that is damaged, locked, or holds what we can't judge.</summary>
    Unreadable,

    /// <summary>HTML: its text goes out.</summary>
    Html,

    /// <summary>A signature that would carry what must go.</summary>
    Signature,

    /// <summary>What a program wrote into the text for other programs: a signature or key in armour, a file in uuencode.</summary>
    Inserted,

    /// <summary>A picture that goes out, rid of everything but the picture.</summary>
    Picture,

    /// <summary>A document that goes out as its text, tables and pictures, set anew.</summary>
    Document,

    /// <summary>A file's name holds signs that nobody sees.</summary>
    HiddenSigns,

    /// <summary>A file's name has two extensions, one behind the other.</summary>
    TwoExtensions,

    /// <summary>A file is something else than it says.</summary>
    OtherContent,
}

/// <summary>One thing that is withheld, cleaned or looked at again.</summary>
/// <param name="Name">A file's true name, for poster and moderator alone; empty where it is no file.</param>
/// <param name="Detail">The name that a file goes out under, or what it really is.</param>
public sealed record Withheld(WithheldKind Kind, string Name = "", string Detail = "")
{
    /// <summary>As letters know it: <c>no-files</c>.</summary>
    public string Code => JsonNamingPolicy.KebabCaseLower.ConvertName(Kind.ToString());

    /// <summary>It leaves the house, cleaned.</summary>
    public bool Leaves => Kind is WithheldKind.Picture or WithheldKind.Document;

    /// <summary>It is no more than a warning.</summary>
    public bool Warns => Kind is WithheldKind.HiddenSigns or WithheldKind.TwoExtensions or WithheldKind.OtherContent;
}

/// <summary>The same as sentences for people.</summary>
public static class WithheldLines
{
    /// <summary>What stays here.</summary>
    public static IReadOnlyList<string> Removed(this IEnumerable<Withheld> all, NoticeTexts texts, Language language) => Lines(all.Where(one => !one.Leaves && !one.Warns), texts, language);

    /// <summary>Files that leave, cleaned.</summary>
    public static IReadOnlyList<string> Files(this IEnumerable<Withheld> all, NoticeTexts texts, Language language) => Lines(all.Where(one => one.Leaves), texts, language);

    /// <summary>What a moderator should look at before opening anything.</summary>
    public static IReadOnlyList<string> Warnings(this IEnumerable<Withheld> all, NoticeTexts texts, Language language) => Lines(all.Where(one => one.Warns), texts, language);

    private static IReadOnlyList<string> Lines(IEnumerable<Withheld> some, NoticeTexts texts, Language language) => [.. some.Select(one =>
        texts.Render(NoticeCatalogue.Withheld, language, new Dictionary<string, object?> { ["kind"] = one.Code, ["name"] = one.Name, ["detail"] = one.Detail }).Text.Trim('\n').Replace('\n', ' '))];
}
