using IfexList.Store;

namespace IfexList.Archive;

/// <summary>Indexes what was released before there was a search, some editions in each commit.</summary>
public sealed class Indexing(Database database)
{
    // A sketch: the search's own part.
    public Task GoOnAsync(string subject) => database.WriteAsync(tx => Due.Done(tx, Due.Index, subject, next: null));
}
