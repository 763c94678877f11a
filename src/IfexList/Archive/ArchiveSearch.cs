using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Archive;

/// <summary>An edition that was looked for, with the words around what was found in it.</summary>
public sealed record FoundEdition(ArchivedEdition Edition, string Snippet);

/// <summary>What was found.</summary>
/// <param name="Count">Of all, up to <see cref="Limits.SearchMatches"/>.</param>
public sealed record SearchResult(IReadOnlyList<FoundEdition> Found, int Count);

/// <summary>Looks for editions, newest first. Whoever asks finds only what he may read, and isn't told that there is more.</summary>
public static class ArchiveSearch
{
    public static SearchResult Find(Connection db, Reach reach, SearchQuery query, int offset, int most)
    {
        if (query.IsEmpty)
            return new SearchResult([], 0);
        var ids = EditionWords.Find(db, reach, query.Match, query.Where, offset, most);
        var found = Shelf.ByIds(db, reach, ids).Select(edition => new FoundEdition(edition, Snippet(edition.Text, query.Keys))).ToList();
        return new SearchResult(found, ids.Count < most ? offset + ids.Count : EditionWords.Count(db, reach, query.Match, query.Where, Limits.SearchMatches));
    }

    /// <summary>The text around the first word that was looked for, in one line; its beginning where none is in it.</summary>
    public static string Snippet(string text, IReadOnlyList<string> keys)
    {
        var read = text.Length <= Limits.SnippetReach ? text : text[..(Limits.SnippetReach - (char.IsHighSurrogate(text[Limits.SnippetReach - 1]) ? 1 : 0))];
        var hit = SearchText.Runs(read).Select(run => run.Start.Value).Zip(SearchText.Runs(read).Select(run => SearchText.Key(read[run])))
            .FirstOrDefault(word => keys.Any(key => key.EndsWith('*') ? word.Second.StartsWith(key[..^1], StringComparison.Ordinal) : word.Second == key)).First;
        var begin = Math.Max(0, hit - Limits.SnippetCharacters / 2);
        begin = begin == 0 ? 0 : read.IndexOf(' ', begin) is var blank && blank >= 0 && blank < hit ? blank + 1 : hit;
        var end = Math.Min(read.Length, begin + Limits.SnippetCharacters);
        end = end == read.Length ? end : read.LastIndexOf(' ', end - 1, end - begin) is var last && last > begin ? last : char.IsHighSurrogate(read[end - 1]) ? end - 1 : end;
        var line = string.Join(' ', read[begin..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return $"{(begin > 0 ? "… " : "")}{line}{(end < read.Length ? " …" : "")}";
    }
}
