using System.Globalization;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Archive;

/// <summary>
/// Makes the words of editions of before there was a search: some in each commit, the due row knows how far. Words are replaced, so that a schema step which owes
/// <c>index</c> again, with an empty subject, makes all of them anew where <see cref="Mail.SearchText.Fold"/> has changed.
/// </summary>
public sealed class Indexing(Database database, TimeProvider time)
{
    /// <param name="subject">The last edition that is done; empty at first.</param>
    public Task GoOnAsync(string subject) => database.WriteAsync(tx =>
    {
        var next = EditionWords.Behind(tx, subject.Length == 0 ? 0 : long.Parse(subject, CultureInfo.InvariantCulture), Limits.IndexedAtOnce);
        foreach (var edition in next)
            EditionWords.Replace(tx, edition);
        Due.Done(tx, Due.Index, subject, next: null);
        if (next.Count == Limits.IndexedAtOnce)
            Due.Set(tx, Due.Index, next[^1].ToString(CultureInfo.InvariantCulture), time.After(Limits.IndexingPause));
    });
}
