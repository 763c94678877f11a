using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Publishing;

/// <summary>An edition that is out, to be rendered once more: for readers who get it later than others. What was signed goes as its text.</summary>
public static class Reprint
{
    public static NewEdition Of(Connection db, MailingList list, PublishedEdition edition) =>
        new(list, edition.About, edition.Credit, edition.Issued, Thread(db, edition.About, edition.At, edition.Id))
        {
            Files = EditionFiles.OfFirst(db, edition.Id),
            Number = edition.Number,
            Also = Others(db, edition),
        };

    /// <summary>The other languages in which its release is out.</summary>
    public static IReadOnlyList<Language> Others(Connection db, PublishedEdition edition) =>
        [.. CaseFile.InLanguages(db, edition.Release).Select(other => other.About.Language).Where(language => language != edition.About.Language)];

    /// <summary>What of its case an edition refers to: not its own release in another language, which its reader doesn't get.</summary>
    /// <param name="at">When its release came out.</param>
    /// <param name="before">Only what came out before that edition.</param>
    public static IReadOnlyList<string> Thread(Connection db, NewRelease about, DateTimeOffset at, long before = long.MaxValue) => Publication.References(
        [.. CaseFile.Editions(db, about.Case, about.ToMembers, before).Where(edition => edition.At < at || edition.Language == about.Language)], about.Language);
}
