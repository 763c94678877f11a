using IfexList.Store;

namespace IfexList.Archive;

/// <summary>The archive in files that any HTTP client can mirror, one for each month, so that it outlives this server.</summary>
public sealed class Bundles(Database database)
{
    // A sketch: the bundles' own part.
    /// <summary>Writes a month's file anew, its beginning as it was.</summary>
    public Task WriteAsync(string month) => database.WriteAsync(tx => Due.Done(tx, Due.Bundle, month, next: null));
}
