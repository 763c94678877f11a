using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Archive;

/// <summary>An edition that was looked for, with the words around what was found in it.</summary>
public sealed record FoundEdition(ArchivedEdition Edition, string Snippet);

/// <summary>What people look for in the archive.</summary>
public static class ArchiveSearch
{
    // A sketch: the search's own part.
    public static (IReadOnlyList<FoundEdition> Found, int Count) Find(Connection db, ListCatalogue lists, string asked, Language language, int offset, int most) =>
        asked.Length == 0 ? ([], 0) : ([.. Shelf.Page(db, lists, new ShelfQuery(language), offset, most).Select(edition => new FoundEdition(edition, ""))], 0);
}
